using System.Globalization;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Chart;

/// <summary>All bodies as a picture, on a day, with the gaps in their composition.</summary>
[PagePermission("organisation.read")]
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ProgrammePage(client)
{
    private const int MostDays = 6;
    private const int AllLevels = 100;

    // A reader of a small chart sees the table at once; below a large picture it would be a second one to scroll past.
    private const int FewBodies = 12;

    [FromQuery(Name = "root")]
    public string? RootId { get; set; }

    [FromQuery(Name = "date")]
    public DateOnly? Day { get; set; }

    [FromQuery(Name = "all")]
    public bool ShowsAll { get; set; }

    public string Root => string.IsNullOrEmpty(RootId) ? "" : NameOf("bodies", RootId);

    public DateOnly Date { get; private set; }

    public bool IsToday { get; private set; }

    /// <summary>Days ahead on which a gap opens, the first ones.</summary>
    public IReadOnlyList<DateOnly> Ahead { get; private set; } = [];

    public BodyChart Chart { get; private set; } = BodyChart.Of([], new Dictionary<string, BodyComposition>());

    public IReadOnlyList<(Body Body, int Depth)> Rows { get; private set; } = [];

    public IReadOnlyDictionary<string, BodyComposition> Compositions { get; private set; } =
        new Dictionary<string, BodyComposition>();

    public CompositionWords Words { get; private set; } = null!;

    public bool ShowsTable => Rows.Count <= FewBodies;

    public int BrokenCount => Chart.Nodes.Count(n => Status(n).Key == "broken");

    public int AheadCount => Chart.Nodes.Count(n => Status(n).Key == "ahead");

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Chart"]);
        var today = time.Today();
        Date = Day ?? today;
        IsToday = Date == today;
        var bodies = (await BodiesAsync()).FindAll(b => !(b.StartDate.ToDateOnly() > Date) && !(b.EndDate.ToDateOnly() < Date));
        Compositions = await CompositionsAsync(Date);
        var fromToday = IsToday ? Compositions : await CompositionsAsync(today);
        Ahead =
        [
            .. fromToday
                .Values.SelectMany(c => c.Findings)
                .Select(f => f.GapDate.ToDateOnly())
                .OfType<DateOnly>()
                .Where(day => day > today)
                .Append(Date)
                .Where(day => day != today)
                .Distinct()
                .Order()
                .Take(MostDays),
        ];
        Chart = BodyChart.Of(bodies, Compositions, Root, ShowsAll ? AllLevels : 0);
        Rows = [.. BodyChart.Of(bodies, Compositions, Root, AllLevels).Nodes.Select(n => (n.Body, n.Depth))];
        Words = CompositionWords.Of(texts, await MunicipalitiesAsync(), await AppointmentsAsync());
    }

    /// <summary>What the box of a body says: a word for its look, a mark that needs no colour, and the text.</summary>
    public (string Key, string Mark, string Text) Status(ChartNode node)
    {
        var composition = node.Composition ?? new BodyComposition();
        var members = texts[composition.MemberCount == 1 ? "Members.1" : "Members", composition.MemberCount].Value;
        var broken = composition.Findings.Count(f => !f.Met && !f.Undetermined);
        if (broken > 0)
            return ("broken", "✕", texts[broken == 1 ? "Composition.Broken.1" : "Composition.Broken", broken].Value);
        var ahead = composition.Findings.Select(f => f.GapDate.ToDateOnly()).Min();
        if (ahead is { } day)
            return ("ahead", "▲", texts["Chart.GapFrom", Formats.Date(day.ToDate())].Value);
        return composition.Findings.Any(f => f.Undetermined)
            ? ("unknown", "?", texts["Rule.Undetermined"].Value)
            : ("met", "", members);
    }

    /// <summary>This page with something else chosen.</summary>
    public string Link(string? root = null, DateOnly? date = null, bool? all = null)
    {
        // A link that names no day keeps the day, but for the one to today.
        var day = root is null && all is null ? date : Date;
        List<string> query = [];
        if (day is { } other && !(other == time.Today()))
            query.Add($"date={other.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
        if ((root ?? Root) is { Length: > 0 } name)
            query.Add($"root={Uri.EscapeDataString(ResourceNames.Id(name))}");
        if (all ?? ShowsAll)
            query.Add("all=true");
        return Below("bodies/chart") + (query.Count > 0 ? "?" + string.Join('&', query) : "");
    }

    private async Task<IReadOnlyDictionary<string, BodyComposition>> CompositionsAsync(DateOnly day) =>
        (
            await Client.CheckCompositionAsync(new() { Name = ProgrammeName, Date = day.ToDate() }, cancellationToken: Aborted)
        ).Compositions.ToDictionary(c => c.Body, StringComparer.Ordinal);
}
