using System.Globalization;
using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Appraisals;

/// <summary>The options side by side, and the decision that chose among them, read where it stands.</summary>
[PagePermission("procurement.read")]
internal sealed class ReadModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : AppraisalPage(organisation, procurement, texts)
{
    private readonly OrganisationServiceClient organisation = organisation;

    /// <summary>Name of a case, and behind a blank the number of its treatment.</summary>
    [BindProperty]
    public string Decision { get; set; } = "";

    /// <summary>Number of the option that was decided on.</summary>
    [BindProperty]
    public int Decided { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Makes a form that is sent twice link one decision.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>The case that decided; null where it cannot be read.</summary>
    public Case? Case { get; private set; }

    public Treatment? Treatment => Case?.Treatments.FirstOrDefault(t => t.Number == Appraisal.DecisionTreatment);

    /// <summary>What bodies have decided in the programme.</summary>
    public List<SelectListItem> Decisions { get; private set; } = [];

    public List<SelectListItem> OptionChoices =>
        [
            .. Appraisal.Options.Select(o => new SelectListItem(o.Title, o.Number.ToString(CultureInfo.InvariantCulture))),
            new(Words["Appraisal.RejectedAll"], "0"),
        ];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Decided, RequestId) = (Appraisal.RecommendedOption, Guid.NewGuid().ToString());
    }

    public async Task<IActionResult> OnPostLinkAsync()
    {
        var parts = Decision.Split(' ');
        if (ModelState.IsValid)
        {
            try
            {
                await Procurement.LinkAppraisalDecisionAsync(
                    new()
                    {
                        Name = Name,
                        DecisionCase = parts[0],
                        DecisionTreatment =
                            parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var number) ? number : 0,
                        DecidedOption = Decided,
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(Addresses.Of(Name), Words["Appraisal.Linked"]);
            }
            catch (RpcException e)
                when (ModelState.Accepts(
                        e,
                        field => field is "decision_case" or "decision_treatment" ? nameof(Decision) : nameof(Decided)
                    )
                ) { }
        }
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadAppraisalAsync();
        if (IsDecided)
        {
            try
            {
                Case = await organisation.GetCaseAsync(new() { Name = Appraisal.DecisionCase }, cancellationToken: Aborted);
            }
            catch (RpcException e) when (e.StatusCode is Grpc.Core.StatusCode.NotFound or Grpc.Core.StatusCode.PermissionDenied)
            {
                // The link stands all the same.
            }
            return;
        }
        if (!await this.MayAsync("procurement.write", ProgrammeName))
            return;
        var cases = await WholeList.ReadAsync(
            token =>
                organisation.ListCasesAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Cases, answer.NextPageToken)
        );
        Decisions =
        [
            .. cases.SelectMany(c =>
                c.Treatments.Where(t => t.Outcome is Outcome.Adopted or Outcome.Amended or Outcome.Rejected)
                    .Select(t => new SelectListItem(
                        $"{c.Title} – {t.BodyDisplayName} {Formats.Date(t.Date)}",
                        string.Create(CultureInfo.InvariantCulture, $"{c.Name} {t.Number}")
                    ))
            ),
        ];
    }
}
