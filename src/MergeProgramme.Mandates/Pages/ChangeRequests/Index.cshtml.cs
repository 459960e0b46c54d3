using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.ChangeRequests;

/// <summary>All change requests of a programme, and what the approved ones come to.</summary>
[PagePermission("mandates.read", "programmes/{programme}/subProjects/-")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : ChangeRequestPage(organisation, mandates, texts, time)
{
    /// <summary>open, approved, closed; all where it is empty.</summary>
    [FromQuery(Name = "state")]
    public string State { get; set; } = "";

    public SummariseChangeRequestsResponse Sums { get; private set; } = new();

    public IReadOnlyList<(string Value, string Key, int Count)> Filters { get; private set; } = [];

    public IReadOnlyList<(ChangeRequest Change, string SubProject)> Shown { get; private set; } = [];

    public int Count { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadPageAsync(Words["Changes"]);
        var titles = (await SubProjectsAsync()).ToDictionary(one => one.Name, TitleOf, StringComparer.Ordinal);
        var all = await ChangesAsync($"{ProgrammeName}/subProjects/-");
        Count = all.Count;
        Sums = await Mandates.SummariseChangeRequestsAsync(
            new() { Parent = $"{ProgrammeName}/subProjects/-" },
            cancellationToken: Aborted
        );
        Filters =
        [
            ("", "Changes.All", all.Count),
            ("open", "Changes.Open", all.Count(one => Is(one, "open"))),
            ("approved", "Changes.Approved", all.Count(one => Is(one, "approved"))),
            ("closed", "Changes.Closed", all.Count(one => Is(one, "closed"))),
        ];
        Shown =
        [
            .. all.Where(one => Is(one, State))
                .Select(one =>
                    (
                        one,
                        titles.GetValueOrDefault(ResourceNames.Parent(one.Name))
                            ?? ResourceNames.Id(ResourceNames.Parent(one.Name))
                    )
                ),
        ];
    }

    private static bool Is(ChangeRequest change, string state)
    {
        var verdict = VerdictOf(change);
        return state switch
        {
            "open" => change.State is ChangeRequestState.Raised or ChangeRequestState.Assessed
                || verdict == ChangeVerdict.Deferred,
            "approved" => verdict == ChangeVerdict.Approved,
            "closed" => change.State == ChangeRequestState.Withdrawn || verdict == ChangeVerdict.Rejected,
            _ => true,
        };
    }
}
