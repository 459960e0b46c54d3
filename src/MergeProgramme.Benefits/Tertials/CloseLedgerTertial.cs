using Grpc.Core;
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
    public override async Task<LedgerTertial> CloseLedgerTertial(CloseLedgerTertialRequest request, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(request.Name);
        var tertial = TertialTable.Of(request.Name);
        await organisation.GetProgrammeAsync(new() { Name = programme }, cancellationToken: context.CancellationToken);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await TertialTable.LockAsync(session, programme);
                var closed = await TertialTable.ClosedAsync(session, programme);
                var standing = await TertialTable.ReadAsync(
                    session,
                    programme,
                    tertial,
                    closed,
                    NorwegianTime.DateIn(session.Now)
                );
                List<Violation> wrong = [.. TertialRules.CheckClose(standing, tertial, closed, request.Reason)];
                if (wrong.Count > 0)
                    throw wrong.Exists(w => w.Field == "reason") && wrong.Count == 1
                        ? Problem.Invalid(wrong)
                        : Problem.Precondition(wrong);
                var rows = await TertialTable.OpenRowsAsync(session, programme, tertial, false, "", 0, int.MaxValue);
                standing.State = LedgerTertialState.Closed;
                (standing.NextToClose, standing.Reason) = (false, request.Reason);
                standing.CloserDisplayName = Caller.Current.DisplayName;
                standing.CloseTime = Instants.ToTimestamp(session.Now);
                await TertialTable.InsertClosingAsync(session, programme, tertial, standing, Caller.Current.Id, rows.Count);
                await TertialTable.InsertRowsAsync(session, standing.Name, [.. rows.Select(r => r.Row)]);
                session.Append("benefits.ledgerTertial.closed", standing.Name, standing);
                return standing;
            }
        );
    }
}
