using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<Party> CreateParty(CreatePartyRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var party = request.Party.Clone();
                party.Name = await NewNames.ChooseAsync(
                    session,
                    "parties",
                    $"{request.Parent}/parties",
                    request.PartyId,
                    "party_id",
                    party.DisplayName
                );
                PartyTable.Require(party, await PartyTable.AllAsync(session, request.Parent));
                party.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO parties (name, parent, display_name, kind, federation, representative, spokes_party, etag)
                    VALUES (@Name, @Parent, @DisplayName, @Kind, @Federation, @Representative, NULLIF(@SpokesParty, ''), @Etag)
                    """,
                    new
                    {
                        party.Name,
                        request.Parent,
                        party.DisplayName,
                        party.Kind,
                        party.Federation,
                        party.Representative,
                        party.SpokesParty,
                        party.Etag,
                    }
                );
                session.Append("stakeholders.party.created", party.Name, party);
                return party;
            }
        );
    }
}
