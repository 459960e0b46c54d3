using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.V1;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Evaluations;

/// <summary>A part of a bar, in the picture's own units.</summary>
internal sealed record BarPart(int Index, string Criterion, string X, string Width, string Weighted);

/// <summary>Who comes first, by what, how little would change it, and how prices became points.</summary>
[PagePermission("procurement.read")]
internal sealed class RankingModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : EvaluationPage(organisation, procurement)
{
    public const int RowHeight = 46;

    /// <summary>How many fills the style sheet tells apart.</summary>
    public const int Colours = 6;

    // Ten points are the whole width.
    private const decimal PerPoint = 64;

    /// <summary>Null where it cannot be computed or seen now; why stands above the page.</summary>
    public V1.Ranking? Ranking { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadEvaluationAsync(texts["Ranking.Title"]);
        try
        {
            Ranking = await ProcurementClient.GetRankingAsync(new() { Name = CaseName }, cancellationToken: Aborted);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // What is refused is said instead.
        }
    }

    /// <summary>The parts of a tender's bar, from the left.</summary>
    public IEnumerable<BarPart> Parts(V1.RankedTender tender)
    {
        var x = 0m;
        foreach (var (i, points) in tender.CriterionPoints.Index())
        {
            var width = Exact.Number(points.Weighted) * PerPoint;
            yield return new(
                i % Colours,
                points.Criterion,
                x.ToString("0.##", CultureInfo.InvariantCulture),
                width.ToString("0.##", CultureInfo.InvariantCulture),
                Number(points.Weighted)
            );
            x += width;
        }
    }

    /// <summary>The sum from price to points, with its figures.</summary>
    public string Calculation(V1.PriceExample example)
    {
        var key =
            example.Denominator is { Units: 0, Nanos: 0 } ? "AllEqual"
            : example.Cut ? "LinearCut"
            : example.PriceFormula.ToString();
        return texts[
            $"Ranking.Step.{key}",
            Formats.AmountInField(example.Price),
            Formats.AmountInField(example.LowestPrice),
            Formats.AmountInField(example.Numerator),
            Formats.AmountInField(example.Denominator),
            Number(example.Quotient),
            Number(example.Points),
            Formats.AmountInField(example.HighestPrice)
        ];
    }
}
