using MergeProgramme.Benefits.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Names;
using BenefitKind = MergeProgramme.Benefits.V1.BenefitKind;
using EffectKind = MergeProgramme.Benefits.V1.EffectKind;
using Goal = MergeProgramme.Benefits.V1.Goal;
using GoalKind = MergeProgramme.Benefits.V1.GoalKind;

namespace MergeProgramme.Benefits.FromMandates;

/// <summary>What a decided mandate sets out to gain, in the document's order. Names, create times and etags are still to be given.</summary>
internal static class MandateContents
{
    /// <summary>
    /// Whether it is a mandate that was approved: its goals hold from now on. The documents after it repeat them, and people follow up here what
    /// those change.
    /// </summary>
    public static bool IsApproved(Mandate mandate) =>
        mandate.Decision?.Verdict == Verdict.Start
        && mandate.DocumentKind is (DocumentKind.Unspecified or DocumentKind.Mandate)
        // One that carries out changes repeats the mandate that was approved before it.
        && mandate.ChangeRequests.Count == 0;

    /// <summary>The goals that it states.</summary>
    public static IEnumerable<Goal> Goals(Mandate mandate) =>
        mandate
            .Sections.SelectMany(s => s.Goals)
            .Select(stated => new Goal
            {
                // The two contracts count the kinds alike; a test holds them to it.
                Kind = (GoalKind)stated.Kind,
                Text = stated.Text,
                Amount = stated.Amount,
                AmountMax = stated.AmountMax,
                Effect = (EffectKind)stated.Effect,
                EffectYear = stated.EffectYear,
                SubProject = ResourceNames.Parent(mandate.Name),
                SourceMandate = mandate.Name,
                SourceMandateTitle = mandate.Title,
            });

    /// <summary>The benefits that it expects. Which goal each adds to, and who answers for it, people have to say.</summary>
    public static IEnumerable<Benefit> Benefits(Mandate mandate) =>
        mandate
            .Sections.SelectMany(s => s.ExpectedBenefits)
            .Select(expected => new Benefit
            {
                Kind = (BenefitKind)expected.Kind,
                Text = expected.Text,
                Beneficiary = expected.Beneficiary,
                SubProject = ResourceNames.Parent(mandate.Name),
                SourceMandate = mandate.Name,
                SourceMandateTitle = mandate.Title,
            });
}
