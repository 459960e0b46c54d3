using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>What people write about a criterion.</summary>
internal sealed class CriterionForm
{
    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public CriterionKind Kind { get; set; } = CriterionKind.Award;

    public string ParentCriterion { get; set; } = "";

    public int? Weight { get; set; }

    public PriceFormula PriceFormula { get; set; }

    public bool Environment { get; set; }

    /// <summary>The form for a criterion as it stands.</summary>
    public static CriterionForm From(Criterion criterion) =>
        new()
        {
            Title = criterion.Title,
            Description = criterion.Description,
            Kind = criterion.Kind,
            ParentCriterion = criterion.ParentCriterion,
            Weight = criterion.Weight == 0 ? null : criterion.Weight,
            PriceFormula = criterion.PriceFormula,
            Environment = criterion.Environment,
        };

    /// <summary>The criterion that the form says.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public Criterion ToCriterion(string name, string etag = "") =>
        new()
        {
            Name = name,
            Title = Title.Trim(),
            Description = Description.Trim(),
            Kind = Kind,
            ParentCriterion = ParentCriterion,
            Weight = Weight ?? 0,
            PriceFormula = PriceFormula,
            Environment = Environment,
            Etag = etag,
        };

    /// <summary>What a criterion can be a part of.</summary>
    /// <param name="name">The criterion itself; empty for a new one.</param>
    public static List<SelectListItem> Parents(IEnumerable<Criterion> criteria, string name, string top) =>
        [
            new(top, ""),
            .. criteria
                .Where(c =>
                    c.Kind == CriterionKind.Award
                    && c.ParentCriterion.Length == 0
                    && c.PriceFormula == PriceFormula.Unspecified
                    && c.Name != name
                )
                .Select(c => new SelectListItem(c.Title, c.Name)),
        ];
}
