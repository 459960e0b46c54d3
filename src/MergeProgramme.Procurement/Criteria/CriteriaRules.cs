using System.Globalization;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Criteria;

/// <summary>What holds for criteria beside each other: weights, levels, climate and environment (FOA §§ 7-9, 8-11, 18-1). Pure.</summary>
internal static class CriteriaRules
{
    private const int Whole = 100;

    /// <summary>What is wrong with a criterion beside the others.</summary>
    public static IEnumerable<Violation> Check(IReadOnlyCollection<Criterion> all, Criterion criterion)
    {
        var award = criterion.Kind == CriterionKind.Award;
        if (award && criterion.Weight is < 1 or > Whole)
            yield return new("criterion.weight", "WEIGHT_REQUIRED");
        if (!award && criterion.Weight != 0)
            yield return new("criterion.weight", "WEIGHT_OF_REQUIREMENT");
        if (!award && criterion.PriceFormula != PriceFormula.Unspecified)
            yield return new("criterion.price_formula", "FORMULA_OF_REQUIREMENT");
        var hasParts = criterion.Name.Length > 0 && all.Any(c => c.ParentCriterion == criterion.Name);
        if (hasParts && !award)
            yield return new("criterion.kind", "CRITERION_HAS_PARTS");
        if (hasParts && criterion.PriceFormula != PriceFormula.Unspecified)
            yield return new("criterion.price_formula", "FORMULA_OF_PARTS");
        if (
            criterion.PriceFormula != PriceFormula.Unspecified
            && all.Any(c => c.PriceFormula != PriceFormula.Unspecified && c.Name != criterion.Name)
        )
            yield return new("criterion.price_formula", "PRICE_TWICE");
        if (criterion.ParentCriterion.Length == 0)
            yield break;
        var parent = all.FirstOrDefault(c => c.Name == criterion.ParentCriterion);
        if (parent is null)
            yield return new("criterion.parent_criterion", "NOT_FOUND", criterion.ParentCriterion);
        else if (
            parent.Kind != CriterionKind.Award
            || !award
            || parent.ParentCriterion.Length > 0
            || hasParts
            || parent.Name == criterion.Name
            || parent.PriceFormula != PriceFormula.Unspecified
        )
            yield return new("criterion.parent_criterion", "CRITERION_TOO_DEEP", parent.Title);
    }

    /// <summary>What stands in the way of publication.</summary>
    /// <param name="environment">The figure on climate and environment in effect; null where none is.</param>
    /// <param name="environmentReason">Why they weigh less.</param>
    public static IEnumerable<Violation> CheckPublish(
        IReadOnlyCollection<Criterion> all,
        ProcurementRule? environment,
        string environmentReason
    )
    {
        var award = all.Where(c => c.Kind == CriterionKind.Award).ToList();
        if (award.Count == 0)
        {
            yield return new("criteria", "NO_AWARD_CRITERION");
            yield break;
        }
        var top = award.Where(c => c.ParentCriterion.Length == 0).Sum(c => c.Weight);
        if (top != Whole)
            yield return new("criteria", "WEIGHTS_NOT_100", top);
        foreach (var parts in award.Where(c => c.ParentCriterion.Length > 0).GroupBy(c => c.ParentCriterion))
        {
            var sum = parts.Sum(c => c.Weight);
            if (sum != Whole)
                yield return new(
                    "criteria",
                    "WEIGHTS_NOT_100",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{sum} ({award.Find(c => c.Name == parts.Key)?.Title ?? ResourceNames.Id(parts.Key)})"
                    )
                );
        }
        if (!award.Exists(c => c.PriceFormula != PriceFormula.Unspecified))
            yield return new("criteria", "NO_PRICE_OR_COST");
        if (environment is not null && string.IsNullOrWhiteSpace(environmentReason))
        {
            var weight = EnvironmentWeight(award);
            if (weight < environment.Value * 100)
                yield return new(
                    "criteria",
                    "ENVIRONMENT_TOO_LIGHT",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{weight / 100m:0.##} % < {environment.Value} % ({environment.Source})"
                    )
                );
        }
    }

    /// <summary>What climate and environment weigh, in hundredths of a per cent; what is under an environmental criterion counts with it, once.</summary>
    public static int EnvironmentWeight(IReadOnlyCollection<Criterion> all)
    {
        var environmental = all.Where(c => c.Environment).Select(c => c.Name).ToHashSet();
        return all.Where(c => c.Environment && !environmental.Contains(c.ParentCriterion)).Sum(c => Effective(all, c));
    }

    /// <summary>Per cent of the whole, in hundredths.</summary>
    public static int Effective(IEnumerable<Criterion> all, Criterion criterion) =>
        criterion.Kind != CriterionKind.Award ? 0
        : criterion.ParentCriterion.Length == 0 ? criterion.Weight * 100
        : criterion.Weight * (all.FirstOrDefault(c => c.Name == criterion.ParentCriterion)?.Weight ?? 0);

    /// <summary>Sets what each weighs in the whole.</summary>
    public static void SetEffectiveWeights(IReadOnlyCollection<Criterion> all)
    {
        foreach (var criterion in all)
            criterion.EffectiveWeightHundredths = Effective(all, criterion);
    }

    /// <summary>Those that are scored or priced: award criteria without parts.</summary>
    public static IEnumerable<Criterion> Leaves(IReadOnlyCollection<Criterion> all) =>
        all.Where(c => c.Kind == CriterionKind.Award && all.All(p => p.ParentCriterion != c.Name));

    /// <summary>Each followed by its parts.</summary>
    /// <param name="all">By position.</param>
    public static List<Criterion> InOrder(IReadOnlyCollection<Criterion> all) =>
        [
            .. all.Where(c => c.ParentCriterion.Length == 0)
                .SelectMany(top => all.Where(c => c.ParentCriterion == top.Name).Prepend(top)),
        ];
}
