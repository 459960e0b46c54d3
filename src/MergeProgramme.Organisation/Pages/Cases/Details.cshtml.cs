using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Cases;

/// <summary>One case: where it stands on its way, what comes next, what is late.</summary>
[PagePermission("organisation.read")]
internal sealed class DetailsModel(
    OrganisationServiceClient client,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : CasePage(client)
{
    public Travel Travel { get; private set; } = null!;

    public CompareCaseResponse Comparison { get; private set; } = new();

    public SubProject? SubProject { get; private set; }

    /// <summary>What the case is about, by name; its resource name where nobody knows it.</summary>
    public string SubjectTitle { get; private set; } = "";

    /// <summary>Where the case stands, in a sentence.</summary>
    public string Standing { get; private set; } = "";

    public async Task OnGetAsync()
    {
        await LoadCaseAsync("");
        Travel = new Travel(Case);
        Comparison = await Client.CompareCaseAsync(new() { Name = CaseName }, cancellationToken: Aborted);
        if (Case.SubProject.Length > 0)
            SubProject = await Client.GetSubProjectAsync(new() { Name = Case.SubProject }, cancellationToken: Aborted);
        if (Case.Subject.Length > 0)
        {
            var known = await MandatesBeside.OfAsync(mandates, $"{ProgrammeName}/subProjects/-", Aborted);
            SubjectTitle = known.FirstOrDefault(m => m.Name == Case.Subject)?.Title ?? Case.Subject;
        }
        Standing = Say();
    }

    private string Say()
    {
        var next = Case.Treatments.Where(t => Case.Standing.Next.Contains(t.Number)).ToList();
        if (next.Count == 0)
            return texts[$"CaseState.{Case.Standing.State}.Says"];
        var names = next.ConvertAll(t =>
            t.PlannedDate is null ? t.BodyDisplayName : $"{t.BodyDisplayName} ({Formats.Date(t.PlannedDate)})"
        );
        var last = Case
            .Treatments.Where(t => t.Date is not null)
            .MaxBy(t => Platform.Calendar.DateConversions.ToDateOnly(t.Date));
        var waits = texts["Case.WaitsFor", string.Join(", ", names)].Value;
        return last is null
            ? waits
            : $"{texts["Case.LastTreated", last.BodyDisplayName, Formats.Date(last.Date), texts[$"Outcome.{last.Outcome}"].Value.ToLowerInvariant()].Value} {waits}";
    }
}
