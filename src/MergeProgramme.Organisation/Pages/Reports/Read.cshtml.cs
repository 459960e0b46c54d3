using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Reports;

/// <summary>A report as it is read and printed.</summary>
[PagePermission("organisation.read")]
internal sealed class ReadModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ReportPage(client, texts, time)
{
    public async Task OnGetAsync() => await LoadReportAsync();
}
