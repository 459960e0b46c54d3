using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.AspNetCore.Mvc;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Reporting;

/// <summary>What the pages on the reports of one sub-project share.</summary>
internal abstract class SubProjectReportingPage(OrganisationServiceClient client, TimeProvider time) : ProgrammePage(client)
{
    [FromRoute(Name = "subProject")]
    public string SubProjectId { get; set; } = "";

    public SubProject SubProject { get; private set; } = new();

    public string SubProjectName => NameOf("subProjects", SubProjectId);

    public string SubProjectTitle => $"{SubProject.Code} {SubProject.DisplayName}";

    public string SubProjectUrl => Addresses.Of(SubProjectName);

    /// <summary>The page of all meetings and reports of the sub-project.</summary>
    public string ReportingUrl => $"{SubProjectUrl}/reporting";

    public DateOnly Today => time.Today();

    /// <summary>Loads the sub-project and the programme, and says to the layout what the page stands in.</summary>
    protected async Task LoadSubProjectAsync(Func<string> title)
    {
        SubProject = await Client.GetSubProjectAsync(new() { Name = SubProjectName }, cancellationToken: Aborted);
        await LoadFrameAsync(title());
        ViewData["Section"] = "reporting";
    }
}
