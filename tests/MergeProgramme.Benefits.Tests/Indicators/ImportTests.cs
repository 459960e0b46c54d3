using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.Tests.Handovers;
using MergeProgramme.Benefits.Tests.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Testing;
using MiniExcelLibs;
using static MergeProgramme.Benefits.V1.BenefitsService;

namespace MergeProgramme.Benefits.Tests.Indicators;

/// <summary>Sheets of measurements through the contract: shown before they are saved, the same again is nothing new.</summary>
[Collection("hosts")]
public sealed class ImportTests(SharedHosts hosts)
{
    private const string Programme = HandoverOffice.Programme;

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_sheet_is_shown_saved_and_the_same_again_is_nothing_new(TestDatabase database, Transport transport)
    {
        var (host, client) = await OpenAsync(database, transport);
        var (days, people) = await IndicatorsAsync(client);
        const string Sheet = """
            Kode;Kommunenr;Kommunenavn;Periode;Verdi;Kilde
            liggetid;1804;Bodø;T1 2015;6,25;IPLOS
            LIGGETID;1601;Trondheim;2015T2;4,5;IPLOS
            liggetid;alle;;1.9.2015;5;
            innbyggere;1804;Bodø;2015;50 185;SSB
            innbyggere;301;Oslo;2015;..;SSB
            """;
        var shown = await client.ImportMeasurementsAsync(Request(Sheet, validateOnly: true));
        Assert.Equal(
            (5, 4, 0, 0, 1, 0, MeasurementSheetForm.Long),
            (
                shown.RowCount,
                shown.CreatedCount,
                shown.ChangedCount,
                shown.UnchangedCount,
                shown.MissingCount,
                shown.BadCount,
                shown.Form
            )
        );
        Assert.Equal(["Kode", "Kommunenr", "Kommunenavn", "Periode", "Verdi", "Kilde"], shown.Headings);
        Assert.Equal([1, 2, 4, 5, 6, 3], shown.Columns.OrderBy(c => c.Column).Select(c => c.Place));
        Assert.Equal(["6.25", "4.5", "5", "50185"], shown.Preview.Select(p => p.Value.Value));
        Assert.Null(shown.MeasurementImport);
        Assert.Empty(await AllOfAsync(client, days));

        var saved = await client.ImportMeasurementsAsync(Request(Sheet));
        Assert.Equal((4, 0, 1), (saved.CreatedCount, saved.ChangedCount, saved.MissingCount));
        Assert.Equal(
            ["all-2015-t3-1 5 Ark", "1601-2015-t2-1 4.5 IPLOS", "1804-2015-t1-1 6.25 IPLOS"],
            (await AllOfAsync(client, days)).Select(m => $"{m.Name.Split('/')[^1]} {m.Value.Value} {m.Source}")
        );
        Assert.Equal(
            ["", "Trondheim", "Bodø"],
            (await client.ListIndicatorSeriesAsync(new() { Parent = days.Name })).Series.Select(s => s.MunicipalityDisplayName)
        );
        // One event for all of it, not one a line.
        var events = (await client.ListEventsAsync(new() { Subject = Programme, PageSize = 50 })).Events;
        Assert.Equal(
            saved.MeasurementImport,
            Assert.Single(events, e => e.Type == "benefits.measurementImport.created").Data.Unpack<MeasurementImport>()
        );
        Assert.DoesNotContain(events, e => e.Type == "benefits.measurement.created");

        // The same again.
        var again = await client.ImportMeasurementsAsync(Request(Sheet));
        Assert.Equal((0, 0, 4), (again.CreatedCount, again.ChangedCount, again.UnchangedCount));
        Assert.Null(again.MeasurementImport);
        Assert.NotNull((await client.ImportMeasurementsAsync(Request(Sheet, validateOnly: true))).EarlierImportTime);
        // One value has changed: a new revision, and what was there stays.
        var changed = Request(Sheet.Replace("6,25", "6,5", StringComparison.Ordinal));
        changed.RequestId = "3c8f0b52-0a3c-4f1d-8a39-6c8cb0d0b8c3";
        var next = await client.ImportMeasurementsAsync(changed);
        Assert.Equal((0, 1, 3), (next.CreatedCount, next.ChangedCount, next.UnchangedCount));
        Assert.Equal(next, await client.ImportMeasurementsAsync(changed));
        var revisions = (await AllOfAsync(client, days)).Where(m => m.Municipality == "1804").ToList();
        Assert.Equal([("6.5", 2), ("6.25", 1)], revisions.Select(m => (m.Value.Value, m.Revision)));
        // What somebody refused does not come back with the file.
        await IndicatorTests.AnswerAsync(client, revisions[0], MeasurementState.Refused, "Feil kilde.");
        Assert.Equal(
            [("content[2].Verdi", "VALUE_REFUSED_BEFORE")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.ImportMeasurementsAsync(new(changed) { RequestId = "" })
            )
        );
        Assert.Equal("50185", Assert.Single(await AllOfAsync(client, people)).Value.Value);
        _ = host;
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_wrong_is_said_by_line_and_the_good_ones_are_kept_only_if_asked(
        TestDatabase database,
        Transport transport
    )
    {
        var (_, client) = await OpenAsync(database, transport);
        var (days, _) = await IndicatorsAsync(client);
        const string Sheet = """
            Kode;Kommunenr;Periode;Verdi
            liggetid;1804;T1 2015;6,25
            ukjent;1804;T1 2015;1
            liggetid;Bodø;T1 2015;1
            liggetid;1804;2015;1
            liggetid;1804;T1 2099;1
            liggetid;1804;vår 2015;1
            liggetid;1601;T1 2015;6,2551
            liggetid;1601;T2 2015;1.234
            liggetid;1601;T3 2015;=A1
            liggetid;1601;T3 2014;#DIV/0!
            liggetid;1804;T1 2015;7
            liggetid;;T1 2015;7
            liggetid;1601;T1 2014;
            liggetid;1804;T1 2015;6,25
            """;
        (string Field, string Reason)[] expected =
        [
            ("content[3].Kode", "INDICATOR_CODE_UNKNOWN"),
            ("content[4].Kommunenr", "MUNICIPALITY_NUMBER"),
            ("content[5].Periode", "PERIOD_NOT_TERTIAL"),
            ("content[6].Periode", "PERIOD_NOT_BEGUN"),
            ("content[7].Periode", "PERIOD_UNREADABLE"),
            ("content[8].Verdi", "VALUE_DECIMALS"),
            ("content[9].Verdi", "NUMBER_AMBIGUOUS"),
            ("content[10].Verdi", "CELL_FORMULA"),
            ("content[11].Verdi", "NUMBER_UNREADABLE"),
            ("content[12].Verdi", "LINE_TWICE"),
            ("content[13].Kommunenr", "MUNICIPALITY_MISSING"),
            ("content[14].Verdi", "CELL_MISSING"),
        ];
        Assert.Equal(
            expected,
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.ImportMeasurementsAsync(Request(Sheet))
            )
        );
        Assert.Empty(await AllOfAsync(client, days));
        var report = Request(Sheet, validateOnly: true);
        report.WithReport = true;
        var shown = await client.ImportMeasurementsAsync(report);
        Assert.Equal((12, 12, 1), (shown.BadCount, shown.ProblemCount, shown.UnchangedCount));
        Assert.Equal(expected.Select(e => e.Reason), shown.Problems.Select(p => p.Reason));
        using var text = new StreamReader(
            new GZipStream(new MemoryStream(shown.Report.ToByteArray()), CompressionMode.Decompress),
            Encoding.UTF8
        );
        Assert.Equal(13, (await text.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd().Split('\n').Length);

        var good = Request(Sheet);
        good.SkipBadRows = true;
        var saved = await client.ImportMeasurementsAsync(good);
        Assert.Equal((1, 12), (saved.CreatedCount, saved.BadCount));
        Assert.Equal("6.25", Assert.Single(await AllOfAsync(client, days)).Value.Value);
        // Told the sign and asked to round, more of it can be read.
        var told = Request("Kommunenr;Periode;Verdi\n1601;T1 2015;6,255\n1601;T2 2015;1.234");
        (told.Indicator, told.DecimalSign, told.RoundValues) = (days.Name, DecimalSign.Comma, true);
        Assert.Equal(2, (await client.ImportMeasurementsAsync(told)).CreatedCount);
        Assert.Equal(
            ["1234", "6.26"],
            (await AllOfAsync(client, days)).Where(m => m.Municipality == "1601").Select(m => m.Value.Value)
        );

        async Task NotAsync(Action<ImportMeasurementsRequest> change, params (string, string)[] wrong)
        {
            var request = Request("Kommunenr;Periode;Verdi\n1601;T1 2016;6");
            request.Indicator = days.Name;
            change(request);
            Assert.Equal(
                wrong,
                await Refusals.RefusedAsync(StatusCode.InvalidArgument, async () => await client.ImportMeasurementsAsync(request))
            );
        }
        await NotAsync(r => r.Content = ByteString.Empty, ("content", "SHEET_EMPTY"));
        await NotAsync(r => r.Content = ByteString.CopyFrom(0x1F, 0x8B, 1, 2), ("content", "SHEET_BROKEN"));
        await NotAsync(r => r.Source = "", ("source", "SHEET_SOURCE_MISSING"));
        await NotAsync(r => r.Indicator = "", ("indicator", "SHEET_INDICATOR_MISSING"));
        await NotAsync(r => r.Indicator = $"{Programme}/indicators/ingen", ("indicator", "NOT_FOUND"));
        await NotAsync(r => r.Indicator = "programmes/andre/indicators/ingen", ("indicator", "OTHER_PROGRAMME"));
        await NotAsync(r => r.Form = MeasurementSheetForm.Wide, ("columns", "SHEET_NO_PERIODS"));
        await NotAsync(
            r => r.Columns.Add(new MeasurementColumnChoice { Column = MeasurementColumn.Value, Place = 9 }),
            ("columns[0].place", "SHEET_COLUMN_UNKNOWN")
        );
        await NotAsync(
            r => r.Columns.Add(new MeasurementColumnChoice { Column = MeasurementColumn.Value, Place = 3 }),
            ("columns", "SHEET_PERIOD_MISSING")
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_kostra_table_has_years_as_headings(TestDatabase database, Transport transport)
    {
        var (_, client) = await OpenAsync(database, transport);
        var (_, people) = await IndicatorsAsync(client);
        using var file = new MemoryStream();
        file.SaveAs(
            new List<Dictionary<string, object?>>
            {
                new()
                {
                    ["Region"] = "K-1804 Bodø",
                    ["2013"] = 49203.0,
                    ["2014"] = 49731.0,
                    ["2015"] = ":",
                },
                new()
                {
                    ["Region"] = "1601 Trondheim (-2017)",
                    ["2013"] = "179 692",
                    ["2014"] = null,
                    ["2015"] = 182035.5,
                },
                new()
                {
                    ["Region"] = "EAK Landet",
                    ["2013"] = 5051275.0,
                    ["2014"] = 1.0,
                    ["2015"] = 1.0,
                },
            }
        );
        var request = Request("", validateOnly: true);
        (request.Content, request.Indicator) = (ByteString.CopyFrom(file.ToArray()), people.Name);
        var shown = await client.ImportMeasurementsAsync(request);
        Assert.Equal(
            (MeasurementSheetForm.Wide, 3, 3, 2, 2),
            (shown.Form, shown.RowCount, shown.CreatedCount, shown.MissingCount, shown.BadCount)
        );
        Assert.Equal(
            [(3, "2015", "VALUE_DECIMALS"), (4, "Region", "MUNICIPALITY_NUMBER")],
            shown.Problems.Select(p => (p.Row, p.Column, p.Reason))
        );
        (request.ValidateOnly, request.SkipBadRows) = (false, true);
        await client.ImportMeasurementsAsync(request);
        Assert.Equal(
            ["1601 2013 179692", "1804 2014 49731", "1804 2013 49203"],
            (await AllOfAsync(client, people)).Select(m => $"{m.Municipality} {m.PeriodStart.Year} {m.Value.Value}")
        );
        Assert.Equal(
            ["Trondheim", "Bodø"],
            (await client.ListIndicatorSeriesAsync(new() { Parent = people.Name })).Series.Select(s => s.MunicipalityDisplayName)
        );
    }

    [Fact]
    public async Task Two_hundred_thousand_lines_with_errors_in_some_are_counted_to_the_last_one()
    {
        var (_, client) = await OpenAsync(TestDatabase.Sqlite, Transport.InProcess);
        await client.CreateIndicatorAsync(
            new()
            {
                Parent = Programme,
                Indicator = new()
                {
                    Title = "Sykefravær",
                    Code = "SYKE",
                    Unit = "prosent",
                    Decimals = 2,
                    Direction = IndicatorDirection.LowerIsBetter,
                    PeriodKind = IndicatorPeriodKind.Month,
                    Kind = IndicatorKind.Measure,
                },
            }
        );
        const int Lines = 200_000;
        var text = new StringBuilder("Kode;Kommune;Periode;Verdi;Kilde\n");
        var (bad, missing) = (0, 0);
        for (var i = 0; i < Lines; i++)
        {
            // 1 000 municipalities, 200 months.
            var (municipality, month) = (1001 + (i / 200), new DateOnly(2000, 1, 1).AddMonths(i % 200));
            var value = string.Create(CultureInfo.InvariantCulture, $"{i % 100},{i % 90 + 10}");
            if (i % 997 == 0)
                (value, bad) = ("mye", bad + 1);
            else if (i % 1009 == 0)
                (value, missing) = ("..", missing + 1);
            text.Append(CultureInfo.InvariantCulture, $"SYKE;{municipality};{month:yyyy-MM};{value};KOSTRA\n");
        }
        var request = Request(text.ToString());
        Assert.True(request.Content.Length > 4_000_000);
        request.Content = Packed(text.ToString());
        Assert.True(request.Content.Length < 4_000_000);
        request.SkipBadRows = true;
        var saved = await client.ImportMeasurementsAsync(request);
        Assert.Equal(
            (Lines, Lines - bad - missing, 0, 0, missing, bad),
            (saved.RowCount, saved.CreatedCount, saved.ChangedCount, saved.UnchangedCount, saved.MissingCount, saved.BadCount)
        );
        var again = await client.ImportMeasurementsAsync(request);
        Assert.Equal(
            (0, 0, Lines - bad - missing, bad),
            (again.CreatedCount, again.ChangedCount, again.UnchangedCount, again.BadCount)
        );
    }

    [Fact]
    public void Taken_in_twice_nothing_is_new_whatever_the_sheet_holds()
    {
        var indicator = new Indicator { Name = $"{Programme}/indicators/x" };
        Gen.Select(Gen.Int[1, 3], Gen.Int[2010, 2013], Gen.Long[0, 3])
            .Array[0, 40]
            .Sample(
                lines =>
                {
                    List<SheetValue> values =
                    [
                        .. lines.Select(
                            (l, i) =>
                                new SheetValue(i + 2, "Verdi", indicator, $"180{l.Item1}", new(l.Item2, 1, 1), l.Item3, "Kilde")
                        ),
                    ];
                    var (written, unchanged, findings) = ImportMatching.Of(
                        values,
                        new Dictionary<(string, string, DateOnly), KnownPeriod>()
                    );
                    // Every line is one of the three.
                    Assert.Equal(values.Count, written.Count + unchanged + findings.Count);
                    var known = written.ToDictionary(
                        w => (w.Value.Indicator.Name, w.Value.Municipality, w.Value.Start),
                        w => new KnownPeriod { Revision = w.Revision, Counting = w.Value.Value }
                    );
                    var twice = ImportMatching.Of(values, known);
                    Assert.Empty(twice.Written);
                    Assert.Equal(findings.Select(f => f.Row), twice.Findings.Select(f => f.Row));
                },
                iter: 1000
            );
    }

    private static ImportMeasurementsRequest Request(string sheet, bool validateOnly = false) =>
        new()
        {
            Parent = Programme,
            Content = ByteString.CopyFromUtf8(sheet),
            FileName = "målinger.csv",
            Source = "Ark",
            ValidateOnly = validateOnly,
        };

    private static ByteString Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return ByteString.CopyFrom(packed.ToArray());
    }

    private static async Task<IReadOnlyList<Measurement>> AllOfAsync(BenefitsServiceClient client, Indicator indicator) =>
        (
            await client.ListMeasurementsAsync(
                new()
                {
                    Parent = indicator.Name,
                    AllMunicipalities = true,
                    PageSize = 100,
                }
            )
        ).Measurements;

    private static async Task<(Indicator Days, Indicator People)> IndicatorsAsync(BenefitsServiceClient client) =>
        (
            await client.CreateIndicatorAsync(
                new()
                {
                    Parent = Programme,
                    Indicator = new(IndicatorTests.Days()) { Code = "Liggetid" },
                }
            ),
            await client.CreateIndicatorAsync(new() { Parent = Programme, Indicator = IndicatorTests.Inhabitants() })
        );

    private async Task<(RunningHost Host, BenefitsServiceClient Client)> OpenAsync(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("bodo-pfv2", "pfv2");
        return (host, new(host.Invoker(transport)));
    }
}
