using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Evaluations;

/// <summary>A criterion in the minutes, as it is typed.</summary>
internal sealed class ConsensusLine
{
    public string Criterion { get; set; } = "";

    public string Minutes { get; set; } = "";

    public List<ConsensusScoreLine> Scores { get; set; } = [];
}

/// <summary>A tender's agreed score, as it is typed.</summary>
internal sealed class ConsensusScoreLine
{
    public string Tender { get; set; } = "";

    public string Score { get; set; } = "";
}

/// <summary>Writes the minutes of the consensus meeting, with the scores that were agreed on.</summary>
[PagePermission("procurement.write")]
internal sealed class RecordConsensusModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts,
    TimeProvider clock
) : EvaluationPage(organisation, procurement)
{
    private IReadOnlyList<ScoreDifference> differences = [];

    [BindProperty]
    public DateOnly? MeetingDate { get; set; }

    [BindProperty]
    public List<string> PresentMembers { get; set; } = [];

    [BindProperty(Name = "Criteria")]
    public new List<ConsensusLine> Criteria { get; set; } = [];

    public List<SelectListItem> MemberChoices { get; private set; } = [];

    /// <summary>What the evaluators gave, for whoever writes down what they agreed on.</summary>
    public string? Hint(string criterion, string tender) =>
        differences.FirstOrDefault(one => one.Criterion == criterion && one.Tender == tender) is { Lowest: not null } found
            ? found.Lowest.Equals(found.Highest)
                ? texts["Consensus.AlikeHint", Number(found.Lowest)].Value
                : texts["Consensus.BetweenHint", Number(found.Lowest), Number(found.Highest)].Value
            : null;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        var agreed = await ConsensusAsync() ?? new();
        MeetingDate = agreed.MeetingDate.ToDateOnly() ?? clock.Today();
        PresentMembers =
            agreed.Etag.Length > 0 ? [.. agreed.PresentMembers] : [.. Evaluations.Where(IsFinished).Select(one => one.Member)];
        Criteria =
        [
            .. Scored.Select(criterion =>
            {
                var part = agreed.Criteria.FirstOrDefault(one => one.Criterion == criterion.Name);
                return new ConsensusLine
                {
                    Criterion = criterion.Name,
                    Minutes = part?.Minutes ?? "",
                    Scores =
                    [
                        .. Qualified.Select(tender => new ConsensusScoreLine
                        {
                            Tender = tender.Name,
                            Score = Number(part?.Scores.FirstOrDefault(one => one.Tender == tender.Name)?.Score),
                        }),
                    ],
                };
            }),
        ];
        (Etag, RequestId) = (agreed.Etag, Guid.NewGuid().ToString());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            await ProcurementClient.RecordConsensusAsync(
                new()
                {
                    Name = CaseName,
                    RequestId = RequestId,
                    Consensus = new()
                    {
                        MeetingDate = MeetingDate.ToDate(),
                        PresentMembers = { PresentMembers },
                        Etag = Etag,
                        Criteria =
                        {
                            Criteria.Select(line => new ConsensusCriterion
                            {
                                Criterion = line.Criterion,
                                Minutes = line.Minutes?.Trim() ?? "",
                                Scores =
                                {
                                    line.Scores.Select(score => new ConsensusScore
                                    {
                                        Tender = score.Tender,
                                        Score = Typed(score.Score),
                                    }),
                                },
                            }),
                        },
                    },
                },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            return Page();
        }
        TempData["Status"] = texts["Consensus.Saved"].Value;
        return Redirect($"{EvaluationUrl}/consensus");
    }

    private static string? FieldOf(string path) =>
        path.StartsWith("consensus.present_members", StringComparison.Ordinal) ? nameof(PresentMembers)
        : path.StartsWith("consensus.criteria[", StringComparison.Ordinal)
            ? Place(path["consensus.".Length..].Replace(".value", "", StringComparison.Ordinal))
        : path == "consensus.criteria" ? null
        : RefusalExtensions.FormField(path);

    private static bool IsFinished(Evaluation evaluation) => evaluation.State == EvaluationState.Finished;

    private async Task LoadAsync()
    {
        await LoadEvaluationAsync(texts["Consensus.Record"]);
        MemberChoices = [.. (
                await WholeList.ReadAsync(
                    token =>
                        ProcurementClient.ListCaseMembersAsync(
                            new()
                            {
                                Parent = CaseName,
                                PageSize = Everything,
                                PageToken = token,
                            },
                            cancellationToken: Aborted
                        ),
                    answer => (answer.Members, answer.NextPageToken)
                )
            ).Where(member => member.DeclarationState == DeclarationState.NoConflict).Select(member => new SelectListItem(member.PersonDisplayName, member.Name))];
        try
        {
            differences = await WholeList.ReadAsync(
                token =>
                    ProcurementClient.ListScoreDifferencesAsync(
                        new()
                        {
                            Parent = CaseName,
                            PageSize = Everything,
                            PageToken = token,
                        },
                        cancellationToken: Aborted
                    ),
                answer => (answer.ScoreDifferences, answer.NextPageToken)
            );
        }
        catch (RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.FailedPrecondition)
        {
            // The form shows no hints then; saving says why it is refused.
        }
    }
}
