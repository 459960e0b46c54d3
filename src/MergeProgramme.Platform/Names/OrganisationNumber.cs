namespace MergeProgramme.Platform.Names;

/// <summary>Norwegian organisation numbers: eight digits and a check digit (Brønnøysundregistrene, "Organisasjonsnummeret").</summary>
public static class OrganisationNumber
{
    /// <summary>Digits of a number.</summary>
    public const int Length = 9;

    private static ReadOnlySpan<int> Weights => [3, 2, 7, 6, 5, 4, 3, 2];

    /// <summary>Whether the text is nine ASCII digits, whatever the last one.</summary>
    public static bool IsNineDigits(string text) => text.Length == Length && text.All(char.IsAsciiDigit);

    /// <summary>Whether nine digits end in the check digit of the first eight.</summary>
    public static bool IsValid(string text) => IsNineDigits(text) && CheckDigit(text.AsSpan(0, Length - 1)) == text[^1] - '0';

    /// <summary>
    /// The check digit of eight digits, modulus 11; null where there is none: such numbers (remainder 1) are never given out.
    /// </summary>
    public static int? CheckDigit(ReadOnlySpan<char> eightDigits)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += Weights[i] * (eightDigits[i] - '0');
        return (11 - sum % 11) switch
        {
            11 => 0,
            10 => null,
            var digit => digit,
        };
    }
}
