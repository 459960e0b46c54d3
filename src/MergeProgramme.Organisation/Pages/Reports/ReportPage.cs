using MergeProgramme.Organisation.Pages.Reporting;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Reports;

/// <summary>What the pages of one report share.</summary>
internal abstract class ReportPage(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : SubProjectReportingPage(client, time)
{
    [FromRoute(Name = "report")]
    public string ReportId { get; set; } = "";

    public Report Report { get; private set; } = new();

    public string ReportName => $"{SubProjectName}/reports/{ReportId}";

    public string ReportUrl => Addresses.Of(ReportName);

    public string Heading => Words["Report.Title", Formats.Date(Report.MeetingDate)];

    protected IStringLocalizer<Texts> Words { get; } = texts;

    /// <summary>Loads the report and what it stands in.</summary>
    protected async Task LoadReportAsync()
    {
        Report = await Client.GetReportAsync(new() { Name = ReportName }, cancellationToken: Aborted);
        await LoadSubProjectAsync(() => $"{Heading}, {SubProject.Code}");
    }
}
