using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Reports;

/// <summary>The combined report as a Word file.</summary>
[PagePermission("organisation.read")]
internal sealed class ExportModel(OrganisationServiceClient client) : ProgrammePage(client)
{
    /// <summary>The day at whose end it is seen; today where it is not stated.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Date { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var file = await Client.ExportProgrammeReportAsync(
            new() { Name = ProgrammeName, Date = Date.ToDate() },
            cancellationToken: Aborted
        );
        return File(file.Content.ToByteArray(), file.ContentType, file.FileName);
    }
}
