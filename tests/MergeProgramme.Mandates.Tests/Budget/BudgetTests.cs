using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Testing;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Budget;

[Collection("hosts")]
public sealed class BudgetTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_frame_keeps_what_it_has_been_and_in_which_case(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var line = await it.Mandates.CreateBudgetLineAsync(Frame(2013, 2, CostKind.Assessment, 500_000));
        Assert.Equal($"{SubProject}/budgetLines/2013-t2-assessment", line.Name);
        var adjusted = await it.Mandates.AdjustBudgetLineAsync(
            new()
            {
                Name = line.Name,
                Etag = line.Etag,
                Change = new()
                {
                    ToAmount = Nok(750_000),
                    Reason = "Utvidet utredning",
                    CaseNumber = "13/169",
                    DecisionDate = Day(2013, 10, 31),
                },
            }
        );
        Assert.Equal(
            [(1, null, 500_000, ""), (2, 500_000, 750_000, "13/169")],
            adjusted.Changes.Select(c => (c.Number, c.FromAmount?.Units, c.ToAmount.Units, c.CaseNumber))
        );
        Assert.Equal("system:tests", adjusted.Changes[1].Actor);
        Assert.Equal(line.Changes[0], adjusted.Changes[0]);
        Assert.Equal(adjusted, await it.Mandates.GetBudgetLineAsync(new() { Name = line.Name }));
        Assert.Equal([adjusted], (await it.Mandates.ListBudgetLinesAsync(new() { Parent = SubProject })).BudgetLines);
        await Refusals.RefusedAsync(
            StatusCode.Aborted,
            async () =>
                await it.Mandates.AdjustBudgetLineAsync(
                    new()
                    {
                        Name = line.Name,
                        Etag = line.Etag,
                        Change = new() { ToAmount = Nok(1), Reason = "For sent" },
                    }
                )
        );
        Assert.Equal(
            [(line.Name, "BUDGET_LINE_HAS_HISTORY")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.DeleteBudgetLineAsync(new() { Name = line.Name })
            )
        );
        var other = await it.Mandates.CreateBudgetLineAsync(Frame(2014, 0, CostKind.Other, null));
        Assert.Null(other.Frame);
        await it.Mandates.DeleteBudgetLineAsync(new() { Name = other.Name, Etag = other.Etag });
        Assert.Equal(
            [
                "mandates.budgetLine.created",
                "mandates.budgetLine.adjusted",
                "mandates.budgetLine.created",
                "mandates.budgetLine.deleted",
            ],
            await it.EventsAsync()
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Frames_of_the_approved_document_are_taken_over_once(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        Assert.Equal(
            [(SubProject, "NO_APPROVED_BUDGET")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.AdoptBudgetAsync(new() { Parent = SubProject })
            )
        );
        var mandate = await it.DecideReadyAsync();
        var preview = await it.Mandates.AdoptBudgetAsync(new() { Parent = SubProject, ValidateOnly = true });
        // "Up to 2 MNOK a year", and nothing says which: nothing is guessed.
        Assert.Equal([FrameOutcome.NoYears, FrameOutcome.NoYears], preview.Frames.Select(f => f.Outcome));

        var request = new AdoptBudgetRequest
        {
            Parent = SubProject,
            Mandate = preview.Mandate,
            FirstYear = 2018,
            LastYear = 2019,
        };
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => await it.Mandates.AdoptBudgetAsync(request)));
        var again = await it.Mandates.AdoptBudgetAsync(request);
        Assert.Equal((0, 0), (again.CreatedCount, again.ChangedCount));
        Assert.Equal([FrameOutcome.Unchanged, FrameOutcome.Unchanged], again.Frames.Select(f => f.Outcome));
        var lines = (await it.Mandates.ListBudgetLinesAsync(new() { Parent = SubProject })).BudgetLines;
        Assert.Equal(
            [
                (2018, CostKind.Operations, Nok(2_000_000)),
                (2018, CostKind.Procurement, null),
                (2019, CostKind.Operations, Nok(2_000_000)),
                (2019, CostKind.Procurement, null),
            ],
            lines.OrderBy(l => l.Year).ThenBy(l => l.Kind).Select(l => (l.Year, l.Kind, (Google.Type.Money?)l.Frame))
        );
        Assert.All(lines, l => Assert.Equal((mandate.Name, mandate.Name, 1), (l.Mandate, l.Changes[0].Mandate, l.Changes.Count)));

        // What was changed by hand since stays.
        var line = lines.First(l => l.Kind == CostKind.Procurement);
        await it.Mandates.AdjustBudgetLineAsync(
            new()
            {
                Name = line.Name,
                Etag = line.Etag,
                Change = new() { ToAmount = Nok(4_000_000), Reason = "Anbudet er avgjort" },
            }
        );
        Assert.Equal(0, (await it.Mandates.AdoptBudgetAsync(request)).ChangedCount);
        Assert.Equal(
            [(mandate.Name, "BUDGET_OF_OTHER_DOCUMENT")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () =>
                    await it.Mandates.AdoptBudgetAsync(new() { Parent = SubProject, Mandate = $"{SubProject}/mandates/9" })
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_commitment_is_bound_until_it_is_drawn_or_cancelled(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.Mandates.CreateBudgetLineAsync(Frame(2018, 0, CostKind.Operations, 2_000_000));
        var commitment = await it.Mandates.CreateCommitmentAsync(
            new()
            {
                Parent = SubProject,
                Commitment = new()
                {
                    Supplier = "Konsulent AS",
                    Subject = "Tjenestedesign",
                    Kind = CostKind.Operations,
                    Amount = Nok(600_000),
                    ExpectedDate = Day(2018, 6, 30),
                },
            }
        );
        Assert.Equal((CommitmentState.Open, Nok(600_000)), (commitment.State, commitment.OpenAmount));
        var drawn = await it.Mandates.DrawDownCommitmentAsync(
            new()
            {
                Name = commitment.Name,
                Etag = commitment.Etag,
                Drawdown = new()
                {
                    Amount = Ore.ToMoney(200_000_01),
                    Date = Day(2018, 5, 2),
                    Voucher = "1001",
                },
            }
        );
        Assert.Equal(Ore.ToMoney(399_999_99), drawn.OpenAmount);
        var sums = (await it.Mandates.SummariseBudgetAsync(new() { Parent = SubProject })).Total;
        Assert.Equal((Ore.ToMoney(399_999_99), Ore.ToMoney(1_600_000_01)), (sums.Committed, sums.Remaining));
        Assert.Equal(
            [("drawdown.amount", "DRAWDOWN_ABOVE_OPEN")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Mandates.DrawDownCommitmentAsync(
                        new()
                        {
                            Name = commitment.Name,
                            Drawdown = new() { Amount = Nok(400_000) },
                        }
                    )
            )
        );
        Assert.Equal(
            [("commitment.amount", "COMMITMENT_BELOW_DRAWN")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Mandates.UpdateCommitmentAsync(
                        new()
                        {
                            Commitment = new() { Name = commitment.Name, Amount = Nok(200_000) },
                            UpdateMask = new() { Paths = { "amount" } },
                        }
                    )
            )
        );
        // Put off into the next year, it counts there.
        var moved = await it.Mandates.UpdateCommitmentAsync(
            new()
            {
                Commitment = new(drawn) { ExpectedDate = Day(2019, 1, 15) },
                UpdateMask = new() { Paths = { "expected_date" } },
            }
        );
        var summary = await it.Mandates.SummariseBudgetAsync(new() { Parent = SubProject, Year = 2019 });
        Assert.Equal(Ore.ToMoney(399_999_99), Assert.Single(summary.Summaries).Sums.Committed);
        var cancelled = await it.Mandates.CancelCommitmentAsync(
            new()
            {
                Name = commitment.Name,
                Etag = moved.Etag,
                Reason = "Resten ble ikke brukt",
            }
        );
        Assert.Equal((CommitmentState.Cancelled, Nok(0)), (cancelled.State, cancelled.OpenAmount));
        Assert.Equal(cancelled, await it.Mandates.GetCommitmentAsync(new() { Name = commitment.Name }));
        Assert.Equal(Nok(0), (await it.Mandates.SummariseBudgetAsync(new() { Parent = SubProject })).Total.Committed);
        Assert.Equal(
            [(commitment.Name, "COMMITMENT_CANCELLED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.CancelCommitmentAsync(new() { Name = commitment.Name, Reason = "En gang til" })
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_forecast_above_the_frame_must_be_explained(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var line = await it.Mandates.CreateBudgetLineAsync(Frame(2018, 0, CostKind.Operations, 2_000_000));
        CreateForecastRequest State(decimal kroner, string why = "") =>
            new()
            {
                Parent = SubProject,
                Forecast = new() { Year = 2018, Kind = CostKind.Operations },
                Statement = new()
                {
                    Amount = Nok(kroner),
                    Reason = "Etter første tertial",
                    Explanation = why,
                },
            };
        Assert.Equal(
            [("statement.explanation", "FORECAST_UNEXPLAINED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Mandates.CreateForecastAsync(State(2_000_001))
            )
        );
        var forecast = await it.Mandates.CreateForecastAsync(State(2_000_000));
        var restated = await it.Mandates.RestateForecastAsync(
            new()
            {
                Name = forecast.Name,
                Etag = forecast.Etag,
                Statement = State(2_300_000, "Frikjøp ble dyrere; reiser utsettes").Statement,
            }
        );
        Assert.Equal((2, Nok(2_300_000)), (restated.Statements.Count, restated.Amount));
        var row = Assert.Single((await it.Mandates.SummariseBudgetAsync(new() { Parent = SubProject })).Summaries);
        Assert.Equal(
            (Nok(300_000), "Frikjøp ble dyrere; reiser utsettes", false),
            (row.Sums.Deviation, row.Explanation, row.Unexplained)
        );
        // The frame is lowered below what nobody has explained.
        await it.Mandates.RestateForecastAsync(new() { Name = forecast.Name, Statement = State(1_900_000).Statement });
        await it.Mandates.AdjustBudgetLineAsync(
            new()
            {
                Name = line.Name,
                Change = new() { ToAmount = Nok(1_500_000), Reason = "Kuttet" },
            }
        );
        row = Assert.Single((await it.Mandates.SummariseBudgetAsync(new() { Parent = SubProject })).Summaries);
        Assert.Equal((Nok(400_000), true), (row.Sums.Deviation, row.Unexplained));
        Assert.Equal(3, (await it.Mandates.GetForecastAsync(new() { Name = forecast.Name })).Statements.Count);
        await Refusals.RefusedAsync(StatusCode.AlreadyExists, async () => await it.Mandates.CreateForecastAsync(State(1)));
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_makes_no_sense_is_refused_at_its_field(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        async Task<IReadOnlyList<(string, string)>> Refused(Action<CreateBudgetLineRequest> change)
        {
            var request = Frame(2018, 0, CostKind.Operations, 1);
            change(request);
            return await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Mandates.CreateBudgetLineAsync(request)
            );
        }
        Assert.Equal([("change.to_amount", "CURRENCY_NOT_NOK")], await Refused(r => r.Change.ToAmount.CurrencyCode = "EUR"));
        Assert.Equal([("change.to_amount", "AMOUNT_NEGATIVE")], await Refused(r => r.Change.ToAmount.Units = -1));
        Assert.Equal(
            [("change.to_amount", "BUDGET_AMOUNT_TOO_LARGE")],
            await Refused(r => r.Change.ToAmount.Units = 10_000_000_001)
        );
        Assert.Equal([("change.reason", "REQUIRED")], await Refused(r => r.Change.Reason = ""));
        Assert.Equal([("budget_line.year", "OUT_OF_RANGE")], await Refused(r => r.BudgetLine.Year = 1999));
        Assert.Equal([("budget_line.tertial", "OUT_OF_RANGE")], await Refused(r => r.BudgetLine.Tertial = 4));
        Assert.Equal([("parent", "NAME_MALFORMED")], await Refused(r => r.Parent = $"{A4Programme.Programme}/subProjects/-"));
        Assert.Equal([("change.decision_date", "DATE_IN_FUTURE")], await Refused(r => r.Change.DecisionDate = Day(2099, 1, 1)));
        await it.Mandates.CreateBudgetLineAsync(Frame(2018, 0, CostKind.Operations, 1));
        await Refusals.RefusedAsync(
            StatusCode.AlreadyExists,
            async () => await it.Mandates.CreateBudgetLineAsync(Frame(2018, 0, CostKind.Operations, 2))
        );
        Assert.Equal(
            [("first_year", "BUDGET_YEAR_UNLIKELY")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Mandates.AdoptBudgetAsync(new() { Parent = SubProject, LastYear = 2018 })
            )
        );
        // Once more with the same request id: the same answer, and one line.
        var once = Frame(2019, 0, CostKind.Operations, 3);
        once.RequestId = "to-ganger";
        Assert.Equal(await it.Mandates.CreateBudgetLineAsync(once), await it.Mandates.CreateBudgetLineAsync(once));
    }

    private static CreateBudgetLineRequest Frame(int year, int tertial, CostKind kind, decimal? kroner) =>
        new()
        {
            Parent = SubProject,
            BudgetLine = new()
            {
                Year = year,
                Tertial = tertial,
                Kind = kind,
            },
            Change = new() { ToAmount = kroner is { } amount ? Nok((long)amount) : null, Reason = "Budsjettvedtak" },
        };

    private static Google.Type.Money Nok(decimal kroner) => Ore.ToMoney((long)(kroner * 100));
}
