using Grpc.Core;
using MergeProgramme.Benefits.Handovers;
using MergeProgramme.Benefits.Ledger;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Realisation;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<LedgerEntry> VerifyLedgerEntry(VerifyLedgerEntryRequest request, ServerCallContext context)
    {
        List<Violation> wrong = [.. LedgerRules.CheckAnswer(request)];
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        var programme = ResourceNames.Programme(request.Name);
        var caller = Caller.Current;
        var own = caller.Kind == CallerKind.Person ? await CallerPersons.OfAsync(access, programme, context) : [];
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var measureName = ResourceNames.Parent(request.Name);
                var current = await LedgerTable.GetAsync(session, request.Name);
                await BudgetBaseTable.LockAsync(
                    session,
                    programme,
                    current.Year,
                    current.BudgetFunction,
                    current.BudgetAccount,
                    current.Municipality
                );
                // Once more, behind the lock: what others answered meanwhile counts.
                current = await LedgerTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (current.State != LedgerEntryState.Entered)
                    throw Problem.Precondition(current.Name, "ENTRY_ANSWERED");
                var measure = await MeasureTable.GetAsync(session, measureName);
                var (receiver, _) = await HandoverTable.ReceiverAsync(session, measureName);
                if (
                    LedgerRules.CheckVerifier(
                        current,
                        caller.Kind == CallerKind.Internal ? "" : caller.Id,
                        caller.DisplayName,
                        own,
                        measure.Owner,
                        receiver
                    ) is
                    { } who
                )
                    throw Problem.Precondition([who]);
                if (
                    request.State == LedgerEntryState.Verified
                    && await StandsAgainstAsync(session, programme, current) is { } why
                )
                    throw Problem.Precondition([why]);
                var next = current.Clone();
                (next.State, next.VerifyReason) = (request.State, request.Reason);
                (next.VerifierDisplayName, next.VerifyTime) = (caller.DisplayName, Instants.ToTimestamp(session.Now));
                await LedgerTable.AnswerAsync(session, next, current.Etag);
                var (realised, verified) = LedgerTable.Difference(current, next);
                await KeptTotals.AddAsync(session, await MeasureTable.ScopesAsync(session, measure), realised, verified);
                session.Append(
                    next.State == LedgerEntryState.Verified ? "benefits.ledgerEntry.verified" : "benefits.ledgerEntry.refused",
                    next.Name,
                    next
                );
                return next;
            }
        );
    }

    private static async Task<Violation?> StandsAgainstAsync(Session session, string programme, LedgerEntry entry)
    {
        if (
            entry.Corrects.Length > 0
            && LedgerRules.CheckCorrected(
                entry,
                await LedgerTable.GetAsync(session, entry.Corrects),
                (await LedgerTable.CorrectionsAsync(session, entry.Corrects))
                    .Where(c => c.State == LedgerEntryState.Verified)
                    .Sum(c => Ore.Of(c.Amount))
            )
                is { } broken
        )
            return broken;
        return LedgerRules.CheckLine(
            await LedgerTable.LineAsync(
                session,
                programme,
                entry.Year,
                entry.BudgetFunction,
                entry.BudgetAccount,
                entry.Municipality
            ),
            ResourceNames.Parent(entry.Name),
            entry
        );
    }
}
