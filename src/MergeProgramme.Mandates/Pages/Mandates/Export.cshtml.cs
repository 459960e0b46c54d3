using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages;

/// <summary>The mandate as a Word file.</summary>
[PagePermission("mandates.read")]
internal sealed class ExportModel(OrganisationServiceClient organisation, MandatesServiceClient mandates)
    : MandatePage(organisation)
{
    public async Task<IActionResult> OnGetAsync()
    {
        var file = await mandates.ExportMandateAsync(new ExportMandateRequest { Name = MandateName }, cancellationToken: Aborted);
        return File(file.Content.ToByteArray(), file.ContentType, file.FileName);
    }
}
