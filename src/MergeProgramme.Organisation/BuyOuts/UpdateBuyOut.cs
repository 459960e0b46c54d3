using Grpc.Core;
using MergeProgramme.Organisation.BuyOuts;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<BuyOut> UpdateBuyOut(UpdateBuyOutRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.BuyOut.Name);
                await ProgrammeTable.LockAsync(session, programme);
                var current = await BuyOutTable.GetAsync(session, request.BuyOut.Name);
                Etags.Require(request.BuyOut.Etag, current.Etag, current.Name);
                var buyOut = FieldMasks.Apply(request.UpdateMask, request.BuyOut, current);
                await BuyOutTable.RequireValidAsync(session, programme, buyOut);
                buyOut.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE buy_outs SET appointment = @Appointment, first_month = @FirstMonth, last_month = @LastMonth,
                        day_hundredths = @DayHundredths, day_rate = @DayRate, note = @Note, etag = @Etag
                    WHERE name = @Name
                    """,
                    buyOut,
                    current.Etag
                );
                var updated = await BuyOutTable.GetAsync(session, buyOut.Name);
                session.Append("organisation.buyOut.updated", updated.Name, updated);
                return updated;
            }
        );
}
