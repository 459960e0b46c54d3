using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    private const int MostSheetRows = 2000;
    private const int MostSheetProblems = 200;
    private const int MostPreviewed = 20;

    public override async Task<ImportStakeholdersResponse> ImportStakeholders(
        ImportStakeholdersRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        // Before the write: nobody else waits while the sheet is read.
        var sheet = SheetReader.Read(request.Content.ToByteArray());
        if (sheet.Rows.Count > MostSheetRows + 1)
            throw Problem.Invalid("content", "SHEET_TOO_MANY_ROWS", MostSheetRows);
        if (request.ValidateOnly)
            return await database.ReadAsync(
                async session =>
                    Shown(StakeholderSheet.Read(sheet, await StakeholderTable.AllAsync(session, request.Parent)), context),
                context.CancellationToken
            );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var read = StakeholderSheet.Read(sheet, await StakeholderTable.AllAsync(session, request.Parent));
                SheetFinding.Refuse(
                    request.SkipBadRows
                        ? [.. read.Table.Findings.Where(f => f.Violation.Reason is "COLUMN_MISSING" or "COLUMN_TWICE")]
                        : read.Table.Findings
                );
                if (read.New.Count == 0)
                    throw Problem.Invalid("content", "SHEET_NOTHING_NEW");
                var response = Counted(read);
                foreach (var stakeholder in read.New)
                    await StakeholderTable.InsertAsync(session, request.Parent, "", stakeholder);
                return response;
            }
        );
    }

    private ImportStakeholdersResponse Shown(StakeholderSheet read, ServerCallContext context)
    {
        var response = Counted(read);
        response.Problems.AddRange(
            read.Table.Findings.OrderBy(f => f.Row)
                .Take(MostSheetProblems)
                .Select(f => new StakeholderSheetProblem
                {
                    Row = f.Row,
                    Column = f.Column,
                    Reason = f.Violation.Reason,
                    Text = violationTexts.Of(context.Method, f.Violation, CultureInfo.CurrentUICulture),
                })
        );
        response.Preview.AddRange(read.New.Take(MostPreviewed));
        response.Duplicates.AddRange(read.Twice.Take(MostSheetProblems));
        return response;
    }

    private static ImportStakeholdersResponse Counted(StakeholderSheet read) =>
        new()
        {
            RowCount = read.Table.Rows.Count,
            CreatedCount = read.New.Count,
            DuplicateCount = read.Twice.Count,
            BadCount = read.Table.Rows.Count - read.New.Count - read.Twice.Count,
            IgnoredColumns = { read.Table.Ignored },
        };
}
