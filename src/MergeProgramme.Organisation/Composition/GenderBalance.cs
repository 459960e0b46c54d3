using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Composition;

/// <summary>
/// How many of each gender a committee must have (likestillings- og diskrimineringsloven § 28 first paragraph a–e, as likestillingsloven (2013)
/// § 13 before it). It applies to committees that a public body appoints; for elections of elected bodies kommuneloven §§ 7-5 and 7-7 ask
/// it of each list, which cannot be seen from who sits there. Pure.
/// </summary>
internal static class GenderBalance
{
    // a: 2–3 members both, b: 4–5 two, c: 6–8 three, d: 9 four; e, more than nine: a percentage.
    private static readonly int[] Least = [0, 0, 1, 1, 2, 2, 3, 3, 3, 4];

    /// <summary>The least number of each gender among so many members.</summary>
    /// <param name="percent">Asked of each gender among more than nine; 40 by law.</param>
    public static int LeastOfEach(int members, int percent) =>
        members < Least.Length ? Least[members] : ((members * percent) + 99) / 100;

    /// <summary>Whether it holds: null where that depends on those whose gender is not recorded.</summary>
    public static bool? Holds(int women, int men, int unknown, int percent)
    {
        var lack = Lack(women, men, unknown, percent);
        return lack == 0 ? true
            : lack > unknown ? false
            : null;
    }

    /// <summary>How many are lacking for certain, whoever those are whose gender is not recorded.</summary>
    public static int Shortfall(int women, int men, int unknown, int percent) =>
        Math.Max(0, Lack(women, men, unknown, percent) - unknown);

    private static int Lack(int women, int men, int unknown, int percent)
    {
        var least = LeastOfEach(women + men + unknown, percent);
        return Math.Max(0, least - women) + Math.Max(0, least - men);
    }
}
