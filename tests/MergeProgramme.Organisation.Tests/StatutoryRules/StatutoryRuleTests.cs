using Grpc.Core;
using MergeProgramme.Organisation.StatutoryRules;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.StatutoryRules;

[Collection("hosts")]
public sealed class StatutoryRuleTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Fact]
    public void A_newer_rule_takes_the_place_of_an_older_one_from_its_day()
    {
        StatutoryRule Rule(string name, DateOnly from, DateOnly? to = null) =>
            new()
            {
                Name = name,
                BodyKind = BodyKind.JointCommittee,
                Kind = CompositionRuleKind.Members,
                EffectDate = from.ToDate(),
                EndDate = to.ToDate(),
            };
        var (old, next, other) = (
            Rule("a", new(2014, 1, 1)),
            Rule("b", new(2027, 7, 1), new(2028, 6, 30)),
            Rule("c", new(2020, 1, 1))
        );
        other.Kind = CompositionRuleKind.OneChair;
        StatutoryRule[] all = [old, next, other];
        string[] On(int year, int month, int day) =>
            [.. all.Where(r => StatutoryRuleDates.InEffect(r, all, new(year, month, day))).Select(r => r.Name)];
        Assert.Equal([], On(2013, 12, 31));
        Assert.Equal(["a"], On(2014, 1, 1));
        Assert.Equal(["a", "c"], On(2027, 6, 30));
        Assert.Equal(["b", "c"], On(2027, 7, 1));
        Assert.Equal(["c"], On(2028, 7, 1));
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_came_with_the_system_is_listed_with_source_and_dates(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var laws = await office.Client.ListStatutoryRulesAsync(
            new()
            {
                Parent = office.Programme,
                Date = Office.Day(2017, 12, 6),
                PageSize = 1000,
            }
        );
        Assert.All(laws.StatutoryRules, l => Assert.True(l.BuiltIn && l.Source.Contains('§', StringComparison.Ordinal)));
        var three = laws.StatutoryRules.Single(l =>
            l is { BodyKind: BodyKind.JointCommittee, Kind: CompositionRuleKind.EachMergingMunicipality }
        );
        Assert.Equal((3, "inndelingslova § 26", true), (three.Minimum, three.Source, three.InEffect));
        var gender = laws.StatutoryRules.Where(l =>
            l is { BodyKind: BodyKind.SteeringGroup, Kind: CompositionRuleKind.GenderBalance }
        );
        Assert.Equal([true, false], gender.Select(l => l.InEffect));
        Assert.Equal(Office.Day(2019, 11, 1), laws.NewestEffectDate);

        // Page by page it is the same list.
        List<StatutoryRule> paged = [];
        var request = new ListStatutoryRulesRequest
        {
            Parent = office.Programme,
            Date = Office.Day(2017, 12, 6),
            PageSize = 4,
        };
        do
        {
            var page = await office.Client.ListStatutoryRulesAsync(request);
            paged.AddRange(page.StatutoryRules);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.Equal(laws.StatutoryRules, paged);
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_office_enters_newer_ones_and_bodies_refer_to_them(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var law = new StatutoryRule
        {
            BodyKind = BodyKind.JointCommittee,
            Kind = CompositionRuleKind.EachMergingMunicipality,
            Minimum = 2,
            Source = "inndelingslova § 26, endret",
            EffectDate = Office.Day(2027, 7, 1),
        };
        var created = await office.Client.CreateStatutoryRuleAsync(new() { Parent = office.Programme, StatutoryRule = law });
        async Task<string> InEffectAsync(int year) => (
                await office.Client.ListStatutoryRulesAsync(
                    new()
                    {
                        Parent = office.Programme,
                        BodyKind = BodyKind.JointCommittee,
                        Date = Office.Day(year, 12, 31),
                    }
                )
            ).StatutoryRules.Single(l => l.InEffect && l.Kind == law.Kind).Source;
        Assert.Equal(("inndelingslova § 26", law.Source), (await InEffectAsync(2026), await InEffectAsync(2027)));

        var body = await office.BodyAsync(
            "Fellesnemnda",
            BodyKind.JointCommittee,
            change: b =>
                b.CompositionRules.Add(
                    new CompositionRule
                    {
                        Kind = law.Kind,
                        Minimum = 2,
                        StatutoryRule = created.Name,
                        StartDate = law.EffectDate,
                    }
                )
        );
        Assert.Equal(created.Name, body.CompositionRules[0].StatutoryRule);
        Assert.Equal(body, await office.Client.GetBodyAsync(new() { Name = body.Name }));
        Assert.Equal(
            [(created.Name, "RULE_IN_USE")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await office.Client.DeleteStatutoryRuleAsync(new() { Name = created.Name })
            )
        );
        var builtIn = $"{office.Programme}/statutoryRules/fellesnemnd-leder";
        Assert.Equal(
            [(builtIn, "RULE_BUILT_IN")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await office.Client.DeleteStatutoryRuleAsync(new() { Name = builtIn })
            )
        );
        Assert.Equal(
            [("body.composition_rules[0].statutory_rule", "RULE_OF_OTHER_KIND")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                () =>
                    office.BodyAsync(change: b =>
                        b.CompositionRules.Add(
                            new CompositionRule { Kind = CompositionRuleKind.OneChair, StatutoryRule = created.Name }
                        )
                    )
            )
        );
        var other = await office.Client.CreateStatutoryRuleAsync(new() { Parent = office.Programme, StatutoryRule = law });
        await office.Client.DeleteStatutoryRuleAsync(new() { Name = other.Name });
    }

    [Theory, MemberData(nameof(All))]
    public async Task Contradictions_are_refused_at_their_fields(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        async Task RefusedAsync(StatutoryRule law, params (string, string)[] expected)
        {
            (law.BodyKind, law.Source) = (BodyKind.SteeringGroup, "§ 1");
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () =>
                        await office.Client.CreateStatutoryRuleAsync(new() { Parent = office.Programme, StatutoryRule = law })
                )
            );
        }
        await RefusedAsync(
            new()
            {
                Kind = CompositionRuleKind.Members,
                EffectDate = Office.Day(2020, 1, 1),
                EndDate = Office.Day(2019, 12, 31),
            },
            ("statutory_rule.minimum", "OUT_OF_RANGE"),
            ("statutory_rule.end_date", "END_BEFORE_START")
        );
        await RefusedAsync(
            new()
            {
                Kind = CompositionRuleKind.GenderBalance,
                Percent = 51,
                EffectDate = Office.Day(2020, 1, 1),
            },
            ("statutory_rule.percent", "OUT_OF_RANGE")
        );
        await RefusedAsync(new() { Kind = CompositionRuleKind.OneChair }, ("statutory_rule.effect_date", "REQUIRED"));
    }
}
