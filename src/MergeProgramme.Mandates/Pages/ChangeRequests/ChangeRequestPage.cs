using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.ChangeRequests;

/// <summary>What the pages of change requests share: the address, the request, and the document that it is about.</summary>
internal abstract class ChangeRequestPage(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : MandatePage(organisation)
{
    /// <summary>Last part of the request's name: its number.</summary>
    [FromRoute(Name = "changeRequest")]
    public string ChangeRequestId { get; set; } = "";

    public ChangeRequest Change { get; private set; } = new();

    /// <summary>The document to be changed, with its sections.</summary>
    public Mandate Document { get; private set; } = new();

    public DateOnly Today { get; } = time.Today();

    public string ChangeName => $"{SubProjectName}/changeRequests/{ChangeRequestId}";

    public string ChangeUrl => Addresses.Of(ChangeName);

    /// <summary>All change requests of the programme.</summary>
    public string ChangesUrl => $"/{ProgrammeName}/change-requests";

    public IReadOnlyList<(string Href, string Text)> Trail =>
        [(ChangesUrl, Words["Changes"]), (Addresses.Of(SubProjectName), SubProjectTitle)];

    public IReadOnlyList<(string Href, string Text)> TrailBelow => [.. Trail, (ChangeUrl, TitleOf(Change))];

    protected MandatesServiceClient Mandates { get; } = mandates;

    protected IStringLocalizer<Texts> Words { get; } = texts;

    /// <summary>"Endring 3: Lønnssystemet tas ut".</summary>
    public string TitleOf(ChangeRequest change) => Words["Change.TitleOf", change.Number, change.Title];

    /// <summary>The verdict that holds; unspecified before the first.</summary>
    public static ChangeVerdict VerdictOf(ChangeRequest change) => ChangeRequestLifecycle.VerdictOf(change);

    /// <summary>Number and title of a section of the document.</summary>
    public string SectionTitle(string section) =>
        Document.Sections.FirstOrDefault(one => ResourceNames.Id(one.Name) == section) is { } found
            ? $"{found.Number} {found.Title}".Trim()
            : section;

    protected async Task LoadPageAsync(string title)
    {
        await LoadFrameAsync(title);
        ViewData["Section"] = "change-requests";
    }

    protected async Task LoadChangeAsync(Func<ChangeRequest, string> title)
    {
        Change = await Mandates.GetChangeRequestAsync(new() { Name = ChangeName }, cancellationToken: Aborted);
        await LoadDocumentAsync(Change.Document);
        await LoadPageAsync(title(Change));
    }

    protected async Task LoadDocumentAsync(string name) =>
        Document = await Mandates.GetMandateAsync(new() { Name = name }, cancellationToken: Aborted);

    /// <summary>All change requests of a sub-project, or of the programme where it ends in <c>-</c>; the newest first.</summary>
    protected async Task<IReadOnlyList<ChangeRequest>> ChangesAsync(string parent)
    {
        List<ChangeRequest> all = [];
        var request = new ListChangeRequestsRequest { Parent = parent, PageSize = Everything };
        do
        {
            var answer = await Mandates.ListChangeRequestsAsync(request, cancellationToken: Aborted);
            all.AddRange(answer.ChangeRequests);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        return all;
    }

    /// <summary>The newest approved document of the sub-project; null where there is none.</summary>
    protected async Task<Mandate?> NewestApprovedAsync() =>
        (await MandatesAsync(Mandates, SubProjectName))
            .Where(document => document.Decision?.Verdict == Verdict.Start)
            .MaxBy(document => document.Version);

    /// <summary>The persons of the programme, to choose from.</summary>
    protected async Task<List<SelectListItem>> PersonChoicesAsync() => FrontForm.Choices(await PersonsAsync());
}
