using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Empty> DeleteStakeholder(DeleteStakeholderRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await StakeholderTable.LockAsync(session, [request.Name]);
                var current = await StakeholderTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (await StakeholderTable.IsNamedAsync(session, current.Name))
                    throw Problem.Precondition(current.Name, "STAKEHOLDER_IN_USE", current.DisplayName);
                await StakeholderTable.DeleteListsAsync(session, current.Name);
                await session.ExecuteAsync("DELETE FROM stakeholder_assessments WHERE stakeholder = @Name", current);
                await session.ExecuteAsync("DELETE FROM notes WHERE stakeholder = @Name", current);
                await session.ExecuteAsync("DELETE FROM stakeholders WHERE name = @Name", current);
                session.Append("stakeholders.stakeholder.deleted", current.Name, current);
                return new Empty();
            }
        );
}
