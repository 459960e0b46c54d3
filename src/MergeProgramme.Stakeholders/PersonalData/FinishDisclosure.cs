using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.PersonalData;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Disclosure> FinishDisclosure(FinishDisclosureRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var disclosure = await DisclosureTable.GetAsync(session, request.Name);
                if (
                    disclosure.Kind is DisclosureKind.Erasure or DisclosureKind.Retention
                    && !Caller.Current.May("stakeholders.erasePersonalData", ResourceNames.Programme(request.Name))
                )
                    throw Problem.Denied("stakeholders.erasePersonalData");
                if (disclosure.FinishTime is not null)
                    return disclosure;
                disclosure.FinishTime = Instants.ToTimestamp(session.Now);
                var finished = await session.ExecuteAsync(
                    "UPDATE disclosures SET finish_time = @FinishTime WHERE name = @Name AND finish_time IS NULL",
                    new { disclosure.Name, disclosure.FinishTime }
                );
                if (finished == 0)
                    return await DisclosureTable.GetAsync(session, request.Name);
                session.Append("stakeholders.disclosure.finished", disclosure.Name, DisclosureTable.WithoutPurpose(disclosure));
                return disclosure;
            }
        );
}
