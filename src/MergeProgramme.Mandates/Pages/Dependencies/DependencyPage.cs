using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.Pages.Plan;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Dependencies;

/// <summary>What the pages of agreements share: reading them, and for which ends the reader may act.</summary>
internal abstract class DependencyPage(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : MandatePage(organisation)
{
    /// <summary>All agreements of the programme.</summary>
    public string DependenciesUrl => $"/{ProgrammeName}/dependencies";

    public DateOnly Today { get; } = time.Today();

    protected MandatesServiceClient Mandates { get; } = mandates;

    protected IStringLocalizer<Texts> Words { get; } = texts;

    private readonly Dictionary<string, bool> mayWrite = new(StringComparer.Ordinal);

    /// <summary>Whether the reader may act for an end: a sub-project, or the programme for an outside body.</summary>
    protected async Task<bool> MayActForAsync(string end) =>
        mayWrite.TryGetValue(end, out var may) ? may : mayWrite[end] = await this.MayAsync("mandates.write", end);

    /// <summary>The end that owes the next answer; empty where none does.</summary>
    protected static string OwesAnswer(DependencyAgreement agreement) =>
        agreement.State switch
        {
            DependencyState.Requested => DependencyLifecycle.GiverEnd(agreement),
            DependencyState.Promised or DependencyState.Delivered or DependencyState.Declined => agreement.TakerSubProject,
            _ => "",
        };

    protected async Task LoadPageAsync(string title)
    {
        await LoadFrameAsync(title);
        ViewData["Section"] = "dependencies";
    }

    /// <summary>The milestones of a sub-project that are not done, and one that is chosen already; empty where there are none.</summary>
    protected async Task<List<SelectListItem>> MilestoneChoicesAsync(string subProject, string chosen)
    {
        var milestones = await MilestonesAsync(Mandates, subProject);
        return Choices(
            milestones
                .Where(m => m.DoneDate is null || m.Name == chosen)
                .Select(m => new SelectListItem(PlanWords.Choice(m), m.Name))
        );
    }

    /// <summary>Choices with that of none first; empty where there are none.</summary>
    protected List<SelectListItem> Choices(IEnumerable<SelectListItem> milestones)
    {
        List<SelectListItem> choices = [new(Words["Dependency.Milestone.None"], ""), .. milestones];
        return choices.Count > 1 ? choices : [];
    }

    /// <summary>Those of a sub-project, or of the programme where it ends in <c>-</c>.</summary>
    protected async Task<List<DependencyAgreement>> AgreementsAsync(string parent)
    {
        List<DependencyAgreement> all = [];
        var request = new ListDependencyAgreementsRequest { Parent = parent, PageSize = Everything };
        do
        {
            var page = await Mandates.ListDependencyAgreementsAsync(request, cancellationToken: Aborted);
            all.AddRange(page.DependencyAgreements);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return all;
    }

    protected async Task<IReadOnlyList<DependencyFinding>> FindingsAsync(string parent) =>
        (await Mandates.CheckDependencyAgreementsAsync(new() { Parent = parent }, cancellationToken: Aborted)).Findings;
}
