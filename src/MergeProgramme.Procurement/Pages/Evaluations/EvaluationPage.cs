using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Pages.Procurements;
using MergeProgramme.Procurement.V1;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Evaluations;

/// <summary>What the pages of one procurement's evaluation share.</summary>
internal abstract class EvaluationPage(OrganisationServiceClient organisation, ProcurementServiceClient procurement)
    : CasePage(organisation, procurement)
{
    public string EvaluationUrl => $"{CaseUrl}/evaluation";

    /// <summary>All tenders in the order that they came, once loaded.</summary>
    public IReadOnlyList<Tender> Tenders { get; private set; } = [];

    /// <summary>Those that are compared.</summary>
    public IReadOnlyList<Tender> Qualified => [.. Procurement.Evaluations.EvaluationRules.Compared(Tenders)];

    /// <summary>The criteria that people score.</summary>
    public IReadOnlyList<Criterion> Scored => Procurement.Evaluations.EvaluationRules.Scored(Criteria);

    /// <summary>The evaluators' work, once loaded.</summary>
    public IReadOnlyList<Evaluation> Evaluations { get; private set; } = [];

    /// <summary>Whether every evaluator has finished.</summary>
    public bool Disclosed { get; private set; }

    /// <summary>The reader's own; null where they are no evaluator here.</summary>
    public Evaluation? Mine => Evaluations.FirstOrDefault(one => one.Own);

    public string TitleOfTender(string tender) =>
        Tenders.FirstOrDefault(one => one.Name == tender)?.Tenderer ?? ResourceNames.Id(tender);

    public string TitleOfCriterion(string criterion) =>
        Criteria.FirstOrDefault(one => one.Name == criterion)?.Title ?? ResourceNames.Id(criterion);

    /// <summary>Per cent of the whole, as people write it.</summary>
    public static string WeightOf(Criterion criterion) =>
        (criterion.EffectiveWeightHundredths / 100m).ToString("0.##", CultureInfo.CurrentCulture);

    /// <summary>A number of the contract as people write it, at most so many decimals.</summary>
    public static string Number(Google.Type.Decimal? value, int decimals = 4) =>
        value is null
            ? ""
            : decimal.Round(Procurement.Evaluations.Exact.Number(value), decimals, MidpointRounding.AwayFromZero)
                .ToString("0." + new string('#', decimals), CultureInfo.CurrentCulture);

    /// <summary>What people typed as a number, as the contract takes it; null where nothing was typed.</summary>
    protected static Google.Type.Decimal? Typed(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : new() { Value = text.Trim().Replace(',', '.') };

    /// <summary>Fields of lists keep their place: <c>scores[0].score</c> → <c>Scores[0].Score</c>.</summary>
    protected static string Place(string path) =>
        string.Join(
            '.',
            path.Split('.')
                .Select(part =>
                    string.Concat(
                        part.Split('_').Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..])
                    )
                )
        );

    /// <summary>Loads the case, its criteria, tenders and evaluations.</summary>
    protected async Task LoadEvaluationAsync(string title)
    {
        await LoadCaseAsync(title);
        await LoadCriteriaAsync();
        Tenders = await WholeList.ReadAsync(
            token =>
                ProcurementClient.ListTendersAsync(
                    new()
                    {
                        Parent = CaseName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Tenders, answer.NextPageToken)
        );
        Evaluations = await WholeList.ReadAsync(
            token =>
                ProcurementClient.ListEvaluationsAsync(
                    new()
                    {
                        Parent = CaseName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer =>
            {
                Disclosed = answer.Disclosed;
                return (answer.Evaluations, answer.NextPageToken);
            }
        );
    }

    /// <summary>What was agreed on; null for whoever may not see it now.</summary>
    protected async Task<Consensus?> ConsensusAsync()
    {
        try
        {
            return await ProcurementClient.GetConsensusAsync(
                new() { Name = $"{CaseName}/consensus" },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.FailedPrecondition)
        {
            return null;
        }
    }
}
