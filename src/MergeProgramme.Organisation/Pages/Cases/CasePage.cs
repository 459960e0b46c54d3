using MergeProgramme.Organisation.Pages.Meetings;
using MergeProgramme.Organisation.V1;
using Microsoft.AspNetCore.Mvc;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Cases;

/// <summary>What the pages of one case share.</summary>
internal abstract class CasePage(OrganisationServiceClient client) : MeetingsPage(client)
{
    [FromRoute(Name = "case")]
    public string CaseId { get; set; } = "";

    /// <summary>The case, once it is loaded.</summary>
    public Case Case { get; private set; } = new();

    public string CaseName => NameOf("cases", CaseId);

    /// <summary>The page of the case.</summary>
    public string CaseUrl => Addresses.Of(CaseName);

    protected async Task LoadCaseAsync(string title)
    {
        Case = await Client.GetCaseAsync(new() { Name = CaseName }, cancellationToken: Aborted);
        await LoadFrameAsync(title.Length > 0 ? $"{title}: {Case.Title}" : Case.Title);
        ViewData["Section"] = "cases";
    }
}
