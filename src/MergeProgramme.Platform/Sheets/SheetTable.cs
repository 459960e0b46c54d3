using System.Globalization;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;

namespace MergeProgramme.Platform.Sheets;

/// <summary>
/// A sheet whose columns are understood. Cells are read by column; what cannot be read is found at its row and column, and reads as nothing. Pure.
/// </summary>
public sealed class SheetTable
{
    private const int LongestShown = 40;

    // Hundredths of a percent.
    private const int Full = 10_000;

    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> headings = new(StringComparer.Ordinal);
    private readonly HashSet<(int Row, int Column)> formulas = [];

    private readonly IReadOnlySet<(int Row, int Column)> percentages;

    private SheetTable(IReadOnlyList<SheetRow> rows, IReadOnlySet<(int Row, int Column)> percentages) =>
        (Rows, this.percentages) = (rows, percentages);

    /// <summary>The rows below the headings.</summary>
    public IReadOnlyList<SheetRow> Rows { get; }

    /// <summary>All that was found so far.</summary>
    public List<SheetFinding> Findings { get; } = [];

    /// <summary>Headings that stand for no column.</summary>
    public List<string> Ignored { get; } = [];

    /// <summary>Finds the columns by their headings, and names those that are missing, stand twice or mean nothing.</summary>
    /// <param name="columns">Those that are known.</param>
    /// <param name="chosen">Which column of the sheet, from 0, somebody has chosen for the key; headings then say nothing. Null: they do.</param>
    public static SheetTable Of(Sheet sheet, IReadOnlyList<SheetColumn> columns, IReadOnlyDictionary<string, int>? chosen = null)
    {
        var table = new SheetTable([.. sheet.Rows.Skip(1)], sheet.Percentages);
        var head = sheet.Rows[0];
        for (var i = 0; i < head.Cells.Count; i++)
        {
            var heading = Plain(head.Cells[i]);
            if (heading.Length == 0 && chosen is null)
                continue;
            var column = chosen is null
                ? columns.FirstOrDefault(c => Same(c.Bokmal, heading) || Same(c.English, heading))
                : columns.FirstOrDefault(c => chosen.TryGetValue(c.Key, out var place) && place == i);
            if (column is null)
            {
                if (heading.Length > 0)
                    table.Ignored.Add(Shown(heading));
            }
            else if (!table.places.TryAdd(column.Key, i))
                table.Findings.Add(SheetFinding.Of(head.Number, heading, "COLUMN_TWICE", heading));
            else
                table.headings[column.Key] = heading.Length > 0 ? heading : column.Heading;
        }
        var there = string.Join(", ", head.Cells.Select(c => Shown(Plain(c))).Where(t => t.Length > 0));
        foreach (var column in columns.Where(c => c.Required && !table.places.ContainsKey(c.Key)))
            table.Findings.Add(SheetFinding.Of(head.Number, column.Heading, "COLUMN_MISSING", column.Heading, Shown(there, 300)));
        foreach (var column in columns)
            table.headings.TryAdd(column.Key, column.Heading);
        var used = table.places.Values.ToHashSet();
        foreach (var (row, place) in sheet.Formulas.Where(f => used.Contains(f.Column - 1) && f.Row > head.Number))
        {
            table.Findings.Add(SheetFinding.Of(row, Plain(head.Cells[place - 1]), "CELL_FORMULA"));
            table.formulas.Add((row, place));
        }
        return table;
    }

    /// <summary>Whether the sheet has a column.</summary>
    public bool Has(string key) => places.ContainsKey(key);

    /// <summary>The heading of a column, as the sheet has it.</summary>
    public string Heading(string key) => headings[key];

    /// <summary>Says that something is wrong at a place.</summary>
    public void Find(SheetRow row, string key, string reason, params object[] args)
    {
        // Of a formula it is said already what to mend.
        if (!places.TryGetValue(key, out var place) || !formulas.Contains((row.Number, place + 1)))
            Findings.Add(SheetFinding.Of(row.Number, key.Length == 0 ? "" : Heading(key), reason, args));
    }

    /// <summary>The text of a cell, trimmed; empty where there is none.</summary>
    public string Text(SheetRow row, string key, int longest = 200, bool required = false)
    {
        var text = Plain(Cell(row, key));
        if (text.Length == 0 && required)
            Find(row, key, "CELL_MISSING");
        if (text.Length > longest)
        {
            Find(row, key, "CELL_TOO_LONG", longest, text.Length);
            return "";
        }
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
        {
            Find(row, key, "CELL_CONTROL_CHARACTER");
            return "";
        }
        return text;
    }

    /// <summary>One line of text.</summary>
    public string Line(SheetRow row, string key, int longest = 200, bool required = false) =>
        string.Join(' ', Text(row, key, longest, required).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A text of several lines, as a form would send it: with one kind of line end.</summary>
    public string Prose(SheetRow row, string key, int longest = 2000, bool required = false) =>
        Text(row, key, longest, required).ReplaceLineEndings("\n");

    /// <summary>One of some words, whatever their case.</summary>
    /// <param name="words">What each stands for, in capitals; the empty one too.</param>
    /// <param name="reason">Of the finding where it is none of them.</param>
    public T Word<T>(SheetRow row, string key, IReadOnlyDictionary<string, T> words, string reason)
        where T : struct
    {
        var word = Line(row, key);
        if (words.TryGetValue(word.ToUpperInvariant(), out var value))
            return value;
        Find(row, key, reason, word);
        return default;
    }

    /// <summary>A percent of a full position in hundredths, 1–10 000; 0 where it cannot be read.</summary>
    public int Percent(SheetRow row, string key, bool required)
    {
        var cell = Cell(row, key);
        var text = Plain(cell).TrimEnd('%').Trim();
        if (text.Length == 0)
        {
            if (required)
                Find(row, key, "CELL_MISSING");
            return 0;
        }
        if (!TryNumber(cell, text, out var percent))
        {
            Find(row, key, "CELL_NOT_PERCENT", Shown(text));
            return 0;
        }
        // A cell that Excel shows as 75 % holds 0.75. Where the sheet does not say that it is shown so, either may be meant.
        if (cell is not string && percentages.Contains((row.Number, places[key] + 1)))
        {
            percent *= 100;
        }
        else if (percent is > 0 and <= 1)
        {
            Find(row, key, "CELL_PERCENT_FRACTION", Shown(text), Formats.Number(percent * 100));
            return 0;
        }
        var hundredths = percent * 100;
        if (hundredths < 1 || hundredths > Full || hundredths != decimal.Truncate(hundredths))
        {
            Find(row, key, "CELL_NOT_PERCENT", Shown(text));
            return 0;
        }
        return (int)hundredths;
    }

    /// <summary>An amount in øre; null where there is none or it cannot be read.</summary>
    /// <param name="mayBeNegative">Whether it may be below 0, as a credit note is. Else that is found.</param>
    /// <param name="exact">Whether what is no whole øre is found. Else it is rounded.</param>
    /// <param name="unit">Kroner that a 1 in the sheet stands for: 1, or 1 000.</param>
    public long? Amount(SheetRow row, string key, bool required, bool mayBeNegative = false, bool exact = false, int unit = 1)
    {
        var cell = Cell(row, key);
        var text = Plain(cell);
        if (text.Length == 0)
        {
            if (required)
                Find(row, key, "CELL_MISSING");
            return null;
        }
        decimal? kroner = null;
        if (cell is double number)
        {
            // With fifteen digits, as Excel shows it: 0.1 + 0.2 is 0.3 then.
            if (double.IsFinite(number) && Math.Abs(number) < 1e12)
                kroner = (decimal)number * unit;
            if (!exact && kroner is { } given)
                kroner = Math.Round(given, 2, MidpointRounding.AwayFromZero);
        }
        // Accounts write a minus behind too: "1 234,50-".
        else if (
            Formats.TryReadAmount(text is [.. var digits, '-' or '−'] ? $"-{digits}" : text, out var money) && money is not null
        )
        {
            kroner = Formats.ToDecimal(money) * unit;
        }
        if (kroner is not { } amount || amount * 100 != decimal.Truncate(amount * 100) || Math.Abs(amount) > 1_000_000_000_000m)
        {
            Find(row, key, "CELL_NOT_AMOUNT", Shown(text));
            return null;
        }
        if (amount >= 0 || mayBeNegative)
            return (long)(amount * 100);
        Find(row, key, "CELL_NEGATIVE", Shown(text));
        return null;
    }

    /// <summary>A day; null where there is none or it cannot be read.</summary>
    public DateOnly? Date(SheetRow row, string key, bool required = false)
    {
        var cell = Cell(row, key);
        if (cell is DateTime moment)
            return DateOnly.FromDateTime(moment);
        var text = Plain(cell);
        if (text.Length == 0)
        {
            if (required)
                Find(row, key, "CELL_MISSING");
            return null;
        }
        string[] forms = ["d.M.yyyy", "yyyy-MM-dd", "d/M/yyyy", "d MMM yyyy"];
        if (DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Find(row, key, "CELL_NOT_DATE", Shown(text), NorwegianTime.Format(new DateOnly(2026, 3, 1)));
        return null;
    }

    /// <summary>Whether a cell says yes; null where it says nothing.</summary>
    public bool? Yes(SheetRow row, string key)
    {
        var cell = Cell(row, key);
        if (cell is bool said)
            return said;
        var text = Plain(cell).ToUpperInvariant();
        switch (text)
        {
            case "":
                return null;
            case "JA" or "J" or "YES" or "Y" or "X" or "1" or "LEDIG" or "VAKANT" or "VACANT" or "TRUE" or "SANN":
                return true;
            case "NEI" or "N" or "NO" or "0" or "FALSE" or "USANN":
                return false;
            default:
                Find(row, key, "CELL_NOT_YES_NO", Shown(text));
                return null;
        }
    }

    private object? Cell(SheetRow row, string key) =>
        places.TryGetValue(key, out var place) && place < row.Cells.Count ? row.Cells[place] : null;

    private static bool TryNumber(object? cell, string text, out decimal number)
    {
        number = 0;
        if (cell is double value)
        {
            if (!double.IsFinite(value) || Math.Abs(value) > 1e9)
                return false;
            // 0.7042 × 100 is no whole number in binary.
            number = Math.Round((decimal)value, 6);
            return true;
        }
        return decimal.TryParse(
            text.Replace(',', '.'),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out number
        );
    }

    private static string Plain(object? cell) =>
        cell switch
        {
            null => "",
            string text => text.Trim(),
            double number => number.ToString("0.##########", CultureInfo.InvariantCulture),
            DateTime moment => NorwegianTime.Format(DateOnly.FromDateTime(moment)),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString() ?? "",
        };

    // "Stillingsprosent (%)", "stillings-prosent": what stands between and behind the letters does not matter.
    private static bool Same(string heading, string written) =>
        Letters(heading) == Letters(written)
        || (written.Contains('(', StringComparison.Ordinal) && Letters(heading) == Letters(written[..written.IndexOf('(')]));

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string Shown(string text, int longest = LongestShown) =>
        text.Length <= longest ? text : text[..(longest - 1)] + "…";
}
