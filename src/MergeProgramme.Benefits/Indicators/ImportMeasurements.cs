using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Audit;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Localisation;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    private const int MostShownProblems = 50;
    private const int MostPreviewed = 20;

    private static readonly SheetLimits MeasurementLimits = new(
        Bytes: 4_000_000,
        Rows: 250_000,
        UnpackedBytes: 150L * 1024 * 1024,
        PackedTextBytes: 32 * 1024 * 1024
    );

    public override async Task<ImportMeasurementsResponse> ImportMeasurements(
        ImportMeasurementsRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        if (request.Indicator.Length > 0 && Platform.Names.ResourceNames.Programme(request.Indicator) != request.Parent)
            throw Problem.Invalid("indicator", "OTHER_PROGRAMME", request.Indicator);
        var indicators = await database.ReadAsync(
            session => IndicatorTable.AllAsync(session, request.Parent),
            context.CancellationToken
        );
        if (request.Indicator.Length > 0 && indicators.TrueForAll(i => i.Name != request.Indicator))
            throw Problem.Invalid("indicator", "NOT_FOUND", request.Indicator);
        // Before the write: nobody else waits while the sheet is read.
        var sheet = SheetReader.Read(request.Content.ToByteArray(), MeasurementLimits);
        var read = MeasurementSheet.Read(sheet, request, indicators, clock.Today());
        var used = read.Values.Select(v => v.Indicator).Distinct().OrderBy(i => i.Name, StringComparer.Ordinal).ToList();
        if (request.ValidateOnly)
            return await database.ReadAsync(
                async session => (await MatchAsync(session, read, used, request, context)).Response,
                context.CancellationToken
            );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                foreach (var indicator in used)
                {
                    await IndicatorTable.LockAsync(session, indicator.Name);
                    // The sheet was read by what it says of periods and decimals.
                    if ((await IndicatorTable.GetAsync(session, indicator.Name)).Etag != indicator.Etag)
                        throw Problem.Stale(indicator.Name);
                }
                var (response, written, findings) = await MatchAsync(session, read, used, request, context);
                SheetFinding.Refuse(request.SkipBadRows ? read.Whole : [.. read.Whole, .. findings]);
                if (findings.Count > 0 && written.Count == 0 && response.UnchangedCount == 0)
                    throw Problem.Invalid("content", "SHEET_NOTHING_GOOD");
                if (written.Count > 0)
                    response.MeasurementImport = await WriteAsync(session, read, used, written, request, response);
                (response.Report, response.EarlierImportTime) = (ByteString.Empty, null);
                response.Problems.Clear();
                response.Preview.Clear();
                return response;
            }
        );
    }

    private async Task<(ImportMeasurementsResponse Response, List<NewValue> Written, List<SheetFinding> Findings)> MatchAsync(
        Session session,
        MeasurementSheet read,
        IReadOnlyList<Indicator> used,
        ImportMeasurementsRequest request,
        ServerCallContext context
    )
    {
        var known = await MeasurementTable.KnownAsync(session, used, read.Values);
        var (written, unchanged, matching) = ImportMatching.Of(read.Values, known);
        List<SheetFinding> findings = [.. read.Findings.Concat(matching).OrderBy(f => f.Row)];
        var earlier = await session.FindAsync<long?>(
            "SELECT MAX(create_time) FROM measurement_imports WHERE parent = @Parent AND content_hash = @hash",
            new { request.Parent, hash = HashOf(request.Content) }
        );
        var response = new ImportMeasurementsResponse
        {
            RowCount = read.RowCount,
            Form = read.Form,
            Headings = { read.Header.Select(h => h.Length <= 200 ? h : h[..199] + "…") },
            Columns = { read.Choices },
            CreatedCount = written.Count(w => w.Revision == 1),
            ChangedCount = written.Count(w => w.Revision > 1),
            UnchangedCount = unchanged,
            MissingCount = read.MissingCount,
            BadCount = findings.Select(f => f.Row).Distinct().Count(),
            ProblemCount = read.Whole.Count + findings.Count,
            EarlierImportTime = earlier is { } instant ? Instants.ToTimestamp(instant) : null,
        };
        if (!request.ValidateOnly)
            return (response, written, findings);
        response.Problems.AddRange(
            read.Whole.Select(f => (Finding: f, IsWhole: true))
                .Concat(findings.Select(f => (Finding: f, IsWhole: false)))
                .Take(MostShownProblems)
                .Select(f => new MeasurementSheetProblem
                {
                    Row = f.Finding.Row,
                    Column = f.Finding.Column,
                    Reason = f.Finding.Violation.Reason,
                    Text = violationTexts.Of(context.Method, f.Finding.Violation, CultureInfo.CurrentUICulture),
                    Whole = f.IsWhole,
                })
        );
        response.Preview.AddRange(
            written
                .Take(MostPreviewed)
                .Select(w => new PreviewedMeasurement
                {
                    Row = w.Value.Row,
                    Indicator = w.Value.Indicator.Name,
                    Municipality = w.Value.Municipality,
                    MunicipalityDisplayName = read.Names.GetValueOrDefault(w.Value.Municipality, ""),
                    PeriodStart = w.Value.Start.ToDate(),
                    Value = Millionths.ToDecimal(w.Value.Value),
                    Previous = w.Previous is { } before ? Millionths.ToDecimal(before) : null,
                    Source = w.Value.Source,
                })
        );
        if (request.WithReport)
            response.Report = Report(findings, context);
        return (response, written, findings);
    }

    // All that is wrong, packed: two hundred thousand lines of it are a megabyte then.
    private ByteString Report(List<SheetFinding> findings, ServerCallContext context)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Csv.Mark);
            gzip.Write(
                Encoding.UTF8.GetBytes(
                    Csv.Line(texts["Import.Report.Row"], texts["Import.Report.Column"], texts["Import.Report.Problem"])
                )
            );
            foreach (var finding in findings)
                gzip.Write(
                    Encoding.UTF8.GetBytes(
                        Csv.Line(
                            finding.Row.ToString(CultureInfo.InvariantCulture),
                            finding.Column,
                            violationTexts.Of(context.Method, finding.Violation, CultureInfo.CurrentUICulture)
                        )
                    )
                );
        }
        return ByteString.CopyFrom(packed.ToArray());
    }

    private static async Task<MeasurementImport> WriteAsync(
        WriteSession session,
        MeasurementSheet read,
        IReadOnlyList<Indicator> used,
        List<NewValue> written,
        ImportMeasurementsRequest request,
        ImportMeasurementsResponse response
    )
    {
        var caller = Caller.Current;
        List<MeasurementTable.ImportedRow> rows =
        [
            .. written.Select(w => new MeasurementTable.ImportedRow(
                MeasurementTable.NameOf(
                    w.Value.Indicator.Name,
                    w.Value.Indicator.PeriodKind,
                    w.Value.Municipality,
                    w.Value.Start,
                    w.Revision
                ),
                w.Value.Indicator.Name,
                w.Value.Municipality,
                MeasuredPeriod.Column(w.Value.Start),
                w.Revision,
                w.Value.Value,
                w.Value.Source
            )),
        ];
        var import = new MeasurementImport
        {
            Name = $"{request.Parent}/measurementImports/{Guid.CreateVersion7(session.Now):N}",
            FileName = request.FileName,
            ContentHash = HashOf(request.Content),
            CreatedCount = response.CreatedCount,
            ChangedCount = response.ChangedCount,
            UnchangedCount = response.UnchangedCount,
            MissingCount = response.MissingCount,
            BadCount = response.BadCount,
            Common = new()
            {
                State = MeasurementState.Measured,
                Creator = caller.Id,
                CreatorDisplayName = caller.DisplayName,
                CreateTime = Instants.ToTimestamp(session.Now),
            },
            HashedColumns = { MeasurementTable.ImportedRow.Columns },
            RowsHash = RowsHash.Of(rows.Select(r => (r.Name, r.Values))),
        };
        await MeasurementTable.KeepSeriesAsync(session, used, rows, read.Names);
        await session.ExecuteAsync(
            """
            INSERT INTO measurement_imports (name, parent, file_name, content_hash, create_time)
            VALUES (@Name, @Parent, @FileName, @ContentHash, @CreateTime)
            """,
            new
            {
                import.Name,
                request.Parent,
                import.FileName,
                import.ContentHash,
                import.Common.CreateTime,
            }
        );
        await MeasurementTable.InsertAsync(session, rows, import);
        session.Append("benefits.measurementImport.created", import.Name, import);
        return import;
    }

    private static string HashOf(ByteString content) => Convert.ToHexStringLower(SHA256.HashData(content.Span));
}
