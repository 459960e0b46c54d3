using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Party> UpdateParty(UpdatePartyRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await PartyTable.GetAsync(session, request.Party.Name);
                Etags.Require(request.Party.Etag, current.Etag, current.Name);
                var party = FieldMasks.Apply(request.UpdateMask, request.Party, current);
                PartyTable.Require(party, await PartyTable.AllAsync(session, ResourceNames.Programme(party.Name)));
                // What a record says that a union did, stays what a union did.
                if (
                    party.Kind != current.Kind
                    && await session.FindAsync<string>(
                        "SELECT MIN(name) FROM participation_records WHERE registered_party = @Name",
                        current
                    )
                        is not null
                )
                    throw Problem.Precondition(current.Name, "PARTY_KIND_STAYS", current.DisplayName);
                party.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE parties SET display_name = @DisplayName, kind = @Kind, federation = @Federation,
                        representative = @Representative, spokes_party = NULLIF(@SpokesParty, ''), etag = @Etag
                    WHERE name = @Name
                    """,
                    party,
                    current.Etag
                );
                session.Append("stakeholders.party.updated", party.Name, party);
                return party;
            }
        );
}
