using Google.Type;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>Says who must take part in a matter: what the rules propose, and whoever else.</summary>
[PagePermission("stakeholders.write")]
internal sealed class NewStepsModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    /// <summary>A party that has no step in the matter yet.</summary>
    internal sealed class Row
    {
        public string Party { get; set; } = "";

        public bool Taken { get; set; }

        public ParticipationForm Form { get; set; } = ParticipationForm.Heard;

        public string Basis { get; set; } = "";

        public string DisplayName { get; set; } = "";

        public PartyKind Kind { get; set; }
    }

    public static IReadOnlyList<ParticipationForm> Forms { get; } =
    [ParticipationForm.Informed, ParticipationForm.Heard, ParticipationForm.Agreed];

    /// <summary>Resource name of the matter; empty while it is to be chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public string Matter { get; set; } = "";

    [BindProperty]
    public DateOnly? DueDate { get; set; }

    [BindProperty]
    public List<Row> Rows { get; set; } = [];

    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    public Matters Matters { get; private set; } = Matters.None;

    public IReadOnlyList<PartyKind> MissingKinds { get; private set; } = [];

    public bool AllHaveSteps { get; private set; }

    public Date? NewestRule { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var written = Rows;
        await LoadAsync();
        foreach (var row in Rows)
        {
            if (written.Find(w => w.Party == row.Party) is { } w)
                (row.Taken, row.Form, row.Basis) = (w.Taken, w.Form, w.Basis);
        }
        var taken = Rows.Where(r => r.Taken).ToList();
        if (taken.Count == 0)
            ModelState.AddModelError("", texts["Steps.NoneTaken"]);
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await stakeholders.BatchCreateParticipationStepsAsync(
                new()
                {
                    Parent = ProgrammeName,
                    ParticipationSteps =
                    {
                        taken.Select(r => new ParticipationStep
                        {
                            Matter = Matter,
                            Party = r.Party,
                            Form = r.Form,
                            DueDate = DueDate.ToDate(),
                            Basis = r.Basis.Trim(),
                        }),
                    },
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e, _ => null))
        {
            return Page();
        }
        TempData["Status"] = texts[taken.Count == 1 ? "Steps.Created.1" : "Steps.Created", taken.Count].Value;
        return LocalRedirect(Addresses.Participation(ProgrammeName, Matter));
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["Steps.New"], "participation");
        Matters = await Matters.OfAsync(mandates, Organisation, texts, ProgrammeName, Aborted);
        if (Matter.Length == 0)
            return;
        var proposed = await stakeholders.ProposeParticipationStepsAsync(
            new() { Parent = ProgrammeName, Matter = Matter },
            cancellationToken: Aborted
        );
        MissingKinds = proposed.MissingPartyKinds;
        var byParty = proposed.ParticipationSteps.ToDictionary(s => s.Party, StringComparer.Ordinal);
        var taken = (await stakeholders.AllStepsAsync(ProgrammeName, Matter, missing: false, Aborted))
            .Select(s => s.Party)
            .ToHashSet(StringComparer.Ordinal);
        var parties = await stakeholders.AllPartiesAsync(ProgrammeName, Aborted);
        Rows =
        [
            .. parties
                .Where(p => !taken.Contains(p.Name))
                .Select(p =>
                    byParty.TryGetValue(p.Name, out var step)
                        ? new Row
                        {
                            Party = p.Name,
                            Taken = true,
                            Form = step.Form,
                            Basis = step.Basis,
                            DisplayName = p.DisplayName,
                            Kind = p.Kind,
                        }
                        : new Row
                        {
                            Party = p.Name,
                            DisplayName = p.DisplayName,
                            Kind = p.Kind,
                        }
                )
                .OrderByDescending(r => r.Taken),
        ];
        AllHaveSteps = parties.Count > 0 && Rows.Count == 0;
        var rules = await stakeholders.ListParticipationRulesAsync(
            new() { Parent = ProgrammeName, PageSize = 1 },
            cancellationToken: Aborted
        );
        NewestRule = rules.NewestEffectDate;
    }
}
