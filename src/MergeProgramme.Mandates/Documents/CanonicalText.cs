using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Type;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using Date = Google.Type.Date;

namespace MergeProgramme.Mandates.Documents;

/// <summary>
/// The text of a mandate that a decision binds itself to, and its SHA-256. Everything of the content is in it, in the document's order, and
/// nothing else: not etags, times, state or decision. Two mandates with different content have different texts, since lines that the
/// writer adds begin with <c>#</c> or <c>*</c> and a line of somebody's text that begins so gets a <c>\</c> before it. Text is brought to
/// Unicode NFC and line ends to \n. The words are Norwegian whatever the reader's language, and never change: they are part of the hash.
/// </summary>
internal static class CanonicalText
{
    // Part of the text: a change of the writing below needs a new number, so that old hashes can still be understood.
    private const string Format = "# Mandattekst, format 1";

    /// <summary>One line. A structural one was added by the writer; a free one is a line of somebody's text.</summary>
    internal readonly record struct Line(string Text, bool IsStructure);

    /// <summary>The text and its hash.</summary>
    public static MandateText Of(Mandate mandate)
    {
        var text = new StringBuilder();
        text.Append(Format).Append('\n');
        var name = new Writer();
        name.Field("navn", mandate.Name);
        name.Field("versjon", mandate.Version);
        Append(text, name.Lines);
        Append(text, Front(mandate));
        foreach (var section in mandate.Sections)
        {
            text.Append('\n').Append("# ").Append(OneLine(Heading(section))).Append('\n');
            var key = new Writer();
            key.Field("nummer", section.Number);
            key.Field("avsnitt", Key(section));
            Append(text, key.Lines);
            Append(text, Content(section));
        }

        var result = text.ToString();
        return new MandateText { Text = result, Hash = Hash(result) };
    }

    /// <summary>SHA-256 of the UTF-8 bytes, lower-case hex.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Unicode NFC, line ends \n; half surrogates and U+FFFE, which are no text, become U+FFFD.</summary>
    public static string Normalise(string text) =>
        Encoding
            .UTF8.GetString(Encoding.UTF8.GetBytes(text))
            .Replace('\uFFFE', '\uFFFD')
            .Normalize(NormalizationForm.FormC)
            .Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace('\r', '\n');

    /// <summary>The last part of the section's name, which is the same in every version.</summary>
    internal static string Key(Section section) => section.Name[(section.Name.LastIndexOf('/') + 1)..];

    /// <summary>Number and title.</summary>
    internal static string Heading(Section section) =>
        section.Number.Length == 0 ? section.Title : $"{section.Number} {section.Title}";

    /// <summary>What stands before the sections: title, template, date, who drew it up.</summary>
    internal static IReadOnlyList<Line> Front(Mandate mandate)
    {
        var writer = new Writer();
        writer.Field("tittel", mandate.Title);
        writer.Field("mal", mandate.Template);
        writer.Field("dato", mandate.DocumentDate);
        writer.Field("utarbeidet av", mandate.PreparedByDisplayName);
        writer.Field("utarbeidet av (person)", mandate.PreparedBy);
        return writer.Lines;
    }

    /// <summary>All that a section holds, below its heading.</summary>
    internal static IReadOnlyList<Line> Content(Section section)
    {
        var writer = new Writer();
        writer.Free(section.Body);
        foreach (var (i, goal) in section.Goals.Index())
        {
            writer.Part("mål", i);
            writer.Field("slag", Word(goal.Kind, (GoalKind.Main, "hovedmål"), (GoalKind.Result, "resultatmål")));
            writer.Field("tekst", goal.Text);
            writer.Field("beløp per år", goal.Amount);
            writer.Field("høyeste beløp per år", goal.AmountMax);
            writer.Field("effekt", Word(goal.Effect, (EffectKind.FullYear, "helårseffekt"), (EffectKind.InYear, "delårseffekt")));
            writer.Field("fra år", goal.EffectYear);
        }

        foreach (var (i, item) in section.Items.Index())
        {
            writer.Part("punkt", i);
            writer.Field("tekst", item.Text);
        }

        writer.Field(
            "anskaffelse aktuelt",
            Word(section.ProcurementRelevance, (ProcurementRelevance.Yes, "ja"), (ProcurementRelevance.No, "nei"))
        );
        foreach (var (i, benefit) in section.ExpectedBenefits.Index())
        {
            writer.Part("forventet gevinst", i);
            writer.Field(
                "slag",
                Word(
                    benefit.Kind,
                    (BenefitKind.Budgetary, "budsjett"),
                    (BenefitKind.TimeSaved, "spart tid"),
                    (BenefitKind.AvoidedCost, "unngått kostnad"),
                    (BenefitKind.Quality, "kvalitet")
                )
            );
            writer.Field("tekst", benefit.Text);
            writer.Field("for hvem", benefit.Beneficiary);
        }

        foreach (var (i, entry) in section.PlanEntries.Index())
        {
            writer.Part("plan", i);
            writer.Field(
                "slag",
                Word(
                    entry.Kind,
                    (PlanEntryKind.Phase, "fase"),
                    (PlanEntryKind.Activity, "aktivitet"),
                    (PlanEntryKind.Milestone, "milepæl")
                )
            );
            writer.Field("tekst", entry.Text);
            writer.Field("periode", entry.Period);
        }

        foreach (var (i, frame) in section.BudgetFrames.Index())
        {
            writer.Part("budsjettramme", i);
            writer.Field(
                "slag",
                Word(
                    frame.Kind,
                    (BudgetKind.Operations, "drift"),
                    (BudgetKind.Procurement, "anskaffelse"),
                    (BudgetKind.Assessment, "utredning")
                )
            );
            writer.Field("inntil", frame.Amount);
            writer.Field("per år", frame.PerYear ? "ja" : "");
            writer.Field("periode", frame.Period);
            writer.Field("merknad", frame.Note);
        }

        foreach (var (i, dependency) in section.Dependencies.Index())
        {
            writer.Part("avhengighet", i);
            writer.Field("av", dependency.DisplayName);
            writer.Field("delprosjekt", dependency.SubProject);
            writer.Field("interessent", dependency.Stakeholder);
            writer.Field("begrunnelse", dependency.Reason);
            writer.Field("trengs innen", dependency.NeededBy);
        }

        foreach (var (i, factor) in section.SuccessFactors.Index())
        {
            writer.Part("suksessfaktor", i);
            writer.Field("tekst", factor.Text);
        }

        foreach (var (i, attachment) in section.Attachments.Index())
        {
            writer.Part("vedlegg", i);
            writer.Field("tittel", attachment.Title);
            writer.Field("ferdig", attachment.Due);
            writer.Field("referanse", attachment.Reference);
        }

        return writer.Lines;
    }

    private static void Append(StringBuilder text, IReadOnlyList<Line> lines)
    {
        foreach (var line in lines)
        {
            if (line.IsStructure)
            {
                text.Append("* ");
            }
            else if (line.Text.StartsWith('#') || line.Text.StartsWith('*') || line.Text.StartsWith('\\'))
            {
                text.Append('\\');
            }

            text.Append(line.Text).Append('\n');
        }
    }

    private static string OneLine(string text) => Normalise(text).Replace('\n', ' ');

    private static string Word<T>(T value, params (T Value, string Word)[] words)
        where T : struct, Enum
    {
        if (EqualityComparer<T>.Default.Equals(value, default))
        {
            return "";
        }

        foreach (var (known, word) in words)
        {
            if (EqualityComparer<T>.Default.Equals(value, known))
            {
                return word;
            }
        }

        // A value that a newer caller knows and this code does not: keep it apart from every other.
        return value.ToString("D");
    }

    private sealed class Writer
    {
        private readonly List<Line> lines = [];

        public IReadOnlyList<Line> Lines => lines;

        public void Free(string text)
        {
            if (text.Length > 0)
            {
                lines.AddRange(Normalise(text).Split('\n').Select(line => new Line(line, false)));
            }
        }

        public void Part(string label, int index) =>
            lines.Add(new Line(string.Create(CultureInfo.InvariantCulture, $"{label} {index + 1}"), true));

        // An absent value has no line; the rest of a value of several lines stands below as text.
        public void Field(string label, string value)
        {
            if (value.Length == 0)
            {
                return;
            }

            string[] parts = Normalise(value).Split('\n');
            lines.Add(new Line($"{label}: {parts[0]}", true));
            lines.AddRange(parts.Skip(1).Select(line => new Line(line, false)));
        }

        public void Field(string label, int value) =>
            Field(label, value == 0 ? "" : value.ToString(CultureInfo.InvariantCulture));

        public void Field(string label, Date? date) => Field(label, date is null ? "" : Iso(date));

        public void Field(string label, Money? money) =>
            Field(
                label,
                money is null
                    ? ""
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{money.CurrencyCode} {money.Units + (money.Nanos / 1_000_000_000m):0.#########}"
                    )
            );

        public void Field(string label, Period? period)
        {
            if (period is null)
            {
                return;
            }

            Field(label, period.Label);
            Field($"{label}, første dag", period.StartDate);
            Field($"{label}, siste dag", period.EndDate);
            Field(
                $"{label}, dager",
                Word(
                    period.Resolution,
                    (PeriodResolution.Read, "lest av teksten"),
                    (PeriodResolution.Stated, "oppgitt"),
                    (PeriodResolution.Unreadable, "ikke lest")
                )
            );
        }

        private static string Iso(Date date) =>
            string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000}-{date.Month:00}-{date.Day:00}");
    }
}
