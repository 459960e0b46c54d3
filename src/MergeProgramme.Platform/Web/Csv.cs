using System.Buffers;
using System.Text;

namespace MergeProgramme.Platform.Web;

/// <summary>Tables for spreadsheets: UTF-8 with a mark, semicolons as Norwegian spreadsheets expect, and no cell that one would run.</summary>
public static class Csv
{
    // What begins a formula, also behind a tab or line end that some spreadsheets pass over.
    private const string Formula = "=+-@\t\r\n";

    private static readonly SearchValues<char> Quoted = SearchValues.Create(";\"\r\n,\t");

    /// <summary>The bytes that tell a spreadsheet that UTF-8 follows.</summary>
    public static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    /// <summary>One line, with its line end (RFC 4180).</summary>
    public static string Line(params ReadOnlySpan<string> cells)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
                line.Append(';');
            line.Append(Cell(cells[i]));
        }
        return line.Append("\r\n").ToString();
    }

    private static string Cell(string text)
    {
        // An apostrophe in front makes a text of it (OWASP, CSV injection).
        var safe = text.Length > 0 && Formula.Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(Quoted) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
