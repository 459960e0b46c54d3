using System.Text;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Testing;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Budget;

[Collection("hosts")]
public sealed class ActualsTests(SharedHosts hosts)
{
    private const string Sheet =
        "Bilagsdato\tBilagsnr\tKonto\tTekst\tBeløp\n2.5.2018\t1001\t12700\tKonsulent\t120,5\n2.5.2018\t1001\t14290\tMva\t30\n3.5.2018\t1002\t12700\tKreditnota\t-20\n";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_the_accounting_system_sends_again_is_counted_once(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var request = new ImportActualsRequest
        {
            Parent = A4Programme.Programme,
            Entries = { Entry("1001", 1, 1_000_00, SubProject), Entry("1001", 2, 250_00, SubProject), Entry("1002", 0, -99_99) },
        };
        var tried = await it.Mandates.ImportActualsAsync(new(request) { ValidateOnly = true });
        Assert.Equal((3, 0, Ore.ToMoney(1_150_01)), (tried.CreatedCount, tried.KnownCount, tried.CreatedAmount));
        // Three at once, and once more.
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => await it.Mandates.ImportActualsAsync(request)));
        Assert.Equal(3, answers.Sum(a => a.CreatedCount));
        Assert.Equal(3, (await it.Mandates.ImportActualsAsync(request)).KnownCount);
        var all = await it.Mandates.SummariseBudgetAsync(new() { Parent = $"{A4Programme.Programme}/subProjects/-" });
        Assert.Equal(
            [(A4Programme.Programme, Ore.ToMoney(-99_99)), (SubProject, Ore.ToMoney(1_250_00))],
            all.Summaries.Select(s => (s.Place, s.Sums.Actual))
        );
        // Voucher numbers begin anew each year.
        Assert.Equal(
            1,
            (
                await it.Mandates.ImportActualsAsync(
                    new() { Parent = SubProject, Entries = { Entry("1001", 1, 5_00, year: 2019) } }
                )
            ).CreatedCount
        );
        // What differs is a correction, and a correction is an entry of its own; all or none.
        var changed = new ImportActualsRequest
        {
            Parent = A4Programme.Programme,
            Entries = { Entry("1003", 1, 1_00, SubProject), Entry("1001", 1, 1_000_01, SubProject) },
        };
        Assert.Equal(
            [("entries[1].account_entry.voucher", "ENTRY_DIFFERS")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, async () => await it.Mandates.ImportActualsAsync(changed))
        );
        Assert.Equal(3, (await it.Mandates.ListAccountEntriesAsync(new() { Parent = SubProject })).AccountEntries.Count);
        // The same voucher elsewhere would count it twice.
        Assert.Equal(
            [("entries[0].account_entry.voucher", "ENTRY_DIFFERS")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Mandates.ImportActualsAsync(
                        new() { Parent = A4Programme.Programme, Entries = { Entry("1001", 1, 1_000_00) } }
                    )
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_batch_with_anything_wrong_is_refused_whole(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        async Task<IReadOnlyList<(string, string)>> Refused(Action<ActualEntry> change)
        {
            var wrong = Entry("1001", 1, 1_00);
            change(wrong);
            return await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Mandates.ImportActualsAsync(
                        new() { Parent = A4Programme.Programme, Entries = { Entry("1000", 1, 1_00), wrong } }
                    )
            );
        }
        Assert.Equal(
            [("entries[1].account_entry.amount", "CURRENCY_NOT_NOK")],
            await Refused(e => e.AccountEntry.Amount.CurrencyCode = "SEK")
        );
        Assert.Equal([("entries[1].account_entry.amount", "ENTRY_ZERO")], await Refused(e => e.AccountEntry.Amount.Units = 0));
        Assert.Equal([("entries[1].account_entry.voucher", "REQUIRED")], await Refused(e => e.AccountEntry.Voucher = " "));
        Assert.Equal(
            [("entries[1].account_entry.date", "BUDGET_YEAR_UNLIKELY")],
            await Refused(e => e.AccountEntry.Date = Day(2108, 1, 1))
        );
        Assert.Equal(
            [("entries[1].sub_project", "SUB_PROJECT_UNKNOWN")],
            await Refused(e => e.SubProject = $"{A4Programme.Programme}/subProjects/a99")
        );
        Assert.Equal(
            [("entries[1].sub_project", "OF_OTHER_PLACE")],
            await Refused(e => e.SubProject = "programmes/y/subProjects/a4")
        );
        Assert.Empty(
            (
                await it.Mandates.ListAccountEntriesAsync(new() { Parent = $"{A4Programme.Programme}/subProjects/-" })
            ).AccountEntries
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_sheet_is_asked_about_before_it_is_taken_in(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var request = new ImportAccountSheetRequest
        {
            Parent = SubProject,
            Content = ByteString.CopyFromUtf8(Sheet),
            ValidateOnly = true,
        };
        var asked = await it.Mandates.ImportAccountSheetAsync(request);
        // What amounts are in, of what, and from where: nothing is guessed, and no amount shown.
        Assert.Equal(
            [("unit", "SHEET_UNIT_MISSING"), ("source_system", "SHEET_SYSTEM_MISSING"), ("kind", "SHEET_KIND_MISSING")],
            asked.Problems.Select(p => (p.Column, p.Reason))
        );
        Assert.Null(asked.CreatedAmount);
        Assert.Empty(asked.Preview);
        Assert.Equal(
            [AccountColumn.Date, AccountColumn.Voucher, AccountColumn.Account, AccountColumn.Text, AccountColumn.Amount],
            asked.Columns.Select(c => c.Column)
        );

        (request.Unit, request.SourceSystem, request.Kind) = (AmountUnit.Thousands, "Visma Askim", CostKind.Operations);
        var read = await it.Mandates.ImportAccountSheetAsync(request);
        Assert.Equal(
            (3, 3, 0, 0, Ore.ToMoney(130_500_00)),
            (read.RowCount, read.CreatedCount, read.KnownCount, read.ProblemCount, read.CreatedAmount)
        );
        Assert.Equal([("1001", 1), ("1001", 2), ("1002", 1)], read.Preview.Select(e => (e.Voucher, e.Line)));
        request.ValidateOnly = false;
        Assert.Equal(3, (await it.Mandates.ImportAccountSheetAsync(request)).CreatedCount);

        // The same sheet again, and a longer one with the same rows in it.
        request.ValidateOnly = true;
        var again = await it.Mandates.ImportAccountSheetAsync(request);
        Assert.Equal((0, 3), (again.CreatedCount, again.KnownCount));
        Assert.NotNull(again.EarlierImportTime);
        request.Content = ByteString.CopyFromUtf8(Sheet + "4.5.2018\t1003\t12700\tReise\t4\n");
        var longer = await it.Mandates.ImportAccountSheetAsync(request);
        Assert.Equal((1, 3, null), (longer.CreatedCount, longer.KnownCount, longer.EarlierImportTime));
        // In kroner they would be others: that is not the same voucher twice.
        request.Unit = AmountUnit.Kroner;
        Assert.Equal(
            ["ENTRY_DIFFERS", "ENTRY_DIFFERS", "ENTRY_DIFFERS"],
            (await it.Mandates.ImportAccountSheetAsync(request)).Problems.Select(p => p.Reason)
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Good_rows_are_kept_only_if_somebody_says_so(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var request = new ImportAccountSheetRequest
        {
            Parent = SubProject,
            Content = ByteString.CopyFromUtf8(Sheet + "31.6.2018\t1003\t\t\t4\n4.6.2018\t\t\t\tto hundre\n"),
            Unit = AmountUnit.Kroner,
            SourceSystem = "Visma Askim",
            Kind = CostKind.Operations,
        };
        Assert.Equal(
            [
                ("content[5].Bilagsdato", "CELL_NOT_DATE"),
                ("content[6].Bilagsnr", "CELL_MISSING"),
                ("content[6].Beløp", "CELL_NOT_AMOUNT"),
            ],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Mandates.ImportAccountSheetAsync(request)
            )
        );
        request.SkipBadRows = true;
        var saved = await it.Mandates.ImportAccountSheetAsync(request);
        Assert.Equal((3, 2), (saved.CreatedCount, saved.BadCount));
        Assert.Equal(3, (await it.Mandates.ListAccountEntriesAsync(new() { Parent = SubProject })).AccountEntries.Count);

        // Several currencies in one sheet are no rows to leave out.
        request.Content = ByteString.CopyFromUtf8("Dato;Bilag;Beløp;Valuta\n1.6.2018;2001;100;NOK\n1.6.2018;2002;100;EUR\n");
        Assert.Equal(
            [("content[3].Valuta", "SHEET_CURRENCY")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Mandates.ImportAccountSheetAsync(request)
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Rubbish_is_refused_with_what_is_wrong(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        foreach (
            var (content, reason) in ((byte[], string)[])
                [
                    ([], "SHEET_EMPTY"),
                    ([0x50, 0x4B, 3, 4, 1, 2, 3], "SHEET_BROKEN"),
                    ([0xD0, 0xCF, 0x11, 0xE0, 1], "SHEET_LOCKED"),
                    ([0xFF, 0xFE, 0, 0], "SHEET_BROKEN"),
                    (new byte[2 * 1024 * 1024 + 1], "SHEET_TOO_LARGE"),
                    (Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a;b\n", 5002))), "SHEET_TOO_MANY_ROWS"),
                ]
        )
            Assert.Equal(
                [("content", reason)],
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () =>
                        await it.Mandates.ImportAccountSheetAsync(
                            new() { Parent = SubProject, Content = ByteString.CopyFrom(content) }
                        )
                )
            );
        // Text that is no table at all is read, and says which columns it lacks.
        var read = await it.Mandates.ImportAccountSheetAsync(
            new()
            {
                Parent = SubProject,
                Content = ByteString.CopyFromUtf8("Hei"),
                ValidateOnly = true,
            }
        );
        Assert.Equal(3, read.Problems.Count(p => p.Reason == "COLUMN_MISSING"));
        Assert.Equal(
            [("columns[0].place", "SHEET_COLUMN_UNKNOWN")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Mandates.ImportAccountSheetAsync(
                        new()
                        {
                            Parent = SubProject,
                            Content = ByteString.CopyFromUtf8(Sheet),
                            Columns =
                            {
                                new ColumnChoice { Column = AccountColumn.Date, Place = 9 },
                            },
                        }
                    )
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_entry_by_hand_is_there_once(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var request = new CreateAccountEntryRequest { Parent = SubProject, AccountEntry = Entry("1001", 0, -50_50).AccountEntry };
        var entry = await it.Mandates.CreateAccountEntryAsync(request);
        Assert.Equal((1, Ore.ToMoney(-50_50)), (entry.Line, entry.Amount));
        request.AccountEntry.SourceSystem = " visma  ASKIM ";
        await Refusals.RefusedAsync(StatusCode.AlreadyExists, async () => await it.Mandates.CreateAccountEntryAsync(request));
    }

    private static ActualEntry Entry(string voucher, int line, long ore, string subProject = "", int year = 2018) =>
        new()
        {
            SubProject = subProject,
            AccountEntry = new()
            {
                SourceSystem = "Visma Askim",
                Voucher = voucher,
                Line = line,
                Date = Day(year, 5, 2),
                Account = "12700",
                Text = "Konsulent",
                Amount = Ore.ToMoney(ore),
                Kind = CostKind.Operations,
            },
        };
}
