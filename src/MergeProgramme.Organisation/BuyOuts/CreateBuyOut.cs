using Grpc.Core;
using MergeProgramme.Organisation.BuyOuts;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<BuyOut> CreateBuyOut(CreateBuyOutRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                var buyOut = request.BuyOut.Clone();
                buyOut.Name = "";
                await BuyOutTable.RequireValidAsync(session, request.Parent, buyOut);
                buyOut.Name = $"{request.Parent}/buyOuts/{Guid.CreateVersion7(session.Now):N}";
                await session.ExecuteAsync(
                    """
                    INSERT INTO buy_outs (name, programme, appointment, first_month, last_month, day_hundredths, day_rate, note, etag)
                    VALUES (@Name, @Parent, @Appointment, @FirstMonth, @LastMonth, @DayHundredths, @DayRate, @Note, @Etag)
                    """,
                    new
                    {
                        buyOut.Name,
                        request.Parent,
                        buyOut.Appointment,
                        buyOut.FirstMonth,
                        buyOut.LastMonth,
                        buyOut.DayHundredths,
                        buyOut.DayRate,
                        buyOut.Note,
                        Etag = Etags.New(),
                    }
                );
                var created = await BuyOutTable.GetAsync(session, buyOut.Name);
                session.Append("organisation.buyOut.created", created.Name, created);
                return created;
            }
        );
}
