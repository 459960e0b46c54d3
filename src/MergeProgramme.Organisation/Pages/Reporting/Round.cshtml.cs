using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Reporting;

/// <summary>The round: for the office who has delivered and who is to be reminded, for a lead the own report and what is to be confirmed in it.</summary>
[PagePermission("organisation.read")]
internal sealed class RoundModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : ProgrammePage(client)
{
    public ReportingRound Round { get; private set; } = new();

    /// <summary>Of the sub-projects that the reader reports for: their line, and the draft that is begun.</summary>
    public IReadOnlyList<(SubProjectReporting Line, Report? Draft)> Mine { get; private set; } = [];

    /// <summary>Those who owe a report, the longest overdue first.</summary>
    public IEnumerable<SubProjectReporting> Owing =>
        Round.SubProjects.Where(s => s.Owed.Count > 0).OrderByDescending(s => s.Owed.Max(o => o.DaysLate));

    public DateOnly Today => Round.Date.ToDateOnly()!.Value;

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Round.Title"]);
        ViewData["Section"] = "reporting";
        Round = await Client.GetReportingRoundAsync(new() { Name = ProgrammeName }, cancellationToken: Aborted);
        // The office may write them all; the round itself is its list.
        if (await this.MayAsync("organisation.report", ProgrammeName))
            return;
        List<(SubProjectReporting, Report?)> mine = [];
        foreach (var line in Round.SubProjects.Where(s => s.HasCadence))
        {
            if (!await this.MayAsync("organisation.report", line.SubProject))
                continue;
            var draft = line.Owed.Append(line.Current).FirstOrDefault(o => o is { ReportState: ReportState.Draft });
            mine.Add(
                (
                    line,
                    draft is null ? null : await Client.GetReportAsync(new() { Name = draft.Report }, cancellationToken: Aborted)
                )
            );
        }
        Mine = mine;
    }

    /// <summary>A letter to whoever owes reports, which the reader's own mail program opens.</summary>
    public string Letter(SubProjectReporting line)
    {
        var first = line.Owed[0];
        var subject = texts["Remind.Subject", line.Code, Formats.Date(first.MeetingDate)].Value;
        var body = texts[
            "Remind.Body",
            line.LeadDisplayName,
            $"{line.Code} {line.DisplayName}",
            Formats.Date(first.DueDate),
            Formats.Date(first.MeetingDate)
        ].Value;
        return $"mailto:{Uri.EscapeDataString(line.LeadEmail)}?subject={Uri.EscapeDataString(subject)}&body={Uri.EscapeDataString(body)}";
    }
}
