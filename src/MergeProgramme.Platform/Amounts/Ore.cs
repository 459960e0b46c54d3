using Google.Type;

namespace MergeProgramme.Platform.Amounts;

/// <summary>Amounts as whole øre: what sums are exact in.</summary>
public static class Ore
{
    private const int NanosInOre = 10_000_000;

    /// <summary>The amount in øre; 0 for null.</summary>
    /// <exception cref="OverflowException">It is beyond what 64 bits hold.</exception>
    public static long Of(Money? amount) => amount is null ? 0 : checked(amount.Units * 100 + amount.Nanos / NanosInOre);

    /// <summary>The message for whole øre.</summary>
    public static Money ToMoney(long ore) =>
        new()
        {
            CurrencyCode = "NOK",
            Units = ore / 100,
            Nanos = (int)(ore % 100) * NanosInOre,
        };
}
