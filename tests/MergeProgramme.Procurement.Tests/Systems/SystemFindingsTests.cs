using CsCheck;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;
using static MergeProgramme.Procurement.V1.SystemFindingKind;

namespace MergeProgramme.Procurement.Tests.Systems;

public sealed class SystemFindingsTests
{
    private const string Programme = "programmes/indre-ostfold";
    private const string Journal = $"{Programme}/serviceFunctions/journal";
    private static readonly string Askim = $"{Programme}/municipalities/askim";
    private static readonly string Hobol = $"{Programme}/municipalities/hobol";
    private static readonly string NewOne = $"{Programme}/municipalities/indre-ostfold";
    private static readonly DateOnly Today = new(2018, 3, 1);
    private static readonly DateOnly Vesting = new(2020, 1, 1);

    [Theory]
    // The day of the notice, what becomes of the system, whether notice is given: what is found.
    [InlineData("2018-02-28", SystemVerdict.Replace, false, NoticeOverdue, -1)]
    [InlineData("2018-03-01", SystemVerdict.Replace, false, NoticeSoon, 0)]
    [InlineData("2018-05-30", SystemVerdict.Retire, false, NoticeSoon, 90)]
    [InlineData("2018-05-31", SystemVerdict.Archive, false, NoticeBeforeVesting, 91)]
    [InlineData("2019-12-31", SystemVerdict.Unspecified, false, NoticeBeforeVesting, 670)]
    [InlineData("2020-01-01", SystemVerdict.Replace, false, null, 0)]
    [InlineData("2018-02-28", SystemVerdict.Replace, true, null, 0)]
    [InlineData("2018-02-28", SystemVerdict.Keep, false, null, 0)]
    [InlineData("2018-02-28", SystemVerdict.Extend, false, null, 0)]
    public void A_notice_is_told_of_while_it_can_be_given_and_when_it_is_too_late(
        string day,
        SystemVerdict verdict,
        bool given,
        SystemFindingKind? expected,
        int days
    )
    {
        var system = A("a", verdict);
        system.NoticeDate = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).ToDate();
        system.NoticeGivenDate = given ? Today.ToDate() : null;
        var found = Of([system]).Where(f => f.Kind is NoticeOverdue or NoticeSoon or NoticeBeforeVesting).ToList();
        if (expected is not { } kind)
        {
            Assert.Empty(found);
            return;
        }
        Assert.Equal((kind, days), (found[0].Kind, found[0].Days));
        Assert.Single(found);
    }

    [Fact]
    public void A_function_without_a_system_on_vesting_day_is_found_where_it_lacks_it()
    {
        // In neither, and so in the new one: said once.
        Assert.Equal([(NoSystem, "")], Gaps([A("a", SystemVerdict.Retire), A("b", SystemVerdict.Archive, Hobol)]));
        Assert.Equal([(NoSystem, "")], Gaps([]));
        // In one of them.
        Assert.Equal([(NoSystem, Hobol)], Gaps([A("a", SystemVerdict.Keep)]));
        Assert.Equal([(NoSystem, Hobol)], Gaps([A("a", SystemVerdict.Keep), A("b", SystemVerdict.Retire, Hobol)]));
        // What the new one has serves everybody.
        Assert.Empty(Gaps([A("a", SystemVerdict.Retire), A("b", SystemVerdict.Keep, NewOne)]));
        // Another's system takes over.
        Assert.Empty(Gaps([A("a", SystemVerdict.Keep), A("b", SystemVerdict.Replace, Hobol, successor: "a")]));
        // It takes over from the one that takes over.
        Assert.Empty(
            Gaps([
                A("a", SystemVerdict.Replace, successor: "b"),
                A("b", SystemVerdict.Replace, Hobol, successor: "c"),
                A("c", SystemVerdict.Extend, NewOne),
            ])
        );
        // Nobody has said what takes over.
        Assert.Equal([(NoSystem, "")], Gaps([A("a", SystemVerdict.Replace), A("b", SystemVerdict.Replace, Hobol)]));
    }

    [Fact]
    public void A_contract_that_ends_before_vesting_day_leaves_a_gap_unless_it_is_extended()
    {
        var (kept, extended) = (A("a", SystemVerdict.Keep), A("b", SystemVerdict.Extend, Hobol));
        kept.ContractEndDate = extended.ContractEndDate = new DateOnly(2019, 12, 31).ToDate();
        Assert.Equal(
            [(NoSystem, Askim), (ContractEnds, ""), (ContractEnds, ""), (DoubleLicences, "")],
            Of([kept, extended]).Select(f => (f.Kind, f.Municipality))
        );
        kept.ContractEndDate = Vesting.ToDate();
        Assert.Equal([ContractEnds, DoubleLicences], Of([kept, extended]).Select(f => f.Kind));
    }

    [Fact]
    public void A_function_that_is_not_needed_and_a_programme_without_vesting_day_have_no_gap()
    {
        Assert.Empty(SystemFindings.Of([Function(needed: false)], [], [Askim, Hobol], Today, Vesting));
        Assert.Empty(SystemFindings.Of([Function()], [], [Askim, Hobol], Today, null));
    }

    [Fact]
    public void Several_systems_that_are_kept_are_double_licences_with_their_cost()
    {
        var (one, two, gone) = (A("a", SystemVerdict.Keep), A("b", SystemVerdict.Extend, Hobol), A("c", SystemVerdict.Retire));
        (one.YearlyCost, gone.YearlyCost) = (Kroner(1_500_000), Kroner(9_000_000));
        var found = Assert.Single(Of([one, two, gone]), f => f.Kind == DoubleLicences);
        Assert.Equal((150_000_000L, 2), (found.Ore, found.Systems.Count));
    }

    [Fact]
    public void Circles_of_successors_and_ways_that_lead_nowhere_are_found()
    {
        LegacySystem[] circle =
        [
            A("b", SystemVerdict.Replace, successor: "c"),
            A("a", SystemVerdict.Replace, Hobol, successor: "b"),
            A("c", SystemVerdict.Replace, NewOne, successor: "b"),
        ];
        var found = Assert.Single(Of(circle), f => f.Kind == SuccessorCycle);
        Assert.Equal(["b", "c"], found.Systems.Select(s => Platform.Names.ResourceNames.Id(s.Name)));
        Assert.Contains(Of(circle), f => f.Kind == NoSystem);

        Assert.Contains(Of([A("a", SystemVerdict.Replace)]), f => f.Kind == NoSuccessor);
        Assert.Contains(
            Of([A("a", SystemVerdict.Replace, successor: "b"), A("b", SystemVerdict.Retire, Hobol)]),
            f => f.Kind == NoSuccessor && f.Systems[0].Name.EndsWith("/a", StringComparison.Ordinal)
        );
        Assert.Contains(Of([A("a", SystemVerdict.Unspecified)]), f => f.Kind == NoVerdict);
    }

    [Fact]
    public void In_any_matrix_all_is_answered_and_a_gap_is_never_where_something_runs_on()
    {
        var anySystem = Gen.Select(Gen.Enum<SystemVerdict>(), Gen.Int[0, 2], Gen.Int[-1, 5], Gen.Int[0, 4000], Gen.Bool);
        anySystem
            .Array[0, 6]
            .Sample(made =>
            {
                string[] places = [Askim, Hobol, NewOne];
                LegacySystem[] systems =
                [
                    .. made.Select(
                        (m, i) =>
                        {
                            var system = A(Name(i), m.Item1, places[m.Item2], m.Item3 >= 0 ? Name(m.Item3) : "");
                            if (m.Item5)
                                system.ContractEndDate = Today.AddDays(m.Item4).ToDate();
                            return system;
                        }
                    ),
                ];
                var byName = systems.ToDictionary(s => s.Name);
                var found = Of(systems);
                // In order, and none of them twice.
                Assert.Equal(found.Select(f => f.Kind).Order(), found.Select(f => f.Kind));
                Assert.Equal(
                    found.Count,
                    found
                        .Select(f => (f.Kind, f.Municipality, string.Join(',', f.Systems.Select(s => s.Name))))
                        .Distinct()
                        .Count()
                );
                // What stands in a circle is there never.
                foreach (var cycle in SystemFindings.Cycles(byName))
                    for (var i = 0; i < cycle.Count; i++)
                        Assert.Equal(cycle[(i + 1) % cycle.Count].Name, cycle[i].Successor);
                foreach (var gap in found.Where(f => f.Kind == NoSystem))
                    Assert.DoesNotContain(
                        systems,
                        s =>
                            (gap.Municipality.Length == 0 || s.Municipality == gap.Municipality || s.Municipality == NewOne)
                            && SystemFindings.IsThere(s, byName, Vesting)
                    );
            });
        static string Name(int i) => $"s{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
    }

    private static List<(SystemFindingKind, string)> Gaps(LegacySystem[] systems) =>
        [.. Of(systems).Where(f => f.Kind == NoSystem).Select(f => (f.Kind, f.Municipality))];

    private static List<SystemFindings.Found> Of(LegacySystem[] systems) =>
        SystemFindings.Of([Function()], systems, [Askim, Hobol], Today, Vesting);

    private static ServiceFunction Function(bool needed = true) => new() { Name = Journal, NeededOnVestingDay = needed };

    private static LegacySystem A(string id, SystemVerdict verdict, string? municipality = null, string successor = "") =>
        new()
        {
            Name = $"{Programme}/legacySystems/{id}",
            ServiceFunction = Journal,
            Municipality = municipality ?? Askim,
            Title = id,
            Verdict = verdict,
            Successor = successor.Length > 0 ? $"{Programme}/legacySystems/{successor}" : "",
        };

    private static Google.Type.Money Kroner(long kroner) => new() { CurrencyCode = "NOK", Units = kroner };
}
