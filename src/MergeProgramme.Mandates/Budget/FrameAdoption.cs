using Google.Type;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates.Budget;

/// <summary>What the frames of an approved document make of the lines of its sub-project. Pure.</summary>
/// <param name="Frames">Each frame of the document with what becomes of it, in its order.</param>
/// <param name="Changes">The lines that are made, without names, or changed, with the frame that each gets.</param>
internal sealed record FrameAdoption(IReadOnlyList<AdoptedFrame> Frames, IReadOnlyList<(BudgetLine Line, Money? Amount)> Changes)
{
    private const int MostYears = 20;

    /// <summary>Whether a document says anything of what may be spent.</summary>
    public static bool HasFrames(Mandate document) => document.Sections.Any(section => section.BudgetFrames.Count > 0);

    /// <summary>What is wrong with the years that a caller states for frames without any.</summary>
    public static IEnumerable<Violation> CheckYears(int first, int last)
    {
        if (first == 0 && last == 0)
            yield break;
        if (first < BudgetRules.FirstYear)
            yield return new("first_year", "BUDGET_YEAR_UNLIKELY");
        else if (last < first || last - first >= MostYears)
            yield return new("last_year", "BUDGET_YEARS_ODD", MostYears);
    }

    /// <summary>
    /// A frame for each year is a line for each of them. One without "a year" is a line of its tertial or year; over several years it is divided
    /// by nobody. Frames of one line are added up. What was taken over from this document before stays, and so does a frame where the document sets none.
    /// </summary>
    /// <param name="document">An approved document with its sections.</param>
    /// <param name="current">The lines of the sub-project.</param>
    /// <param name="firstYear">The years of frames without a period; 0 where nobody has stated them.</param>
    public static FrameAdoption Of(Mandate document, IReadOnlyCollection<BudgetLine> current, int firstYear, int lastYear)
    {
        List<(AdoptedFrame Frame, List<(int Year, int Tertial, CostKind Kind)> Keys)> frames = [];
        Dictionary<(int Year, int Tertial, CostKind Kind), long?> sums = [];
        foreach (var stated in document.Sections.SelectMany(section => section.BudgetFrames))
        {
            var frame = new AdoptedFrame
            {
                Kind = (CostKind)(int)stated.Kind,
                Amount = stated.Amount,
                PerYear = stated.PerYear,
                Period = stated.Period,
                Note = stated.Note,
            };
            var (outcome, years) = YearsOf(stated, firstYear, lastYear);
            frame.Outcome = outcome;
            List<(int, int, CostKind)> keys = [.. years.Select(y => (y.Year, y.Tertial, frame.Kind))];
            foreach (var key in keys)
            {
                sums.TryAdd(key, null);
                if (stated.Amount is not null)
                    sums[key] = (sums[key] ?? 0) + Ore.Of(stated.Amount);
            }
            frames.Add((frame, keys));
        }

        List<(BudgetLine, Money?)> changes = [];
        Dictionary<(int, int, CostKind), (FrameOutcome Outcome, BudgetLine Line)> lines = [];
        foreach (var (key, ore) in sums)
        {
            var known = current.FirstOrDefault(line => (line.Year, line.Tertial, line.Kind) == key);
            var amount = ore is { } set ? Ore.ToMoney(set) : null;
            if (known is not null && (known.Mandate == document.Name || amount is null || Equals(known.Frame, amount)))
            {
                lines[key] = (FrameOutcome.Unchanged, known);
                continue;
            }
            var line =
                known
                ?? new BudgetLine
                {
                    Year = key.Year,
                    Tertial = key.Tertial,
                    Kind = key.Kind,
                };
            changes.Add((line, amount));
            var shown = line.Clone();
            shown.Frame = amount;
            lines[key] = (known is null ? FrameOutcome.Created : FrameOutcome.Changed, shown);
        }
        foreach (var (frame, keys) in frames.Where(f => f.Frame.Outcome == FrameOutcome.Unspecified))
        {
            frame.BudgetLines.AddRange(keys.Select(key => lines[key].Line));
            List<FrameOutcome> outcomes = [.. keys.Select(key => lines[key].Outcome)];
            frame.Outcome =
                outcomes.Contains(FrameOutcome.Created) ? FrameOutcome.Created
                : outcomes.Contains(FrameOutcome.Changed) ? FrameOutcome.Changed
                : FrameOutcome.Unchanged;
        }
        return new([.. frames.Select(f => f.Frame)], changes);
    }

    private static (FrameOutcome Outcome, IEnumerable<(int Year, int Tertial)> Years) YearsOf(
        BudgetFrame frame,
        int firstYear,
        int lastYear
    )
    {
        var (start, end) = (frame.Period?.StartDate.ToDateOnly(), frame.Period?.EndDate.ToDateOnly());
        // A label that could not be read is a period too; the years that a caller states are of frames that say nothing.
        if (start is null && end is null && string.IsNullOrEmpty(frame.Period?.Label) && firstYear > 0)
            (start, end) = (new DateOnly(firstYear, 1, 1), new DateOnly(lastYear, 12, 31));
        if (
            start is not { } from
            || end is not { } to
            || to < from
            || from.Year < BudgetRules.FirstYear
            || to.Year > BudgetRules.LastYear
        )
            return (FrameOutcome.NoYears, []);
        var tertial = Tertial.Of(from);
        if (!frame.PerYear && (tertial.FirstDay, tertial.LastDay) == (from, to))
            return (default, [(tertial.Year, tertial.Number)]);
        // What comes on top is not divided: it is shown in each year that it is of.
        var each = frame.PerYear || frame.Amount is null;
        if (from.Year == to.Year)
            return (default, [(from.Year, 0)]);
        return each && to.Year - from.Year < MostYears
            ? (default, Enumerable.Range(from.Year, to.Year - from.Year + 1).Select(year => (year, 0)))
            : (FrameOutcome.SpansYears, []);
    }
}
