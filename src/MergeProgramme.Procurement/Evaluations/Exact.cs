using System.Globalization;

namespace MergeProgramme.Procurement.Evaluations;

/// <summary>Decimals as the contract has them: all digits, none more.</summary>
internal static class Exact
{
    public static Google.Type.Decimal Of(decimal value) =>
        new() { Value = value.ToString("0.############################", CultureInfo.InvariantCulture) };

    /// <summary>The number that this module wrote.</summary>
    public static decimal Number(Google.Type.Decimal value) =>
        decimal.Parse(value.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
