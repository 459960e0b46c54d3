using System.Data.Common;
using Dapper;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Benefits.Tests.Handovers;
using MergeProgramme.Benefits.Tests.Ledger;
using MergeProgramme.Benefits.Tests.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Benefits.Tests.Tertials;

/// <summary>Owners report, finance answers, the office closes; what is closed stays.</summary>
[Collection("hosts")]
public sealed class TertialTests(SharedHosts hosts)
{
    private const string T2 = $"{HandoverOffice.Programme}/ledgerTertials/t2-2015";
    private const string T3 = $"{HandoverOffice.Programme}/ledgerTertials/t3-2015";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(All))]
    public async Task A_tertial_is_reported_verified_and_closed_and_keeps_its_figures(TestDatabase database, Transport transport)
    {
        var it = await OpenAsync(database, transport);
        var other = it with { Measure = await it.MeasureAsync("Turnus") };
        await it.BaseAsync(50_000_000);
        var entry = await it.EnterAsync(2_000_000_01, 2015, 2);

        var open = await it.Client.GetLedgerTertialAsync(new() { Name = T2 });
        Assert.Equal(
            (LedgerTertialState.Open, 2, 0, 1, true),
            (open.State, open.DueCount, open.ReportedCount, open.UnansweredCount, open.NextToClose)
        );
        Assert.Equal((2_000_000, 10_000_000), (open.Figures.Realised.Units, open.Figures.Realised.Nanos));
        Assert.Equal([(T2, "ENTRIES_UNANSWERED"), ("reason", "REPORTS_MISSING")], await NotClosedAsync(it, T2));
        await it.VerifyAsync(entry);
        Assert.Equal([("reason", "REPORTS_MISSING")], await NotClosedAsync(it, T2, StatusCode.InvalidArgument));

        // The ledger and the report say the same, or the report is refused.
        var expected = (await RowAsync(it, T2)).Figures.Expected;
        Assert.True(expected.Units > 2_000_000);
        Assert.Equal(
            [
                ("tertial_report.nothing_gained", "NOTHING_GAINED_BUT_ENTERED"),
                ("tertial_report.comment", "DEVIATION_UNEXPLAINED"),
            ],
            await NotReportedAsync(it, "t2-2015", nothing: true, "")
        );
        Assert.Equal(
            [("tertial_report.nothing_gained", "NOTHING_ENTERED")],
            await NotReportedAsync(other, "t2-2015", nothing: false, "Venter.")
        );
        var report = await ReportAsync(it, "t2-2015", false, "To plasser sto åpne.");
        Assert.Equal(("tests", "To plasser sto åpne."), (report.ReporterDisplayName, report.Comment));
        Assert.Equal([other.Measure.Name], (await RowsAsync(it, T2, unreported: true)).Select(r => r.Measure));
        await ReportAsync(other, "t2-2015", true, "Turnusen gjelder fra nyttår.");
        Assert.Equal(2, (await it.Client.GetLedgerTertialAsync(new() { Name = T2 })).ReportedCount);
        // A report is replaced by who has read it.
        await Refusals.RefusedAsync(StatusCode.Aborted, () => ReportAsync(it, "t2-2015", false, "Blindt."));
        var again = await ReportAsync(it, "t2-2015", false, "To plasser sto åpne til juli.", report.Etag);

        var closed = await it.Client.CloseLedgerTertialAsync(new() { Name = T2 });
        Assert.Equal(
            (LedgerTertialState.Closed, "tests", 2, 2),
            (closed.State, closed.CloserDisplayName, closed.DueCount, closed.ReportedCount)
        );
        Assert.Equal(closed, await it.Client.GetLedgerTertialAsync(new() { Name = T2 }));
        var rows = await RowsAsync(it, T2);
        Assert.Equal(["Hverdagsrehabilitering", "Turnus"], rows.Select(r => r.MeasureTitle));
        Assert.Equal((again, expected), (rows[0].Report, rows[0].Figures.Expected));

        // What is expected of the measure changes; what was expected then does not.
        var changed = await it.Client.GetMeasureAsync(new() { Name = it.Measure.Name });
        changed.EffectLikely = MeasureData.Nok(1_000_000);
        changed.EffectLow = changed.EffectHigh = changed.EffectLikely;
        await it.Client.UpdateMeasureAsync(new() { Measure = changed, RevisionReason = "Halvparten av plassene beholdes." });
        Assert.Equal(rows, await RowsAsync(it, T2));
        Assert.Equal(closed, await it.Client.GetLedgerTertialAsync(new() { Name = T2 }));
        Assert.Equal(rows[..1], await RowsAsync(it, T2, measure: it.Measure.Name));

        // Nothing more in it, nor before it: what was wrong is put right where it is open.
        foreach (var tertial in new[] { 1, 2 })
            Assert.Equal(
                [("ledger_entry.tertial", "TERTIAL_CLOSED")],
                await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => it.EnterAsync(1_000_000_00, 2015, tertial))
            );
        Assert.Equal(
            [($"{it.Measure.Name}/tertialReports/t2-2015", "TERTIAL_CLOSED")],
            await NotReportedAsync(it, "t2-2015", false, "For sent.", StatusCode.FailedPrecondition)
        );
        Assert.Equal([(T2, "TERTIAL_CLOSED_ALREADY")], await NotClosedAsync(it, T2));
        await it.VerifyAsync(await it.EnterAsync(-500_000_00, 2015, 3, entry.Name));
        Assert.Equal(closed, await it.Client.GetLedgerTertialAsync(new() { Name = T2 }));

        // In order, and with the reason where somebody is silent.
        Assert.Equal(
            [($"{HandoverOffice.Programme}/ledgerTertials/t1-2016", "TERTIAL_EARLIER_OPEN"), ("reason", "REPORTS_MISSING")],
            await NotClosedAsync(it, $"{HandoverOffice.Programme}/ledgerTertials/t1-2016")
        );
        await ReportAsync(it, "t3-2015", false, "Rettet.");
        var third = await it.Client.CloseLedgerTertialAsync(new() { Name = T3, Reason = "Eieren har sluttet." });
        Assert.Equal((1, 2, "Eieren har sluttet."), (third.ReportedCount, third.DueCount, third.Reason));
        Assert.Equal([other.Measure.Name], (await RowsAsync(it, T3, unreported: true)).Select(r => r.Measure));

        var list = (
            await it.Client.ListLedgerTertialsAsync(new() { Parent = HandoverOffice.Programme, PageSize = 1000 })
        ).LedgerTertials;
        Assert.Equal(list.OrderByDescending(t => (t.StartDate.Year, t.StartDate.Month)), list);
        Assert.Equal(LedgerTertialState.Running, list[0].State);
        Assert.Equal($"{HandoverOffice.Programme}/ledgerTertials/t2-2014", list[^1].Name);
        Assert.Equal([third, closed], list.Where(t => t.State == LedgerTertialState.Closed && t.CloseTime is not null));
        Assert.Equal([$"{HandoverOffice.Programme}/ledgerTertials/t1-2016"], list.Where(t => t.NextToClose).Select(t => t.Name));
        Assert.Equal(
            $"{HandoverOffice.Programme}/ledgerTertials/t1-2016",
            (await it.Client.ListLedgerTertialsAsync(new() { Parent = HandoverOffice.Programme, PageSize = 1 })).NextToClose
        );
        // Page by page it is the same list.
        List<LedgerTertial> paged = [];
        for (var token = ""; paged.Count == 0 || token.Length > 0; )
        {
            var page = await it.Client.ListLedgerTertialsAsync(
                new()
                {
                    Parent = HandoverOffice.Programme,
                    PageSize = 7,
                    PageToken = token,
                }
            );
            paged.AddRange(page.LedgerTertials);
            token = page.NextPageToken;
        }
        Assert.Equal(list, paged);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_does_not_fit_is_refused(TestDatabase database, Transport transport)
    {
        var it = await OpenAsync(database, transport);
        foreach (var id in new[] { "t2-15", "t4-2015", "t2-02015", "t1-1066" })
            await Refusals.RefusedAsync(
                StatusCode.NotFound,
                async () =>
                    await it.Client.GetLedgerTertialAsync(new() { Name = $"{HandoverOffice.Programme}/ledgerTertials/{id}" })
            );
        var future = $"{HandoverOffice.Programme}/ledgerTertials/t1-2099";
        Assert.Equal([(future, "TERTIAL_NOT_ENDED"), ("reason", "REPORTS_MISSING")], await NotClosedAsync(it, future));
        Assert.Equal(
            [("tertial_report.name", "TERTIAL_NOT_ENDED"), ("tertial_report.comment", "DEVIATION_UNEXPLAINED")],
            await NotReportedAsync(it, "t1-2099", true, "")
        );
        Assert.Equal([(it.Measure.Name, "TERTIAL_NOT_DUE")], await NotReportedAsync(it, "t1-2014", true, ""));
        // Who said that nothing was gained, and then enters something, has still to report.
        await ReportAsync(it, "t2-2015", true, "Ingenting.");
        await it.EnterAsync(2_000_000_00, 2015, 2);
        Assert.Null((await RowAsync(it, T2)).Report);
        Assert.Equal(0, (await it.Client.GetLedgerTertialAsync(new() { Name = T2 })).ReportedCount);
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_owner_reports_and_the_office_closes(TestDatabase database, Transport transport)
    {
        var it = await OpenAsync(database, transport);
        await it.Office.AcceptedAsync();
        var owner = await it.Office.SomebodyAsync("Torill", Role.LineOwner, it.Office.Receiver);
        var otherOwner = await it.Office.SomebodyAsync("Per", Role.LineOwner, it.Office.Carrier);
        var finance = await it.Office.SomebodyAsync("Geir", Role.FinanceController);
        var office = await it.Office.SomebodyAsync("Sissel", Role.ProgrammeOffice);
        var request = new ReportTertialRequest { TertialReport = Report(it, "t2-2015", true, "Ingenting ennå.", "") };
        Assert.Equal(
            [(it.Measure.Name, "REALISE_OWNER_ONLY")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Office.As(otherOwner).ReportTertialAsync(request)
            )
        );
        Assert.Equal("Torill", (await it.Office.As(owner).ReportTertialAsync(request)).ReporterDisplayName);
        foreach (var caller in new[] { owner, finance })
            await Refusals.RefusedAsync(
                StatusCode.PermissionDenied,
                async () => await it.Office.As(caller).CloseLedgerTertialAsync(new() { Name = T2 })
            );
        Assert.Equal("Sissel", (await it.Office.As(office).CloseLedgerTertialAsync(new() { Name = T2 })).CloserDisplayName);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Whoever_enters_while_it_is_closed_comes_before_or_is_refused(TestDatabase database)
    {
        var it = await OpenAsync(database, Transport.InProcess);
        await ReportAsync(it, "t2-2015", true, "Ingenting.");
        var entering = Enumerable.Range(0, 8).Select(_ => Outcome(() => it.EnterAsync(1_000_000_00, 2015, 2))).ToList();
        var closing = Outcome(async () => await it.Client.CloseLedgerTertialAsync(new() { Name = T2, Reason = "Frist." }));
        var entered = (await Task.WhenAll(entering)).Count(done => done);
        var closed = await closing;
        // Entries that came first wait for finance and stop the closing; after the closing none comes.
        Assert.Equal(closed ? 0 : 8, entered);

        static async Task<bool> Outcome(Func<Task> act)
        {
            try
            {
                await act();
                return true;
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.InvalidArgument or StatusCode.FailedPrecondition)
            {
                return false;
            }
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task No_sql_changes_what_is_closed(TestDatabase database)
    {
        var it = await OpenAsync(database, Transport.InProcess);
        await it.BaseAsync(9_000_000);
        var entry = await it.VerifyAsync(await it.EnterAsync(2_000_000_00, 2015, 2));
        await ReportAsync(it, "t2-2015", false, "To plasser.");
        await it.Client.CloseLedgerTertialAsync(new() { Name = T2 });
        await using var connection = await it.Office.Host.OpenAsync("benefits");
        foreach (
            var sql in (string[])
                [
                    "UPDATE tertial_closings SET verified = 0",
                    "DELETE FROM tertial_closings",
                    "UPDATE tertial_rows SET realised = 0",
                    "DELETE FROM tertial_rows",
                    "UPDATE tertial_reports SET comment = ''",
                    "DELETE FROM tertial_reports",
                    """
                        INSERT INTO tertial_rows (closing, position, measure, measure_title, owner, planned, expected, realised, verified, due, report)
                        SELECT closing, position + 1, measure, measure_title, owner, planned, expected, realised, verified, due, report FROM tertial_rows
                        """,
                    """
                        INSERT INTO tertial_closings (name, programme, year, tertial, planned, expected, realised, verified, due_count,
                            reported_count, row_count, reason, closer, closer_display_name, close_time)
                        SELECT name || 'x', programme, year - 1, tertial, planned, expected, realised, verified, due_count,
                            reported_count, row_count, reason, closer, closer_display_name, close_time FROM tertial_closings
                        """,
                    """
                        INSERT INTO ledger_entries (name, programme, position, measure, year, tertial, amount, budget_adjustment, case_number, note,
                            corrects, budget_function, budget_account, municipality, takes_away, state, creator, creator_display_name, create_time,
                            verifier_display_name, verify_time, verify_reason, etag)
                        SELECT name || 'x', programme, position + 1, measure, year, tertial, amount, budget_adjustment, case_number, note,
                            corrects, budget_function, budget_account, municipality, takes_away, state, creator, creator_display_name, create_time,
                            verifier_display_name, verify_time, verify_reason, etag FROM ledger_entries
                        """,
                    .. database == TestDatabase.Sqlite
                        ? (string[])
                            [
                                "INSERT OR REPLACE INTO tertial_closings SELECT * FROM tertial_closings",
                                "INSERT OR REPLACE INTO tertial_rows SELECT * FROM tertial_rows",
                                "INSERT OR REPLACE INTO tertial_reports SELECT * FROM tertial_reports",
                            ]
                        :
                        [
                            "TRUNCATE tertial_closings CASCADE",
                            "TRUNCATE tertial_rows CASCADE",
                            "TRUNCATE tertial_reports CASCADE",
                        ],
                ]
        )
        {
            var refusal = await Record.ExceptionAsync(() => connection.ExecuteAsync(sql));
            Assert.True(refusal is DbException, $"Went through: {sql}");
            Assert.Contains("cannot be changed", refusal.Message, StringComparison.Ordinal);
        }
        Assert.Equal(entry, await it.Client.GetLedgerEntryAsync(new() { Name = entry.Name }));
    }

    private Task<LedgerTests.Books> OpenAsync(TestDatabase database, Transport transport) =>
        LedgerTests.Books.OpenAsync(hosts, database, transport);

    private static TertialReport Report(LedgerTests.Books it, string tertial, bool nothing, string comment, string etag) =>
        new()
        {
            Name = $"{it.Measure.Name}/tertialReports/{tertial}",
            NothingGained = nothing,
            Comment = comment,
            Etag = etag,
        };

    private static async Task<TertialReport> ReportAsync(
        LedgerTests.Books it,
        string tertial,
        bool nothing,
        string comment,
        string etag = ""
    ) => await it.Client.ReportTertialAsync(new() { TertialReport = Report(it, tertial, nothing, comment, etag) });

    private static Task<IReadOnlyList<(string, string)>> NotReportedAsync(
        LedgerTests.Books it,
        string tertial,
        bool nothing,
        string comment,
        StatusCode code = StatusCode.InvalidArgument
    ) => Refusals.RefusedAsync(code, () => ReportAsync(it, tertial, nothing, comment));

    private static Task<IReadOnlyList<(string, string)>> NotClosedAsync(
        LedgerTests.Books it,
        string name,
        StatusCode code = StatusCode.FailedPrecondition
    ) => Refusals.RefusedAsync(code, async () => await it.Client.CloseLedgerTertialAsync(new() { Name = name }));

    private static async Task<List<LedgerTertialRow>> RowsAsync(
        LedgerTests.Books it,
        string tertial,
        bool unreported = false,
        string measure = ""
    ) =>
        [
            .. (
                await it.Client.ListLedgerTertialRowsAsync(
                    new()
                    {
                        Parent = tertial,
                        UnreportedOnly = unreported,
                        Measure = measure,
                    }
                )
            ).Rows,
        ];

    private static async Task<LedgerTertialRow> RowAsync(LedgerTests.Books it, string tertial) =>
        Assert.Single(await RowsAsync(it, tertial, measure: it.Measure.Name));
}
