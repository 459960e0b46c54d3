using System.Globalization;
using System.Text.RegularExpressions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Sheets;

namespace MergeProgramme.Mandates.Budget;

/// <summary>Entries of the accounts as the rows of a sheet. Nothing is guessed: what amounts are in, and which accounts they are from, is asked. Pure.</summary>
internal sealed partial class AccountSheet
{
    private static readonly IReadOnlyList<SheetColumn> Columns =
    [
        new(nameof(AccountColumn.Date), true, "Bilagsdato", "Date"),
        new(nameof(AccountColumn.Voucher), true, "Bilag", "Voucher"),
        new(nameof(AccountColumn.Line), false, "Linje", "Line"),
        new(nameof(AccountColumn.Account), false, "Konto", "Account"),
        new(nameof(AccountColumn.Text), false, "Tekst", "Text"),
        new(nameof(AccountColumn.Amount), true, "Beløp", "Amount"),
        new(nameof(AccountColumn.Kind), false, "Slag", "Kind"),
        new(nameof(AccountColumn.Currency), false, "Valuta", "Currency"),
    ];

    // What accounting systems call their columns.
    private static readonly Dictionary<AccountColumn, string[]> Headings = new()
    {
        [AccountColumn.Date] = ["BILAGSDATO", "DATO", "POSTERINGSDATO", "REGNSKAPSDATO", "DATE", "VOUCHERDATE", "POSTINGDATE"],
        [AccountColumn.Voucher] =
        [
            "BILAG",
            "BILAGSNR",
            "BILAGSNUMMER",
            "BILAGNR",
            "BILAGSREFERANSE",
            "VOUCHER",
            "VOUCHERNO",
            "VOUCHERNUMBER",
        ],
        [AccountColumn.Line] = ["LINJE", "LINJENR", "LINJENUMMER", "BILAGSLINJE", "LINE", "LINENO", "LINENUMBER"],
        [AccountColumn.Account] = ["KONTO", "KONTONR", "KONTONUMMER", "ART", "ACCOUNT", "ACCOUNTNO", "ACCOUNTNUMBER"],
        [AccountColumn.Text] = ["TEKST", "BILAGSTEKST", "BESKRIVELSE", "TEXT", "DESCRIPTION"],
        [AccountColumn.Amount] = ["BELØP", "BELØPNOK", "BELØPIKR", "BELØPKR", "AMOUNT", "AMOUNTNOK"],
        [AccountColumn.Kind] = ["SLAG", "KOSTNADSTYPE", "UTGIFTSTYPE", "KIND", "COSTKIND"],
        [AccountColumn.Currency] = ["VALUTA", "VALUTAKODE", "CURRENCY", "CURRENCYCODE"],
    };

    private static readonly Dictionary<string, CostKind> Kinds = new(StringComparer.Ordinal)
    {
        ["DRIFT"] = CostKind.Operations,
        ["OPERATIONS"] = CostKind.Operations,
        ["ANSKAFFELSE"] = CostKind.Procurement,
        ["ANSKAFFELSER"] = CostKind.Procurement,
        ["IKT"] = CostKind.Procurement,
        ["PROCUREMENT"] = CostKind.Procurement,
        ["UTREDNING"] = CostKind.Assessment,
        ["ASSESSMENT"] = CostKind.Assessment,
        ["PROSJEKTORGANISASJON"] = CostKind.ProjectOrganisation,
        ["PROJECT ORGANISATION"] = CostKind.ProjectOrganisation,
        ["ANNET"] = CostKind.Other,
        ["OTHER"] = CostKind.Other,
    };

    private AccountSheet(
        IReadOnlyList<string> headings,
        IReadOnlyList<ColumnChoice> columns,
        IReadOnlyList<SheetFinding> whole,
        IReadOnlyList<SheetFinding> rowFindings,
        IReadOnlyList<(int Row, AccountEntry Entry)> entries,
        int rowCount,
        string voucherHeading
    ) =>
        (Header, Choices, Whole, RowFindings, Entries, RowCount, VoucherHeading) = (
            headings,
            columns,
            whole,
            rowFindings,
            entries,
            rowCount,
            voucherHeading
        );

    /// <summary>The headings of the sheet, in their order.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Which columns are read as what.</summary>
    public IReadOnlyList<ColumnChoice> Choices { get; }

    /// <summary>What is wrong that leaving rows out does not mend. Of row 0 with the field of the request as column.</summary>
    public IReadOnlyList<SheetFinding> Whole { get; }

    /// <summary>What is wrong in single rows.</summary>
    public IReadOnlyList<SheetFinding> RowFindings { get; }

    /// <summary>The rows in which nothing is wrong.</summary>
    public IReadOnlyList<(int Row, AccountEntry Entry)> Entries { get; }

    public int RowCount { get; }

    public string VoucherHeading { get; }

    /// <summary>Understands a sheet.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT where the columns that the caller has chosen are none of the sheet, or chosen twice.</exception>
    public static AccountSheet Read(Sheet sheet, ImportAccountSheetRequest request, DateOnly today)
    {
        IReadOnlyList<string> header =
        [
            .. sheet.Rows[0].Cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture)?.Trim() ?? ""),
        ];
        List<SheetFinding> whole = [];
        var choices = request.Columns.Count > 0 ? Chosen(request.Columns, header.Count) : ByHeadings(header, sheet, whole);
        var table = SheetTable.Of(sheet, Columns, choices.ToDictionary(c => c.Column.ToString(), c => c.Place - 1));
        whole.AddRange(table.Findings.Where(f => f.Violation.Reason == "COLUMN_MISSING"));
        if (request.Unit == AmountUnit.Unspecified)
            whole.Add(SheetFinding.Of(0, "unit", "SHEET_UNIT_MISSING"));
        if (request.SourceSystem.Trim().Length == 0)
            whole.Add(SheetFinding.Of(0, "source_system", "SHEET_SYSTEM_MISSING"));
        if (request.Kind == CostKind.Unspecified && !table.Has(nameof(AccountColumn.Kind)))
            whole.Add(SheetFinding.Of(0, "kind", "SHEET_KIND_MISSING"));
        List<(int, AccountEntry)> read = [];
        if (!table.Findings.Exists(f => f.Violation.Reason == "COLUMN_MISSING"))
        {
            Dictionary<string, int> lines = new(StringComparer.Ordinal);
            foreach (var row in table.Rows)
                read.Add((row.Number, Entry(table, row, request, lines, today)));
        }
        whole.AddRange(table.Findings.Where(f => f.Violation.Reason == "SHEET_CURRENCY"));
        List<SheetFinding> findings =
        [
            .. table.Findings.Where(f => f.Violation.Reason is not ("COLUMN_MISSING" or "SHEET_CURRENCY")),
        ];
        var bad = findings.Concat(whole).Select(f => f.Row).ToHashSet();
        return new(
            header,
            choices,
            whole,
            findings,
            [.. read.Where(r => !bad.Contains(r.Item1))],
            table.Rows.Count,
            table.Heading(nameof(AccountColumn.Voucher))
        );
    }

    private static AccountEntry Entry(
        SheetTable table,
        SheetRow row,
        ImportAccountSheetRequest request,
        Dictionary<string, int> lines,
        DateOnly today
    )
    {
        var before = table.Findings.Count;
        RequireKroner(table, row);
        var voucher = table.Line(row, nameof(AccountColumn.Voucher), 60, required: true);
        var date = table.Date(row, nameof(AccountColumn.Date), required: true);
        var amount = table.Amount(
            row,
            nameof(AccountColumn.Amount),
            required: true,
            mayBeNegative: true,
            exact: true,
            unit: request.Unit == AmountUnit.Thousands ? 1000 : 1
        );
        var entry = AccountEntryTable.Written(
            new()
            {
                SourceSystem = request.SourceSystem,
                Voucher = voucher,
                Line = LineOf(table, row),
                Date = date.ToDate(),
                Account = table.Line(row, nameof(AccountColumn.Account), 60),
                Text = table.Line(row, nameof(AccountColumn.Text), 500),
                Amount = Ore.ToMoney(amount ?? 0),
                Kind = KindOf(table, row, request.Kind),
            }
        );
        if (!table.Has(nameof(AccountColumn.Line)))
        {
            // Also where something is wrong in the row: the lines after it keep their numbers when it is mended.
            var key = string.Create(CultureInfo.InvariantCulture, $"{date?.Year}\n{voucher.ToUpperInvariant()}");
            entry.Line = lines[key] = lines.GetValueOrDefault(key) + 1;
        }
        if (table.Findings.Count == before)
            foreach (var wrong in BudgetRules.Check(entry, "", today))
                table.Find(
                    row,
                    wrong.Field == "date" ? nameof(AccountColumn.Date) : nameof(AccountColumn.Amount),
                    wrong.Reason,
                    wrong.Args
                );
        return entry;
    }

    // In one currency only: a sum of several is no amount, and leaving some out would make it a wrong one.
    private static void RequireKroner(SheetTable table, SheetRow row)
    {
        var currency = table.Line(row, nameof(AccountColumn.Currency), 60).ToUpperInvariant();
        var written = OtherCurrency().Match(table.Text(row, nameof(AccountColumn.Amount), 60));
        if (currency is not ("" or "NOK" or "KR" or "KRONER"))
            table.Find(row, nameof(AccountColumn.Currency), "SHEET_CURRENCY", currency);
        else if (written.Success)
            table.Find(row, nameof(AccountColumn.Amount), "SHEET_CURRENCY", written.Value.ToUpperInvariant());
    }

    private static int LineOf(SheetTable table, SheetRow row)
    {
        var text = table.Line(row, nameof(AccountColumn.Line), 60);
        if (text.Length == 0)
            return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line <= 1_000_000)
            return line;
        table.Find(row, nameof(AccountColumn.Line), "CELL_NOT_LINE", text);
        return 0;
    }

    private static CostKind KindOf(SheetTable table, SheetRow row, CostKind ofAll)
    {
        var word = table.Line(row, nameof(AccountColumn.Kind), 60);
        if (word.Length == 0)
        {
            if (ofAll == CostKind.Unspecified && table.Has(nameof(AccountColumn.Kind)))
                table.Find(row, nameof(AccountColumn.Kind), "CELL_MISSING");
            return ofAll;
        }
        if (Kinds.TryGetValue(word.ToUpperInvariant(), out var kind))
            return kind;
        table.Find(row, nameof(AccountColumn.Kind), "CELL_NOT_KIND", word);
        return ofAll;
    }

    private static List<ColumnChoice> Chosen(IReadOnlyList<ColumnChoice> columns, int count)
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

    // Where two headings may mean the same, somebody chooses.
    private static List<ColumnChoice> ByHeadings(IReadOnlyList<string> header, Sheet sheet, List<SheetFinding> whole)
    {
        List<ColumnChoice> choices = [];
        foreach (var (column, words) in Headings)
        {
            List<int> places =
            [
                .. header
                    .Index()
                    .Where(h => words.Contains(string.Concat(h.Item.Where(char.IsLetter)).ToUpperInvariant()))
                    .Select(h => h.Index),
            ];
            if (places is [var only])
                choices.Add(new() { Column = column, Place = only + 1 });
            else if (places.Count > 1)
                whole.Add(
                    SheetFinding.Of(
                        sheet.Rows[0].Number,
                        header[places[1]],
                        "SHEET_COLUMN_AMBIGUOUS",
                        header[places[0]],
                        header[places[1]],
                        Columns.First(c => c.Key == column.ToString()).Heading
                    )
                );
        }
        return choices;
    }

    [GeneratedRegex(
        "EUR|USD|SEK|DKK|GBP|CHF|€|\\$|£",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex OtherCurrency();
}
