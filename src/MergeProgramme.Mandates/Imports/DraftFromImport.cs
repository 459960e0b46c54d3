using System.Text;
using System.Text.RegularExpressions;
using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Mandates.Imports.Recognition;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Imports;

/// <summary>
/// Fills the sections of a new draft: the text that was placed in each, and what a person took of what was found. What goes into a list of the section that it
/// stands in leaves the text; everything else stays. Pure.
/// </summary>
internal static partial class DraftFromImport
{
    private const int LongestNote = 1000;
    private const int LongestName = 200;

    /// <summary>Fills the sections in place.</summary>
    /// <param name="sections">Of the draft, in order; the last part of each name is its id.</param>
    /// <param name="blocks">All blocks of the import, in order.</param>
    /// <param name="candidates">All candidates, in order.</param>
    /// <param name="subProjectOf">Resource name of the sub-project of a code; null where the programme has none.</param>
    public static void Fill(
        IReadOnlyList<Section> sections,
        IReadOnlyList<ImportBlock> blocks,
        IReadOnlyList<ImportCandidate> candidates,
        Func<string, string?> subProjectOf
    )
    {
        var byId = sections.ToDictionary(section => section.Name[(section.Name.LastIndexOf('/') + 1)..], StringComparer.Ordinal);
        var byBlock = blocks.ToDictionary(block => block.Number);
        List<ImportCandidate> taken =
        [
            .. candidates.Where(c =>
                c.Section.Length > 0 && c.Decision is CandidateDecision.Accepted or CandidateDecision.Corrected
            ),
        ];
        foreach (var candidate in taken)
        {
            if (byId.TryGetValue(candidate.TargetSection, out var section))
                Add(section, candidate, byBlock[candidate.Block], subProjectOf);
        }
        foreach (var (id, section) in byId)
            section.Body = Body([.. blocks.Where(block => block.Section == id)], taken);
    }

    /// <summary>The text of a section: its blocks without the heading that begins it, and without what its lists hold.</summary>
    public static string Body(IReadOnlyList<ImportBlock> blocks, IEnumerable<ImportCandidate> taken)
    {
        var lifted = taken.Where(IsLifted).ToLookup(candidate => candidate.Block);
        List<string> paragraphs = [];
        foreach (var (index, block) in blocks.Index())
        {
            if (index == 0 && block.Kind == ImportBlockKind.Heading)
                continue;
            var text = Without(
                block.Text,
                lifted[block.Number].Select(c => new Span(c.Start - block.Start, c.Start - block.Start + c.Text.Length))
            );
            if (text.Length > 0)
                paragraphs.Add(text);
        }
        return string.Join("\n\n", paragraphs);
    }

    /// <summary>Whether a candidate, once taken, leaves the text for a list of the same section.</summary>
    public static bool IsLifted(ImportCandidate candidate) =>
        candidate.TargetSection == candidate.Section
            && candidate.Kind is CandidateKind.Item or CandidateKind.Goal or CandidateKind.Dependency or CandidateKind.Milestone
        || (candidate.Kind == CandidateKind.Attachment && candidate.TargetSection == candidate.Section);

    private static string Without(string text, IEnumerable<Span> places)
    {
        var rest = new StringBuilder();
        var at = 0;
        foreach (var place in places.OrderBy(place => place.Start))
        {
            if (place.End <= at)
                continue;
            var kept = text[at..Math.Max(at, place.Start)];
            // The number or dash before it goes with it.
            rest.Append(Mark().Replace(kept, "")).Append('\n');
            at = place.End;
        }
        rest.Append(text.AsSpan(at));
        var plain = rest.ToString().Replace('\t', ' ');
        return Breaks().Replace(plain, "\n").Trim(' ', '\n', '\u00A0');
    }

    private static void Add(Section section, ImportCandidate candidate, ImportBlock block, Func<string, string?> subProjectOf)
    {
        var isCorrected = candidate.Decision == CandidateDecision.Corrected;
        var title = Line(
            isCorrected ? candidate.CorrectedText
            : candidate.Title.Length > 0 ? candidate.Title
            : candidate.Text
        );
        switch (candidate.Kind)
        {
            case CandidateKind.Item:
                section.Items.Add(new Item { Text = title });
                break;
            case CandidateKind.Goal:
                section.Goals.Add(
                    new Goal
                    {
                        Kind = candidate.MainGoal ? GoalKind.Main : GoalKind.Result,
                        Text = title,
                        Amount = candidate.Amount,
                        AmountMax = candidate.AmountMax,
                        Effect = candidate.FullYearEffect ? EffectKind.FullYear : EffectKind.Unspecified,
                        EffectYear = candidate.EffectYear,
                    }
                );
                break;
            case CandidateKind.Milestone:
                section.PlanEntries.Add(
                    new PlanEntry
                    {
                        Kind = candidate.TargetSection == "milestones" ? PlanEntryKind.Milestone : PlanEntryKind.Activity,
                        Text = title,
                        Period = candidate.Period?.Clone(),
                    }
                );
                break;
            case CandidateKind.Amount:
                var said = block.Text;
                var place = new Span(candidate.Start - block.Start, candidate.Start - block.Start + candidate.Text.Length);
                section.BudgetFrames.Add(
                    new BudgetFrame
                    {
                        Kind = (BudgetKind)candidate.AmountUse,
                        // A frame is what may be used at most.
                        Amount = candidate.AmountMax ?? candidate.Amount,
                        PerYear = candidate.PerYear,
                        Period = candidate.Period?.Clone(),
                        Note = Cut(isCorrected ? title : Line(CandidateFinder.Sentence(said, place).In(said)), LongestNote),
                    }
                );
                break;
            case CandidateKind.Dependency:
                section.Dependencies.Add(
                    new Dependency
                    {
                        SubProject = candidate.Code.Length > 0 ? subProjectOf(candidate.Code) ?? "" : "",
                        DisplayName = Cut(title, LongestName),
                        Reason = Line(candidate.Detail),
                    }
                );
                break;
            case CandidateKind.Attachment:
                section.Attachments.Add(new Attachment { Title = title, Due = candidate.Period?.Clone() });
                break;
        }
    }

    // One line: what a list's text may hold.
    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";

    [GeneratedRegex(
        @"(?:^|\s)(?:\d{1,2}[.)]|[a-z]\)|[-–•▪*o])\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Mark();

    [GeneratedRegex(@"[ \n]*\n[ \n]*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Breaks();
}
