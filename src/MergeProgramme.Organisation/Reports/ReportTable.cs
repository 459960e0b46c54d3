using Google.Protobuf.WellKnownTypes;
using Google.Type;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using Date = Google.Type.Date;

namespace MergeProgramme.Organisation.Reports;

/// <summary>The SQL that several rpcs on reports share.</summary>
internal static class ReportTable
{
    // Reports with the version that corrects them, once that one is submitted.
    private const string Select = """
        SELECT r.*, c.name AS corrected_by
        FROM reports r LEFT JOIN reports c ON c.corrects = r.name AND c.state = 2
        """;

    public static async Task<Report> GetAsync(Session session, string name)
    {
        var report =
            await session.FindAsync<Report>($"{Select} WHERE r.name = @name", new { name }) ?? throw Problem.NotFound(name);
        await FillAsync(session, [report]);
        return report;
    }

    /// <summary>A draft that is about to be written to. The programme must be locked already.</summary>
    /// <exception cref="Problem">FAILED_PRECONDITION where it has been submitted.</exception>
    public static async Task<Report> GetDraftAsync(WriteSession session, string name)
    {
        var report = await GetAsync(session, name);
        return report.State == ReportState.Draft ? report : throw Submitted(report);
    }

    /// <summary>Without parts; the newest meeting first, of one meeting the newest version first.</summary>
    /// <param name="subProject">Only of this one; empty: all of the programme.</param>
    public static Task<List<Report>> ListAsync(Session session, string programme, string subProject) =>
        session.QueryAsync<Report>(
            $"""
            {Select} JOIN sub_projects s ON s.name = r.sub_project
            WHERE s.programme = @programme AND (@subProject = '' OR s.name = @subProject)
            ORDER BY r.meeting_date DESC, r.version DESC, r.name
            """,
            new { programme, subProject }
        );

    /// <summary>The report that holds of each sub-project: the last version submitted of the last meeting that has one.</summary>
    /// <param name="until">Only what had been submitted by this moment; null: by now.</param>
    public static async Task<Dictionary<string, Report>> LatestAsync(Session session, string programme, DateTimeOffset? until)
    {
        var latest = (await ListAsync(session, programme, ""))
            .Where(r => r.State == ReportState.Submitted && (until is null || r.SubmitTime.ToDateTimeOffset() < until))
            .GroupBy(r => SubProjectOf(r.Name), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        await FillAsync(session, [.. latest.Values]);
        return latest;
    }

    /// <summary>The last report that was submitted for an earlier meeting; null where there is none.</summary>
    public static async Task<Report?> PreviousAsync(Session session, string subProject, Date meeting)
    {
        var name = await session.FindAsync<string>(
            """
            SELECT name FROM reports
            WHERE sub_project = @subProject AND state = 2 AND meeting_date < @meeting
            ORDER BY meeting_date DESC, version DESC LIMIT 1
            """,
            new { subProject, meeting }
        );
        return name is null ? null : await GetAsync(session, name);
    }

    public static async Task InsertAsync(WriteSession session, Report report)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO reports (name, sub_project, reporting_occurrence, version, state, corrects, correction_reason, previous_report,
                sub_project_display_name, meeting_date, due_date, figures_time, author, author_display_name, submit_time, text, text_hash,
                create_time, etag)
            VALUES (@Name, @SubProject, @ReportingOccurrence, @Version, @State, NULLIF(@Corrects, ''), @CorrectionReason, @PreviousReport,
                @SubProjectDisplayName, @MeetingDate, @DueDate, @FiguresTime, '', '', NULL, '', '', @CreateTime, @Etag)
            """,
            new
            {
                report.Name,
                SubProject = SubProjectOf(report.Name),
                report.ReportingOccurrence,
                report.Version,
                report.State,
                report.Corrects,
                report.CorrectionReason,
                report.PreviousReport,
                report.SubProjectDisplayName,
                report.MeetingDate,
                report.DueDate,
                report.FiguresTime,
                report.CreateTime,
                report.Etag,
            }
        );
        foreach (var part in report.Parts)
        {
            await session.ExecuteAsync(
                """
                INSERT INTO report_parts (name, report, kind, status, text, confirmation, previous_status, unchanged_status,
                    unchanged_text, etag)
                VALUES (@Name, @Report, @Kind, @Status, @Text, @Confirmation, @PreviousStatus, @UnchangedStatus,
                    @UnchangedText, @Etag)
                """,
                new
                {
                    part.Name,
                    Report = report.Name,
                    part.Kind,
                    part.Status,
                    part.Text,
                    part.Confirmation,
                    part.PreviousStatus,
                    part.UnchangedStatus,
                    part.UnchangedText,
                    part.Etag,
                }
            );
            await WriteFiguresAsync(session, part);
        }
    }

    /// <summary>Writes what may change of a draft's part; its figures are written apart.</summary>
    public static async Task UpdatePartAsync(WriteSession session, ReportPart part) =>
        await session.ExecuteAsync(
            """
            UPDATE report_parts SET status = @Status, text = @Text, confirmation = @Confirmation, previous_status = @PreviousStatus,
                unchanged_status = @UnchangedStatus, unchanged_text = @UnchangedText, etag = @Etag
            WHERE name = @Name
            """,
            new
            {
                part.Name,
                part.Status,
                part.Text,
                part.Confirmation,
                part.PreviousStatus,
                part.UnchangedStatus,
                part.UnchangedText,
                part.Etag,
            }
        );

    /// <summary>Writes the figures of a draft's part anew.</summary>
    public static async Task WriteFiguresAsync(WriteSession session, ReportPart part)
    {
        await session.ExecuteAsync("DELETE FROM report_part_figures WHERE report_part = @Name", new { part.Name });
        await session.ExecuteAsync(
            """
            INSERT INTO report_part_figures (report_part, position, kind, text, detail, date, amount, source, source_display_name)
            VALUES (@Part, @position, @Kind, @Text, @Detail, @Date, @Amount, @Source, @SourceDisplayName)
            """,
            part.Figures.Select(
                (figure, position) =>
                    new
                    {
                        Part = part.Name,
                        position,
                        figure.Kind,
                        figure.Text,
                        figure.Detail,
                        figure.Date,
                        figure.Amount,
                        figure.Source,
                        figure.SourceDisplayName,
                    }
            )
        );
    }

    /// <summary>Says that something in a draft has changed: whoever read it before has to read it again before they submit it.</summary>
    public static async Task TouchAsync(WriteSession session, Report report)
    {
        report.Etag = Etags.New();
        await session.ExecuteAsync("UPDATE reports SET etag = @Etag WHERE name = @Name", new { report.Etag, report.Name });
    }

    /// <summary>Takes a draft along when its meeting is moved.</summary>
    public static async Task RescheduleAsync(WriteSession session, string name, ReportingOccurrence occurrence)
    {
        var report = await GetDraftAsync(session, name);
        (report.MeetingDate, report.DueDate) = (occurrence.MeetingDate, occurrence.DueDate);
        await session.ExecuteAsync(
            "UPDATE reports SET meeting_date = @MeetingDate, due_date = @DueDate WHERE name = @Name",
            new
            {
                report.Name,
                report.MeetingDate,
                report.DueDate,
            }
        );
        await TouchAsync(session, report);
        session.Append("organisation.report.rescheduled", report.Name, report);
    }

    /// <summary>The refusal of whatever would change a submitted report.</summary>
    public static Problem Submitted(Report report) =>
        Problem.Precondition(
            report.Name,
            "REPORT_SUBMITTED",
            Platform.Calendar.NorwegianTime.Format(report.SubmitTime.ToDateTimeOffset())
        );

    /// <summary>The sub-project that a report, or a part of one, is of.</summary>
    public static string SubProjectOf(string name) => string.Join('/', name.Split('/').Take(4));

    /// <summary>Gives reports their parts with their figures.</summary>
    public static async Task FillAsync(Session session, IReadOnlyList<Report> reports)
    {
        foreach (var report in reports)
        {
            var arguments = new { report.Name };
            var figures = (
                await session.QueryAsync<FigureRow>(
                    "SELECT f.* FROM report_part_figures f JOIN report_parts p ON p.name = f.report_part WHERE p.report = @Name ORDER BY f.position",
                    arguments
                )
            ).ToLookup(f => f.ReportPart, f => f.ToMessage());
            foreach (
                var part in await session.QueryAsync<ReportPart>(
                    """
                    SELECT name, kind, status, text, confirmation, previous_status, unchanged_status, unchanged_text, etag
                    FROM report_parts WHERE report = @Name ORDER BY kind
                    """,
                    arguments
                )
            )
            {
                part.Figures.Add(figures[part.Name]);
                report.Parts.Add(ReportRules.Computed(part));
            }
        }
    }

    private sealed class FigureRow
    {
        public string ReportPart { get; set; } = "";
        public ReportFigureKind Kind { get; set; }
        public string Text { get; set; } = "";
        public string Detail { get; set; } = "";
        public Date? Date { get; set; }
        public Money? Amount { get; set; }
        public string Source { get; set; } = "";
        public string SourceDisplayName { get; set; } = "";

        public ReportFigure ToMessage() =>
            new()
            {
                Kind = Kind,
                Text = Text,
                Detail = Detail,
                Date = Date,
                Amount = Amount,
                Source = Source,
                SourceDisplayName = SourceDisplayName,
            };
    }
}
