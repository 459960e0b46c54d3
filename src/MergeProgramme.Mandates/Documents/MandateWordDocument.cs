using System.Globalization;
using System.Resources;
using DocumentFormat.OpenXml.Wordprocessing;
using Google.Type;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Documents;
using Condition = MergeProgramme.Mandates.V1.Condition;
using Date = Google.Type.Date;
using Section = MergeProgramme.Mandates.V1.Section;

namespace MergeProgramme.Mandates.Documents;

/// <summary>
/// A mandate as a Word document in the template's order, with the decision block on the first page. Headings, lists and table headers are
/// real ones, so that a screen reader and a table of contents find them. Any text gives a file that opens: characters that no XML file
/// may hold are shown as U+FFFD.
/// </summary>
internal sealed class MandateWordDocument
{
    // The section that a governing document has for it.
    private const string ChangeLog = "change-log";

    private static readonly ResourceManager Words = new(typeof(Texts));

    private readonly Mandate mandate;
    private readonly Template template;
    private readonly CultureInfo culture;
    private readonly IReadOnlyList<ChangeRequest> changes;
    private readonly WordFile file = new();

    private MandateWordDocument(Mandate mandate, Template template, CultureInfo culture, IReadOnlyList<ChangeRequest> changes)
    {
        this.changes = changes;
        this.mandate = mandate;
        this.template = template;
        this.culture = culture;
    }

    /// <summary>The file's bytes.</summary>
    /// <param name="mandate">With its sections, and its decision once decided.</param>
    /// <param name="template">The template that it follows, for the note at the foot of the page.</param>
    /// <param name="culture">Language of the labels, dates and amounts: nb or en. The text of the mandate stays as written.</param>
    /// <param name="changes">The change log: approved changes that this version or one before it carries out. Shown in a governing document.</param>
    public static byte[] Create(
        Mandate mandate,
        Template template,
        CultureInfo culture,
        IReadOnlyList<ChangeRequest>? changes = null
    ) => new MandateWordDocument(mandate, template, culture, changes ?? []).Write();

    /// <summary>A file name that every system takes, such as <c>mandat-a4-v1.docx</c>.</summary>
    public static string FileName(Mandate mandate)
    {
        string[] parts = mandate.Name.Split('/');
        var subProject = new string([.. parts[3].Where(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-')]);
        return string.Create(CultureInfo.InvariantCulture, $"mandat-{subProject}-v{mandate.Version}.docx");
    }

    private byte[] Write()
    {
        WriteTitle();
        WriteDecisionBlock();
        foreach (var section in mandate.Sections)
        {
            WriteSection(section);
        }

        if (mandate.Sections.All(section => CanonicalText.Key(section) != ChangeLog))
        {
            WriteChangeLog();
        }

        var source = template.Source.Length > 0 ? template.Source : template.DisplayName;
        return file.Save(
            culture,
            new WordFoot(source.Length > 0 ? Say("Word.BasedOn", source) : "", Say("Word.Page"), Say("Word.PageOf")),
            new WordProperties(
                mandate.Title,
                mandate.PreparedByDisplayName,
                mandate.TextHash,
                mandate.Version.ToString(CultureInfo.InvariantCulture),
                mandate.CreateTime?.ToDateTime(),
                mandate.UpdateTime?.ToDateTime()
            )
        );
    }

    private void WriteTitle()
    {
        file.Paragraph("Title", mandate.Title);
        var line = new List<string> { Say("Word.DocumentDate", Day(mandate.DocumentDate)), Say("Word.Version", mandate.Version) };
        if (mandate.PreparedByDisplayName.Length > 0)
        {
            line.Add(Say("Word.PreparedBy", mandate.PreparedByDisplayName));
        }

        line.Add(
            mandate.State == MandateState.Decided ? Say(VerdictKey.Of(mandate.Decision)) : Say($"MandateState.{mandate.State}")
        );
        file.Paragraph("Subtitle", string.Join(" · ", line));
    }

    private void WriteDecisionBlock()
    {
        var decided = mandate.Decision;
        var table = WordFile.NewTable(Say("Word.DecisionBlock"), 3023, 3023, 3024);
        table.Append(WordFile.Row(true, Say("Word.DecidedDate"), Say("Word.DecidedBy"), Say("Word.Place")));
        table.Append(WordFile.Row(false, Day(decided?.DecisionDate), decided?.BodyDisplayName ?? "", decided?.Place ?? ""));
        WordFile.AppendWide(
            table,
            Say("Word.Decision"),
            decided is null
                ? string.Join(" / ", VerdictKey.All(mandate.DecisionPoint).Select(key => Say(key)))
                : $"{Say(VerdictKey.Of(decided))}\n\n{decided.Wording}"
        );
        if (decided is not null)
        {
            WriteDecided(table, decided);
        }

        WordFile.AppendWide(
            table,
            Say("Word.Signature", DecisionPoints.Label(mandate)),
            decided is null
                ? "\n\n"
                : string.Join("\n", decided.Signatories.Select(signatory => Comma(signatory.DisplayName, signatory.Role)))
        );
        file.Append(table);
    }

    private void WriteDecided(Table table, Decision decided)
    {
        if (decided.CaseNumber.Length + decided.ArchiveReference.Length > 0)
        {
            WordFile.AppendWide(table, Say("Word.Case"), Comma(decided.CaseNumber, decided.ArchiveReference));
        }

        WordFile.AppendWide(
            table,
            Say("Word.Present"),
            string.Join(
                "\n",
                decided.Present.Select(who => who.Voting ? who.DisplayName : Say("Word.WithoutVote", who.DisplayName))
            )
        );
        WordFile.AppendWide(
            table,
            Say("Word.Votes"),
            decided.VotesFor + decided.VotesAgainst == 0
                ? Say("Word.Unanimous")
                : Say("Word.VotesCounted", decided.VotesFor, decided.VotesAgainst)
        );
        if (decided.Dissents.Count > 0)
        {
            WordFile.AppendWide(
                table,
                Say("Word.Dissents"),
                string.Join("\n\n", decided.Dissents.Select(dissent => Colon(dissent.DisplayName, dissent.Text)))
            );
        }

        if (decided.Conditions.Count > 0)
        {
            WordFile.AppendWide(table, Say("Word.Conditions"), string.Join("\n\n", decided.Conditions.Select(ConditionText)));
        }

        var heard = decided.Participation.Select(evidence =>
            Colon($"{Comma(evidence.Party, evidence.Representative)}, {Day(evidence.HeardDate)}", evidence.View)
        );
        var waived = decided.ParticipationWaiver.Length == 0 ? [] : new[] { Say("Word.Waiver", decided.ParticipationWaiver) };
        WordFile.AppendWide(
            table,
            Say("Word.Participation"),
            string.Join("\n\n", heard.Concat(waived).DefaultIfEmpty(Say("Word.NobodyHeard")))
        );
        WordFile.AppendWide(table, Say("Word.TextHash"), decided.TextHash);
    }

    private string ConditionText(Condition condition)
    {
        var text = Say("Word.Condition", condition.Number, condition.Text, condition.Owner, Day(condition.DueDate));
        return condition.MetDate is null
            ? text
            : $"{text}\n{Say("Word.ConditionMet", Day(condition.MetDate), condition.MetEvidence)}";
    }

    private void WriteSection(Section section)
    {
        var level = section.Number.Count(sign => sign == '.') + 1;
        file.Heading(level, CanonicalText.Heading(section));
        if (section.Body.Length > 0)
        {
            file.Text(section.Body);
        }

        WriteGoals(section);
        file.List(section.Items.Select(item => item.Text), numbered: true);
        if (section.ProcurementRelevance != ProcurementRelevance.Unspecified)
        {
            file.Bold(Say($"ProcurementRelevance.{section.ProcurementRelevance}"));
        }

        WriteBenefits(section);
        WritePlan(section);
        WriteBudget(section);
        WriteDependencies(section);
        file.List(section.SuccessFactors.Select(factor => factor.Text), numbered: false);
        WriteAttachments(section);
        if (CanonicalText.Key(section) == ChangeLog)
        {
            WriteChangeLog();
        }
    }

    private void WriteChangeLog()
    {
        if (mandate.DocumentKind != DocumentKind.GoverningDocument)
        {
            return;
        }

        WriteTable(
            "Word.ChangeLog",
            [900, 3470, 3200, 1500],
            ["Word.ChangeNumber", "Word.Change", "Word.ChangeDecision", "Word.ChangeVersion"],
            changes.Select(change =>
            {
                var decision = change.Decisions[^1];
                return (string[])
                    [
                        change.Number.ToString(culture),
                        $"{change.Title}\n{change.Reason}",
                        Comma(decision.BodyDisplayName, Comma(Day(decision.DecisionDate), decision.CaseNumber)),
                        change.Revision[(change.Revision.LastIndexOf('/') + 1)..],
                    ];
            })
        );
    }

    private void WriteGoals(Section section) =>
        WriteTable(
            "Word.Goals",
            [2100, 4270, 2700],
            ["Word.Kind", "Word.Goal", "Word.Effect"],
            section.Goals.Select(goal =>
                (string[])
                    [
                        goal.Kind == GoalKind.Unspecified ? "" : Say($"GoalKind.{goal.Kind}"),
                        goal.Text,
                        Comma(
                            AmountRange(goal.Amount, goal.AmountMax),
                            goal.Effect == EffectKind.Unspecified ? "" : Say($"EffectKind.{goal.Effect}"),
                            goal.EffectYear == 0 ? "" : Say("Word.FromYear", goal.EffectYear)
                        ),
                    ]
            )
        );

    private void WriteBenefits(Section section) =>
        WriteTable(
            "Word.Benefits",
            [2100, 4270, 2700],
            ["Word.Kind", "Word.Benefit", "Word.ForWhom"],
            section.ExpectedBenefits.Select(benefit =>
                (string[])
                    [
                        benefit.Kind == BenefitKind.Unspecified ? "" : Say($"BenefitKind.{benefit.Kind}"),
                        benefit.Text,
                        benefit.Beneficiary,
                    ]
            )
        );

    private void WritePlan(Section section) =>
        WriteTable(
            "Word.Plan",
            [2100, 4270, 2700],
            ["Word.Kind", "Word.Activity", "Word.Period"],
            section.PlanEntries.Select(entry =>
                (string[])
                    [
                        entry.Kind == PlanEntryKind.Unspecified ? "" : Say($"PlanEntryKind.{entry.Kind}"),
                        entry.Text,
                        PeriodText(entry.Period),
                    ]
            )
        );

    private void WriteBudget(Section section) =>
        WriteTable(
            "Word.Budget",
            [2100, 2400, 2100, 2470],
            ["Word.Kind", "Word.UpTo", "Word.Period", "Word.Note"],
            section.BudgetFrames.Select(frame =>
                (string[])
                    [
                        frame.Kind == BudgetKind.Unspecified ? "" : Say($"BudgetKind.{frame.Kind}"),
                        frame switch
                        {
                            { Amount: null } => Say("Word.AmountNotSet"),
                            { PerYear: true } => Say("Word.PerYear", Amount(frame.Amount)),
                            _ => Amount(frame.Amount),
                        },
                        PeriodText(frame.Period),
                        frame.Note,
                    ]
            )
        );

    private void WriteDependencies(Section section) =>
        WriteTable(
            "Word.Dependencies",
            [2700, 4270, 2100],
            ["Word.DependsOn", "Word.Reason", "Word.NeededBy"],
            section.Dependencies.Select(dependency =>
                (string[])
                    [
                        dependency.DisplayName.Length > 0
                            ? dependency.DisplayName
                            : $"{dependency.SubProject}{dependency.Stakeholder}",
                        dependency.Reason,
                        PeriodText(dependency.NeededBy),
                    ]
            )
        );

    private void WriteAttachments(Section section) =>
        WriteTable(
            "Word.Attachments",
            [4270, 2400, 2400],
            ["Word.Attachment", "Word.Due", "Word.Reference"],
            section.Attachments.Select(attachment =>
                (string[])[attachment.Title, PeriodText(attachment.Due), attachment.Reference]
            )
        );

    private void WriteTable(string caption, int[] widths, string[] headings, IEnumerable<string[]> rows) =>
        file.Table(Say(caption), widths, [.. headings.Select(heading => Say(heading))], rows);

    private string Say(string key, params object[] args)
    {
        var text = Words.GetString(key, culture) ?? throw new InvalidOperationException($"The text {key} is missing.");
        return args.Length == 0 ? text : string.Format(culture, text, args);
    }

    private string Day(Date? date) => date.ToDateOnly() is { } day ? NorwegianTime.Format(day, culture) : "";

    private string PeriodText(Period? period)
    {
        if (period is null)
        {
            return "";
        }

        var (start, end) = (Day(period.StartDate), Day(period.EndDate));
        var days =
            start == end ? start
            : start.Length == 0 ? Say("Word.Until", end)
            : $"{start}–{end}";
        return period.Label.Length == 0 ? days
            : days.Length == 0 || days == period.Label ? period.Label
            : $"{period.Label} ({days})";
    }

    // "60–80 MNOK": the unit once, where both ends have the same.
    private string AmountRange(Money? least, Money? most)
    {
        const string Million = " MNOK";
        var (from, to) = (Amount(least), Amount(most));
        if (to.Length == 0 || from.Length == 0)
        {
            return from + to;
        }

        return from.EndsWith(Million, StringComparison.Ordinal) && to.EndsWith(Million, StringComparison.Ordinal)
            ? $"{from[..^Million.Length]}–{to}"
            : $"{from}–{to}";
    }

    // Hundreds of thousands and up in millions, as people say them (60 MNOK, 0,5 MNOK); other amounts in kroner.
    private string Amount(Money? money)
    {
        if (money is null)
        {
            return "";
        }

        var amount = money.Units + (money.Nanos / 1_000_000_000m);
        if (money.CurrencyCode is not ("NOK" or ""))
        {
            return $"{amount.ToString("#,0.##", culture)} {money.CurrencyCode}";
        }

        return Math.Abs(amount) >= 100_000 && amount % 100_000 == 0
            ? $"{(amount / 1_000_000).ToString("#,0.#", culture)} MNOK"
            : Say("Word.Kroner", amount.ToString("#,0.##", culture));
    }

    private static string Comma(params string[] parts) => string.Join(", ", parts.Where(part => part.Length > 0));

    private static string Colon(string who, string text) => text.Length == 0 ? who : $"{who}: {text}";
}
