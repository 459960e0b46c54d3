using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages;

/// <summary>What is missing and what is too vague, and the question whether to submit.</summary>
[PagePermission("mandates.read")]
internal sealed class CheckModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : MandatePage(organisation)
{
    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public Mandate Mandate { get; private set; } = new();

    public IReadOnlyList<Finding> Missing { get; private set; } = [];

    public IReadOnlyList<Finding> Vague { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        RequestId = Guid.NewGuid().ToString();
    }

    /// <summary>Draft → submitted.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            await mandates.SubmitMandateAsync(
                new SubmitMandateRequest
                {
                    Name = MandateName,
                    Etag = Etag,
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }

        TempData["Status"] = texts["Check.SubmittedNow"].Value;
        return Redirect(MandateUrl);
    }

    /// <summary>The heading of the place that a finding is about.</summary>
    public string PlaceOf(Finding finding) =>
        Mandate.Sections.FirstOrDefault(section => section.Name == finding.Place) is { } section
            ? SectionModel.Heading(section)
            : texts["Compare.Front"];

    private async Task LoadAsync()
    {
        Mandate = await mandates.GetMandateAsync(new GetMandateRequest { Name = MandateName }, cancellationToken: Aborted);
        await LoadFrameAsync(texts["Check.Title"]);
        var check = await mandates.CheckMandateAsync(new CheckMandateRequest { Name = MandateName }, cancellationToken: Aborted);
        Missing = [.. check.Findings.Where(finding => finding.Severity == FindingSeverity.Missing)];
        Vague = [.. check.Findings.Where(finding => finding.Severity == FindingSeverity.Vague)];
        Etag = Mandate.Etag;
    }
}
