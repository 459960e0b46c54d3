using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Mandates.Pages.Plan;

/// <summary>The programme's whole plan as one picture, with slack to vesting day and what cannot hold.</summary>
[PagePermission("mandates.read", "programmes/{programme}/subProjects/-")]
internal sealed class TimelineModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts,
    HtmlEncoder encoder
) : MandatePage(organisation)
{
    /// <summary>So many stand open; the rest opens.</summary>
    public const int FindingsShown = 8;

    /// <summary>More are no help to anybody: what causes them stands first.</summary>
    public const int FindingsListed = 50;

    private readonly Dictionary<int, string?> dates = [];

    [FromQuery(Name = "zoom")]
    public string? Zoom { get; set; }

    /// <summary>A day in the window, such as 2018-05-01.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>Last part of a sub-project's name; empty for all.</summary>
    [FromQuery(Name = "subProject")]
    public string? Within { get; set; }

    [FromQuery(Name = "critical")]
    public bool CriticalOnly { get; set; }

    /// <summary>The table in place of the picture.</summary>
    [FromQuery(Name = "table")]
    public bool AsTable { get; set; }

    public Timeline Timeline { get; private set; } = new();

    public TimelineWindow Window { get; private set; } = new(default, default, default);

    public TimelinePicture Picture { get; private set; } = null!;

    /// <summary>All that the picture shows, as a table; empty where the picture stands.</summary>
    public IHtmlContent Table { get; private set; } = HtmlString.Empty;

    public IReadOnlyList<SubProject> SubProjects { get; private set; } = [];

    /// <summary>The least slack first.</summary>
    public IReadOnlyList<TimelineRow> BySlack { get; private set; } = [];

    /// <summary>What the picture says, in a sentence or two.</summary>
    public string Says { get; private set; } = "";

    public string ZoomName => Name(Window.Zoom);

    public string Chosen { get; private set; } = "";

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Timeline.Title"]);
        ViewData["Section"] = "timeline";
        SubProjects = await SubProjectsAsync();
        // One that there is not, such as after a typing mistake in the address, is all of them.
        Chosen = SubProjects.Any(s => ResourceNames.Id(s.Name) == Within) ? Within! : "";
        var request = new GetTimelineRequest
        {
            Parent = $"{ProgrammeName}/subProjects/{(Chosen.Length > 0 ? Chosen : "-")}",
            CriticalOnly = CriticalOnly,
        };
        // Without a day to look at, where the plan lies decides: all of it is read, and what is beside the window left out.
        var isAsked = DateOnly.TryParseExact(From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        if (isAsked)
        {
            Window = TimelineWindow.Of(Zoom, From, default, null, null);
            From = Iso(Window.First);
            (request.StartDate, request.EndDate) = (Window.First.ToDate(), Window.Last.ToDate());
        }
        Timeline = await mandates.GetTimelineAsync(request, cancellationToken: Aborted);
        if (!isAsked)
        {
            Window = TimelineWindow.Of(
                Zoom,
                From,
                Timeline.TodayDate.ToDateOnly()!.Value,
                Timeline.FirstDate.ToDateOnly(),
                Timeline.LastDate.ToDateOnly()
            );
            foreach (var row in Timeline.Rows)
            {
                TimelineBar[] within = [.. row.Bars.Where(Window.Touches)];
                row.Bars.Clear();
                row.Bars.AddRange(within);
            }
        }
        BySlack = [.. Timeline.Rows.Where(r => r.TotalCount > 0).OrderBy(r => r.HasSlackDays ? r.SlackDays : int.MaxValue)];
        Says = Sentence();
        // Of the whole programme, and in no chain: where one sub-project or the chain is asked for, they would be in the way.
        if (Chosen.Length == 0 && !CriticalOnly && Timeline.FirstDate is not null)
            await AddCutoversAsync();
        Picture = new(Timeline, Window, Words(), CriticalOnly);
        // Thousands of rows weigh more than the picture: only for whoever asks for them.
        if (AsTable)
            Table = new HtmlString(TableOf());
    }

    private async Task AddCutoversAsync()
    {
        var plans = await CutoverBeside.PlansAsync(procurement, ProgrammeName, Aborted);
        if (plans.Count == 0)
            return;
        var row = CutoverBeside.Row(plans, texts["Timeline.Cutover"], Timeline.TodayDate.ToDateOnly()!.Value);
        TimelineBar[] within = [.. row.Bars.Where(Window.Touches)];
        row.Bars.Clear();
        row.Bars.AddRange(within);
        Timeline.Rows.Add(row);
        if (CutoverBeside.Behind(plans) is > 0 and var behind)
            Says = $"{Says} {texts[behind == 1 ? "Timeline.CutoverBehind.1" : "Timeline.CutoverBehind", behind]}";
    }

    /// <summary>The page with another window, and all else as it is; without one it goes to today.</summary>
    public string LinkTo(TimelineWindow? window) => LinkTo(window, AsTable);

    /// <summary>The same window, as a picture or as a table.</summary>
    public string LinkTo(TimelineWindow? window, bool asTable)
    {
        var query = new StringBuilder($"/{ProgrammeName}/timeline?zoom={Name(window?.Zoom ?? Window.Zoom)}");
        if (window is not null)
            query.Append("&from=").Append(Iso(window.First));
        if (Chosen.Length > 0)
            query.Append("&subProject=").Append(Uri.EscapeDataString(Chosen));
        if (CriticalOnly)
            query.Append("&critical=true");
        if (asTable)
            query.Append("&table=true");
        return query.ToString();
    }

    private static string Name(TimelineZoom zoom) => zoom.ToString().ToLowerInvariant();

    // A plan has many milestones on few days: each is written once.
    private string DateText(Google.Type.Date? date)
    {
        if (date is null)
            return "";
        ref var text = ref CollectionsMarshal.GetValueRefOrAddDefault(
            dates,
            (date.Year * 100 + date.Month) * 100 + date.Day,
            out _
        );
        return text ??= Formats.Date(date);
    }

    private string DaysText(Google.Type.Date? start, Google.Type.Date? end) =>
        start is null || start.Equals(end) ? DateText(end) : $"{DateText(start)}–{DateText(end)}";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private TimelineWords Words()
    {
        // Looked up once, not for each of two thousand.
        var kinds = Enum.GetValues<MilestoneKind>()
            .Where(k => k != default)
            .ToDictionary(k => k, k => texts[$"MilestoneKind.{k}"].Value);
        var (done, late, critical, approved, slack, behind) = (
            texts["Timeline.Tip.Done"].Value,
            texts["Plan.State.Late"].Value,
            texts["Timeline.Critical"].Value,
            texts["Timeline.Tip.Approved"].Value,
            texts["Timeline.Tip.Slack"].Value,
            texts["Timeline.Tip.Behind"].Value
        );
        var vesting = Timeline.VestingDate is null
            ? ""
            : $"{texts[$"Timeline.Vesting.{Programme.Kind}"].Value} {Formats.Date(Timeline.VestingDate)}";
        return new(
            CultureInfo.CurrentUICulture,
            texts["Timeline.QuarterLabel"],
            texts["Timeline.WeekLabel"],
            texts["Timeline.Today"],
            vesting,
            texts["Timeline.LaneEmpty"],
            bar =>
            {
                var tip = new StringBuilder(bar.Title).Append(". ").Append(kinds[bar.Kind]).Append(", ");
                tip.Append(DaysText(bar.PlannedStartDate, bar.PlannedEndDate));
                if (bar.DoneDate is not null)
                    tip.Append(". ").AppendFormat(CultureInfo.InvariantCulture, done, DateText(bar.DoneDate));
                if (bar.Late)
                    tip.Append(". ").Append(late);
                if (bar.Critical)
                    tip.Append(". ").Append(critical);
                if (PlanWords.Slip(bar.BaselineEndDate, bar.PlannedEndDate) != 0)
                    tip.Append(". ")
                        .AppendFormat(
                            CultureInfo.InvariantCulture,
                            approved,
                            DaysText(bar.BaselineStartDate, bar.BaselineEndDate)
                        );
                if (bar.HasSlackDays)
                    tip.Append(". ")
                        .AppendFormat(CultureInfo.InvariantCulture, bar.SlackDays < 0 ? behind : slack, Math.Abs(bar.SlackDays));
                return tip.ToString();
            }
        );
    }

    // Written at once: through tag helpers thousands of cells would cost more than the picture.
    private string TableOf()
    {
        var html = new StringBuilder("<table class=\"ds-table md-stacking\"><thead><tr>");
        string[] heads =
        [
            texts["Index.SubProject"],
            texts["Plan.What"],
            texts["Plan.Planned"],
            texts["Plan.Baseline"],
            texts["Plan.EarliestDate"],
            texts["Timeline.SlackDays"],
            texts["Plan.State"],
        ];
        foreach (var head in heads)
            html.Append("<th scope=\"col\">").Append(encoder.Encode(head)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        var kinds = Enum.GetValues<MilestoneKind>()
            .Where(k => k != default)
            .ToDictionary(k => k, k => encoder.Encode(texts[$"MilestoneKind.{k}"].Value));
        var (done, late, critical) = (
            encoder.Encode(texts["Plan.State.Done"].Value),
            encoder.Encode(texts["Plan.State.Late"].Value),
            encoder.Encode(texts["Timeline.Critical"].Value)
        );
        foreach (var row in Timeline.Rows)
        {
            var code = encoder.Encode(row.Code);
            foreach (var bar in row.Bars)
            {
                html.Append("<tr><td>").Append(code).Append("</td><th scope=\"row\"><a class=\"ds-link\" href=\"");
                html.Append(encoder.Encode(Addresses.Of(bar.Milestone))).Append("\">").Append(encoder.Encode(bar.Title));
                html.Append("</a> <span class=\"mp-subtle\">").Append(kinds[bar.Kind]);
                if (bar.DecisionPoint != default)
                    html.Append(" BP").Append((int)bar.DecisionPoint);
                html.Append("</span></th><td>").Append(DaysText(bar.PlannedStartDate, bar.PlannedEndDate)).Append("</td><td>");
                if (bar.BaselineEndDate is not null)
                    html.Append(DaysText(bar.BaselineStartDate, bar.BaselineEndDate));
                html.Append("</td><td>")
                    .Append(bar.DoneDate is null ? DateText(bar.EarliestEndDate) : "")
                    .Append("</td><td class=\"mp-num\">");
                if (bar.HasSlackDays)
                    html.Append(encoder.Encode(Formats.Number(bar.SlackDays)));
                html.Append("</td><td>");
                if (bar.DoneDate is not null)
                    html.Append(done).Append(' ').Append(DateText(bar.DoneDate));
                if (bar.Late)
                    html.Append("<span class=\"ds-tag\" data-color=\"danger\">").Append(late).Append("</span> ");
                if (bar.Critical)
                    html.Append("<span class=\"ds-tag\" data-color=\"warning\">").Append(critical).Append("</span>");
                html.Append("</td></tr>");
            }
        }
        return html.Append("</tbody></table>").ToString();
    }

    private string Sentence()
    {
        var total = Timeline.Rows.Sum(r => r.TotalCount);
        if (total == 0)
            return texts["Timeline.Lead"];
        var said = new List<string>
        {
            texts["Timeline.Says", total, Timeline.Rows.Count(r => r.TotalCount > 0), Timeline.Rows.Sum(r => r.LateCount)],
        };
        if (BySlack.FirstOrDefault(r => r.HasSlackDays) is { } tightest && Timeline.VestingDate is not null)
        {
            said.Add(
                tightest.SlackDays < 0
                    ? texts[
                        "Timeline.Says.Behind",
                        PlanWords.Days(-tightest.SlackDays, texts),
                        tightest.Code,
                        tightest.SlackTitle
                    ]
                    : texts["Timeline.Says.Slack", PlanWords.Days(tightest.SlackDays, texts), tightest.Code, tightest.SlackTitle]
            );
        }
        return string.Join(' ', said);
    }
}
