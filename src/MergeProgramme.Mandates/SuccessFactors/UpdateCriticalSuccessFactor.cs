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
    public override async Task<CriticalSuccessFactor> UpdateCriticalSuccessFactor(
        UpdateCriticalSuccessFactorRequest request,
        ServerCallContext context
    )
    {
        var asked = request.CriticalSuccessFactor;
        var owner = FieldMasks.Takes(request.UpdateMask, "owner")
            ? await PersonReading.DisplayNameAsync(
                organisation,
                "critical_success_factor.owner",
                asked.Owner,
                asked.Name,
                context
            )
            : null;
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await FactorTable.GetForWriteAsync(session, asked.Name, asked.Etag);
                var factor = FieldMasks.Apply(request.UpdateMask, asked, current);
                if (current.Mandate.Length > 0 && factor.Text != current.Text)
                    throw Problem.Invalid("critical_success_factor.text", "FACTOR_OF_DOCUMENT");
                factor.OwnerDisplayName = owner ?? current.OwnerDisplayName;
                factor.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE success_factors SET text = @Text, owner = @Owner, owner_display_name = @OwnerDisplayName, etag = @Etag
                    WHERE name = @Name
                    """,
                    factor,
                    current.Etag
                );
                session.Append("mandates.successFactor.updated", factor.Name, factor);
                return factor;
            }
        );
    }
}
