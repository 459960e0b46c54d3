using Grpc.Core;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Procurement.Tests.Cases;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Procurement.Tests.Evaluations;

/// <summary>Scores, blind until all have finished; consensus; ranking: through the contract.</summary>
[Collection("hosts")]
public sealed class EvaluationTests
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(All))]
    public async Task Scores_are_blind_until_all_have_finished_and_end_in_a_ranking(TestDatabase database, Transport transport)
    {
        await using var it = await EvaluationOffice.OpenAsync(database, transport);
        var (yasmin, ola) = (it.Cases.People[1].Caller, it.Cases.People[2].Caller);
        Assert.Equal(
            [(EvaluationState.InProgress, 0, 9), (EvaluationState.InProgress, 0, 9)],
            (await it.ListAsync(yasmin)).Evaluations.Select(one => (one.State, one.ScoreCount, one.NeededCount))
        );

        var scored = await it.ScoreAsync(yasmin, 0, 8, 7.5m, 6);
        Assert.Equal((3, 9, true), (scored.ScoreCount, scored.NeededCount, scored.Own));
        Assert.Equal(["8", "7.5", "6"], scored.Scores.Select(one => one.Score.Value));
        await it.ScoreAllAsync(yasmin, (8, 7.5m, 6), (7, 9, 5), (4, 5, 9.9m));
        // A score is changed until one has finished.
        await it.ScoreAsync(yasmin, 2, 4, 5, 9);
        Assert.Equal(EvaluationState.Finished, (await it.FinishAsync(yasmin)).State);
        await it.ScoreAllAsync(ola, (6, 8, 6), (7, 6, 5), (5, 5, 8));

        // Neither the other evaluator, the officer nor the office sees a score; how many there are they do.
        foreach (var reader in new[] { ola, it.Cases.People[0].Caller, TestCaller.Office })
        {
            var seen = await it.ListAsync(reader);
            Assert.False(seen.Disclosed);
            Assert.All(seen.Evaluations.Where(one => !one.Own), one => Assert.Empty(one.Scores));
            Assert.Equal([9, 9], seen.Evaluations.Select(one => one.ScoreCount));
            if (reader != TestCaller.Office)
                await it.RefusedAsync(
                    "EVALUATIONS_BLIND",
                    () => it.Cases.As(reader).ListScoreDifferencesAsync(new() { Parent = CaseOffice.Case })
                );
        }
        var log = await it.Cases.Office().ListEventsAsync(new() { Subject = CaseOffice.Programme, PageSize = 1000 });
        Assert.DoesNotContain(log.Events, e => e.ToString().Contains(EvaluationOffice.Reason, StringComparison.Ordinal));
        await it.RefusedAsync(
            "EVALUATIONS_BLIND",
            () =>
                it
                    .Cases.As(it.Cases.People[0].Caller)
                    .RecordConsensusAsync(
                        new() { Name = CaseOffice.Case, Consensus = it.Minutes((7, 8, 6), (7, 7, 5), (4, 5, 8)) }
                    )
        );

        // The last one finishes: all see all, and the log holds it.
        await it.FinishAsync(ola);
        var disclosed = await it.ListAsync(yasmin);
        Assert.True(disclosed.Disclosed);
        Assert.All(disclosed.Evaluations, one => Assert.Equal(9, one.Scores.Count));
        log = await it.Cases.Office().ListEventsAsync(new() { Subject = CaseOffice.Programme, PageSize = 1000 });
        Assert.Equal(2, log.Events.Count(e => e.Type == "procurement.evaluation.disclosed"));
        var differences = (await it.Cases.As(ola).ListScoreDifferencesAsync(new() { Parent = CaseOffice.Case })).ScoreDifferences;
        Assert.Equal(9, differences.Count);
        var widest = differences.MaxBy(one =>
            decimal.Parse(one.Spread.Value, System.Globalization.CultureInfo.InvariantCulture)
        )!;
        Assert.Equal(
            (it.Tenders[1].Name, it.Criteria[1].Name, "6", "9", "3", "7.5"),
            (widest.Tender, widest.Criterion, widest.Lowest.Value, widest.Highest.Value, widest.Spread.Value, widest.Mean.Value)
        );

        // Consensus, then the ranking: price by the formula, to the last digit, every time.
        var officer = it.Cases.As(it.Cases.People[0].Caller);
        await it.RefusedAsync("CONSENSUS_SCORE_MISSING", () => officer.GetRankingAsync(new() { Name = CaseOffice.Case }), 9);
        var minutes = it.Minutes((7, 8, 6), (7, 7, 5), (4, 5, 8.5m));
        var recorded = await officer.RecordConsensusAsync(new() { Name = CaseOffice.Case, Consensus = minutes });
        Assert.Equal(recorded, await officer.GetConsensusAsync(new() { Name = $"{CaseOffice.Case}/consensus" }));
        Assert.Equal("Lene Ramstadli", recorded.RecorderDisplayName);
        var ranking = await officer.GetRankingAsync(new() { Name = CaseOffice.Case });
        // Price 40 % of 17.5, 16.9 and 20 MNOK; quality 30 % in 60 and 40; climate 30 %.
        Assert.Equal(
            [("Fjordjournal AS", 1, "7.878"), ("Bjørk Helsedata AS", 2, "7.6"), ("Skog Journal AS", 3, "7.13628")],
            ranking.RankedTenders.Select(one => (one.Tenderer, one.Rank, one.Total.Value))
        );
        Assert.Equal(ranking, await officer.GetRankingAsync(new() { Name = CaseOffice.Case }));
        Assert.Equal(64, ranking.ContentHash.Length);
        await it.RefusedAsync("NOT_A_MEMBER", () => it.Cases.Office().GetRankingAsync(new() { Name = CaseOffice.Case }));
    }

    [Fact]
    public async Task Whoever_may_not_score_is_told_by_which_rule()
    {
        await using var it = await EvaluationOffice.OpenAsync(TestDatabase.Sqlite, assess: false);
        var own = await it.Cases.Client.ReceiveTenderAsync(CaseOffice.Tender("Nordre Journal AS", "923609016", 15_000_000));
        var (officer, yasmin, ola) = (it.Cases.People[0].Caller, it.Cases.People[1].Caller, it.Cases.People[2].Caller);
        await RefusedAsync("SCORING_BEFORE_OPENING", yasmin, it.Asked(0, 5));
        await it.OpenTendersAsync();
        await RefusedAsync("NOT_A_MEMBER", TestCaller.Office, it.Asked(0, 5));
        await RefusedAsync("NOT_AN_EVALUATOR", officer, it.Asked(0, 5));
        var (kari, _) = await it.Cases.JoinAsync("Kari Hemnesmo", CaseRole.Evaluator);
        await RefusedAsync("DECLARATION_MISSING", kari, it.Asked(0, 5));
        await it.Cases.DeclareAsync(3, conflict: true);
        await RefusedAsync("MEMBER_HAS_CONFLICT", kari, it.Asked(0, 5));
        var asked = it.Asked(0, 5);
        asked.Name = own.Name;
        await RefusedAsync("TENDER_NOT_QUALIFIED", yasmin, asked);
        await it.Cases.As(officer).AssessTenderAsync(new() { Name = own.Name, Qualified = true });
        await RefusedAsync("OWN_EMPLOYER", ola, asked);

        // What is missing is said score by score, and the own employer's tender is not asked for.
        await it.ScoreAsync(ola, 0, 5, 5);
        var mine = (await it.ListAsync(ola)).Evaluations.Single(one => one.Own);
        Assert.Equal((2, 9), (mine.ScoreCount, mine.NeededCount));
        await it.RefusedAsync("SCORE_MISSING", () => it.Cases.As(ola).FinishEvaluationAsync(new() { Name = mine.Name }), 7);
        await it.RefusedAsync(
            "FINISH_YOURSELF_ONLY",
            () => it.Cases.As(yasmin).FinishEvaluationAsync(new() { Name = mine.Name })
        );
        await it.ScoreAllAsync(ola, (6, 8, 6), (7, 6, 5), (5, 5, 8));
        await it.FinishAsync(ola);
        await RefusedAsync("EVALUATION_FINISHED", ola, it.Asked(0, 5));
        it.Cases.Office();

        async Task RefusedAsync(string reason, Caller caller, ScoreTenderRequest request)
        {
            var client = caller == TestCaller.Office ? it.Cases.Office() : it.Cases.As(caller);
            await it.RefusedAsync(reason, () => client.ScoreTenderAsync(request));
        }
    }

    [Fact]
    public async Task What_is_no_score_is_refused_at_its_field()
    {
        await using var it = await EvaluationOffice.OpenAsync(TestDatabase.Sqlite);
        var yasmin = it.Cases.People[1].Caller;
        var price = (await it.Cases.Client.ListCriteriaAsync(new() { Parent = CaseOffice.Case })).Criteria.Single(c =>
            c.PriceFormula == PriceFormula.Linear
        );
        var request = it.Asked(0, 10.1m, 7.25m, 5, 5);
        request.Scores[3].Criterion = price.Name;
        request.Scores.Add(request.Scores[2].Clone());
        Assert.Equal(
            [
                ("scores[0].score", "SCORE_OUT_OF_RANGE"),
                ("scores[1].score", "SCORE_OUT_OF_RANGE"),
                ("scores[3].criterion", "CRITERION_NOT_SCORED"),
                ("scores[4].criterion", "CRITERION_TWICE"),
            ],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Cases.As(yasmin).ScoreTenderAsync(request)
            )
        );
        request = it.Asked(0, 5);
        request.Scores[0].Reason = "";
        Assert.Equal(
            [("scores[0].reason", "REQUIRED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Cases.As(yasmin).ScoreTenderAsync(request)
            )
        );
        Assert.Equal(0, (await it.ListAsync(yasmin)).Evaluations.Single(one => one.Own).ScoreCount);
        it.Cases.Office();
    }

    [Fact]
    public async Task Somebody_who_cannot_finish_is_taken_out_and_what_they_scored_is_never_shown()
    {
        await using var it = await EvaluationOffice.OpenAsync(TestDatabase.Sqlite);
        var (officer, yasmin, ola) = (it.Cases.People[0].Caller, it.Cases.People[1].Caller, it.Cases.People[2].Caller);
        await it.ScoreAllAsync(yasmin, (8, 7.5m, 6), (7, 9, 5), (4, 5, 9));
        await it.FinishAsync(yasmin);
        await it.ScoreAsync(ola, 0, 1, 1, 1);
        var his = (await it.ListAsync(officer)).Evaluations.Single(one => one.EvaluatorDisplayName == "Ola Krosbymoen");
        Assert.Empty(his.Scores);
        var client = it.Cases.As(officer);
        Assert.Equal(
            [("reason", "REQUIRED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.WithdrawEvaluationAsync(new() { Name = his.Name })
            )
        );
        var withdrawn = await client.WithdrawEvaluationAsync(
            new()
            {
                Name = his.Name,
                Reason = "Sykmeldt.",
                Etag = his.Etag,
            }
        );
        Assert.Equal((EvaluationState.Withdrawn, "Sykmeldt."), (withdrawn.State, withdrawn.WithdrawReason));
        var seen = await it.ListAsync(officer);
        Assert.True(seen.Disclosed);
        Assert.Equal([0, 9], seen.Evaluations.Select(one => one.Scores.Count).Order());
        await it.RefusedAsync("EVALUATION_WITHDRAWN", () => it.Cases.As(ola).ScoreTenderAsync(it.Asked(0, 5)));
        await it.RefusedAsync(
            "EVALUATION_FINISHED",
            () => it.Cases.As(officer).WithdrawEvaluationAsync(new() { Name = Name(seen, "Yasmin Tellefsrud"), Reason = "Nei." })
        );
        // Whoever comes after that does not score: they could have seen what others gave.
        it.Cases.Office();
        var (kari, _) = await it.Cases.JoinAsync("Kari Hemnesmo", CaseRole.Evaluator);
        await it.Cases.DeclareAsync(3);
        await it.RefusedAsync("EVALUATIONS_DISCLOSED", () => it.Cases.As(kari).ScoreTenderAsync(it.Asked(0, 5)));
        it.Cases.Office();

        static string Name(ListEvaluationsResponse seen, string evaluator) =>
            seen.Evaluations.Single(one => one.EvaluatorDisplayName == evaluator).Name;
    }

    [Fact]
    public async Task Minutes_that_lack_something_are_refused_and_nothing_changes_after_the_award()
    {
        await using var it = await EvaluationOffice.OpenAsync(TestDatabase.Sqlite);
        var ranking = await it.RankedAsync();
        var officer = it.Cases.People[0].Caller;
        var minutes = it.Minutes((7, 8, 6), (7, 7, 5), (4, 5, 8.5m));
        minutes.MeetingDate = new()
        {
            Year = 2024,
            Month = 3,
            Day = 1,
        };
        minutes.PresentMembers.Add(minutes.PresentMembers[0]);
        minutes.Criteria[0].Scores[0].Score = EvaluationOffice.Decimal(11);
        minutes.Criteria[1].Scores.RemoveAt(2);
        Assert.Equal(
            [
                ("consensus.meeting_date", "MEETING_DATE_IMPOSSIBLE"),
                ("consensus.present_members[3]", "PRESENT_TWICE"),
                ("consensus.criteria[0].scores[0].score", "SCORE_OUT_OF_RANGE"),
                ("consensus.criteria", "CONSENSUS_SCORE_MISSING"),
            ],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Cases.As(officer).RecordConsensusAsync(new() { Name = CaseOffice.Case, Consensus = minutes })
            )
        );
        // Written on minutes that somebody has changed since.
        minutes = it.Minutes((7, 8, 6), (7, 7, 5), (4, 5, 8.5m));
        minutes.Etag = "old";
        await Refusals.RefusedAsync(
            StatusCode.Aborted,
            async () => await it.Cases.As(officer).RecordConsensusAsync(new() { Name = CaseOffice.Case, Consensus = minutes })
        );

        await using (var connection = await it.Cases.Host.OpenAsync("procurement"))
            await Dapper.SqlMapper.ExecuteAsync(connection, "UPDATE procurement_cases SET state = 4");
        minutes.Etag = "";
        await it.RefusedAsync(
            "EVALUATION_LOCKED",
            () => it.Cases.As(officer).RecordConsensusAsync(new() { Name = CaseOffice.Case, Consensus = minutes })
        );
        // The protocol holds what was received, agreed on and decided, and opens in Word.
        var protocol = await it.Cases.As(officer).ExportProcurementProtocolAsync(new() { Name = CaseOffice.Case });
        using (var stream = new MemoryStream(protocol.Content.ToByteArray()))
        using (var word = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(stream, false))
        {
            Assert.Empty(
                new DocumentFormat.OpenXml.Validation.OpenXmlValidator(
                    DocumentFormat.OpenXml.FileFormatVersions.Microsoft365
                ).Validate(word)
            );
            var text = word.MainDocumentPart!.Document!.Body!.InnerText;
            foreach (
                var said in new[] { "Fjordjournal AS (974760673)", "Lene Ramstadli", "Vi gikk gjennom", ranking.ContentHash }
            )
                Assert.Contains(said, text, StringComparison.Ordinal);
        }
        // From the award on whoever may read procurements sees how it came about, and it is the same to the last digit.
        Assert.Equal(ranking, await it.Cases.Office().GetRankingAsync(new() { Name = CaseOffice.Case }));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task No_sql_changes_what_an_evaluator_has_finished(TestDatabase database)
    {
        await using var it = await EvaluationOffice.OpenAsync(database);
        await it.ScoreAllAsync(it.Cases.People[1].Caller, (8, 7.5m, 6), (7, 9, 5), (4, 5, 9));
        await it.ScoreAsync(it.Cases.People[2].Caller, 0, 5);
        var finished = (await it.FinishAsync(it.Cases.People[1].Caller)).Name;
        it.Cases.Office();
        await using var connection = await it.Cases.Host.OpenAsync("procurement");
        foreach (
            var sql in new[]
            {
                $"UPDATE tender_scores SET score = 10000000 WHERE evaluation = '{finished}'",
                $"DELETE FROM tender_scores WHERE evaluation = '{finished}'",
                $"UPDATE tender_scores SET evaluation = '{finished}', tender = tender, criterion = criterion WHERE evaluation <> '{finished}'",
                $"UPDATE evaluations SET state = 1 WHERE name = '{finished}'",
                $"DELETE FROM evaluations WHERE name = '{finished}'",
                database == TestDatabase.Sqlite
                    ? $"INSERT OR REPLACE INTO tender_scores (rowid, evaluation, tender, criterion, score, reason) SELECT rowid, evaluation, tender, criterion, 0, '' FROM tender_scores WHERE evaluation = '{finished}'"
                    : "TRUNCATE tender_scores CASCADE",
            }
        )
        {
            var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
                Dapper.SqlMapper.ExecuteAsync(connection, sql)
            );
            Assert.Contains("A finished evaluation cannot be changed", refused.Message, StringComparison.Ordinal);
        }
        Assert.Equal(
            1,
            await Dapper.SqlMapper.ExecuteAsync(
                connection,
                "UPDATE tender_scores SET score = 0 WHERE evaluation <> '" + finished + "'"
            )
        );
    }

    [Fact]
    public async Task The_pages_lead_from_the_evaluators_form_to_the_ranking()
    {
        await using var it = await EvaluationOffice.OpenAsync(TestDatabase.Sqlite);
        var url = $"/{CaseOffice.Programme}/procurements/journal/evaluation";
        using var yasmin = new PageReader(it.Cases.Host, it.Cases.People[1].Caller.Id);
        var page = await yasmin.ReadAsync(url);
        Assert.Contains("Din evaluering", page, StringComparison.Ordinal);
        Assert.Contains("Poengene er skjult til alle er ferdige.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ta ut evaluerer</a>", page, StringComparison.Ordinal);
        foreach (var (i, tender) in it.Tenders.Index())
        {
            var form = $"{url}/tenders/{tender.Name[(tender.Name.LastIndexOf('/') + 1)..]}";
            // A score without a reason stays in the form, at its field.
            if (i == 0)
            {
                var (nowhere, html) = await yasmin.SendAsync(form, ("Scores[1].Score", "7,25"), ("Scores[1].Reason", "God"));
                Assert.Null(nowhere);
                Assert.Contains("id=\"Scores_1__Score-error\"", html, StringComparison.Ordinal);
                Assert.Contains("Skriv et tall fra 0 til 10", html, StringComparison.Ordinal);
            }
            var (location, _) = await yasmin.SendAsync(
                form,
                [
                    .. Enumerable
                        .Range(0, 3)
                        .SelectMany(line => new[] { ($"Scores[{line}].Score", "7,5"), ($"Scores[{line}].Reason", "Vist") }),
                ]
            );
            Assert.Equal(url, location);
        }
        Assert.Equal(url, (await yasmin.SendAsync(url)).Location);
        Assert.Contains("Ferdig", await yasmin.ReadAsync(url), StringComparison.Ordinal);
        Assert.Contains("Poengene er skjult", await yasmin.ReadAsync($"{url}/differences"), StringComparison.Ordinal);

        using var officer = new PageReader(it.Cases.Host, it.Cases.People[0].Caller.Id);
        var ola = it.Cases.People[2].Member.Name;
        Assert.Equal(
            url,
            (
                await officer.SendAsync($"{url}/evaluators/{ola[(ola.LastIndexOf('/') + 1)..]}/withdraw", ("Reason", "Sykmeldt"))
            ).Location
        );
        Assert.Contains("Vist", await officer.ReadAsync($"{url}/differences"), StringComparison.Ordinal);
        Assert.Contains("mangler poeng", await officer.ReadAsync($"{url}/ranking"), StringComparison.Ordinal);
        Assert.Equal(
            $"{url}/consensus",
            (
                await officer.SendAsync(
                    $"{url}/consensus/edit",
                    [
                        ("MeetingDate", "2024-04-10"),
                        ("PresentMembers", it.Cases.People[0].Member.Name),
                        ("PresentMembers", it.Cases.People[1].Member.Name),
                        .. Enumerable
                            .Range(0, 3)
                            .SelectMany(i =>
                                Enumerable
                                    .Range(0, 3)
                                    .Select(j => ($"Criteria[{i}].Scores[{j}].Score", j == 0 ? "8" : "6,5"))
                                    .Append(($"Criteria[{i}].Minutes", "Enige"))
                            ),
                    ]
                )
            ).Location
        );
        Assert.Contains("Yasmin Tellefsrud", await officer.ReadAsync($"{url}/consensus"), StringComparison.Ordinal);
        page = await officer.ReadAsync($"{url}/ranking");
        Assert.Contains("Bjørk Helsedata AS har best forhold", page, StringComparison.Ordinal);
        Assert.Contains(
            "600 000 / 16 900 000 = 0,0355; 10 × (1 − 0,0355) = 9,645",
            page.Replace('\u00a0', ' '),
            StringComparison.Ordinal
        );
        Assert.Contains("Ingen endring i vekten til ett kriterium", page, StringComparison.Ordinal);
    }
}
