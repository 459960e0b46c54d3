using System.Text;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Documents;
using Line = MergeProgramme.Platform.Documents.CanonicalWriter.Line;

namespace MergeProgramme.Mandates.Documents;

/// <summary>
/// The text of a mandate that a decision binds itself to, and its SHA-256. Everything of the content is in it, in the document's order, and
/// nothing else: not etags, times, state or decision. Two mandates with different content have different texts (<see cref="CanonicalWriter"/>).
/// The words are Norwegian whatever the reader's language, and never change: they are part of the hash.
/// </summary>
internal static class CanonicalText
{
    // Part of the text: a change of the writing below needs a new number, so that old hashes can still be understood.
    private const string Format = "# Mandattekst, format 1";

    /// <summary>The text and its hash.</summary>
    public static MandateText Of(Mandate mandate)
    {
        var text = new StringBuilder();
        text.Append(Format).Append('\n');
        var name = new CanonicalWriter();
        name.Field("navn", mandate.Name);
        name.Field("versjon", mandate.Version);
        CanonicalWriter.Append(text, name.Lines);
        CanonicalWriter.Append(text, Front(mandate));
        foreach (var section in mandate.Sections)
        {
            text.Append('\n').Append("# ").Append(CanonicalWriter.OneLine(Heading(section))).Append('\n');
            var key = new CanonicalWriter();
            key.Field("nummer", section.Number);
            key.Field("avsnitt", Key(section));
            CanonicalWriter.Append(text, key.Lines);
            CanonicalWriter.Append(text, Content(section));
        }

        var result = text.ToString();
        return new MandateText { Text = result, Hash = CanonicalWriter.Hash(result) };
    }

    /// <summary>The last part of the section's name, which is the same in every version.</summary>
    internal static string Key(Section section) => section.Name[(section.Name.LastIndexOf('/') + 1)..];

    /// <summary>Number and title.</summary>
    internal static string Heading(Section section) =>
        section.Number.Length == 0 ? section.Title : $"{section.Number} {section.Title}";

    /// <summary>What stands before the sections: title, template, date, who drew it up.</summary>
    internal static IReadOnlyList<Line> Front(Mandate mandate)
    {
        var writer = new CanonicalWriter();
        writer.Field("tittel", mandate.Title);
        writer.Field("mal", mandate.Template);
        writer.Field("dato", mandate.DocumentDate);
        writer.Field("utarbeidet av", mandate.PreparedByDisplayName);
        writer.Field("utarbeidet av (person)", mandate.PreparedBy);
        // A mandate has neither: its text, and the hashes of those decided, are as they were.
        if (mandate.PhaseChange > 0)
            writer.Field("faseendring", mandate.PhaseChange);
        if (mandate.ChangeSummary.Length > 0)
            writer.Field("endret siden forrige dokument", mandate.ChangeSummary);
        return writer.Lines;
    }

    /// <summary>All that a section holds, below its heading.</summary>
    internal static IReadOnlyList<Line> Content(Section section)
    {
        var writer = new CanonicalWriter();
        writer.Free(section.Body);
        foreach (var (i, goal) in section.Goals.Index())
        {
            writer.Part("mål", i);
            writer.Field("slag", CanonicalWriter.Word(goal.Kind, (GoalKind.Main, "hovedmål"), (GoalKind.Result, "resultatmål")));
            writer.Field("tekst", goal.Text);
            writer.Field("beløp per år", goal.Amount);
            writer.Field("høyeste beløp per år", goal.AmountMax);
            writer.Field(
                "effekt",
                CanonicalWriter.Word(goal.Effect, (EffectKind.FullYear, "helårseffekt"), (EffectKind.InYear, "delårseffekt"))
            );
            writer.Field("fra år", goal.EffectYear);
        }

        foreach (var (i, item) in section.Items.Index())
        {
            writer.Part("punkt", i);
            writer.Field("tekst", item.Text);
        }

        writer.Field(
            "anskaffelse aktuelt",
            CanonicalWriter.Word(section.ProcurementRelevance, (ProcurementRelevance.Yes, "ja"), (ProcurementRelevance.No, "nei"))
        );
        foreach (var (i, benefit) in section.ExpectedBenefits.Index())
        {
            writer.Part("forventet gevinst", i);
            writer.Field(
                "slag",
                CanonicalWriter.Word(
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
                CanonicalWriter.Word(
                    entry.Kind,
                    (PlanEntryKind.Phase, "fase"),
                    (PlanEntryKind.Activity, "aktivitet"),
                    (PlanEntryKind.Milestone, "milepæl")
                )
            );
            writer.Field("tekst", entry.Text);
            Field(writer, "periode", entry.Period);
        }

        foreach (var (i, frame) in section.BudgetFrames.Index())
        {
            writer.Part("budsjettramme", i);
            writer.Field(
                "slag",
                CanonicalWriter.Word(
                    frame.Kind,
                    (BudgetKind.Operations, "drift"),
                    (BudgetKind.Procurement, "anskaffelse"),
                    (BudgetKind.Assessment, "utredning")
                )
            );
            writer.Field("inntil", frame.Amount);
            writer.Field("per år", frame.PerYear ? "ja" : "");
            Field(writer, "periode", frame.Period);
            writer.Field("merknad", frame.Note);
        }

        foreach (var (i, dependency) in section.Dependencies.Index())
        {
            writer.Part("avhengighet", i);
            writer.Field("av", dependency.DisplayName);
            writer.Field("delprosjekt", dependency.SubProject);
            writer.Field("interessent", dependency.Stakeholder);
            writer.Field("begrunnelse", dependency.Reason);
            Field(writer, "trengs innen", dependency.NeededBy);
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
            Field(writer, "ferdig", attachment.Due);
            writer.Field("referanse", attachment.Reference);
        }

        return writer.Lines;
    }

    private static void Field(CanonicalWriter writer, string label, Period? period)
    {
        if (period is null)
        {
            return;
        }

        writer.Field(label, period.Label);
        writer.Field($"{label}, første dag", period.StartDate);
        writer.Field($"{label}, siste dag", period.EndDate);
        writer.Field(
            $"{label}, dager",
            CanonicalWriter.Word(
                period.Resolution,
                (PeriodResolution.Read, "lest av teksten"),
                (PeriodResolution.Stated, "oppgitt"),
                (PeriodResolution.Unreadable, "ikke lest")
            )
        );
    }
}
