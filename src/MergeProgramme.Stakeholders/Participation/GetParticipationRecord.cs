using Grpc.Core;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<ParticipationRecord> GetParticipationRecord(
        GetParticipationRecordRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session =>
                await session.FindAsync<ParticipationRecord>(
                    "SELECT * FROM participation_records WHERE name = @Name",
                    new { request.Name }
                ) ?? throw Problem.NotFound(request.Name),
            context.CancellationToken
        );
}
