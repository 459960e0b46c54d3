using Grpc.Core;
using MergeProgramme.Mandates.Budget;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<AccountEntry> CreateAccountEntry(CreateAccountEntryRequest request, ServerCallContext context)
    {
        await RegisterPlace.RequireAsync(organisation, request.Parent, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var entry = AccountEntryTable.Written(request.AccountEntry);
                Violation[] wrong = [.. BudgetRules.Check(entry, "account_entry.", NorwegianTime.DateIn(session.Now))];
                if (wrong.Length > 0)
                    throw Problem.Invalid(wrong);
                var programme = ResourceNames.Programme(request.Parent);
                await BudgetLineTable.LockAsync(session, programme);
                var known = await AccountEntryTable.KnownAsync(session, programme, [AccountEntryTable.KeyOf(entry)]);
                if (known.Values.FirstOrDefault() is { } there)
                    throw Problem.Taken(
                        "account_entry.voucher",
                        "VOUCHER_TAKEN",
                        entry.Voucher,
                        entry.SourceSystem,
                        Platform.Web.Formats.Amount(there.Amount)
                    );
                await AccountEntryTable.InsertAsync(session, [(request.Parent, entry)]);
                return entry;
            }
        );
    }
}
