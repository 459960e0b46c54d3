using Grpc.Core;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.SuccessFactors;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<CriticalSuccessFactor> CreateCriticalSuccessFactor(
        CreateCriticalSuccessFactorRequest request,
        ServerCallContext context
    )
    {
        await RegisterPlace.RequireAsync(organisation, request.Parent, context);
        var asked = request.CriticalSuccessFactor;
        var owner = await PersonReading.DisplayNameAsync(
            organisation,
            "critical_success_factor.owner",
            asked.Owner,
            request.Parent,
            context
        );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var factor = new CriticalSuccessFactor
                {
                    Name = $"{request.Parent}/successFactors/{Guid.CreateVersion7(session.Now):N}",
                    Text = asked.Text,
                    Owner = asked.Owner,
                    OwnerDisplayName = owner,
                };
                await FactorTable.InsertAsync(session, factor);
                session.Append("mandates.successFactor.created", factor.Name, factor);
                return factor;
            }
        );
    }
}
