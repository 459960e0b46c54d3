using Grpc.Core;
using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.BuyOuts;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Staffing;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    private const int UsualMonths = 12;

    public override Task<ReportStaffingResponse> ReportStaffing(ReportStaffingRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Parent);
                var first = Month.Of(request.FirstMonth.ToDateOnly() ?? time.Today());
                // The calendar ends: the last months of it are fewer.
                var count = request.MonthCount > 0 ? request.MonthCount : UsualMonths;
                Month[] months =
                [
                    .. Enumerable
                        .Range(0, count)
                        .TakeWhile(i => first.FirstDay.Year + ((first.FirstDay.Month - 1 + i) / 12) < DateOnly.MaxValue.Year)
                        .Select(first.Plus),
                ];
                var bodies = (
                    await session.QueryAsync<Body>("SELECT * FROM bodies WHERE programme = @Parent", new { request.Parent })
                ).ToDictionary(b => b.Name, StringComparer.Ordinal);
                var appointments = (
                    await session.QueryAsync<Appointment>(
                        $"""
                        {AppointmentTable.Select} WHERE a.programme = @Parent
                            AND (a.percent > 0 OR EXISTS (SELECT 1 FROM buy_outs o WHERE o.appointment = a.name))
                        ORDER BY p.display_name, a.person, b.display_name, a.name
                        """,
                        new { request.Parent }
                    )
                ).ConvertAll(a => BuyOutTable.WithinBody(a, bodies[a.Body]));
                var response = new ReportStaffingResponse { Months = { months.Select(m => m.FirstDay.ToDate()) } };
                foreach (var held in appointments.GroupBy(a => a.Person))
                {
                    var person = new PersonStaffing
                    {
                        Person = held.Key,
                        PersonDisplayName = held.First().PersonDisplayName,
                        Months = { Workload.Of(held, months) },
                    };
                    if (person.Months.Any(m => m.Percent > 0))
                        response.Persons.Add(person);
                }
                var buyOuts = await session.QueryAsync<BuyOut>(
                    $"{BuyOutTable.Select} WHERE o.programme = @Parent",
                    new { request.Parent }
                );
                Costs.Fill(response, buyOuts, appointments, bodies, months);
                return response;
            },
            context.CancellationToken
        );
}
