using Grpc.Core;
using MergeProgramme.Organisation.Cases;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Case> SetRoute(SetRouteRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await CaseTable.GetForWriteAsync(session, request.Name, request.Etag);
                List<Violation> violations =
                [
                    .. RouteRules.Check(request.Treatments),
                    .. RouteRules.CheckAgainst(current.Treatments, request.Treatments),
                ];
                if (violations.Count > 0)
                    throw Problem.Invalid(violations);
                await References.RequireAsync(
                    session,
                    ResourceNames.Programme(current.Name),
                    [.. request.Treatments.Select((t, i) => new Reference($"treatments[{i}].body", t.Body, "bodies"))]
                );
                await WriteRouteAsync(session, current, [.. request.Treatments.Select(t => t.Clone())]);
                return await CaseTable.SayAsync(session, "organisation.case.routeSet", current.Name);
            }
        );

    private static async Task WriteRouteAsync(WriteSession session, Case current, List<Treatment> route)
    {
        var numbers = current.TreatmentNumbers;
        foreach (var treatment in route.Where(t => t.Number == 0))
            treatment.Number = ++numbers;
        await session.ExecuteAsync(
            "UPDATE cases SET treatment_numbers = @numbers WHERE name = @Name",
            new { numbers, current.Name }
        );
        await session.ExecuteAsync(
            "DELETE FROM treatments WHERE case_name = @Name AND number = @Number",
            current
                .Treatments.Where(before => route.TrueForAll(t => t.Number != before.Number))
                .Select(before => new { current.Name, before.Number })
        );
        await session.ExecuteAsync(
            """
            INSERT INTO treatments (case_name, number, stage, body, planned_date, meeting, outcome, wording, date, case_number,
                archive_reference, year)
            VALUES (@Name, @Number, @Stage, @Body, @PlannedDate, NULL, 0, '', NULL, '', '', 0)
            ON CONFLICT (case_name, number) DO UPDATE SET stage = excluded.stage, body = excluded.body,
                planned_date = excluded.planned_date
            """,
            route.Select(t => new
            {
                current.Name,
                t.Number,
                t.Stage,
                t.Body,
                t.PlannedDate,
            })
        );
    }
}
