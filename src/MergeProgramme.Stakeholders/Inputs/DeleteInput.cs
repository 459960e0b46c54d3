using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Inputs;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Empty> DeleteInput(DeleteInputRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await session.HoldAsync("inputs", request.Name);
                var current = await InputTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (InputRules.IsAnswered(current))
                    throw Problem.Precondition(current.Name, "INPUT_ANSWERED", current.StakeholderDisplayName);
                await session.ExecuteAsync("DELETE FROM inputs WHERE name = @Name", current);
                session.Append("stakeholders.input.deleted", current.Name, InputTable.Stored(current));
                return new Empty();
            }
        );
}
