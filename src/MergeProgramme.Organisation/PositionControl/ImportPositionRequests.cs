using Grpc.Core;
using MergeProgramme.Organisation.PositionControl;
using MergeProgramme.Organisation.Positions;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Sheets;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Sheets;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ImportPositionRequestsResponse> ImportPositionRequests(
        ImportPositionRequestsRequest request,
        ServerCallContext context
    )
    {
        var sheet = SheetReader.Read(request.Content.ToByteArray());
        return request.ValidateOnly
            ? database.ReadAsync(
                async session =>
                {
                    await ProgrammeTable.RequireAsync(session, request.Parent);
                    var (table, asked) = await ReadVacanciesAsync(session, sheet, request, time.Today());
                    var response = new ImportPositionRequestsResponse
                    {
                        RowCount = table.Rows.Count,
                        ProblemCount = table.Findings.Count,
                        IgnoredColumns = { table.Ignored },
                        Preview = { asked.Take(ImportAnswers.MostPreviewed) },
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
                    var (table, asked) = await ReadVacanciesAsync(session, sheet, request, NorwegianTime.DateIn(session.Now));
                    ImportAnswers.Refuse(table.Findings);
                    foreach (var one in asked)
                        Begin(one, request.Parent, session);
                    await PositionRequestTable.InsertAsync(session, request.Parent, asked);
                    foreach (var one in asked)
                        session.Append("organisation.positionRequest.created", one.Name, PositionRequestTable.Logged(one));
                    return new ImportPositionRequestsResponse
                    {
                        RowCount = table.Rows.Count,
                        CreatedCount = asked.Count,
                        IgnoredColumns = { table.Ignored },
                    };
                }
            );
    }

    private static async Task<(SheetTable Table, List<PositionRequest> Asked)> ReadVacanciesAsync(
        Session session,
        Sheet sheet,
        ImportPositionRequestsRequest request,
        DateOnly today
    )
    {
        var table = SheetTable.Of(sheet, VacancySheet.Columns);
        if (table.Findings.Exists(f => f.Violation.Reason == "COLUMN_MISSING"))
            return (table, []);
        var (register, units, _) = await SheetSession.ReadAsync(session, request.Parent);
        var tree = new UnitTree(units);
        var positions = await session.QueryAsync<Position>(
            $"{PositionTable.Select} WHERE p.programme = @Parent AND p.number <> ''",
            new { request.Parent }
        );
        var inControl = (await PositionRequestTable.AllAsync(session, request.Parent, tree))
            .Where(r => r.Position.Length > 0 && ControlLifecycle.IsOpen(r.State))
            .Select(r => r.Position);
        return (
            table,
            VacancySheet.Read(
                table,
                register,
                tree,
                positions,
                inControl.ToHashSet(StringComparer.Ordinal),
                request.CostsConfirmed,
                today
            )
        );
    }
}
