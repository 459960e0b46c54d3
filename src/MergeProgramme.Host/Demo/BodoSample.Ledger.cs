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
