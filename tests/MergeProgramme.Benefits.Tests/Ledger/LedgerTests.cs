using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Benefits.Tests.Handovers;
using MergeProgramme.Benefits.Tests.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Benefits.Tests.Ledger;

/// <summary>The ledger through the contract: entered by the owner, verified by finance, never twice out of one budget.</summary>
[Collection("hosts")]
public sealed class LedgerTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_entered_counts_as_realised_at_once_and_as_verified_when_finance_has_seen_it(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await OpenAsync(database, transport);
        var entry = await it.EnterAsync(2_000_000_01, 2015, 2);
        Assert.Equal(
            ("253", "010", LedgerEntryState.Entered, "tests", $"{it.Measure.Name}/ledgerEntries/t2-2015"),
            (entry.BudgetFunction, entry.BudgetAccount, entry.State, entry.CreatorDisplayName, entry.Name)
        );
        Assert.Equal(entry, await it.Client.GetLedgerEntryAsync(new() { Name = entry.Name }));
        await FiguresAsync((2_000_000, 10_000_000), (0, 0));

        // No base, no verification.
        Assert.Equal([(entry.Name, "BASE_MISSING")], await it.RefusedToVerifyAsync(entry));
        await it.BaseAsync(5_000_000);
        var verified = await it.VerifyAsync(entry);
        Assert.Equal((LedgerEntryState.Verified, "tests"), (verified.State, verified.VerifierDisplayName));
        Assert.Equal(verified, await it.Client.GetLedgerEntryAsync(new() { Name = entry.Name }));
        await FiguresAsync((2_000_000, 10_000_000), (2_000_000, 10_000_000));
        Assert.Equal([(entry.Name, "ENTRY_ANSWERED")], await it.RefusedToVerifyAsync(verified));

        // A correction that takes away counts when it is verified; refused, it never does.
        var correction = await it.EnterAsync(-500_000_00, 2015, 3, entry.Name);
        Assert.True(correction.TakesAway);
        await FiguresAsync((2_000_000, 10_000_000), (2_000_000, 10_000_000));
        await it.VerifyAsync(correction);
        await FiguresAsync((1_500_000, 10_000_000), (1_500_000, 10_000_000));
        var more = await it.EnterAsync(100_000_00, 2015, 3, entry.Name);
        await it.AnswerAsync(more, LedgerEntryState.Refused, "Ikke sett i regnskapet.");
        await FiguresAsync((1_500_000, 10_000_000), (1_500_000, 10_000_000));

        // Of every scope, and period by period.
        var ledger = await it.Client.GetBenefitLedgerAsync(new() { Parent = HandoverOffice.Programme, Year = 2015 });
        Assert.Equal([0, 2_000_000, -500_000], ledger.Tertials.Select(t => t.Verified.Units));
        var row = Assert.Single(ledger.Rows);
        Assert.Equal(ledger.Year, row.Year);
        Assert.Equal(ledger.Tertials, row.Tertials);
        Assert.Equal(
            ledger,
            await it.Client.GetBenefitLedgerAsync(
                new()
                {
                    Parent = HandoverOffice.Programme,
                    Year = 2015,
                    SubProject = HandoverOffice.SubProject,
                }
            )
        );

        // The measure moves to another sub-project, and takes what it has gained along.
        var moved = await it.Client.GetMeasureAsync(new() { Name = it.Measure.Name });
        moved.SubProject = "";
        await it.Client.UpdateMeasureAsync(new() { Measure = moved });
        Assert.Equal(0, (
                await it.Client.GetBenefitLedgerAsync(
                    new()
                    {
                        Parent = HandoverOffice.Programme,
                        Year = 2015,
                        SubProject = HandoverOffice.SubProject,
                    }
                )
            ).Year.Realised.Units);
        await FiguresAsync((1_500_000, 10_000_000), (1_500_000, 10_000_000));

        async Task FiguresAsync((long, int) realised, (long, int) verified)
        {
            foreach (var scope in new[] { "", it.Measure.Name })
            {
                var year = (
                    await it.Client.GetRealisationAsync(
                        new()
                        {
                            Parent = HandoverOffice.Programme,
                            Scope = scope,
                            Granularity = Granularity.Year,
                            Assumptions = new() { Runs = 10 },
                        }
                    )
                ).Points.Single(p => p.StartDate.Year == 2015);
                Assert.Equal(realised, (year.Realised.Units, year.Realised.Nanos));
                Assert.Equal(verified, (year.Verified.Units, year.Verified.Nanos));
            }
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_measures_on_one_line_stop_each_other_until_one_gives_way(TestDatabase database, Transport transport)
    {
        var it = await OpenAsync(database, transport);
        var other = it with { Measure = await it.MeasureAsync("Turnus") };
        await it.BaseAsync(3_000_000);
        var (first, second) = (await it.EnterAsync(2_000_000_00, 2015, 1), await other.EnterAsync(1_000_000_01, 2015, 1));
        foreach (var entry in new[] { first, second })
            Assert.Equal([(entry.Name, "BASE_EXCEEDED")], await it.RefusedToVerifyAsync(entry));
        // Both claimants see it, and who the other is.
        foreach (var measure in new[] { it.Measure, other.Measure })
        {
            var line = Assert.Single(
                (
                    await it.Client.ListBudgetLinesAsync(
                        new()
                        {
                            Parent = HandoverOffice.Programme,
                            Measure = measure.Name,
                            ConflictsOnly = true,
                        }
                    )
                ).BudgetLines
            );
            Assert.Equal((0, 10_000_000), (line.Excess.Units, line.Excess.Nanos));
            Assert.Equal(["Hverdagsrehabilitering", "Turnus"], line.Claims.Select(c => c.MeasureTitle));
        }
        await it.AnswerAsync(second, LedgerEntryState.Refused, "Ført to ganger.");
        Assert.Empty(
            (await it.Client.ListBudgetLinesAsync(new() { Parent = HandoverOffice.Programme, ConflictsOnly = true })).BudgetLines
        );
        await it.VerifyAsync(first);
        await it.VerifyAsync(await other.EnterAsync(1_000_000_00, 2015, 1));

        // Full: nothing more, and the base does not sink below what is verified.
        var late = await other.EnterAsync(1_000_00, 2015, 3);
        Assert.Equal([(late.Name, "BASE_EXCEEDED")], await it.RefusedToVerifyAsync(late));
        var there = Assert
            .Single((await it.Client.ListBudgetLinesAsync(new() { Parent = HandoverOffice.Programme, Year = 2015 })).BudgetLines)
            .BudgetBase;
        Task<IReadOnlyList<(string, string)>> ChangeRefusedAsync(StatusCode code, Action<BudgetBase> change) =>
            Refusals.RefusedAsync(
                code,
                async () =>
                {
                    var current = await it.Client.GetBudgetBaseAsync(new() { Name = there });
                    change(current);
                    await it.Client.UpdateBudgetBaseAsync(new() { BudgetBase = current });
                }
            );
        Assert.Equal(
            [(there, "BASE_BELOW_VERIFIED")],
            await ChangeRefusedAsync(StatusCode.FailedPrecondition, b => b.Amount = MeasureData.Nok(2_999_999, 990_000_000))
        );
        Assert.Equal([(there, "BASE_LINE_FIXED")], await ChangeRefusedAsync(StatusCode.FailedPrecondition, b => b.Year = 2016));
        await ChangeRefusedAsync(StatusCode.Aborted, b => b.Etag = "gammel");
        var raised = await it.Client.GetBudgetBaseAsync(new() { Name = there });
        (raised.Amount, raised.Source) = (MeasureData.Nok(3_001_000), "Regulert budsjett");
        Assert.Equal(3_001_000, (await it.Client.UpdateBudgetBaseAsync(new() { BudgetBase = raised })).Amount.Units);
        await it.VerifyAsync(late);
        await Refusals.RefusedAsync(StatusCode.AlreadyExists, () => it.BaseAsync(1));
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_owner_enters_and_a_controller_who_is_not_the_owner_verifies(TestDatabase database, Transport transport)
    {
        var it = await OpenAsync(database, transport);
        await it.BaseAsync(10_000_000);
        await it.Office.AcceptedAsync();
        var owner = await it.Office.SomebodyAsync("Torill", Role.LineOwner, it.Office.Receiver);
        var otherOwner = await it.Office.SomebodyAsync("Per", Role.LineOwner, it.Office.Carrier);
        var finance = await it.Office.SomebodyAsync("Geir", Role.FinanceController);
        var office = await it.Office.SomebodyAsync("Sissel", Role.ProgrammeOffice);
        // Finance controller and line owner in one.
        var access = new AccessService.AccessServiceClient(it.Office.Host.Invoker(Transport.InProcess));
        await access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = HandoverOffice.Programme,
                RoleAssignment = new() { Principal = owner.Id, Role = Role.FinanceController },
            }
        );
        var request = it.Request(1_000_000_00, 2015, 1);
        Assert.Equal(
            [(it.Measure.Name, "REALISE_OWNER_ONLY")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Office.As(otherOwner).CreateLedgerEntryAsync(request)
            )
        );
        await Refusals.RefusedAsync(
            StatusCode.PermissionDenied,
            async () => await it.Office.As(finance).CreateLedgerEntryAsync(request)
        );
        var own = await it.Office.As(owner).CreateLedgerEntryAsync(request);
        var behalf = await it.Office.As(office).CreateLedgerEntryAsync(it.Request(1_000_000_00, 2015, 2));
        Assert.Equal(("Torill", "Sissel"), (own.CreatorDisplayName, behalf.CreatorDisplayName));

        async Task<IReadOnlyList<(string, string)>> RefusedAsync(
            Platform.Grpc.Caller caller,
            LedgerEntry entry,
            StatusCode code
        ) =>
            await Refusals.RefusedAsync(
                code,
                async () =>
                    await it
                        .Office.As(caller)
                        .VerifyLedgerEntryAsync(
                            new()
                            {
                                Name = entry.Name,
                                Etag = entry.Etag,
                                State = LedgerEntryState.Verified,
                            }
                        )
            );
        Assert.Equal([(own.Name, "VERIFIER_ENTERED")], await RefusedAsync(owner, own, StatusCode.FailedPrecondition));
        Assert.Equal([(behalf.Name, "VERIFIER_IS_OWNER")], await RefusedAsync(owner, behalf, StatusCode.FailedPrecondition));
        await RefusedAsync(office, own, StatusCode.PermissionDenied);
        var verified = await it
            .Office.As(finance)
            .VerifyLedgerEntryAsync(
                new()
                {
                    Name = own.Name,
                    Etag = own.Etag,
                    State = LedgerEntryState.Verified,
                }
            );
        Assert.Equal("Geir", verified.VerifierDisplayName);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_cannot_be_is_refused_at_its_field(TestDatabase database, Transport transport)
    {
        var it = await OpenAsync(database, transport);
        await it.BaseAsync(10_000_000);
        async Task RefusedAsync(Action<CreateLedgerEntryRequest> change, params (string, string)[] expected)
        {
            var request = it.Request(1_000_000_00, 2015, 1);
            change(request);
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await it.Client.CreateLedgerEntryAsync(request)
                )
            );
        }

        await RefusedAsync(r => r.LedgerEntry.BudgetAdjustment = " ", ("ledger_entry.budget_adjustment", "REQUIRED"));
        await RefusedAsync(r => r.LedgerEntry.CaseNumber = "", ("ledger_entry.case_number", "REQUIRED"));
        await RefusedAsync(r => r.LedgerEntry.Tertial = 4, ("ledger_entry.tertial", "OUT_OF_RANGE"));
        await RefusedAsync(r => r.LedgerEntry.Year = 1814, ("ledger_entry.year", "OUT_OF_RANGE"));
        await RefusedAsync(r => r.LedgerEntry.Year = 2014, ("ledger_entry.tertial", "TERTIAL_BEFORE_DECISION"));
        await RefusedAsync(r => r.LedgerEntry.Year = 2099, ("ledger_entry.tertial", "TERTIAL_NOT_BEGUN"));
        await RefusedAsync(r => r.LedgerEntry.Amount = MeasureData.Nok(0), ("ledger_entry.amount", "AMOUNT_ZERO"));
        await RefusedAsync(r => r.LedgerEntry.Amount = MeasureData.Nok(-5_000), ("ledger_entry.amount", "AMOUNT_TAKES_AWAY"));
        await RefusedAsync(r => r.LedgerEntry.Amount = MeasureData.Nok(2_000, 1), ("ledger_entry.amount", "AMOUNT_NOT_IN_ORE"));
        await RefusedAsync(r => r.LedgerEntry.Amount = MeasureData.Nok(900), ("ledger_entry.amount", "REALISED_SMALL"));
        await RefusedAsync(r => r.LedgerEntry.Amount = MeasureData.Nok(1_000_000_000), ("ledger_entry.amount", "REALISED_LARGE"));
        await RefusedAsync(
            r => r.LedgerEntry.Corrects = $"{it.Measure.Name}/ledgerEntries/ingen",
            ("ledger_entry.corrects", "NOT_FOUND")
        );
        Assert.Empty((await it.Client.ListLedgerEntriesAsync(new() { Parent = HandoverOffice.Programme })).LedgerEntries);

        var entry = await it.EnterAsync(1_000_000_00, 2015, 2);
        await RefusedAsync(
            r =>
                (r.LedgerEntry.Corrects, r.LedgerEntry.Tertial, r.LedgerEntry.Amount) = (
                    entry.Name,
                    2,
                    MeasureData.Nok(-1_000_000, -10_000_000)
                ),
            ("ledger_entry.amount", "CORRECTION_TOO_LARGE")
        );
        await RefusedAsync(
            r => (r.LedgerEntry.Corrects, r.LedgerEntry.Amount) = (entry.Name, MeasureData.Nok(-5_000)),
            ("ledger_entry.tertial", "CORRECTION_BEFORE")
        );
        var correction = await it.EnterAsync(-400_000_00, 2015, 2, entry.Name);
        await RefusedAsync(
            r => (r.LedgerEntry.Corrects, r.LedgerEntry.Tertial) = (correction.Name, 3),
            ("ledger_entry.corrects", "CORRECTION_OF_CORRECTION")
        );
        // Another measure's entry is none of this one's.
        var other = it with
        {
            Measure = await it.MeasureAsync("Turnus"),
        };
        Assert.Equal(
            [("ledger_entry.corrects", "NOT_FOUND")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => other.EnterAsync(-5_000_00, 2015, 2, entry.Name))
        );
        // The correction waits for what it corrects.
        Assert.Equal([(entry.Name, "CORRECTED_NOT_VERIFIED")], await it.RefusedToVerifyAsync(correction));
        Assert.Equal(
            [("reason", "VERIFY_REASON_REQUIRED")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => it.AnswerAsync(entry, LedgerEntryState.Refused, ""))
        );
        await Refusals.RefusedAsync(
            StatusCode.Aborted,
            () => it.AnswerAsync(new(entry) { Etag = "gammel" }, LedgerEntryState.Verified, "")
        );
        // Twice the same request is one entry.
        var twice = it.Request(1_000_000_00, 2015, 3);
        twice.RequestId = "3c8f0b52-0a3c-4f1d-8a39-6c8cb0d0b8c1";
        Assert.Equal(await it.Client.CreateLedgerEntryAsync(twice), await it.Client.CreateLedgerEntryAsync(twice));

        // Undecided, and without a budget line.
        var proposed = await it.Client.CreateMeasureAsync(
            new() { Parent = HandoverOffice.Programme, Measure = MeasureData.Measure("Uvedtatt", "", 1_000_000) }
        );
        async Task NotAsync(Measure measure, string reason) =>
            Assert.Equal(
                [(measure.Name, reason)],
                await Refusals.RefusedAsync(
                    StatusCode.FailedPrecondition,
                    () => (it with { Measure = measure }).EnterAsync(1_000_000_00, 2015, 1)
                )
            );
        await NotAsync(proposed, "MEASURE_NOT_DECIDED");
        await NotAsync(await it.DecideAsync(proposed), "BUDGET_LINE_REQUIRED");
        await it.Client.DropMeasureAsync(new() { Name = it.Measure.Name, Reason = "Boligene ble ikke bygd." });
        await NotAsync(it.Measure, "MEASURE_DROPPED");
        // What was gained before stays, and can be corrected.
        await it.VerifyAsync(entry);
        await it.EnterAsync(-100_000_00, 2015, 3, entry.Name);
    }

    private Task<Books> OpenAsync(TestDatabase database, Transport transport) => Books.OpenAsync(hosts, database, transport);

    /// <summary>What is entered and answered on one measure.</summary>
    internal sealed record Books(HandoverOffice Office, Measure Measure)
    {
        public V1.BenefitsService.BenefitsServiceClient Client => Office.Client;

        /// <summary>The measure of a new programme, decided and with a budget line.</summary>
        public static async Task<Books> OpenAsync(SharedHosts hosts, TestDatabase database, Transport transport)
        {
            var office = await HandoverOffice.OpenAsync(hosts, database, transport);
            var measure = await office.Client.GetMeasureAsync(new() { Name = office.Measure.Name });
            (measure.BudgetFunction, measure.BudgetAccount) = ("253", "010");
            var books = new Books(office, measure);
            return books with
            {
                Measure = await books.DecideAsync(await office.Client.UpdateMeasureAsync(new() { Measure = measure })),
            };
        }

        public CreateLedgerEntryRequest Request(long ore, int year, int tertial, string corrects = "") =>
            new()
            {
                Parent = Measure.Name,
                LedgerEntry = new()
                {
                    Year = year,
                    Tertial = tertial,
                    Amount = Platform.Amounts.Ore.ToMoney(ore),
                    BudgetAdjustment = "PS 15/42",
                    CaseNumber = "2013/6984-41",
                    Corrects = corrects,
                },
            };

        public async Task<LedgerEntry> EnterAsync(long ore, int year, int tertial, string corrects = "") =>
            await Client.CreateLedgerEntryAsync(Request(ore, year, tertial, corrects));

        public async Task<LedgerEntry> AnswerAsync(LedgerEntry entry, LedgerEntryState state, string reason) =>
            await Client.VerifyLedgerEntryAsync(
                new()
                {
                    Name = entry.Name,
                    Etag = entry.Etag,
                    State = state,
                    Reason = reason,
                }
            );

        public Task<LedgerEntry> VerifyAsync(LedgerEntry entry) => AnswerAsync(entry, LedgerEntryState.Verified, "");

        public Task<IReadOnlyList<(string Field, string Reason)>> RefusedToVerifyAsync(LedgerEntry entry) =>
            Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => VerifyAsync(entry));

        public async Task<BudgetBase> BaseAsync(long amount, int year = 2015) =>
            await Client.CreateBudgetBaseAsync(
                new()
                {
                    Parent = HandoverOffice.Programme,
                    BudgetBase = new()
                    {
                        BudgetFunction = "253",
                        BudgetAccount = "010",
                        Year = year,
                        Amount = MeasureData.Nok(amount),
                        Source = "Budsjett",
                    },
                }
            );

        public async Task<Measure> MeasureAsync(string title)
        {
            var measure = MeasureData.Measure(title, "", 18_000_000);
            (measure.BudgetFunction, measure.BudgetAccount) = ("253", "010");
            return await DecideAsync(
                await Client.CreateMeasureAsync(new() { Parent = HandoverOffice.Programme, Measure = measure })
            );
        }

        public async Task<Measure> DecideAsync(Measure measure) =>
            await Client.DecideMeasureAsync(
                new()
                {
                    Name = measure.Name,
                    Etag = measure.Etag,
                    DecisionDate = MeasureData.Day(new(2014, 6, 24)),
                    CaseNumber = "14/52",
                }
            );
    }
}
