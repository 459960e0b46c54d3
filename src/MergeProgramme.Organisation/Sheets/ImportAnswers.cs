using System.Globalization;
using Google.Protobuf.Collections;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Localisation;
using MergeProgramme.Platform.Sheets;

namespace MergeProgramme.Organisation.Sheets;

/// <summary>What was found in a sheet, as the callers of an import get it.</summary>
internal static class ImportAnswers
{
    /// <summary>Most problems that an answer lists. Whoever has mended so many sends the sheet again.</summary>
    public const int MostProblems = 200;

    /// <summary>Rows that a preview shows.</summary>
    public const int MostPreviewed = 20;

    /// <summary>Fills the problems of an answer, in the order of the sheet.</summary>
    /// <param name="method">The rpc, whose module has the texts.</param>
    public static void Fill(
        RepeatedField<SheetProblem> problems,
        IEnumerable<SheetFinding> findings,
        ViolationTexts texts,
        string method
    ) =>
        problems.AddRange(
            InOrder(findings)
                .Take(MostProblems)
                .Select(f => new SheetProblem
                {
                    Row = f.Row,
                    Column = f.Column,
                    Reason = f.Violation.Reason,
                    Text = texts.Of(method, f.Violation, CultureInfo.CurrentUICulture),
                    Question = f.IsQuestion,
                })
        );

    /// <summary>Refuses a sheet in which anything is wrong.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT: each violation at <c>content[row].column</c>.</exception>
    public static void Refuse(IEnumerable<SheetFinding> findings)
    {
        Violation[] violations =
        [
            .. InOrder(findings)
                .Take(MostProblems)
                .Select(f =>
                    f.Violation with
                    {
                        Field =
                            f.Row == 0 ? "content" : string.Create(CultureInfo.InvariantCulture, $"content[{f.Row}].{f.Column}"),
                    }
                ),
        ];
        if (violations.Length > 0)
            throw Problem.Invalid(violations);
    }

    private static IEnumerable<SheetFinding> InOrder(IEnumerable<SheetFinding> findings) => findings.OrderBy(f => f.Row);
}
