using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Reports;

/// <summary>Begins a new version of a submitted report, with what is wrong in the one before.</summary>
[PagePermission("organisation.report")]
internal sealed class CorrectModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ReportPage(client, texts, time)
{
    [BindProperty]
    public string CorrectionReason { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync()
    {
        RequestId = Guid.NewGuid().ToString();
        await LoadReportAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadReportAsync();
        try
        {
            var report = await Client.CreateReportAsync(
                new()
                {
                    Parent = SubProjectName,
                    Report = new()
                    {
                        ReportingOccurrence = Report.ReportingOccurrence,
                        Corrects = ReportName,
                        CorrectionReason = CorrectionReason,
                    },
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return LocalRedirect($"{Addresses.Of(report.Name)}/edit");
        }
        catch (RpcException e)
            when (ModelState.Accepts(e, path => path == "report.correction_reason" ? nameof(CorrectionReason) : null))
        {
            return Page();
        }
    }
}
