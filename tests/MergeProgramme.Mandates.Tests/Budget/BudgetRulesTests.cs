using CsCheck;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Budget;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates.Tests.Budget;

public sealed class BudgetRulesTests
{
    private static readonly Gen<CostKind> Kinds = Gen.Int[1, 5].Select(k => (CostKind)k);

    private static readonly Gen<long?> Perhaps = Gen.Select(Gen.Bool, Gen.Long[0, 1_000_000_000_00])
        .Select((isSet, ore) => isSet ? ore : (long?)null);

    private static readonly Gen<BudgetCell> Cells = Gen.Select(
            Gen.Select(Gen.Int[0, 3], Gen.Int[2017, 2020], Kinds),
            Gen.Select(Perhaps, Gen.Long[0, 1_000_000_00], Gen.Long[-1_000_000_00, 1_000_000_00]),
            Perhaps
        )
        .Select(
            (key, sums, forecast) =>
                new BudgetCell(
                    $"programmes/x/subProjects/a{key.Item1}",
                    key.Item2,
                    key.Item3,
                    sums.Item1,
                    sums.Item2,
                    sums.Item3,
                    forecast,
                    ""
                )
        );

    [Fact]
    public void Sums_by_year_by_place_and_over_all_are_the_same_to_the_ore() =>
        Cells
            .List[0, 40]
            .Sample(all =>
            {
                List<BudgetCell> cells = [.. all.DistinctBy(c => (c.Place, c.Year, c.Kind))];
                var answer = BudgetTotals.Of(cells);
                Assert.Equal(cells.Count, answer.Summaries.Count);
                foreach (
                    var figure in (Func<BudgetSums, Google.Type.Money?>[])
                        [s => s.Frame, s => s.Committed, s => s.Actual, s => s.Remaining, s => s.Forecast, s => s.Deviation]
                )
                {
                    var total = Ore.Of(figure(answer.Total));
                    Assert.Equal(total, answer.Summaries.Sum(s => Ore.Of(figure(s.Sums))));
                    Assert.Equal(total, answer.Years.Sum(y => Ore.Of(figure(y.Sums))));
                    Assert.Equal(total, answer.Places.Sum(p => Ore.Of(figure(p.Sums))));
                }
            });

    [Fact]
    public void However_often_and_in_whatever_batches_entries_come_each_counts_once() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[1, 3])
            .List[0, 6]
            .List[1, 8]
            .Sample(batches =>
            {
                Dictionary<string, AccountEntry> there = [];
                foreach (var batch in batches)
                {
                    List<(string, AccountEntry)> entries = [.. batch.Select(b => ("programmes/x", Entry(b.Item1, b.Item2)))];
                    var found = EntryMatching.Of(entries, there);
                    Assert.DoesNotContain(found, f => f.Standing == EntryMatching.Standing.Differs);
                    foreach (var (i, (standing, _)) in found.Index())
                    {
                        if (standing == EntryMatching.Standing.New)
                            there.Add(AccountEntryTable.KeyOf(entries[i].Item2), entries[i].Item2);
                    }
                }
                Assert.Equal(
                    batches.SelectMany(b => b).Distinct().Sum(b => Ore.Of(Entry(b.Item1, b.Item2).Amount)),
                    there.Values.Sum(e => Ore.Of(e.Amount))
                );
            });

    [Theory]
    // The mandate of the Bodø paper: 0.5 MNOK in T2/2013.
    [InlineData("2013-05-01", "2013-08-31", false, true, FrameOutcome.Created, "2013-t2-assessment")]
    [InlineData("2013-05-01", "2013-08-31", true, true, FrameOutcome.Created, "2013-assessment")]
    [InlineData("2013-11-01", "2013-12-31", false, true, FrameOutcome.Created, "2013-assessment")]
    [InlineData("2014-01-01", "2016-12-31", true, true, FrameOutcome.Created, "2014-assessment,2015-assessment,2016-assessment")]
    [InlineData("2014-01-01", "2015-12-31", false, true, FrameOutcome.SpansYears, "")]
    [InlineData("2014-01-01", "2015-12-31", false, false, FrameOutcome.Created, "2014-assessment,2015-assessment")]
    [InlineData(null, "2015-12-31", true, true, FrameOutcome.NoYears, "")]
    [InlineData(null, null, true, true, FrameOutcome.NoYears, "")]
    [InlineData("2014-01-01", "2099-12-31", true, true, FrameOutcome.SpansYears, "")]
    public void A_frame_of_a_document_is_of_the_years_that_it_says(
        string? start,
        string? end,
        bool perYear,
        bool hasAmount,
        FrameOutcome outcome,
        string lines
    )
    {
        var document = Document(
            new BudgetFrame
            {
                Kind = BudgetKind.Assessment,
                Amount = hasAmount ? Ore.ToMoney(500_000_00) : null,
                PerYear = perYear,
                Period = new()
                {
                    Label = start is null && end is null ? "" : "slik",
                    StartDate = start is null
                        ? null
                        : DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture).ToDate(),
                    EndDate = end is null
                        ? null
                        : DateOnly.Parse(end, System.Globalization.CultureInfo.InvariantCulture).ToDate(),
                },
            }
        );

        var adopted = FrameAdoption.Of(document, [], 0, 0);

        Assert.Equal(outcome, Assert.Single(adopted.Frames).Outcome);
        Assert.Equal(
            lines,
            string.Join(',', adopted.Changes.Select(c => BudgetRules.LineId(c.Line.Year, c.Line.Tertial, c.Line.Kind)))
        );
    }

    [Fact]
    public void Frames_of_one_line_are_added_up_and_a_frame_that_is_not_set_takes_none_away()
    {
        var period = new Period
        {
            Label = "2018",
            StartDate = new DateOnly(2018, 1, 1).ToDate(),
            EndDate = new DateOnly(2018, 12, 31).ToDate(),
        };
        BudgetFrame Of(long? ore) =>
            new()
            {
                Kind = BudgetKind.Operations,
                Amount = ore is { } set ? Ore.ToMoney(set) : null,
                Period = period,
            };
        Assert.Equal(
            [Ore.ToMoney(3_00)],
            FrameAdoption.Of(Document(Of(1_00), Of(null), Of(2_00)), [], 0, 0).Changes.Select(c => c.Amount)
        );
        var line = new BudgetLine
        {
            Name = "x",
            Year = 2018,
            Kind = CostKind.Operations,
            Frame = Ore.ToMoney(7_00),
        };
        Assert.Empty(FrameAdoption.Of(Document(Of(null)), [line], 0, 0).Changes);
        Assert.Equal(Ore.ToMoney(1_00), Assert.Single(FrameAdoption.Of(Document(Of(1_00)), [line], 0, 0).Changes).Amount);
    }

    private static Mandate Document(params BudgetFrame[] frames) =>
        new() { Name = "programmes/x/subProjects/a/mandates/1", Sections = { new Section { BudgetFrames = { frames } } } };

    private static AccountEntry Entry(int voucher, int line) =>
        new()
        {
            Name = $"programmes/x/accountEntries/{voucher}-{line}",
            SourceSystem = "Visma",
            Voucher = $"{voucher}",
            Line = line,
            Date = new DateOnly(2018, 1, 1).ToDate(),
            Amount = Ore.ToMoney((voucher - 3) * 100 + line),
            Kind = CostKind.Operations,
        };
}
