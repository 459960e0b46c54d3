using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Procurement.Tests.Cases;

[Collection("hosts")]
public sealed class ProcurementCaseTests
{
    public static TheoryData<TestDatabase> Databases => [TestDatabase.Sqlite, TestDatabase.PostgreSql];

    [Theory, MemberData(nameof(Databases))]
    public async Task It_is_prepared_published_when_nothing_is_missing_and_locked_from_then_on(TestDatabase database)
    {
        await using var it = await CaseOffice.OpenAsync(database, Transport.H2c);
        var asked = it.Asked();
        (asked.EstimateBasis, asked.TenderDeadlineTime) = ("", null);
        var created = await it.CreateAsync(asked);
        Assert.Equal(
            (ProcurementCaseState.Preparation, Procedure.Open, "FOA § 5-3", 2_300_000),
            (created.State, created.Proposal.Procedure, created.Proposal.Rule.Source, created.Proposal.Rule.Value)
        );
        Assert.Equal(created, await it.Client.GetProcurementCaseAsync(new() { Name = created.Name }));
        Assert.Equal(
            [created],
            (await it.Client.ListProcurementCasesAsync(new() { Parent = CaseOffice.Programme })).ProcurementCases
        );

        // All that is missing is said at once.
        await it.CriterionAsync("Kvalitet", 80);
        Assert.Equal(
            [
                "ESTIMATE_BASIS_REQUIRED",
                "OFFICER_REQUIRED",
                "WEIGHTS_NOT_100",
                "NO_PRICE_OR_COST",
                "ENVIRONMENT_TOO_LIGHT",
                "DEADLINE_REQUIRED",
            ],
            (await RefusedPublishAsync(it, created)).Select(r => r.Reason)
        );
        await it.CriterionAsync("Pris", 20, formula: PriceFormula.Proportional);
        await it.JoinAsync("Lene Ramstadli", CaseRole.Officer);
        var next = created.Clone();
        next.EstimateBasis = "Fem kommuners kostnad i dag.";
        next.TenderDeadlineTime = Timestamp.FromDateTimeOffset(it.Now.AddDays(29));
        next.EnvironmentReason = "Miljøkrav i kravspesifikasjonen gir klart bedre effekt.";
        var updated = await it.Client.UpdateProcurementCaseAsync(new() { ProcurementCase = next });
        var tooShort = Assert.Single(await RefusedPublishAsync(it, updated));
        Assert.Equal("DEADLINE_TOO_SHORT", tooShort.Reason);
        updated.TenderDeadlineTime = Timestamp.FromDateTimeOffset(it.Now.AddDays(30));
        updated = await it.Client.UpdateProcurementCaseAsync(new() { ProcurementCase = updated });

        var published = await it.Client.PublishProcurementCaseAsync(new() { Name = updated.Name, Etag = updated.Etag });
        Assert.Equal((ProcurementCaseState.Published, Procedure.Open), (published.State, published.Procedure));
        // Locked: the value, the criteria, their number.
        var changed = published.Clone();
        changed.EstimatedValue = CaseOffice.Kroner(1);
        Assert.Equal(
            [(published.Name, "CASE_LOCKED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Client.UpdateProcurementCaseAsync(new() { ProcurementCase = changed })
            )
        );
        var criterion = (await it.Client.ListCriteriaAsync(new() { Parent = CaseOffice.Case })).Criteria[0];
        Func<Task>[] locked =
        [
            async () => await it.CriterionAsync("Til", 10),
            async () => await it.Client.UpdateCriterionAsync(new() { Criterion = criterion }),
            async () => await it.Client.DeleteCriterionAsync(new() { Name = criterion.Name, Etag = criterion.Etag }),
        ];
        foreach (var write in locked)
            Assert.Equal(
                "CRITERIA_LOCKED",
                Assert.Single(await Refusals.RefusedAsync(StatusCode.FailedPrecondition, write)).Reason
            );
        changed = published.Clone();
        (changed.Title, changed.EvaluationDays) = ("Felles pasientjournal", 45);
        Assert.Equal(45, (await it.Client.UpdateProcurementCaseAsync(new() { ProcurementCase = changed })).EvaluationDays);

        // Only a dated clarification to all changes a text.
        var clarification = await it.Client.CreateClarificationAsync(
            new()
            {
                Parent = CaseOffice.Case,
                Clarification = new()
                {
                    Question = "Gjelder kravet alle integrasjoner?",
                    Answer = "Ja, alle.",
                    Criterion = criterion.Name,
                    NewDescription = "Alle integrasjoner.",
                },
            }
        );
        Assert.Equal(
            [clarification],
            (await it.Client.ListClarificationsAsync(new() { Parent = CaseOffice.Case })).Clarifications
        );
        Assert.Equal(
            ("Alle integrasjoner.", criterion.Weight),
            ((await it.Client.GetCriterionAsync(new() { Name = criterion.Name })).Description, criterion.Weight)
        );
        it.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(
            "CLARIFICATION_TOO_LATE",
            Assert
                .Single(
                    await Refusals.RefusedAsync(
                        StatusCode.FailedPrecondition,
                        async () =>
                            await it.Client.CreateClarificationAsync(
                                new()
                                {
                                    Parent = CaseOffice.Case,
                                    Clarification = new() { Answer = "For sent" },
                                }
                            )
                    )
                )
                .Reason
        );
        var latest = await it.Client.GetProcurementCaseAsync(new() { Name = CaseOffice.Case });
        var cancelled = await it.Client.CancelProcurementCaseAsync(
            new()
            {
                Name = latest.Name,
                Etag = latest.Etag,
                Reason = "Ingen midler.",
            }
        );
        Assert.Equal((ProcurementCaseState.Cancelled, "Ingen midler."), (cancelled.State, cancelled.CancelReason));
    }

    [Theory]
    [InlineData(50_000, Procedure.Simple, Procedure.Unspecified, "")]
    [InlineData(1_299_999, Procedure.Simple, Procedure.Direct, "PROCEDURE_TOO_LIGHT")]
    [InlineData(1_300_000, Procedure.OpenNational, Procedure.Simple, "PROCEDURE_TOO_LIGHT")]
    [InlineData(2_299_999, Procedure.OpenNational, Procedure.Direct, "PROCEDURE_REASON_REQUIRED")]
    [InlineData(2_300_000, Procedure.Open, Procedure.OpenNational, "PROCEDURE_TOO_LIGHT")]
    [InlineData(2_300_000, Procedure.Open, Procedure.Negotiated, "PROCEDURE_REASON_REQUIRED")]
    public async Task The_procedure_follows_the_value_and_another_needs_a_reason_or_is_refused(
        long value,
        Procedure proposed,
        Procedure chosen,
        string refused
    )
    {
        await using var it = await CaseOffice.OpenAsync(TestDatabase.Sqlite);
        var asked = it.Asked();
        asked.EstimatedValue = CaseOffice.Kroner(value);
        var created = await it.CreateAsync(asked);
        Assert.Equal(proposed, created.Proposal.Procedure);
        if (refused.Length == 0)
            return;
        created.Procedure = chosen;
        var reasons = await Refusals.RefusedAsync(
            StatusCode.InvalidArgument,
            async () => await it.Client.UpdateProcurementCaseAsync(new() { ProcurementCase = created })
        );
        Assert.Equal(refused, Assert.Single(reasons).Reason);
    }

    [Fact]
    public async Task A_threshold_that_the_office_enters_holds_from_its_date()
    {
        await using var it = await CaseOffice.OpenAsync(TestDatabase.Sqlite);
        var asked = it.Asked();
        asked.EstimatedValue = CaseOffice.Kroner(2_500_000);
        var created = await it.CreateAsync(asked);
        var rule = await it.Client.CreateProcurementRuleAsync(
            new()
            {
                Parent = CaseOffice.Programme,
                ProcurementRule = new()
                {
                    Kind = ProcurementRuleKind.EeaThreshold,
                    Value = 2_600_000,
                    EffectDate = new()
                    {
                        Year = 2024,
                        Month = 3,
                        Day = 6,
                    },
                    Source = "FOA § 5-3",
                },
            }
        );
        Assert.Equal(Procedure.Open, await ProposedAsync());
        it.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(Procedure.OpenNational, await ProposedAsync());
        await it.Client.DeleteProcurementRuleAsync(new() { Name = rule.Name });
        Assert.Equal(Procedure.Open, await ProposedAsync());
        var builtIn = (await it.Client.ListProcurementRulesAsync(new() { Parent = CaseOffice.Programme })).ProcurementRules[0];
        Assert.Equal(
            [(builtIn.Name, "RULE_BUILT_IN")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Client.DeleteProcurementRuleAsync(new() { Name = builtIn.Name })
            )
        );
        // One of each kind holds on a day.
        var inEffect = await it.Client.ListProcurementRulesAsync(
            new()
            {
                Parent = CaseOffice.Programme,
                EffectiveOn = new()
                {
                    Year = 2019,
                    Month = 6,
                    Day = 1,
                },
            }
        );
        Assert.Equal(
            (1_300_000, 2_000_000),
            (
                inEffect.ProcurementRules.Single(r => r.Kind == ProcurementRuleKind.NationalThreshold).Value,
                inEffect.ProcurementRules.Single(r => r.Kind == ProcurementRuleKind.EeaThreshold).Value
            )
        );
        Assert.DoesNotContain(inEffect.ProcurementRules, r => r.Kind == ProcurementRuleKind.EnvironmentWeight);

        async Task<Procedure> ProposedAsync() =>
            (await it.Client.GetProcurementCaseAsync(new() { Name = created.Name })).Proposal.Procedure;
    }

    private static Task<IReadOnlyList<(string Field, string Reason)>> RefusedPublishAsync(
        CaseOffice it,
        ProcurementCase procurement
    ) =>
        Refusals.RefusedAsync(
            StatusCode.FailedPrecondition,
            async () => await it.Client.PublishProcurementCaseAsync(new() { Name = procurement.Name, Etag = procurement.Etag })
        );
}
