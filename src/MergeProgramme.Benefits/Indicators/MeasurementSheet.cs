using System.Globalization;
using System.Text.RegularExpressions;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Sheets;

namespace MergeProgramme.Benefits.Indicators;

/// <summary>A value as a sheet has it.</summary>
/// <param name="Row">In the sheet, from 1.</param>
/// <param name="Column">Heading of its column.</param>
/// <param name="Value">In millionths.</param>
internal readonly record struct SheetValue(
    int Row,
    string Column,
    Indicator Indicator,
    string Municipality,
    DateOnly Start,
    long Value,
    string Source
);

/// <summary>
/// Measurements as a sheet: one value a row (long), or periods as headings with one value in each cell below (wide, as KOSTRA tables are). What cannot be
/// read is found at its row and column. Pure.
/// </summary>
internal sealed partial class MeasurementSheet
{
    /// <summary>Most values of a sheet.</summary>
    public const int MostValues = 500_000;

    private const int LongestShown = 40;
    private const int LongestText = 200;

    // What statistics and accounting systems call their columns.
    private static readonly Dictionary<MeasurementColumn, string[]> Headings = new()
    {
        [MeasurementColumn.Indicator] = ["INDIKATOR", "INDIKATORKODE", "KODE", "INDICATOR", "INDICATORCODE", "CODE"],
        [MeasurementColumn.Municipality] =
        [
            "KOMMUNE",
            "KOMMUNENR",
            "KOMMUNENUMMER",
            "KNR",
            "REGION",
            "REGIONKODE",
            "MUNICIPALITY",
            "MUNICIPALITYNUMBER",
        ],
        [MeasurementColumn.Period] = ["PERIODE", "ÅR", "TERTIAL", "MÅNED", "TID", "PERIOD", "YEAR", "MONTH"],
        [MeasurementColumn.Value] = ["VERDI", "VALUE", "MÅLING", "MÅLT", "TALL", "MEASUREMENT"],
        [MeasurementColumn.Source] = ["KILDE", "SOURCE"],
        [MeasurementColumn.MunicipalityName] = ["KOMMUNENAVN", "REGIONNAVN", "NAVN", "MUNICIPALITYNAME", "NAME"],
    };

    private static readonly string[] WholeWords = ["ALLE", "ALL", "PROGRAMMET", "HELE PROGRAMMET", "WHOLE PROGRAMME"];

    private readonly Sheet sheet;
    private readonly ImportMeasurementsRequest request;
    private readonly DateOnly today;
    private readonly Dictionary<string, Indicator> byCode;
    private readonly Indicator? fixedIndicator;
    private readonly Dictionary<MeasurementColumn, int> places;
    private readonly HashSet<(int Row, int Column)> formulas;
    private readonly Dictionary<string, (bool Read, IndicatorPeriodKind Kind, DateOnly Start)> periods = new(
        StringComparer.Ordinal
    );
    private readonly Dictionary<string, (string? Number, string Name)> municipalities = new(StringComparer.Ordinal);

    private MeasurementSheet(Sheet sheet, ImportMeasurementsRequest request, IReadOnlyList<Indicator> indicators, DateOnly today)
    {
        (this.sheet, this.request, this.today) = (sheet, request, today);
        Header = [.. sheet.Rows[0].Cells.Select(Plain)];
        fixedIndicator = indicators.FirstOrDefault(i => i.Name == request.Indicator);
        byCode = indicators.Where(i => i.Code.Length > 0).ToDictionary(i => IndicatorTable.KeyOf(i.Code));
        formulas = [.. sheet.Formulas];
        Choices = request.Columns.Count > 0 ? Chosen(request.Columns, Header.Count) : ByHeadings();
        places = Choices.ToDictionary(c => c.Column, c => c.Place - 1);
    }

    /// <summary>The headings, in their order.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Which columns are read as what.</summary>
    public IReadOnlyList<MeasurementColumnChoice> Choices { get; }

    public MeasurementSheetForm Form { get; private set; }

    /// <summary>What is wrong that leaving rows out does not mend. Of row 0 with the field of the request as column.</summary>
    public List<SheetFinding> Whole { get; } = [];

    /// <summary>What is wrong in single rows.</summary>
    public List<SheetFinding> Findings { get; } = [];

    /// <summary>The values in which nothing is wrong.</summary>
    public List<SheetValue> Values { get; } = [];

    /// <summary>Rows with something in them, headings aside.</summary>
    public int RowCount => sheet.Rows.Count - 1;

    /// <summary>Cells that say that there is no figure.</summary>
    public int MissingCount { get; private set; }

    /// <summary>What municipalities are called in the sheet.</summary>
    public Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Understands a sheet.</summary>
    /// <param name="indicators">Those of the programme.</param>
    /// <param name="today">Periods must have begun.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT where the columns that the caller has chosen are none of the sheet, or chosen twice.</exception>
    public static MeasurementSheet Read(
        Sheet sheet,
        ImportMeasurementsRequest request,
        IReadOnlyList<Indicator> indicators,
        DateOnly today
    )
    {
        var read = new MeasurementSheet(sheet, request, indicators, today);
        read.ReadRows();
        return read;
    }

    private void ReadRows()
    {
        var headings = Header
            .Index()
            .Where(h => !places.ContainsValue(h.Index) && PeriodOf(h.Item) is { Read: true })
            .Select(h => h.Index)
            .ToList();
        Form =
            request.Form != MeasurementSheetForm.Unspecified ? request.Form
            : !places.ContainsKey(MeasurementColumn.Value) && headings.Count > 0 ? MeasurementSheetForm.Wide
            : MeasurementSheetForm.Long;
        if (fixedIndicator is null && !places.ContainsKey(MeasurementColumn.Indicator))
            Whole.Add(SheetFinding.Of(0, "indicator", "SHEET_INDICATOR_MISSING"));
        if (request.Source.Trim().Length == 0 && !places.ContainsKey(MeasurementColumn.Source))
            Whole.Add(SheetFinding.Of(0, "source", "SHEET_SOURCE_MISSING"));
        if (Form == MeasurementSheetForm.Wide && headings.Count == 0)
            Whole.Add(SheetFinding.Of(0, "columns", "SHEET_NO_PERIODS"));
        if (Form == MeasurementSheetForm.Long)
            foreach (var column in new[] { MeasurementColumn.Period, MeasurementColumn.Value })
                if (!places.ContainsKey(column))
                    Whole.Add(
                        SheetFinding.Of(
                            0,
                            "columns",
                            column == MeasurementColumn.Period ? "SHEET_PERIOD_MISSING" : "SHEET_VALUE_MISSING"
                        )
                    );
        if (Whole.Count > 0)
            return;
        foreach (var row in sheet.Rows.Skip(1))
        {
            if (Form == MeasurementSheetForm.Wide)
                ReadWide(row, headings);
            else
                ReadLong(row);
            if (Values.Count > MostValues)
            {
                Whole.Add(SheetFinding.Of(0, "content", "SHEET_TOO_MANY_VALUES", MostValues));
                return;
            }
        }
    }

    private void ReadLong(SheetRow row)
    {
        var before = Findings.Count;
        var (indicator, municipality, source) = (IndicatorOf(row), MunicipalityOf(row), SourceOf(row));
        var place = places[MeasurementColumn.Period];
        DateOnly? start = null;
        if (IsFormula(row, place))
            Find(row, place, "CELL_FORMULA");
        else if (indicator is not null)
            start = StartOf(row, place, Text(row, place), indicator);
        if (indicator is null)
            return;
        place = places[MeasurementColumn.Value];
        if (ValueOf(row, place, indicator) is { } value && Findings.Count == before)
            Values.Add(new(row.Number, Header[place], indicator, municipality!, start!.Value, value, source));
    }

    private void ReadWide(SheetRow row, List<int> headings)
    {
        var before = Findings.Count;
        var (indicator, municipality, source) = (IndicatorOf(row), MunicipalityOf(row), SourceOf(row));
        if (Findings.Count > before || indicator is null)
            return;
        // One cell that is wrong leaves the others of its row as good as they are.
        foreach (var place in headings)
        {
            if (Text(row, place).Length == 0 && !IsFormula(row, place))
            {
                MissingCount++;
                continue;
            }
            if (StartOf(row, place, Header[place], indicator) is { } start && ValueOf(row, place, indicator) is { } value)
                Values.Add(new(row.Number, Header[place], indicator, municipality!, start, value, source));
        }
    }

    private Indicator? IndicatorOf(SheetRow row)
    {
        if (fixedIndicator is not null)
            return fixedIndicator;
        var place = places[MeasurementColumn.Indicator];
        var code = Line(row, place);
        if (IsFormula(row, place))
            Find(row, place, "CELL_FORMULA");
        else if (code.Length == 0)
            Find(row, place, "CELL_MISSING");
        else if (byCode.TryGetValue(IndicatorTable.KeyOf(code), out var found))
            return found;
        else
            Find(row, place, "INDICATOR_CODE_UNKNOWN", Shown(code));
        return null;
    }

    // Null where it cannot be read, which is found then.
    private string? MunicipalityOf(SheetRow row)
    {
        if (!places.TryGetValue(MeasurementColumn.Municipality, out var place))
            return "";
        if (IsFormula(row, place))
        {
            Find(row, place, "CELL_FORMULA");
            return null;
        }
        var text = Line(row, place);
        if (text.Length == 0)
        {
            Find(row, place, "MUNICIPALITY_MISSING");
            return null;
        }
        if (!municipalities.TryGetValue(text, out var read))
            municipalities[text] = read = NumberOf(text);
        if (read.Number is null)
            Find(row, place, "MUNICIPALITY_NUMBER", Shown(text));
        else if (read.Number.Length > 0 && !Names.ContainsKey(read.Number))
        {
            var name = places.TryGetValue(MeasurementColumn.MunicipalityName, out var named) ? Line(row, named) : read.Name;
            if (name.Length is > 0 and <= LongestText)
                Names[read.Number] = name;
        }
        return read.Number;
    }

    // "3014", 301 without its nought, "0301 Oslo" and "K-3014 Indre Østfold (2020-2023)".
    private static (string? Number, string Name) NumberOf(string text)
    {
        if (WholeWords.Contains(text.ToUpperInvariant()))
            return ("", "");
        var match = Municipality().Match(text);
        if (!match.Success)
            return (null, "");
        var number = match.Groups["number"].Value.PadLeft(4, '0');
        return IndicatorRules.IsMunicipality(number) ? (number, match.Groups["name"].Value.Trim()) : (null, "");
    }

    private string SourceOf(SheetRow row)
    {
        var source = places.TryGetValue(MeasurementColumn.Source, out var place) ? Line(row, place) : "";
        if (source.Length == 0)
            source = request.Source.Trim();
        if (source.Length == 0)
            Find(row, place, "CELL_MISSING");
        else if (source.Length > LongestText)
            Find(row, place, "CELL_TOO_LONG", LongestText, source.Length);
        else if (source.Any(char.IsControl))
            Find(row, place, "CELL_CONTROL_CHARACTER");
        return source;
    }

    private DateOnly? StartOf(SheetRow row, int place, string text, Indicator indicator)
    {
        if (text.Length == 0)
        {
            Find(row, place, "CELL_MISSING");
            return null;
        }
        var (read, kind, start) = PeriodOf(text);
        if (!read)
        {
            Find(row, place, "PERIOD_UNREADABLE", Shown(text));
            return null;
        }
        if (kind != IndicatorPeriodKind.Unspecified && kind != indicator.PeriodKind)
        {
            Find(
                row,
                place,
                indicator.PeriodKind switch
                {
                    IndicatorPeriodKind.Month => "PERIOD_NOT_MONTH",
                    IndicatorPeriodKind.Tertial => "PERIOD_NOT_TERTIAL",
                    _ => "PERIOD_NOT_YEAR",
                },
                Shown(text)
            );
            return null;
        }
        if (IndicatorRules.CheckPeriod(indicator.PeriodKind, start, today) is { } wrong)
        {
            Find(row, place, wrong.Reason, wrong.Args);
            return null;
        }
        return start;
    }

    // Null where there is none, or it cannot be read, which is found then.
    private long? ValueOf(SheetRow row, int place, Indicator indicator)
    {
        if (IsFormula(row, place))
        {
            Find(row, place, "CELL_FORMULA");
            return null;
        }
        var (kind, value) = Cell(row, place) switch
        {
            double number => Number(number, sheet.Percentages.Contains((row.Number, place + 1)), indicator.Decimals),
            string text => (
                NumberReading.Read(text, indicator.Decimals, SignOf(request.DecimalSign), out var read, request.RoundValues),
                read
            ),
            null => (NumberKind.Empty, 0L),
            _ => (NumberKind.Unreadable, 0L),
        };
        if (kind == NumberKind.Number && indicator.Kind == IndicatorKind.Inhabitants && value < 0)
            Find(row, place, "INHABITANTS_NEGATIVE");
        else if (kind == NumberKind.Number)
            return value;
        else if (kind == NumberKind.Missing)
            MissingCount++;
        else if (kind == NumberKind.Empty)
            Find(row, place, "CELL_MISSING");
        else if (kind == NumberKind.TooManyDecimals)
            Find(row, place, "VALUE_DECIMALS", indicator.Decimals, Shown(Text(row, place)));
        else
            Find(
                row,
                place,
                kind switch
                {
                    NumberKind.Ambiguous => "NUMBER_AMBIGUOUS",
                    NumberKind.TooLarge => "NUMBER_TOO_LARGE",
                    _ => "NUMBER_UNREADABLE",
                },
                Shown(Text(row, place))
            );
        return null;
    }

    private (NumberKind Kind, long Value) Number(double cell, bool percent, int decimals)
    {
        if (!double.IsFinite(cell) || Math.Abs(cell) > 9e12)
            return (NumberKind.TooLarge, 0);
        // With fifteen digits, as Excel shows it: 0.1 + 0.2 is 0.3 then. A cell that is shown as 75 % holds 0.75.
        var number = (decimal)cell * (percent ? 100 : 1);
        var rounded = Math.Round(number, decimals, MidpointRounding.AwayFromZero);
        if (rounded != number && !request.RoundValues)
            return (NumberKind.TooManyDecimals, 0);
        return Millionths.TryOf(rounded, out var value) ? (NumberKind.Number, value) : (NumberKind.TooLarge, 0);
    }

    private static NumberSign SignOf(DecimalSign sign) =>
        sign switch
        {
            DecimalSign.Comma => NumberSign.Comma,
            DecimalSign.Point => NumberSign.Point,
            _ => NumberSign.Either,
        };

    private (bool Read, IndicatorPeriodKind Kind, DateOnly Start) PeriodOf(string text)
    {
        if (!periods.TryGetValue(text, out var period))
            periods[text] = period = PeriodReading.TryRead(text, out var kind, out var start)
                ? (true, kind, start)
                : (false, default, default);
        return period;
    }

    private bool IsFormula(SheetRow row, int place) => formulas.Count > 0 && formulas.Contains((row.Number, place + 1));

    private void Find(SheetRow row, int place, string reason, params object[] args)
    {
        var heading = Header[place].Length > 0 ? Shown(Header[place]) : (place + 1).ToString(CultureInfo.InvariantCulture);
        Findings.Add(new(row.Number, heading, new Violation(heading, reason, args)));
    }

    private static object? Cell(SheetRow row, int place) => place < row.Cells.Count ? row.Cells[place] : null;

    private static string Text(SheetRow row, int place) => Plain(Cell(row, place));

    private static string Line(SheetRow row, int place)
    {
        var text = Text(row, place);
        return text.AsSpan().ContainsAny(" \t\n\r\u00A0")
            ? string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            : text;
    }

    private static string Plain(object? cell) =>
        cell switch
        {
            null => "",
            string text => text.Trim(),
            double number => number.ToString("0.##########", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString() ?? "",
        };

    private static string Shown(string text) => text.Length <= LongestShown ? text : text[..(LongestShown - 1)] + "…";

    private static List<MeasurementColumnChoice> Chosen(IReadOnlyList<MeasurementColumnChoice> columns, int count)
    {
        List<Violation> wrong = [];
        foreach (var (i, choice) in columns.Index())
        {
            var field = FormattableString.Invariant($"columns[{i}].place");
            if (choice.Place > count)
                wrong.Add(new(field, "SHEET_COLUMN_UNKNOWN", choice.Place, count));
            else if (columns.Take(i).Any(other => other.Place == choice.Place || other.Column == choice.Column))
                wrong.Add(new(field, "SHEET_COLUMN_TWICE", choice.Place));
        }
        return wrong.Count == 0 ? [.. columns] : throw Problem.Invalid(wrong);
    }

    // The first of its words that stands there; whoever means another one chooses it.
    private List<MeasurementColumnChoice> ByHeadings() =>
        [
            .. Headings
                .Select(column =>
                    (
                        column.Key,
                        Place: column
                            .Value.Select(word => Header.Select(Letters).ToList().IndexOf(word))
                            .FirstOrDefault(place => place >= 0, -1)
                    )
                )
                .Where(c => c.Place >= 0)
                .Select(c => new MeasurementColumnChoice { Column = c.Key, Place = c.Place + 1 }),
        ];

    private static string Letters(string heading) => string.Concat(heading.Where(char.IsLetter)).ToUpperInvariant();

    [GeneratedRegex(
        @"\A(?:K-)?(?<number>[0-9]{3,4})(?:[\s\-–:]+(?<name>[^0-9(][^(]*)(?:\(.*\))?)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex Municipality();
}
