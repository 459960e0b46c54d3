using Grpc.Core;
using MergeProgramme.Benefits.Handovers;
using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.Tertials;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    /// <summary>Of a measure that the line has taken over only its owner enters; the programme office may, and is named as who did.</summary>
    public override async Task<LedgerEntry> CreateLedgerEntry(CreateLedgerEntryRequest request, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(request.Parent);
        var caller = Caller.Current;
        var own = await OwnPersonsAsync(programme, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await TertialTable.LockAsync(session, programme);
                var measure = await MeasureTable.GetAsync(session, request.Parent);
                var asked = request.LedgerEntry;
                await RequireOwnerAsync(session, measure.Name, own);
                if (LedgerRules.CheckMeasure(measure, asked.Corrects.Length > 0) is { } stopped)
                    throw Problem.Precondition([stopped]);
                var corrected = asked.Corrects.Length == 0 ? null : await LedgerTable.FindAsync(session, asked.Corrects);
                List<Violation> wrong =
                [
                    .. LedgerRules.Check(asked, measure, NorwegianTime.DateIn(session.Now), request.UnusualAmountConfirmed),
                ];
                if (asked.Corrects.Length > 0)
                    wrong.AddRange(
                        LedgerRules.CheckCorrection(
                            measure.Name,
                            asked,
                            corrected,
                            await OtherCorrectionsAsync(session, asked.Corrects)
                        )
                    );
                var closed = await TertialTable.ClosedAsync(session, programme);
                if (TertialRules.CheckOpen("ledger_entry.tertial", new(asked.Year, asked.Tertial), closed) is { } late)
                    wrong.Add(late);
                if (wrong.Count > 0)
                    throw Problem.Invalid(wrong);
                var entry = new LedgerEntry
                {
                    Name = await NewNames.ChooseAsync(
                        session,
                        "ledger_entries",
                        $"{measure.Name}/ledgerEntries",
                        request.LedgerEntryId,
                        "ledger_entry_id",
                        $"t{asked.Tertial}-{asked.Year}"
                    ),
                    Year = asked.Year,
                    Tertial = asked.Tertial,
                    Amount = asked.Amount,
                    BudgetAdjustment = asked.BudgetAdjustment.Trim(),
                    CaseNumber = asked.CaseNumber.Trim(),
                    Note = asked.Note,
                    Corrects = asked.Corrects,
                    // A correction is of the line that the corrected amount was on, whatever the measure says now.
                    BudgetFunction = corrected?.BudgetFunction ?? measure.BudgetFunction,
                    BudgetAccount = corrected?.BudgetAccount ?? measure.BudgetAccount,
                    Municipality = corrected?.Municipality ?? measure.Municipality,
                    TakesAway = LedgerRules.TakesAway(asked, corrected),
                    State = LedgerEntryState.Entered,
                    Creator = caller.Id,
                    CreatorDisplayName = caller.DisplayName,
                    CreateTime = Instants.ToTimestamp(session.Now),
                    Etag = Etags.New(),
                };
                await LedgerTable.InsertAsync(session, measure.Name, entry);
                var (realised, verified) = LedgerTable.Difference(null, entry);
                await KeptTotals.AddAsync(session, await MeasureTable.ScopesAsync(session, measure), realised, verified);
                session.Append("benefits.ledgerEntry.created", entry.Name, entry);
                return entry;
            }
        );
    }

    // What takes away and is not refused, and what adds and is verified: what is certain, seen from whoever takes away more.
    private static async Task<long> OtherCorrectionsAsync(Session session, string corrected) =>
        (await LedgerTable.CorrectionsAsync(session, corrected))
            .Where(c => c.State == LedgerEntryState.Verified || (c.TakesAway && c.State == LedgerEntryState.Entered))
            .Sum(c => Platform.Amounts.Ore.Of(c.Amount));
}
