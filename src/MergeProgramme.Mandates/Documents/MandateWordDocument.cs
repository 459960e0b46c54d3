using System.Globalization;
using System.Resources;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Google.Type;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
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
    /// <summary>The media type of the file.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const int ItemList = 1;
    private const int BulletList = 2;

    // Width between the margins of an A4 page, in twentieths of a point.
    private const int TextWidth = 9070;

    private static readonly ResourceManager Words = new(typeof(Texts));

    private readonly Mandate mandate;
    private readonly Template template;
    private readonly CultureInfo culture;
    private readonly Body body = new();
    private int numberedLists;

    private MandateWordDocument(Mandate mandate, Template template, CultureInfo culture)
    {
        this.mandate = mandate;
        this.template = template;
        this.culture = culture;
    }

    /// <summary>The file's bytes.</summary>
    /// <param name="mandate">With its sections, and its decision once decided.</param>
    /// <param name="template">The template that it follows, for the note at the foot of the page.</param>
    /// <param name="culture">Language of the labels, dates and amounts: nb or en. The text of the mandate stays as written.</param>
    public static byte[] Create(Mandate mandate, Template template, CultureInfo culture) =>
        new MandateWordDocument(mandate, template, culture).Write();

    /// <summary>A file name that every system takes, such as <c>mandat-a4-v1.docx</c>.</summary>
    public static string FileName(Mandate mandate)
    {
        string[] parts = mandate.Name.Split('/');
        var subProject = new string([.. parts[3].Where(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-')]);
        return string.Create(CultureInfo.InvariantCulture, $"mandat-{subProject}-v{mandate.Version}.docx");
    }

    private string LanguageTag => culture.TwoLetterISOLanguageName == "en" ? "en-GB" : "nb-NO";

    private byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            WriteTitle();
            WriteDecisionBlock();
            foreach (var section in mandate.Sections)
            {
                WriteSection(section);
            }

            main.AddNewPart<StyleDefinitionsPart>().Styles = WordStyles.Create(LanguageTag);
            main.AddNewPart<NumberingDefinitionsPart>().Numbering = Numbering();
            main.AddNewPart<DocumentSettingsPart>().Settings = new Settings(
                new Compatibility(
                    new CompatibilitySetting
                    {
                        Name = CompatSettingNameValues.CompatibilityMode,
                        Uri = "http://schemas.microsoft.com/office/word",
                        Val = "15",
                    }
                ),
                new ThemeFontLanguages { Val = LanguageTag }
            );
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = Foot();
            body.Append(
                new SectionProperties(
                    new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
                    new PageSize { Width = 11906, Height = 16838 },
                    new PageMargin
                    {
                        Top = 1418,
                        Right = 1418,
                        Bottom = 1418,
                        Left = 1418,
                        Header = 709,
                        Footer = 709,
                        Gutter = 0,
                    }
                )
            );
            main.Document = new Document(body);
            file.PackageProperties.Title = Clean(mandate.Title);
            file.PackageProperties.Creator = Clean(mandate.PreparedByDisplayName);
            file.PackageProperties.Language = LanguageTag;
            file.PackageProperties.Identifier = mandate.TextHash;
            file.PackageProperties.Version = mandate.Version.ToString(CultureInfo.InvariantCulture);
            file.PackageProperties.Created = mandate.CreateTime?.ToDateTime();
            file.PackageProperties.Modified = mandate.UpdateTime?.ToDateTime();
        }

        return stream.ToArray();
    }

    private void WriteTitle()
    {
        body.Append(Paragraph("Title", mandate.Title));
        var line = new List<string> { Say("Word.DocumentDate", Day(mandate.DocumentDate)), Say("Word.Version", mandate.Version) };
        if (mandate.PreparedByDisplayName.Length > 0)
        {
            line.Add(Say("Word.PreparedBy", mandate.PreparedByDisplayName));
        }

        line.Add(
            mandate.State == MandateState.Decided
                ? Say($"Verdict.{mandate.Decision.Verdict}")
                : Say($"MandateState.{mandate.State}")
        );
        body.Append(Paragraph("Subtitle", string.Join(" · ", line)));
    }

    private void WriteDecisionBlock()
    {
        var decided = mandate.Decision;
        var table = NewTable(Say("Word.DecisionBlock"), 3023, 3023, 3024);
        table.Append(Row(true, Say("Word.DecidedDate"), Say("Word.DecidedBy"), Say("Word.Place")));
        table.Append(Row(false, Day(decided?.DecisionDate), decided?.BodyDisplayName ?? "", decided?.Place ?? ""));
        AppendWide(
            table,
            Say("Word.Decision"),
            decided is null ? Say("Word.DecisionOpen") : $"{Say($"Verdict.{decided.Verdict}")}\n\n{decided.Wording}"
        );
        if (decided is not null)
        {
            WriteDecided(table, decided);
        }

        AppendWide(
            table,
            Say("Word.Signature"),
            decided is null
                ? "\n\n"
                : string.Join("\n", decided.Signatories.Select(signatory => Comma(signatory.DisplayName, signatory.Role)))
        );
        body.Append(table, new Paragraph());
    }

    private void WriteDecided(Table table, Decision decided)
    {
        if (decided.CaseNumber.Length + decided.ArchiveReference.Length > 0)
        {
            AppendWide(table, Say("Word.Case"), Comma(decided.CaseNumber, decided.ArchiveReference));
        }

        AppendWide(
            table,
            Say("Word.Present"),
            string.Join(
                "\n",
                decided.Present.Select(who => who.Voting ? who.DisplayName : Say("Word.WithoutVote", who.DisplayName))
            )
        );
        AppendWide(
            table,
            Say("Word.Votes"),
            decided.VotesFor + decided.VotesAgainst == 0
                ? Say("Word.Unanimous")
                : Say("Word.VotesCounted", decided.VotesFor, decided.VotesAgainst)
        );
        if (decided.Dissents.Count > 0)
        {
            AppendWide(
                table,
                Say("Word.Dissents"),
                string.Join("\n\n", decided.Dissents.Select(dissent => Colon(dissent.DisplayName, dissent.Text)))
            );
        }

        if (decided.Conditions.Count > 0)
        {
            AppendWide(table, Say("Word.Conditions"), string.Join("\n\n", decided.Conditions.Select(ConditionText)));
        }

        var heard = decided.Participation.Select(evidence =>
            Colon($"{Comma(evidence.Party, evidence.Representative)}, {Day(evidence.HeardDate)}", evidence.View)
        );
        var waived = decided.ParticipationWaiver.Length == 0 ? [] : new[] { Say("Word.Waiver", decided.ParticipationWaiver) };
        AppendWide(
            table,
            Say("Word.Participation"),
            string.Join("\n\n", heard.Concat(waived).DefaultIfEmpty(Say("Word.NobodyHeard")))
        );
        AppendWide(table, Say("Word.TextHash"), decided.TextHash);
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
        body.Append(Paragraph($"Heading{Math.Min(level, 3)}", CanonicalText.Heading(section)));
        if (section.Body.Length > 0)
        {
            body.Append(Paragraphs(null, section.Body));
        }

        WriteGoals(section);
        WriteList(section.Items.Select(item => item.Text), numbered: true);
        if (section.ProcurementRelevance != ProcurementRelevance.Unspecified)
        {
            body.Append(Paragraph(null, Say($"ProcurementRelevance.{section.ProcurementRelevance}"), bold: true));
        }

        WriteBenefits(section);
        WritePlan(section);
        WriteBudget(section);
        WriteDependencies(section);
        WriteList(section.SuccessFactors.Select(factor => factor.Text), numbered: false);
        WriteAttachments(section);
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

    private void WriteTable(string caption, int[] widths, string[] headings, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        var table = NewTable(Say(caption), widths);
        table.Append(Row(true, [.. headings.Select(heading => Say(heading))]));
        foreach (var row in all)
        {
            table.Append(Row(false, row));
        }

        // Two tables must not touch: Word would join them.
        body.Append(table, new Paragraph());
    }

    private void WriteList(IEnumerable<string> lines, bool numbered)
    {
        string[] all = [.. lines];
        if (all.Length == 0)
        {
            return;
        }

        // Each numbered list is a list of its own, so that it begins at 1.
        var list = numbered ? BulletList + ++numberedLists : BulletList;
        foreach (var line in all)
        {
            var paragraph = Paragraph("ListParagraph", line);
            paragraph.ParagraphProperties!.NumberingProperties = new NumberingProperties(
                new NumberingLevelReference { Val = 0 },
                new NumberingId { Val = list }
            );
            body.Append(paragraph);
        }
    }

    private Numbering Numbering()
    {
        var numbering = new Numbering(
            ListStyle(ItemList, NumberFormatValues.Decimal, "%1."),
            ListStyle(BulletList, NumberFormatValues.Bullet, "•"),
            new NumberingInstance(new AbstractNumId { Val = BulletList }) { NumberID = BulletList }
        );
        for (var i = 1; i <= numberedLists; i++)
        {
            numbering.Append(
                new NumberingInstance(
                    new AbstractNumId { Val = ItemList },
                    new LevelOverride(new StartOverrideNumberingValue { Val = 1 }) { LevelIndex = 0 }
                )
                {
                    NumberID = BulletList + i,
                }
            );
        }

        return numbering;
    }

    private static AbstractNum ListStyle(int id, NumberFormatValues format, string text) =>
        new(
            new MultiLevelType { Val = MultiLevelValues.SingleLevel },
            new Level(
                new StartNumberingValue { Val = 1 },
                new NumberingFormat { Val = format },
                new LevelText { Val = text },
                new LevelJustification { Val = LevelJustificationValues.Left },
                new PreviousParagraphProperties(new Indentation { Left = "567", Hanging = "425" })
            )
            {
                LevelIndex = 0,
            }
        )
        {
            AbstractNumberId = id,
        };

    private Footer Foot()
    {
        var paragraph = new Paragraph(
            new ParagraphProperties(
                new ParagraphStyleId { Val = "Footer" },
                new Tabs(new TabStop { Val = TabStopValues.Right, Position = TextWidth })
            )
        );
        var source = template.Source.Length > 0 ? template.Source : template.DisplayName;
        AppendText(paragraph, source.Length > 0 ? Say("Word.BasedOn", source) : "", null);
        paragraph.Append(new Run(new TabChar()));
        AppendText(paragraph, Say("Word.Page"), null);
        paragraph.Append(Field("PAGE"));
        AppendText(paragraph, Say("Word.PageOf"), null);
        paragraph.Append(Field("NUMPAGES"));
        return new Footer(paragraph);
    }

    private static SimpleField Field(string code) => new(new Run(new Text("1"))) { Instruction = $" {code} " };

    private static Table NewTable(string caption, params int[] widths) =>
        new(
            new TableProperties(
                new TableStyle { Val = "MandateTable" },
                new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableLook { Val = "0020", FirstRow = true },
                new TableCaption { Val = caption }
            ),
            new TableGrid(widths.Select(width => new GridColumn { Width = width.ToString(CultureInfo.InvariantCulture) }))
        );

    private static TableRow Row(bool header, params string[] cells)
    {
        var row = new TableRow();
        row.Append(header ? new TableRowProperties(new CantSplit(), new TableHeader()) : new TableRowProperties(new CantSplit()));
        row.Append(cells.Select(text => Cell(text, header)));
        return row;
    }

    private static void AppendWide(Table table, string label, string text)
    {
        // May break over pages: a wording or a view can be longer than one.
        var row = new TableRow(Cell(label, true));
        var cell = new TableCell(new TableCellProperties(new GridSpan { Val = 2 }));
        cell.Append(Paragraphs("TableText", text));
        row.Append(cell);
        table.Append(row);
    }

    private static TableCell Cell(string text, bool header)
    {
        var cell = new TableCell(
            header
                ? new TableCellProperties(
                    new Shading
                    {
                        Val = ShadingPatternValues.Clear,
                        Color = "auto",
                        Fill = "E8EEF3",
                    }
                )
                : new TableCellProperties()
        );
        cell.Append(header ? [Paragraph("TableHeading", text)] : Paragraphs("TableText", text));
        return cell;
    }

    // An empty line begins a paragraph; a single line end stays a line end.
    private static Paragraph[] Paragraphs(string? style, string text) =>
        [.. CanonicalText.Normalise(text).Split("\n\n").Select(part => Paragraph(style, part))];

    private static Paragraph Paragraph(string? style, string text, bool bold = false)
    {
        var paragraph = new Paragraph();
        paragraph.ParagraphProperties = style is null
            ? new ParagraphProperties()
            : new ParagraphProperties(new ParagraphStyleId { Val = style });
        AppendText(paragraph, text, bold ? new RunProperties(new Bold()) : null);
        return paragraph;
    }

    private static void AppendText(Paragraph paragraph, string text, RunProperties? properties)
    {
        if (text.Length == 0)
        {
            return;
        }

        var run = new Run();
        if (properties is not null)
        {
            run.RunProperties = properties;
        }

        foreach (var (lineNumber, line) in Clean(CanonicalText.Normalise(text)).Split('\n').Index())
        {
            if (lineNumber > 0)
            {
                run.Append(new Break());
            }

            foreach (var (column, piece) in line.Split('\t').Index())
            {
                if (column > 0)
                {
                    run.Append(new TabChar());
                }

                if (piece.Length > 0)
                {
                    run.Append(new Text(piece) { Space = SpaceProcessingModeValues.Preserve });
                }
            }
        }

        paragraph.Append(run);
    }

    // XML 1.0, production Char: everything else would make the file unreadable.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var allowed = rune.Value is '\t' or '\n' or '\r' || (rune.Value >= 0x20 && rune.Value is not (0xFFFE or 0xFFFF));
            clean.Append((allowed ? rune : Rune.ReplacementChar).ToString());
        }

        return clean.ToString();
    }

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
