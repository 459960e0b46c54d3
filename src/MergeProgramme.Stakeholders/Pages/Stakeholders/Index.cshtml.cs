using Grpc.Core;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>Who has a stake in the programme: as a list, and by interest and influence.</summary>
[PagePermission("stakeholders.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, stakeholders, texts)
{
    /// <summary>Last part of a sub-project's name: only those concerned by it. All where it is empty.</summary>
    [FromQuery(Name = "subProject")]
    public string SubProjectId { get; set; } = "";

    public IReadOnlyList<Stakeholder> All { get; private set; } = [];

    public PowerInterestGrid Grid { get; private set; } = new([]);

    /// <summary>How those stood before who have been assessed anew, by stakeholder.</summary>
    public IReadOnlyDictionary<string, StakeholderAssessment> Before { get; private set; } =
        new Dictionary<string, StakeholderAssessment>();

    /// <summary>Those who may stand in the register twice.</summary>
    public IReadOnlyList<IReadOnlyList<Stakeholder>> Twice { get; private set; } = [];

    /// <summary>Whether the reader may move marks.</summary>
    public bool MayMove { get; private set; }

    /// <summary>Marks that were moved.</summary>
    [BindProperty]
    public List<Move> Moves { get; set; } = [];

    /// <summary>A stakeholder that was moved in the picture.</summary>
    internal sealed class Move
    {
        public string Name { get; set; } = "";

        public int Interest { get; set; }

        public int Influence { get; set; }

        public string Etag { get; set; } = "";
    }

    /// <summary>The sub-projects to narrow the list to.</summary>
    public IEnumerable<SelectListItem> Filter => SubProjectFilter(Words["Stakeholders.AllSubProjects"], SubProjectId);

    public Task OnGetAsync() => LoadAsync();

    /// <summary>Saves what was moved in the picture. One that somebody else has changed meanwhile is left as it is, and said.</summary>
    public async Task<IActionResult> OnPostMoveAsync()
    {
        var moved = 0;
        // A number that was not read is none: nothing is written of such a form.
        foreach (var (i, move) in ModelState.IsValid ? Moves.Index() : [])
        {
            if (!move.Name.StartsWith($"{ProgrammeName}/", StringComparison.Ordinal))
                continue;
            try
            {
                await Client.UpdateStakeholderAsync(
                    new()
                    {
                        Stakeholder = new()
                        {
                            Name = move.Name,
                            Interest = move.Interest,
                            Influence = move.Influence,
                            Etag = move.Etag,
                        },
                        UpdateMask = new() { Paths = { "interest", "influence" } },
                        // A form that is sent twice moves once.
                        RequestId = RequestId.Length > 0 ? FormattableString.Invariant($"{RequestId}-{i}") : "",
                    },
                    cancellationToken: Aborted
                );
                moved++;
            }
            catch (RpcException e) when (ModelState.Accepts(e, _ => null)) { }
            catch (RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.NotFound)
            {
                ModelState.AddModelError("", e.Status.Detail);
            }
        }
        if (ModelState.IsValid)
            return Done($"/{ProgrammeName}/stakeholders", Words[moved == 1 ? "Grid.Moved.1" : "Grid.Moved", moved]);
        // What was saved stays so: the next try is another request.
        RequestId = "";
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadRegisterAsync(Words["Stakeholders.Title"], "stakeholders");
        var subProject = $"{ProgrammeName}/subProjects/{SubProjectId}";
        All = [.. Register.Values.Where(s => SubProjectId.Length == 0 || s.SubProjects.Contains(subProject))];
        Grid = PowerInterestGrid.Of(All);
        Twice = [.. Duplicates.Of(All)];
        MayMove = await this.MayAsync("stakeholders.write", ProgrammeName);
        var assessments = await WholeList.ReadAsync(
            token =>
                Client.ListStakeholderAssessmentsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.StakeholderAssessments, answer.NextPageToken)
        );
        Before = assessments
            .GroupBy(a => a.Stakeholder)
            .Select(g =>
                (
                    Now: g.First(),
                    Before: g.FirstOrDefault(a => (a.Interest, a.Influence) != (g.First().Interest, g.First().Influence))
                )
            )
            .Where(a => a.Before is { Interest: > 0, Influence: > 0 })
            .ToDictionary(a => a.Now.Stakeholder, a => a.Before!, StringComparer.Ordinal);
    }
}
