using System.Globalization;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Platform.Sheets;

/// <summary>A column that an import knows.</summary>
/// <param name="Key">Its name in code.</param>
/// <param name="Required">Whether a sheet without it is refused.</param>
/// <param name="Bokmal">The heading that an export writes in Bokmål.</param>
/// <param name="English">The heading that an export writes in English. Imports know both.</param>
public sealed record SheetColumn(string Key, bool Required, string Bokmal, string English)
{
    /// <summary>The heading in the reader's language.</summary>
    public string Heading =>
        System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? English : Bokmal;
}

/// <summary>What an import found.</summary>
/// <param name="Row">Row in the sheet, from 1; 0 for the whole sheet.</param>
/// <param name="Column">Heading of the column; empty for the whole row.</param>
/// <param name="Violation">Reason and arguments of its text.</param>
/// <param name="IsQuestion">Whether a confirmation answers it.</param>
public sealed record SheetFinding(int Row, string Column, Violation Violation, bool IsQuestion = false)
{
    /// <summary>A finding with the reason and arguments of its text.</summary>
    public static SheetFinding Of(int row, string column, string reason, params object[] args) =>
        new(row, column, new Violation(column, reason, args));

    // Answers travel in headers, which cannot be long.
    private const int MostRefusals = 20;

    /// <summary>Refuses a sheet in which anything was found: with the first findings, each at its row and column.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT, with fields such as <c>content[4].Navn</c>; of row 0 the column is the field of the request.</exception>
    public static void Refuse(IReadOnlyCollection<SheetFinding> findings)
    {
        if (findings.Count > 0)
            throw Problem.Invalid(
                findings
                    .OrderBy(f => f.Row)
                    .Take(MostRefusals)
                    .Select(f =>
                        f.Violation with
                        {
                            Field =
                                f.Row == 0
                                    ? f.Column
                                    : string.Create(CultureInfo.InvariantCulture, $"content[{f.Row}].{f.Column}"),
                        }
                    )
            );
    }
}

/// <summary>A row of a sheet.</summary>
/// <param name="Number">Its number in the sheet, from 1.</param>
/// <param name="Cells">Null, string, double, bool or DateTime.</param>
public sealed record SheetRow(int Number, IReadOnlyList<object?> Cells)
{
    /// <summary>Whether there is nothing in it but space.</summary>
    public bool IsEmpty => Cells.All(c => c is null || (c is string text && string.IsNullOrWhiteSpace(text)));
}

/// <summary>A sheet as it was read: nothing is understood yet.</summary>
/// <param name="Rows">Rows with something in them, the headings first.</param>
/// <param name="Formulas">Cells with a formula: row and column from 1.</param>
/// <param name="Percentages">Cells that are shown as a percentage, and so hold a hundredth of what people see: row and column from 1.</param>
public sealed record Sheet(
    IReadOnlyList<SheetRow> Rows,
    IReadOnlyList<(int Row, int Column)> Formulas,
    IReadOnlySet<(int Row, int Column)> Percentages
);
