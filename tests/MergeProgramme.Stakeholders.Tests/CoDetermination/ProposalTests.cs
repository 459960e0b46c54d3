using CsCheck;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Tests.CoDetermination;

public sealed class ProposalTests
{
    private const string Mandate = "programmes/p/subProjects/a4/mandates/1";
    private static readonly DateOnly Day = new(2020, 1, 1);

    [Theory]
    [InlineData("programmes/p/subProjects/a4/mandates/1", MatterKind.DecisionPoint)]
    [InlineData("programmes/p/positionRequests/x", MatterKind.Position)]
    [InlineData("programmes/p/cases/budsjett", MatterKind.Case)]
    [InlineData("programmes/p/units/omsorg", MatterKind.Other)]
    [InlineData("programmes/p", MatterKind.Other)]
    public void A_matter_is_known_by_its_name(string matter, MatterKind kind) => Assert.Equal(kind, MatterKinds.Of(matter));

    [Fact]
    public void Every_party_of_a_kind_gets_the_strictest_rule_on_the_ground_of_all()
    {
        var proposed = Proposals.Of(
            Mandate,
            [
                Rule(PartyKind.Union, ParticipationForm.Heard, "arbeidsmiljøloven § 8-2"),
                Rule(PartyKind.Union, ParticipationForm.Informed, "lokal avtale"),
                Rule(PartyKind.SafetyService, ParticipationForm.Heard, "arbeidsmiljøloven § 6-2"),
                Rule(PartyKind.Union, ParticipationForm.Agreed, "i stillinger", MatterKind.Position),
            ],
            [Party("fagforbundet", PartyKind.Union), Party("delta", PartyKind.Union), Party("brukere", PartyKind.Other)],
            new HashSet<string> { "programmes/p/parties/delta" },
            Day
        );

        var step = Assert.Single(proposed.ParticipationSteps);
        Assert.Equal(
            ("programmes/p/parties/fagforbundet", ParticipationForm.Heard, "arbeidsmiljøloven § 8-2; lokal avtale", Mandate),
            (step.Party, step.Form, step.Basis, step.Matter)
        );
        Assert.Equal([PartyKind.SafetyService], proposed.MissingPartyKinds);
    }

    [Theory]
    [InlineData("2019-12-31", false)]
    [InlineData("2020-01-01", true)]
    [InlineData("2020-06-30", true)]
    [InlineData("2020-07-01", false)]
    public void A_rule_holds_from_its_first_day_to_its_last(string day, bool holds)
    {
        var rule = Rule(PartyKind.Union, ParticipationForm.Heard, "avtale");
        rule.EffectDate = new DateOnly(2020, 1, 1).ToDate();
        rule.EndDate = new DateOnly(2020, 6, 30).ToDate();
        Assert.Equal(holds, Proposals.InEffect(rule, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void What_is_proposed_is_asked_for_by_a_rule_and_not_there_yet_and_nothing_asked_for_is_left_out() =>
        Gen.Select(Gen.Select(Kinds, Forms, Matters, Gen.Int[0, 40]).List[0, 12], Kinds.List[0, 8], Gen.Bool.List[8, 8])
            .Sample(
                (rules, kinds, taken) =>
                {
                    var all = rules
                        .Select(
                            (r, i) =>
                            {
                                var rule = Rule(r.Item1, r.Item2, $"kilde {i}", r.Item3);
                                rule.EffectDate = Day.AddDays(r.Item4 - 20).ToDate();
                                return rule;
                            }
                        )
                        .ToList();
                    var parties = kinds.Select((kind, i) => Party($"part-{i}", kind)).ToList();
                    var has = parties.Where((_, i) => taken[i]).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);

                    var proposed = Proposals.Of(Mandate, all, parties, has, Day);

                    foreach (var party in parties)
                    {
                        // By hand: the rules for mandates, of the party's kind, that have begun.
                        var asked = all.Where(r =>
                                r.MatterKind == MatterKind.DecisionPoint
                                && r.PartyKind == party.Kind
                                && r.EffectDate.ToDateOnly() <= Day
                            )
                            .ToList();
                        var steps = proposed.ParticipationSteps.Where(s => s.Party == party.Name).ToList();
                        if (asked.Count == 0 || has.Contains(party.Name))
                        {
                            Assert.Empty(steps);
                            continue;
                        }
                        var step = Assert.Single(steps);
                        Assert.Equal(asked.Max(r => (int)r.Form), (int)step.Form);
                        Assert.All(asked, r => Assert.Contains(r.Source, step.Basis.Split("; ")));
                    }
                    Assert.DoesNotContain(proposed.MissingPartyKinds, kind => parties.Exists(p => p.Kind == kind));
                }
            );

    [Fact]
    public void A_step_is_late_only_after_its_due_date_and_never_once_done_or_waived() =>
        Gen.Select(Gen.Int[-4, 3].Select(days => days == -4 ? (int?)null : days), Gen.Bool, Gen.Bool)
            .Sample(
                (due, done, waived) =>
                {
                    var step = new ParticipationStep
                    {
                        DueDate = due is { } days ? Day.AddDays(days).ToDate() : null,
                        DoneDate = done ? Day.ToDate() : null,
                        WaiveDate = waived ? Day.ToDate() : null,
                    };
                    var expected =
                        done ? ParticipationState.Done
                        : waived ? ParticipationState.Waived
                        : due < 0 ? ParticipationState.Late
                        : ParticipationState.Open;
                    Assert.Equal(expected, StepState.Of(step, Day));
                }
            );

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<PartyKind> Kinds => OneOf(PartyKind.Union, PartyKind.SafetyService, PartyKind.Other);

    private static Gen<ParticipationForm> Forms =>
        OneOf(ParticipationForm.Informed, ParticipationForm.Heard, ParticipationForm.Agreed);

    private static Gen<MatterKind> Matters => OneOf(MatterKind.DecisionPoint, MatterKind.Position);

    private static Party Party(string id, PartyKind kind) =>
        new()
        {
            Name = $"programmes/p/parties/{id}",
            DisplayName = id,
            Kind = kind,
        };

    private static ParticipationRule Rule(
        PartyKind party,
        ParticipationForm form,
        string source,
        MatterKind matter = MatterKind.DecisionPoint
    ) =>
        new()
        {
            MatterKind = matter,
            PartyKind = party,
            Form = form,
            Source = source,
            EffectDate = new DateOnly(2006, 1, 1).ToDate(),
        };
}
