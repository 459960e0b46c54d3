using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Procurement.Tests.Cases;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Procurement.Tests.Evaluations;

/// <summary>A procurement whose three tenders are opened and qualified, with an officer and two evaluators who have declared.</summary>
internal sealed class EvaluationOffice : IAsyncDisposable
{
    public const string Reason = "Vist i demonstrasjonen, se vedlegg 3.";

    private EvaluationOffice(CaseOffice cases, IReadOnlyList<Tender> tenders, IReadOnlyList<Criterion> criteria) =>
        (Cases, Tenders, Criteria) = (cases, tenders, criteria);

    public CaseOffice Cases { get; }

    /// <summary>17.5, 16.9 and 20 MNOK.</summary>
    public IReadOnlyList<Tender> Tenders { get; }

    /// <summary>Those that people score, in their order: usability 18 %, integrations 12 %, climate and environment 30 %.</summary>
    public IReadOnlyList<Criterion> Criteria { get; }

    /// <param name="assess">Whether the tenders are qualified.</param>
    public static async Task<EvaluationOffice> OpenAsync(
        TestDatabase database,
        Transport transport = Transport.InProcess,
        bool assess = true
    )
    {
        var cases = await CaseOffice.OpenAsync(database, transport);
        await cases.PublishedAsync();
        List<Tender> tenders = [];
        foreach (
            var (tenderer, number, kroner) in new[]
            {
                ("Fjordjournal AS", "974760673", 17_500_000),
                ("Bjørk Helsedata AS", "991825827", 16_900_000),
                ("Skog Journal AS", "971032081", 20_000_000),
            }
        )
            tenders.Add(await cases.Client.ReceiveTenderAsync(CaseOffice.Tender(tenderer, number, kroner)));
        var criteria = (await cases.Client.ListCriteriaAsync(new() { Parent = CaseOffice.Case })).Criteria;
        var office = new EvaluationOffice(
            cases,
            tenders,
            [
                .. new[] { "Brukervennlighet", "Integrasjoner", "Klima og miljø" }.Select(title =>
                    criteria.Single(c => c.Title == title)
                ),
            ]
        );
        if (assess)
            await office.OpenTendersAsync();
        return office;
    }

    public ValueTask DisposeAsync() => Cases.DisposeAsync();

    /// <summary>The deadline passes, two open, and the officer qualifies all.</summary>
    public async Task OpenTendersAsync()
    {
        Cases.Clock.Advance(TimeSpan.FromDays(36));
        foreach (var person in new[] { 0, 1 })
        {
            var current = await Cases.Office().GetProcurementCaseAsync(new() { Name = CaseOffice.Case });
            await Cases.As(Cases.People[person].Caller).OpenTendersAsync(new() { Name = CaseOffice.Case, Etag = current.Etag });
        }
        foreach (var tender in Tenders)
            await Cases.As(Cases.People[0].Caller).AssessTenderAsync(new() { Name = tender.Name, Qualified = true });
        Cases.Office();
    }

    public async Task<ListEvaluationsResponse> ListAsync(Caller caller) =>
        await (caller == TestCaller.Office ? Cases.Office() : Cases.As(caller)).ListEvaluationsAsync(
            new() { Parent = CaseOffice.Case }
        );

    /// <summary>Scores one tender on the three criteria.</summary>
    public async Task<Evaluation> ScoreAsync(Caller caller, int tender, params decimal[] scores) =>
        await Cases.As(caller).ScoreTenderAsync(Asked(tender, scores));

    public ScoreTenderRequest Asked(int tender, params decimal[] scores) =>
        new()
        {
            Name = Tenders[tender].Name,
            Scores =
            {
                scores.Select(
                    (score, i) =>
                        new TenderScore
                        {
                            Criterion = Criteria[i % Criteria.Count].Name,
                            Score = Decimal(score),
                            Reason = Reason,
                        }
                ),
            },
        };

    public async Task ScoreAllAsync(Caller caller, params (decimal, decimal, decimal)[] tenders)
    {
        foreach (var (i, scores) in tenders.Index())
            await ScoreAsync(caller, i, scores.Item1, scores.Item2, scores.Item3);
    }

    public async Task<Evaluation> FinishAsync(Caller caller)
    {
        var own = (await ListAsync(caller)).Evaluations.Single(one => one.Own);
        return await Cases.As(caller).FinishEvaluationAsync(new() { Name = own.Name, Etag = own.Etag });
    }

    /// <summary>Minutes of today in which each tender gets these scores on the three criteria.</summary>
    public Consensus Minutes(params (decimal, decimal, decimal)[] tenders) =>
        new()
        {
            MeetingDate = NorwegianTime.DateIn(Cases.Now).ToDate(),
            PresentMembers = { Cases.People.Select(one => one.Member.Name) },
            Criteria =
            {
                Criteria.Select(
                    (criterion, i) =>
                        new ConsensusCriterion
                        {
                            Criterion = criterion.Name,
                            Minutes = "Vi gikk gjennom begrunnelsene og ble enige.",
                            Scores =
                            {
                                tenders.Select(
                                    (scores, tender) =>
                                        new ConsensusScore
                                        {
                                            Tender = Tenders[tender].Name,
                                            Score = Decimal(
                                                i == 0 ? scores.Item1
                                                : i == 1 ? scores.Item2
                                                : scores.Item3
                                            ),
                                        }
                                ),
                            },
                        }
                ),
            },
        };

    /// <summary>Everybody has scored and finished, and the minutes are written: Fjordjournal wins.</summary>
    public async Task<Ranking> RankedAsync()
    {
        foreach (var person in new[] { 1, 2 })
        {
            await ScoreAllAsync(Cases.People[person].Caller, (8, 7.5m, 6), (7, 9, 5), (4, 5, 9));
            await FinishAsync(Cases.People[person].Caller);
        }
        var officer = Cases.As(Cases.People[0].Caller);
        await officer.RecordConsensusAsync(
            new() { Name = CaseOffice.Case, Consensus = Minutes((7, 8, 6), (7, 7, 5), (4, 5, 8.5m)) }
        );
        var ranking = await officer.GetRankingAsync(new() { Name = CaseOffice.Case });
        Cases.Office();
        return ranking;
    }

    /// <summary>The call is refused for this reason alone.</summary>
    /// <param name="times">How often it is said.</param>
    public async Task RefusedAsync<T>(string reason, Func<AsyncUnaryCall<T>> call, int times = 1)
    {
        var refused = await Refusals.RefusedAsync(StatusCode.FailedPrecondition, async () => await call());
        Assert.Equal(Enumerable.Repeat(reason, times), refused.Select(one => one.Reason));
    }

    public static Google.Type.Decimal Decimal(decimal value) =>
        new() { Value = value.ToString("0.####", CultureInfo.InvariantCulture) };
}
