using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Sheets;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Sheets;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ImportUnitsResponse> ImportUnits(ImportUnitsRequest request, ServerCallContext context)
    {
        var sheet = SheetReader.Read(request.Content.ToByteArray());
        return request.ValidateOnly
            ? database.ReadAsync(
                async session =>
                {
                    await ProgrammeTable.RequireAsync(session, request.Parent);
                    var (table, units) = await ReadUnitsAsync(session, sheet, request.Parent);
                    var response = new ImportUnitsResponse
                    {
                        RowCount = table.Rows.Count,
                        ProblemCount = table.Findings.Count,
                        IgnoredColumns = { table.Ignored },
                        Preview = { units.Take(ImportAnswers.MostPreviewed) },
                    };
                    ImportAnswers.Fill(response.Problems, table.Findings, texts, context.Method);
                    return response;
                },
                context.CancellationToken
            )
            : database.WriteAsync(
                request,
                context,
                async session =>
                {
                    await ProgrammeTable.LockAsync(session, request.Parent);
                    var (table, units) = await ReadUnitsAsync(session, sheet, request.Parent);
                    ImportAnswers.Refuse(table.Findings);
                    foreach (var unit in units)
                    {
                        unit.Etag = Etags.New();
                        await UnitTable.InsertAsync(session, request.Parent, unit);
                        session.Append("organisation.unit.created", unit.Name, unit);
                    }
                    return new ImportUnitsResponse
                    {
                        RowCount = table.Rows.Count,
                        CreatedCount = units.Count,
                        IgnoredColumns = { table.Ignored },
                    };
                }
            );
    }

    private static async Task<(SheetTable Table, List<Unit> Units)> ReadUnitsAsync(Session session, Sheet sheet, string programme)
    {
        var table = SheetTable.Of(sheet, UnitSheet.Columns);
        // Without its columns every cell would be found missing.
        if (table.Findings.Exists(f => f.Violation.Reason == "COLUMN_MISSING"))
            return (table, []);
        var (register, existing, _) = await SheetSession.ReadAsync(session, programme);
        return (table, UnitSheet.Read(table, programme, register, existing));
    }
}
