using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Host.Demo;

/// <summary>
/// What the line entered in the programme's own years, and what finance said to it. Amounts and references are made up. In the programme of today nothing
/// has been gained yet.
/// </summary>
internal static partial class BodoSample
{
    private static async Task LedgerAsync(SampleWriter w, IReadOnlyList<Measure> measures)
    {
        var year = measures[0].DecisionDate.Year + 1;
        if (
            !w.IsPast(
                new()
                {
                    Year = year + 1,
                    Month = 12,
                    Day = 31,
                }
            )
        )
            return;
        foreach (
            var (function, million, of) in ((string, double, int)[])
                [("253", 310, year), ("254", 268, year), ("253", 301, year + 1), ("254", 9.8, year + 1)]
        )
            await w.Benefits.CreateBudgetBaseAsync(
                new()
                {
                    Parent = w.Programme,
                    BudgetBase = new()
                    {
                        BudgetFunction = function,
                        BudgetAccount = "010",
                        Year = of,
                        Amount = Million(million),
                        Source = million < 10 ? $"Budsjett {of}, vikarer og innleie" : $"Budsjett {of}, vedtatt i bystyret",
                    },
                }
            );
        var (nursing, home, shifts) = (measures[0], measures[1], measures[2]);
        await VerifyAsync(await EnterAsync(nursing, year, 2, 2.1, "15/42"));
        var third = await EnterAsync(nursing, year, 3, 6.4, "15/169");
        await VerifyAsync(third);
        // Six places were still in use: what was entered is put right, not rubbed out.
        await VerifyAsync(
            await EnterAsync(nursing, year + 1, 1, -0.9, "16/12", third.Name, "Seks plasser var i bruk til årsskiftet.")
        );
        await VerifyAsync(await EnterAsync(nursing, year + 1, 1, 7.8, "16/12"));
        await EnterAsync(nursing, year + 1, 2, 8, "16/88");
        await VerifyAsync(await EnterAsync(home, year, 3, 3.2, "15/169"));
        var hired = await EnterAsync(home, year + 1, 1, 5.5, "16/12");
        await w.Benefits.VerifyLedgerEntryAsync(
            new()
            {
                Name = hired.Name,
                Etag = hired.Etag,
                State = LedgerEntryState.Refused,
                Reason = "Innleien er ikke tatt ned tilsvarende i regnskapet.",
            }
        );
        // Two measures on one line, whose base is too small for both.
        await EnterAsync(home, year + 1, 1, 6.2, "16/31");
        await EnterAsync(shifts, year + 1, 1, 4.1, "16/31");

        // The accounts begin with T2, in which the first places were closed; T3 is closed without one report; of the next T1 an owner has not reported.
        await ReportAsync(nursing, year, 2, true, "De første plassene ble avviklet i juli.");
        await ReportAsync(home, year, 2, false, "Opplæringen er i gang; første vedtak kommer i september.");
        await ReportAsync(shifts, year, 2, false, "Ny turnus gjelder fra nyttår.");
        await CloseAsync(year, 2);
        await ReportAsync(nursing, year, 3, true, "Seks plasser var i bruk til årsskiftet.");
        await ReportAsync(home, year, 3, true, "Færre vedtak enn ventet i distriktene.");
        await CloseAsync(year, 3, "Eieren av bemanningsnormen sluttet før jul; den nye rapporterer fra T1.");
        await ReportAsync(nursing, year + 1, 1, true, "I rute.");
        await ReportAsync(
            shifts,
            year + 1,
            1,
            true,
            "Gevinsten ligger på samme linje som hverdagsrehabiliteringen; avklares med økonomi."
        );

        async Task ReportAsync(Measure measure, int of, int tertial, bool gained, string comment) =>
            await w.Benefits.ReportTertialAsync(
                new()
                {
                    TertialReport = new()
                    {
                        Name = $"{measure.Name}/tertialReports/t{tertial}-{of}",
                        NothingGained = !gained,
                        Comment = comment,
                    },
                }
            );

        async Task CloseAsync(int of, int tertial, string reason = "") =>
            await w.Benefits.CloseLedgerTertialAsync(
                new() { Name = $"{w.Programme}/ledgerTertials/t{tertial}-{of}", Reason = reason }
            );

        async Task<LedgerEntry> EnterAsync(
            Measure measure,
            int of,
            int tertial,
            double million,
            string reference,
            string corrects = "",
            string note = ""
        ) =>
            await w.Benefits.CreateLedgerEntryAsync(
                new()
                {
                    Parent = measure.Name,
                    LedgerEntry = new()
                    {
                        Year = of,
                        Tertial = tertial,
                        Amount = Million(million),
                        BudgetAdjustment = $"PS {reference}",
                        CaseNumber = $"2013/6984-{reference[3..]}",
                        Corrects = corrects,
                        Note = note,
                    },
                }
            );

        async Task VerifyAsync(LedgerEntry entry) =>
            await w.Benefits.VerifyLedgerEntryAsync(
                new()
                {
                    Name = entry.Name,
                    Etag = entry.Etag,
                    State = LedgerEntryState.Verified,
                }
            );
    }
}
