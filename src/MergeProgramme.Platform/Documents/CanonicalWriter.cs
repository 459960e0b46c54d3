using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Type;
using Date = Google.Type.Date;

namespace MergeProgramme.Platform.Documents;

/// <summary>
/// Writes the text that something is frozen with, line by line. Two contents that differ give texts that differ: lines that the writer adds
/// begin with <c>#</c> or <c>*</c>, and a line of somebody's text that begins so gets a <c>\</c> before it. Text is brought to Unicode NFC and
/// line ends to \n. How it writes never changes: it is part of the hash.
/// </summary>
public sealed class CanonicalWriter
{
    private readonly List<Line> lines = [];

    /// <summary>One line. A structural one was added by the writer; a free one is a line of somebody's text.</summary>
    public readonly record struct Line(string Text, bool IsStructure);

    /// <summary>All that was written.</summary>
    public IReadOnlyList<Line> Lines => lines;

    /// <summary>SHA-256 of the UTF-8 bytes, lower-case hex.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Unicode NFC, line ends \n; half surrogates and U+FFFE, which are no text, become U+FFFD.</summary>
    public static string Normalise(string text) =>
        Encoding
            .UTF8.GetString(Encoding.UTF8.GetBytes(text))
            .Replace('\uFFFE', '\uFFFD')
            .Normalize(NormalizationForm.FormC)
            .Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace('\r', '\n');

    /// <summary>A text on one line, as a heading is.</summary>
    public static string OneLine(string text) => Normalise(text).Replace('\n', ' ');

    /// <summary>Adds lines to a text, marked for what they are.</summary>
    public static void Append(StringBuilder text, IReadOnlyList<Line> lines)
    {
        foreach (var line in lines)
        {
            if (line.IsStructure)
            {
                text.Append("* ");
            }
            else if (line.Text.StartsWith('#') || line.Text.StartsWith('*') || line.Text.StartsWith('\\'))
            {
                text.Append('\\');
            }

            text.Append(line.Text).Append('\n');
        }
    }

    /// <summary>The word for an enum's value; empty for none.</summary>
    public static string Word<T>(T value, params (T Value, string Word)[] words)
        where T : struct, Enum
    {
        if (EqualityComparer<T>.Default.Equals(value, default))
        {
            return "";
        }

        foreach (var (known, word) in words)
        {
            if (EqualityComparer<T>.Default.Equals(value, known))
            {
                return word;
            }
        }

        // A value that a newer caller knows and this code does not: keep it apart from every other.
        return value.ToString("D");
    }

    /// <summary>Somebody's text, as it stands.</summary>
    public void Free(string text)
    {
        if (text.Length > 0)
        {
            lines.AddRange(Normalise(text).Split('\n').Select(line => new Line(line, false)));
        }
    }

    /// <summary>Begins an entry of a list.</summary>
    /// <param name="index">From 0; written from 1.</param>
    public void Part(string label, int index) =>
        lines.Add(new Line(string.Create(CultureInfo.InvariantCulture, $"{label} {index + 1}"), true));

    /// <summary>A value with its label. An absent value has no line; the rest of a value of several lines stands below as text.</summary>
    public void Field(string label, string value)
    {
        if (value.Length == 0)
        {
            return;
        }

        string[] parts = Normalise(value).Split('\n');
        lines.Add(new Line($"{label}: {parts[0]}", true));
        lines.AddRange(parts.Skip(1).Select(line => new Line(line, false)));
    }

    /// <inheritdoc cref="Field(string, string)"/>
    public void Field(string label, int value) => Field(label, value == 0 ? "" : value.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Field(string, string)"/>
    public void Field(string label, Date? date) =>
        Field(
            label,
            date is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000}-{date.Month:00}-{date.Day:00}")
        );

    /// <inheritdoc cref="Field(string, string)"/>
    public void Field(string label, Money? money) =>
        Field(
            label,
            money is null
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{money.CurrencyCode} {money.Units + (money.Nanos / 1_000_000_000m):0.#########}"
                )
        );
}
