using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.BuyOuts;

/// <summary>The SQL and the checks that several rpcs on bought-out days share.</summary>
internal static class BuyOutTable
{
    /// <summary><c>o</c> the days, <c>a</c> their appointment, <c>p</c> its person, <c>b</c> its body.</summary>
    public const string Select = """
        SELECT o.*, a.person, p.display_name AS person_display_name, a.body, b.display_name AS body_display_name
        FROM buy_outs o
        JOIN appointments a ON a.name = o.appointment
        JOIN persons p ON p.name = a.person
        JOIN bodies b ON b.name = a.body
        """;

    public static async Task<BuyOut> GetAsync(Session session, string name) =>
        Priced(await session.FindAsync<BuyOut>($"{Select} WHERE o.name = @name", new { name }) ?? throw Problem.NotFound(name));

    /// <summary>With what a month costs.</summary>
    public static BuyOut Priced(BuyOut buyOut)
    {
        buyOut.MonthCost = BuyOutRules.FromOre(BuyOutRules.CostInOre(buyOut));
        return buyOut;
    }

    /// <summary>An appointment that has an end where its body has one.</summary>
    public static Appointment WithinBody(Appointment appointment, Body body) =>
        appointment.EndDate is null && body.EndDate is not null ? new(appointment) { EndDate = body.EndDate } : appointment;

    /// <summary>Refuses what contradicts; brings months in their form.</summary>
    public static async Task RequireValidAsync(Session session, string programme, BuyOut buyOut)
    {
        await References.RequireAsync(
            session,
            programme,
            new Reference("buy_out.appointment", buyOut.Appointment, "appointments")
        );
        buyOut.FirstMonth.Day = 1;
        if (buyOut.LastMonth is not null)
            buyOut.LastMonth.Day = 1;
        var appointment = await AppointmentTable.GetAsync(session, buyOut.Appointment);
        var body = await BodyTable.GetAsync(session, appointment.Body);
        var others = await session.QueryAsync<BuyOut>($"{Select} WHERE o.appointment = @Appointment", new { buyOut.Appointment });
        List<Violation> violations = [.. BuyOutRules.Check(buyOut, WithinBody(appointment, body), others)];
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
    }
}
