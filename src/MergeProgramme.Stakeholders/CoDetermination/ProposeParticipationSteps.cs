using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.Participation;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ProposeParticipationStepsResponse> ProposeParticipationSteps(
        ProposeParticipationStepsRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        if (!Matter.IsOf(request.Parent, request.Matter))
            throw Problem.Invalid("matter", "MATTER_MALFORMED", request.Matter, request.Parent);
        var day = request.Date.ToDateOnly() ?? time.Today();
        return await database.ReadAsync(
            async session =>
                Proposals.Of(
                    request.Matter,
                    await RuleTable.AllAsync(session, request.Parent, day),
                    await PartyTable.AllAsync(session, request.Parent),
                    (
                        await session.QueryAsync<string>(
                            "SELECT party FROM participation_steps WHERE matter = @Matter",
                            new { request.Matter }
                        )
                    ).ToHashSet(StringComparer.Ordinal),
                    day
                ),
            context.CancellationToken
        );
    }
}
