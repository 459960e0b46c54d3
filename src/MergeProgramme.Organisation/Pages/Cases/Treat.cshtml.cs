using Grpc.Core;
using MergeProgramme.Organisation.Minutes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Cases;

/// <summary>What became of a case in a body whose meetings are not kept here.</summary>
[PagePermission("organisation.writeCases")]
internal sealed class TreatModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : CasePage(client)
{
    [FromRoute(Name = "treatment")]
    public int Number { get; set; }

    [BindProperty]
    public Outcome Outcome { get; set; }

    [BindProperty]
    public string Wording { get; set; } = "";

    [BindProperty]
    public DateOnly? Date { get; set; }

    [BindProperty]
    public string CaseNumber { get; set; } = "";

    [BindProperty]
    public string ArchiveReference { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    public Treatment Treatment { get; private set; } = new();

    /// <summary>What this body can do with it.</summary>
    public List<SelectListItem> Outcomes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        var treated = Treatment.Outcome != Outcome.Unspecified;
        (Outcome, CaseNumber) = (Treatment.Outcome, Treatment.CaseNumber);
        (Wording, ArchiveReference) = treated
            ? (Treatment.Wording, Treatment.ArchiveReference)
            : (Case.Proposal, Case.ArchiveReference);
        Date = Treatment.Date.ToDateOnly();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var etag = Etag;
        if (!await LoadAsync())
            return NotFound();
        try
        {
            if (ModelState.IsValid)
            {
                await Client.RecordTreatmentAsync(
                    new()
                    {
                        RequestId = RequestId,
                        Name = CaseName,
                        Number = Number,
                        Outcome = Outcome,
                        // The proposal stands ready in the field; where nothing was decided, it was not decided either.
                        Wording =
                            Outcome is Outcome.Deferred or Outcome.Noted && Wording.Trim() == Case.Proposal.Trim() ? "" : Wording,
                        Date = Date.ToDate(),
                        CaseNumber = CaseNumber.Trim(),
                        ArchiveReference = ArchiveReference.Trim(),
                        Etag = etag,
                    },
                    cancellationToken: Aborted
                );
                return Done(CaseUrl, texts["Treatment.Saved", Treatment.BodyDisplayName]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        return Page();
    }

    private async Task<bool> LoadAsync()
    {
        await LoadCaseAsync(texts["Treatment.Record"]);
        if (Case.Treatments.FirstOrDefault(t => t.Number == Number) is not { } treatment)
            return false;
        Treatment = treatment;
        Etag = Case.Etag;
        var body = await Client.GetBodyAsync(new() { Name = treatment.Body }, cancellationToken: Aborted);
        Outcomes =
        [
            .. Enum.GetValues<Outcome>()
                .Where(o => o != Outcome.Unspecified)
                .Where(o => body.Authority == BodyAuthority.Deciding || !DecisionRules.Decides(o))
                .Select(o => new SelectListItem(texts[$"Outcome.{o}"].Value, o.ToString())),
        ];
        return true;
    }
}
