using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;

namespace MergeProgramme.Mandates.Imports.Recognition;

/// <summary>What is looked for in an import.</summary>
/// <param name="Sections">Sections of the template, with what each holds beside its text.</param>
/// <param name="OwnCode">Code of the sub-project, such as A4.</param>
/// <param name="Bodies">How the names of outside bodies begin.</param>
/// <param name="Reference">The date on the document.</param>
internal sealed record CandidateContext(
    IReadOnlyList<TemplateSection> Sections,
    string OwnCode,
    IReadOnlyCollection<OutsideBody> Bodies,
    DateOnly Reference
);

/// <summary>
/// Finds in the blocks of a source what a mandate has a place for, by the section that each stands in. Every candidate's text is what stands there, word for
/// word. What is unplaced is not looked at. Pure.
/// </summary>
internal sealed class CandidateFinder(CandidateContext context)
{
    // As the contract has the text of an item.
    private const int LongestItem = 2000;

    // What came before, which says what a list goes on from and what it is about.
    private string heading = "";
    private string listSection = "";
    private int listEnd;
    private bool numberedAttachments;
    private bool isLedIn;

    /// <summary>Looks at a block, after those before it.</summary>
    /// <returns>What was found, in the order of the text; without numbers.</returns>
    public IReadOnlyList<ImportCandidate> Find(ImportBlock block)
    {
        if (block.Kind == ImportBlockKind.Heading)
            (heading, isLedIn) = (block.Text, false);
        var list = Lists(block);
        if (block.Section.Length == 0 || block.Kind is ImportBlockKind.Heading or ImportBlockKind.PageMargin)
            return [];
        List<ImportCandidate> found = [];
        var text = block.Text;
        var periods = PeriodFinder.Find(text, context.Reference);
        var goals = Goals(block).ToList();
        foreach (var goal in goals)
        {
            var candidate = New(block, CandidateKind.Goal, goal.Place);
            (candidate.FullYearEffect, candidate.EffectYear) = (goal.IsFullYear, goal.EffectYear);
            candidate.MainGoal =
                heading.Contains("hovedmål", StringComparison.OrdinalIgnoreCase)
                || text[..goal.Place.Start].Contains("overordn", StringComparison.OrdinalIgnoreCase);
            if (goal.Amount is { } stated)
                Fill(candidate, stated);
            found.Add(candidate);
        }
        if (Has(block, SectionPart.Items))
        {
            foreach (var entry in list.Where(entry => entry.Length <= LongestItem && !goals.Exists(g => g.Place.Overlaps(entry))))
                found.Add(New(block, CandidateKind.Item, entry));
        }
        if (Has(block, SectionPart.Plan))
            found.AddRange(MilestoneFinder.Find(text, periods).Select(m => Milestone(block, m)));
        if (Has(block, SectionPart.Dependencies))
        {
            found.AddRange(
                DependencyFinder.Find(text, context.OwnCode, context.Bodies, isLedIn).Select(d => Dependency(block, d))
            );
            isLedIn = DependencyFinder.LeadsIn(text, isLedIn);
        }
        var attachments = AttachmentFinder.Find(text, periods);
        if (Has(block, SectionPart.Attachments))
        {
            (attachments, var isNumbered) = AttachmentFinder.Below(text, periods, numberedAttachments);
            numberedAttachments |= isNumbered;
        }
        found.AddRange(attachments.Select(a => Attachment(block, a)));
        found.AddRange(PersonFinder.Find(text).Select(p => Person(block, p)));
        found.AddRange(AmountFinder.Find(text).Select(a => Amount(block, a, goals, periods)));
        foreach (var (place, _) in periods)
        {
            var candidate = New(block, CandidateKind.Period, place);
            candidate.Period = Period(place.In(text));
            found.Add(candidate);
        }
        return [.. found.OrderBy(candidate => candidate.Start).ThenByDescending(candidate => candidate.Text.Length)];
    }

    // The entries of a list in a block; a list that the end of a page cut in two goes on.
    private IReadOnlyList<Span> Lists(ImportBlock block)
    {
        if (block.Kind is ImportBlockKind.PageMargin or ImportBlockKind.Note or ImportBlockKind.Comment)
            return [];
        if (block.Kind == ImportBlockKind.ListItem)
        {
            var text = block.Text.TrimEnd();
            return text.Length > 0 ? [new(0, text.Length)] : [];
        }
        var goesOn = block.Section == listSection && block.Kind != ImportBlockKind.Heading && listEnd > 0;
        var (entries, last) = goesOn ? ListFinder.Find(block.Text, listEnd + 1) : ([], 0);
        if (entries.Count == 0)
            (entries, last) = ListFinder.Find(block.Text);
        (listSection, listEnd) = (block.Section, last);
        return entries;
    }

    private IReadOnlyList<FoundGoal> Goals(ImportBlock block)
    {
        var isBelow =
            Has(block, SectionPart.Goals)
            && block.Kind is ImportBlockKind.Text or ImportBlockKind.ListItem
            && (block.Section == "goals" || heading.Contains("mål", StringComparison.OrdinalIgnoreCase));
        return isBelow && Has(block, SectionPart.Goals) ? GoalFinder.Below(block.Text) : GoalFinder.Within(block.Text);
    }

    private bool Has(ImportBlock block, SectionPart part) => PartsOf(block.Section).Contains(part);

    private IEnumerable<SectionPart> PartsOf(string section) =>
        context.Sections.FirstOrDefault(s => s.Section == section)?.Parts ?? (IEnumerable<SectionPart>)[];

    /// <summary>The section whose list a kind goes into, from the one that it stands in; empty where the template has none.</summary>
    public static string Target(IReadOnlyList<TemplateSection> sections, CandidateKind kind, string section)
    {
        SectionPart? part = kind switch
        {
            CandidateKind.Item => SectionPart.Items,
            CandidateKind.Goal => SectionPart.Goals,
            CandidateKind.Dependency => SectionPart.Dependencies,
            CandidateKind.Milestone => SectionPart.Plan,
            CandidateKind.Attachment => SectionPart.Attachments,
            CandidateKind.Amount => SectionPart.Budget,
            _ => null,
        };
        if (part is not { } wanted || section.Length == 0)
            return "";
        var own = sections.FirstOrDefault(s => s.Section == section);
        return own?.Parts.Contains(wanted) == true ? section
            // An amount that is spoken of elsewhere is no frame.
            : kind == CandidateKind.Amount ? ""
            : sections.FirstOrDefault(s => s.Parts.Contains(wanted))?.Section ?? "";
    }

    private ImportCandidate New(ImportBlock block, CandidateKind kind, Span place) =>
        new()
        {
            Kind = kind,
            Block = block.Number,
            Start = block.Start + place.Start,
            Text = place.In(block.Text),
            Section = block.Section,
            TargetSection = Target(context.Sections, kind, block.Section),
        };

    private ImportCandidate Milestone(ImportBlock block, FoundMilestone milestone)
    {
        var candidate = New(block, CandidateKind.Milestone, milestone.Place);
        candidate.Title = milestone.Title.In(block.Text);
        candidate.Period = Period(milestone.Period.In(block.Text));
        return candidate;
    }

    private ImportCandidate Dependency(ImportBlock block, FoundDependency dependency)
    {
        var candidate = New(block, CandidateKind.Dependency, dependency.Place);
        candidate.Title = dependency.Name.In(block.Text);
        candidate.Detail = dependency.Reason.In(block.Text);
        candidate.Code = dependency.Code;
        return candidate;
    }

    private ImportCandidate Attachment(ImportBlock block, FoundAttachment attachment)
    {
        var candidate = New(block, CandidateKind.Attachment, attachment.Place);
        candidate.Title = attachment.Title.In(block.Text);
        if (attachment.Due is { } due)
            candidate.Period = Period(due.In(block.Text));
        return candidate;
    }

    private ImportCandidate Person(ImportBlock block, FoundPerson person)
    {
        var candidate = New(block, CandidateKind.Person, person.Place);
        candidate.Title = person.Name.In(block.Text);
        candidate.Detail = person.Role.In(block.Text);
        return candidate;
    }

    private ImportCandidate Amount(
        ImportBlock block,
        FoundAmount amount,
        List<FoundGoal> goals,
        IReadOnlyList<(Span Place, PeriodReading Reading)> periods
    )
    {
        var candidate = New(block, CandidateKind.Amount, amount.Place);
        Fill(candidate, amount);
        candidate.PerYear = amount.PerYear;
        candidate.AmountUse = AmountUses.Of(block.Text, amount.Place);
        // What a goal states is the goal's.
        if (goals.Exists(goal => goal.Place.Overlaps(amount.Place)))
            candidate.TargetSection = "";
        var sentence = Sentence(block.Text, amount.Place);
        if (
            periods.FirstOrDefault(p => p.Place.Start >= amount.Place.End && p.Place.End <= sentence.End) is
            { Place.Length: > 0 } when
        )
            candidate.Period = Period(when.Place.In(block.Text));
        return candidate;
    }

    /// <summary>The sentence that a place stands in.</summary>
    public static Span Sentence(string text, Span place)
    {
        var (start, end) = (0, text.Length);
        foreach (var at in TextWords.Beginnings(text))
        {
            if (at <= place.Start)
                start = at;
            else if (at >= place.End && end == text.Length)
                end = at;
        }
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return new(start, Math.Max(end, place.End));
    }

    private static void Fill(ImportCandidate candidate, FoundAmount amount)
    {
        candidate.Amount = Formats.ToMoney(amount.Kroner);
        candidate.AmountMax = amount.MostKroner is { } most ? Formats.ToMoney(most) : null;
    }

    private Period Period(string label) => new Period { Label = label }.Resolved(context.Reference);
}
