using Google.Type;
using MergeProgramme.Organisation.BuyOuts;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using Month = MergeProgramme.Organisation.Staffing.Month;

namespace MergeProgramme.Organisation.Pages.Staffing;

/// <summary>Who is bound for how much, month by month, and what bought-out days cost.</summary>
[PagePermission("organisation.read")]
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ProgrammePage(client)
{
    private const int MonthCount = 12;

    // Links lead so far; a month beyond is written in the field.
    private const int MonthsBack = 36;
    private const int MonthsAhead = 72;

    // More rows than these are a wall; the table has everybody.
    private const int MostDrawn = 40;

    /// <summary>The first month, such as <c>2018-05</c>.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; set; }

    public ReportStaffingResponse Report { get; private set; } = new();

    public HeatMap Map { get; private set; } = new([], []);

    /// <summary>Who is bound for more than a full position: from which day, and how much that month.</summary>
    public IReadOnlyList<(PersonStaffing Person, DateOnly Day, int Percent)> Over { get; private set; } = [];

    /// <summary>Sums of the cost by person, body, sub-project and month.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<(string Text, string Href, Money Amount)> Sums)> Sums
    {
        get;
        private set;
    } = [];

    /// <summary>The year before; empty where no link leads there.</summary>
    public string Earlier { get; private set; } = "";

    /// <summary>The year after; empty where no link leads there.</summary>
    public string Later { get; private set; } = "";

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Staffing"]);
        // The calendar's ends are left out: there is nothing there, and no month before or after them.
        var first = Month.Read(From) is { FirstDay.Year: > 1900 and < 2199 } read ? read : Month.Of(time.Today());
        From = first.ToString();
        var now = Month.Of(time.Today());
        Earlier = first > now.Plus(-MonthsBack) ? first.Plus(-MonthCount).ToString() : "";
        Later = first < now.Plus(MonthsAhead) ? first.Plus(MonthCount).ToString() : "";
        Report = await Client.ReportStaffingAsync(
            new()
            {
                Parent = ProgrammeName,
                FirstMonth = first.FirstDay.ToDate(),
                MonthCount = MonthCount,
            },
            cancellationToken: Aborted
        );
        Map = new(
            [
                .. Report
                    .Persons.OrderByDescending(p => p.Months.Max(m => m.Percent))
                    .Take(MostDrawn)
                    .OrderBy(p => Report.Persons.IndexOf(p)),
            ],
            [.. Report.Months.Select(m => m.ToDateOnly()!.Value)]
        );
        Over =
        [
            .. Report
                .Persons.Select(p => (Person: p, Month: p.Months.FirstOrDefault(m => m.OverDate is not null)))
                .Where(p => p.Month is not null)
                .Select(p => (p.Person, p.Month!.OverDate.ToDateOnly()!.Value, p.Month.Percent)),
        ];
        if (Report.Costs.Count > 0)
            Sums = SumsOf(await SubProjectsAsync());
    }

    private List<(string, IReadOnlyList<(string, string, Money)>)> SumsOf(List<SubProject> subProjects)
    {
        var byName = subProjects.ToDictionary(s => s.Name, StringComparer.Ordinal);
        return
        [
            (texts["Staffing.ByPerson"], By(c => (c.PersonDisplayName, Addresses.Of(c.Person)))),
            (texts["Staffing.ByBody"], By(c => (c.BodyDisplayName, Addresses.Of(c.Body)))),
            (
                texts["Staffing.BySubProject"],
                By(c =>
                    byName.TryGetValue(c.SubProject, out var s)
                        ? ($"{s.Code} {s.DisplayName}", Addresses.Of(s.Name))
                        : (texts["Body.SubProject.None"].Value, "")
                )
            ),
        ];
    }

    private List<(string, string, Money)> By(Func<BuyOutCost, (string Text, string Href)> of) =>
        [
            .. Report
                .Costs.GroupBy(of)
                .Select(g => (g.Key.Text, g.Key.Href, BuyOutRules.FromOre(g.Sum(c => BuyOutRules.ToOre(c.TotalCost))))),
        ];
}
