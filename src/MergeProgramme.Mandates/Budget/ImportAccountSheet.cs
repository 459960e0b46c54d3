using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Mandates.Budget;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Sheets;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    private const int MostSheetProblems = 200;
    private const int MostPreviewed = 20;

    public override async Task<ImportAccountSheetResponse> ImportAccountSheet(
        ImportAccountSheetRequest request,
        ServerCallContext context
    )
    {
        await RegisterPlace.RequireAsync(organisation, request.Parent, context);
        var sheet = SheetReader.Read(request.Content.ToByteArray());
        if (request.ValidateOnly)
            return await database.ReadAsync(
                async session => (await ReadAccountsAsync(session, sheet, request, time.Today(), context)).Response,
                context.CancellationToken
            );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await BudgetLineTable.LockAsync(session, ResourceNames.Programme(request.Parent));
                var (response, added, whole, rows) = await ReadAccountsAsync(
                    session,
                    sheet,
                    request,
                    NorwegianTime.DateIn(session.Now),
                    context
                );
                SheetFinding.Refuse(request.SkipBadRows ? whole : [.. whole, .. rows]);
                if (response.CreatedCount + response.KnownCount == 0)
                    throw Problem.Invalid("content", "SHEET_NOTHING_GOOD");
                await AccountEntryTable.InsertAsync(session, added);
                await session.ExecuteAsync(
                    """
                    INSERT INTO account_sheets (programme, content_hash, create_time) VALUES (@Programme, @Hash, @Now)
                    ON CONFLICT (programme, content_hash) DO NOTHING
                    """,
                    new
                    {
                        Programme = ResourceNames.Programme(request.Parent),
                        Hash = HashOf(request.Content),
                        Now = Instants.ToMicroseconds(session.Now),
                    }
                );
                response.Problems.Clear();
                response.Preview.Clear();
                return response;
            }
        );
    }

    private async Task<(
        ImportAccountSheetResponse Response,
        List<(string Place, AccountEntry Entry)> Added,
        IReadOnlyList<SheetFinding> Whole,
        IReadOnlyList<SheetFinding> Rows
    )> ReadAccountsAsync(
        Session session,
        Sheet sheet,
        ImportAccountSheetRequest request,
        DateOnly today,
        ServerCallContext context
    )
    {
        var read = AccountSheet.Read(sheet, request, today);
        var programme = ResourceNames.Programme(request.Parent);
        List<(string Place, AccountEntry Entry)> entries = [.. read.Entries.Select(e => (request.Parent, e.Entry))];
        var known = await AccountEntryTable.KnownAsync(session, programme, entries.Select(e => AccountEntryTable.KeyOf(e.Entry)));
        var found = EntryMatching.Of(entries, known);
        List<SheetFinding> rows =
        [
            .. read.RowFindings,
            .. found
                .Index()
                .Where(f => f.Item.Standing == EntryMatching.Standing.Differs)
                .Select(f => new SheetFinding(
                    read.Entries[f.Index].Row,
                    read.VoucherHeading,
                    EntryMatching.Differs(read.VoucherHeading, entries[f.Index].Entry, f.Item.Other!)
                )),
        ];
        List<(string Place, AccountEntry Entry)> added =
        [
            .. found.Index().Where(f => f.Item.Standing == EntryMatching.Standing.New).Select(f => entries[f.Index]),
        ];
        var earlier = await session.FindAsync<long?>(
            "SELECT create_time FROM account_sheets WHERE programme = @programme AND content_hash = @hash",
            new { programme, hash = HashOf(request.Content) }
        );
        var response = new ImportAccountSheetResponse
        {
            RowCount = read.RowCount,
            CreatedCount = added.Count,
            KnownCount = found.Count(f => f.Standing == EntryMatching.Standing.Known),
            BadCount = rows.Select(f => f.Row).Where(row => row > 0).Distinct().Count(),
            ProblemCount = read.Whole.Count + rows.Count,
            Headings = { read.Header },
            Columns = { read.Choices },
            EarlierImportTime = earlier is { } instant ? Instants.ToTimestamp(instant) : null,
        };
        // What amounts are in is not known yet: nothing is shown that they may not be.
        if (request.Unit != AmountUnit.Unspecified)
        {
            response.CreatedAmount = Ore.ToMoney(added.Sum(a => Ore.Of(a.Entry.Amount)));
            response.Preview.AddRange(added.Take(MostPreviewed).Select(a => a.Entry));
        }
        response.Problems.AddRange(
            read.Whole.Select(f => (Finding: f, IsWhole: true))
                .Concat(rows.OrderBy(f => f.Row).Select(f => (Finding: f, IsWhole: false)))
                .Take(MostSheetProblems)
                .Select(f => new AccountSheetProblem
                {
                    Row = f.Finding.Row,
                    Column = f.Finding.Column,
                    Reason = f.Finding.Violation.Reason,
                    Text = texts.Of(context.Method, f.Finding.Violation, CultureInfo.CurrentUICulture),
                    Whole = f.IsWhole,
                })
        );
        return (response, added, read.Whole, rows);
    }

    private static string HashOf(ByteString content) => Convert.ToHexStringLower(SHA256.HashData(content.Span));
}
