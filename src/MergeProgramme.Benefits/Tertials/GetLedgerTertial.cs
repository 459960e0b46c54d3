using Grpc.Core;
using MergeProgramme.Benefits.Tertials;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<LedgerTertial> GetLedgerTertial(GetLedgerTertialRequest request, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(request.Name);
        var tertial = TertialTable.Of(request.Name);
        await organisation.GetProgrammeAsync(new() { Name = programme }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
                await TertialTable.ReadAsync(
                    session,
                    programme,
                    tertial,
                    await TertialTable.ClosedAsync(session, programme),
                    clock.Today()
                ),
            context.CancellationToken
        );
    }
}
