using CsCheck;
using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.Tests.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;

namespace MergeProgramme.Benefits.Tests.Ledger;

/// <summary>Realised amounts, their corrections and their verification, as rules.</summary>
public sealed class LedgerRulesTests
{
    private const string Measure = "programmes/bodo/measures/sykehjem";

    private static readonly DateOnly Today = new(2016, 6, 1);

    [Theory]
    [InlineData(2016, 2, 1_000_000, null)]
    [InlineData(2016, 3, 1_000_000, "TERTIAL_NOT_BEGUN")]
    [InlineData(2014, 1, 1_000_000, "TERTIAL_BEFORE_DECISION")]
    [InlineData(2014, 2, 1_000_000, null)]
    [InlineData(2015, 1, 0, "AMOUNT_ZERO")]
    [InlineData(2015, 1, -1_000_000, "AMOUNT_TAKES_AWAY")]
    [InlineData(2015, 1, 999, "REALISED_SMALL")]
    [InlineData(2015, 1, 1_000, null)]
    [InlineData(2015, 1, 240_000_000, null)]
    [InlineData(2015, 1, 2_400_000_001, "REALISED_LARGE")]
    public void An_entry_of_a_measure_of_24_million_decided_in_june_2014(int year, int tertial, long amount, string? reason)
    {
        var measure = MeasureData.Measure("Sykehjem", "", 24_000_000);
        var entry = Entry("a", amount * 100, year, tertial);
        Assert.Equal(reason, LedgerRules.Check(entry, measure, Today, false).SingleOrDefault()?.Reason);
        if (reason is "REALISED_SMALL" or "REALISED_LARGE")
            Assert.Empty(LedgerRules.Check(entry, measure, Today, true));
    }

    [Fact]
    public void A_drawback_is_entered_below_nought()
    {
        var drawback = MeasureData.Measure("Transport", "", -2_000_000);
        Assert.Empty(LedgerRules.Check(Entry("a", -50_000_000, 2015, 1), drawback, Today, false));
        Assert.Equal(
            "AMOUNT_OF_DRAWBACK",
            LedgerRules.Check(Entry("a", 50_000_000, 2015, 1), drawback, Today, false).Single().Reason
        );
    }

    [Fact]
    public void Corrections_never_turn_a_gain_into_a_loss_whatever_is_entered_and_answered_in_whatever_order() =>
        Gen.Select(Gen.Long[1, 1_000_000], Gen.Select(Gen.Long[-1_200_000, 1_200_000], Gen.Int[0, 4]).Array[0, 25])
            .Sample(
                (original, steps) =>
                {
                    var first = Entry("first", original, 2015, 1);
                    List<LedgerEntry> corrections = [];
                    foreach (var (amount, answered) in steps)
                    {
                        var correction = Entry($"c{corrections.Count}", amount, 2015, 2);
                        correction.Corrects = first.Name;
                        correction.TakesAway = LedgerRules.TakesAway(correction, first);
                        if (amount != 0 && !LedgerRules.CheckCorrection(Measure, correction, first, Others(corrections)).Any())
                            corrections.Add(correction);
                        // Finance answers something that waits: the entry itself, or one of its corrections.
                        if (answered == 0 && first.State == LedgerEntryState.Entered)
                            first.State = LedgerEntryState.Verified;
                        else if (corrections.Find(c => c.State == LedgerEntryState.Entered) is { } waiting && answered is 1 or 2)
                        {
                            if (answered == 1)
                                waiting.State = LedgerEntryState.Refused;
                            else if (LedgerRules.CheckCorrected(waiting, first, Verified(corrections)) is null)
                                waiting.State = LedgerEntryState.Verified;
                        }
                        var (realised, verified) = (
                            LedgerRules.Realised(first) + corrections.Sum(LedgerRules.Realised),
                            LedgerRules.Verified(first) + corrections.Sum(LedgerRules.Verified)
                        );
                        Assert.InRange(verified, 0, realised);
                    }
                }
            );

    [Fact]
    public void What_is_verified_never_exceeds_the_base_and_what_is_claimed_above_it_stops_everybody() =>
        Gen.Select(Gen.Long[0, 3_000_000], Gen.Select(Gen.Int[0, 2], Gen.Long[-1_000_000, 1_000_000], Gen.Int[0, 2]).Array[1, 30])
            .Sample(
                (there, steps) =>
                {
                    List<(int Measure, LedgerEntry Entry)> entries = [];
                    ClaimedLine Line() =>
                        new(
                            "253",
                            "010",
                            "",
                            2015,
                            there,
                            [
                                .. entries
                                    .GroupBy(e => e.Measure)
                                    .Select(g => new LineClaim(
                                        $"m{g.Key}",
                                        $"Tiltak {g.Key}",
                                        "",
                                        g.Sum(e => LedgerRules.Realised(e.Entry)),
                                        g.Sum(e => LedgerRules.Verified(e.Entry))
                                    )),
                            ]
                        );
                    foreach (var (measure, amount, answer) in steps)
                    {
                        entries.Add((measure, Entry($"e{entries.Count}", amount, 2015, 1)));
                        var (of, waiting) = entries.Find(e => e.Entry.State == LedgerEntryState.Entered);
                        if (answer == 1)
                            waiting.State = LedgerEntryState.Refused;
                        else if (answer == 2 && LedgerRules.CheckLine(Line(), $"m{of}", waiting) is null)
                            waiting.State = LedgerEntryState.Verified;
                        var line = Line();
                        Assert.True(line.VerifiedOre <= there, $"{line.VerifiedOre} of {there}");
                        if (line.ExcessOre > 0 && Ore.Of(waiting.Amount) > 0)
                            Assert.Equal("BASE_EXCEEDED", LedgerRules.CheckLine(line, $"m{of}", waiting)?.Reason);
                    }
                }
            );

    [Fact]
    public void Sums_are_the_same_to_the_øre_in_whatever_order_entries_are_written_and_answered() =>
        Gen.Select(Gen.Long[-99_999_999_999, 99_999_999_999], Gen.Int[2014, 2017], Gen.Int[1, 3], Gen.Int[1, 3])
            .Array[1, 20]
            .Sample(rows =>
            {
                List<LedgerEntry> entries =
                [
                    .. rows.Select((row, i) => Entry($"e{i}", row.Item1, row.Item2, row.Item3, (LedgerEntryState)row.Item4)),
                ];
                var (forwards, verified) = (new Totals(), new Totals());
                foreach (var entry in entries)
                {
                    // Entered first, and answered later.
                    var before = entry.Clone();
                    before.State = LedgerEntryState.Entered;
                    foreach (var (r, v) in new[] { LedgerTable.Difference(null, before), LedgerTable.Difference(before, entry) })
                    {
                        forwards.Add(r);
                        verified.Add(v);
                    }
                }
                var backwards = new Totals();
                foreach (var entry in Enumerable.Reverse(entries))
                    backwards.Add(LedgerTable.Difference(null, entry).Realised);
                Assert.Equal(backwards.Changes, forwards.Changes);
                Assert.Equal(
                    entries.Where(e => e.State == LedgerEntryState.Verified).Sum(e => (decimal)Ore.Of(e.Amount)),
                    verified.Changes.Sum(c => (decimal)c.Change.Partial)
                );
            });

    [Fact]
    public void Who_entered_or_owns_does_not_verify()
    {
        var entry = Entry("a", 1, 2015, 1);
        entry.Creator = "principals/eier";
        string? Check(string caller, string name, string[] persons, string owner = "", string receiver = "") =>
            LedgerRules.CheckVerifier(entry, caller, name, persons, owner, receiver)?.Reason;

        Assert.Null(Check("principals/okonomi", "Geir", []));
        Assert.Equal("VERIFIER_ENTERED", Check("principals/eier", "Geir", []));
        Assert.Equal("VERIFIER_IS_OWNER", Check("principals/okonomi", "Geir", ["p/geir"], receiver: "p/geir"));
        // Before anybody has taken it over, the measure names its owner in words.
        Assert.Equal("VERIFIER_IS_OWNER", Check("principals/okonomi", "Geir Ove", [], owner: " geir ove"));
        Assert.Null(Check("principals/okonomi", "Geir", ["p/geir"], "Kari", "p/kari"));
    }

    private static long Others(IEnumerable<LedgerEntry> corrections) =>
        corrections
            .Where(c => c.State == LedgerEntryState.Verified || (c.TakesAway && c.State == LedgerEntryState.Entered))
            .Sum(c => Ore.Of(c.Amount));

    private static long Verified(IEnumerable<LedgerEntry> corrections) => corrections.Sum(LedgerRules.Verified);

    private static LedgerEntry Entry(
        string id,
        long ore,
        int year,
        int tertial,
        LedgerEntryState state = LedgerEntryState.Entered
    ) =>
        new()
        {
            Name = $"{Measure}/ledgerEntries/{id}",
            Year = year,
            Tertial = tertial,
            Amount = Ore.ToMoney(ore),
            State = state,
        };
}
