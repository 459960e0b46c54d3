using Grpc.Core;
using MergeProgramme.Organisation.Positions;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Sheets;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Sheets;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ImportPositionsResponse> ImportPositions(ImportPositionsRequest request, ServerCallContext context)
    {
        var sheet = SheetReader.Read(request.Content.ToByteArray());
        return request.ValidateOnly
            ? database.ReadAsync(
                async session =>
                {
                    await ProgrammeTable.RequireAsync(session, request.Parent);
                    var (table, positions) = await ReadPositionsAsync(session, sheet, request);
                    var response = new ImportPositionsResponse
                    {
                        RowCount = table.Rows.Count,
                        ProblemCount = table.Findings.Count,
                        IgnoredColumns = { table.Ignored },
                        Preview = { positions.Take(ImportAnswers.MostPreviewed) },
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
                    var (table, positions) = await ReadPositionsAsync(session, sheet, request);
                    ImportAnswers.Refuse(table.Findings);
                    foreach (var position in positions)
                        (position.Name, position.Etag) = (PositionTable.NewName(session, request.Parent), Etags.New());
                    await PositionTable.InsertAsync(session, request.Parent, positions);
                    foreach (var position in positions)
                        session.Append("organisation.position.created", position.Name, PositionTable.Logged(position));
                    return new ImportPositionsResponse
                    {
                        RowCount = table.Rows.Count,
                        CreatedCount = positions.Count,
                        IgnoredColumns = { table.Ignored },
                    };
                }
            );
    }

    private static async Task<(SheetTable Table, List<Position> Positions)> ReadPositionsAsync(
        Session session,
        Sheet sheet,
        ImportPositionsRequest request
    )
    {
        var table = SheetTable.Of(sheet, PositionSheet.Columns);
        if (table.Findings.Exists(f => f.Violation.Reason == "COLUMN_MISSING"))
            return (table, []);
        var (register, _, _) = await SheetSession.ReadAsync(session, request.Parent);
        var taken = await session.QueryAsync<(string Municipality, string Number)>(
            """
            SELECT u.municipality, p.number FROM positions p JOIN units u ON u.name = p.unit
            WHERE p.programme = @Parent AND p.number <> ''
            """,
            new { request.Parent }
        );
        return (table, PositionSheet.Read(table, register, taken.ToHashSet(), request.CostsConfirmed));
    }
}
