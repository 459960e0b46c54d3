using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Empty> DeleteParty(DeletePartyRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await PartyTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var use = await session.FindAsync<string>(
                    """
                    SELECT MIN(name) FROM (
                        SELECT name FROM participation_steps WHERE party = @Name
                        UNION ALL SELECT name FROM participation_records WHERE registered_party = @Name
                        UNION ALL SELECT name FROM parties WHERE spokes_party = @Name
                    ) u
                    """,
                    current
                );
                if (use is not null)
                    throw Problem.Precondition(current.Name, "PARTY_IN_USE", current.DisplayName);
                await session.ExecuteAsync("DELETE FROM parties WHERE name = @Name", current);
                session.Append("stakeholders.party.deleted", current.Name, current);
                return new Empty();
            }
        );
}
