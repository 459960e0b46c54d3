using MergeProgramme.Organisation.BuyOuts;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Staffing;

/// <summary>What bought-out days cost, by person and body and month. Pure; sums are of rounded months, so that they add up on paper.</summary>
internal static class Costs
{
    /// <param name="appointments">In the order that the report has; one that ends with its body has that end.</param>
    public static void Fill(
        ReportStaffingResponse report,
        IReadOnlyList<BuyOut> buyOuts,
        IReadOnlyList<Appointment> appointments,
        IReadOnlyDictionary<string, Body> bodies,
        IReadOnlyList<Month> months
    )
    {
        var byAppointment = buyOuts.ToLookup(b => b.Appointment);
        var totals = new long[months.Count];
        foreach (var held in appointments.GroupBy(a => (a.Person, a.Body)))
        {
            var (days, ore) = (new int[months.Count], new long[months.Count]);
            foreach (var appointment in held)
            {
                foreach (var buyOut in byAppointment[appointment.Name])
                {
                    for (var i = 0; i < months.Count; i++)
                    {
                        if (!BuyOutRules.Covers(buyOut, appointment, months[i]))
                            continue;
                        days[i] += buyOut.DayHundredths;
                        ore[i] += BuyOutRules.CostInOre(buyOut);
                    }
                }
            }
            if (days.All(d => d == 0))
                continue;
            var first = held.First();
            var cost = new BuyOutCost
            {
                Person = first.Person,
                PersonDisplayName = first.PersonDisplayName,
                Body = first.Body,
                BodyDisplayName = first.BodyDisplayName,
                SubProject = bodies[first.Body].SubProject,
                TotalCost = BuyOutRules.FromOre(ore.Sum()),
            };
            cost.DayHundredths.AddRange(days);
            cost.Costs.AddRange(ore.Select(BuyOutRules.FromOre));
            report.Costs.Add(cost);
            for (var i = 0; i < months.Count; i++)
                totals[i] += ore[i];
        }
        report.MonthCosts.AddRange(totals.Select(BuyOutRules.FromOre));
        report.TotalCost = BuyOutRules.FromOre(totals.Sum());
    }
}
