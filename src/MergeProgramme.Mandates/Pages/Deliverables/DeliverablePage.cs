using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Deliverables;

/// <summary>What the pages of deliverables share: the address, the deliverable, and what they are made from.</summary>
internal abstract class DeliverablePage(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : MandatePage(organisation)
{
    /// <summary>Last part of the deliverable's name.</summary>
    [FromRoute(Name = "deliverable")]
    public string DeliverableId { get; set; } = "";

    public Deliverable Deliverable { get; private set; } = new();

    public DateOnly Today { get; } = time.Today();

    public string DeliverableName => $"{SubProjectName}/deliverables/{DeliverableId}";

    public string DeliverableUrl => Addresses.Of(DeliverableName);

    /// <summary>All deliverables of the programme.</summary>
    public string DeliverablesUrl => $"/{ProgrammeName}/deliverables";

    /// <summary>Those of the sub-project, beside the items that they answer.</summary>
    public string MatrixUrl => Addresses.Of(SubProjectName) + "/deliverables";

    /// <summary>Where a page of one sub-project stands.</summary>
    public IReadOnlyList<(string Href, string Text)> Trail =>
        [(DeliverablesUrl, Words["Deliverables"]), (MatrixUrl, SubProjectTitle)];

    /// <summary>Where a page of one deliverable stands.</summary>
    public IReadOnlyList<(string Href, string Text)> TrailBelow => [.. Trail, (DeliverableUrl, Deliverable.Title)];

    protected MandatesServiceClient Mandates { get; } = mandates;

    protected IStringLocalizer<Texts> Words { get; } = texts;

    /// <summary>Whether it should have been handed in by now.</summary>
    public bool IsLate(Deliverable deliverable) => CoverageRules.IsLate(deliverable, Today);

    /// <summary>Loads what the page stands in; its place in the navigation is that of the deliverables.</summary>
    protected async Task LoadPageAsync(string title)
    {
        await LoadFrameAsync(title);
        ViewData["Section"] = "deliverables";
    }

    protected async Task LoadDeliverableAsync(Func<Deliverable, string> title)
    {
        Deliverable = await Mandates.GetDeliverableAsync(new() { Name = DeliverableName }, cancellationToken: Aborted);
        await LoadPageAsync(title(Deliverable));
    }

    /// <summary>All deliverables of a sub-project, or of the programme where it ends in <c>-</c>.</summary>
    protected async Task<IReadOnlyList<Deliverable>> DeliverablesAsync(string parent)
    {
        List<Deliverable> all = [];
        var request = new ListDeliverablesRequest { Parent = parent, PageSize = Everything };
        do
        {
            var answer = await Mandates.ListDeliverablesAsync(request, cancellationToken: Aborted);
            all.AddRange(answer.Deliverables);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        return all;
    }

    /// <summary>The approved documents of the sub-project, the newest first.</summary>
    protected async Task<IReadOnlyList<Mandate>> ApprovedAsync() =>
        [
            .. (await MandatesAsync(Mandates, SubProjectName))
                .Where(document => document.Decision?.Verdict == Verdict.Start)
                .OrderByDescending(document => document.Version),
        ];

    /// <summary>The persons of the programme, to choose from.</summary>
    protected async Task<List<SelectListItem>> ResponsiblesAsync() =>
        [
            .. (await PersonsAsync()).Select(person => new SelectListItem(
                person.Title.Length > 0 ? $"{person.DisplayName}, {person.Title}" : person.DisplayName,
                person.Name
            )),
        ];

    /// <summary>"4. Felles tildelingskontor", as short as a list needs it.</summary>
    public static string Short(CoveredItem item) => CoverageRules.Short(item);
}
