using Grpc.Core;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.PersonalData;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ProcessingActivity> SetRetention(SetRetentionRequest request, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(request.Name);
        await organisation.GetProgrammeAsync(new() { Name = programme }, cancellationToken: context.CancellationToken);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var activity = await ActivityTable.GetAsync(session, request.Name);
                if (activity.ArchiveDuty.Length > 0)
                    throw Problem.Precondition(request.Name, "RETENTION_KEPT");
                activity.RetentionMonths = request.RetentionMonths;
                await session.ExecuteAsync(
                    """
                    INSERT INTO retention_periods (activity, programme, months) VALUES (@Name, @programme, @RetentionMonths)
                    ON CONFLICT (activity) DO UPDATE SET months = excluded.months
                    """,
                    new
                    {
                        request.Name,
                        programme,
                        request.RetentionMonths,
                    }
                );
                session.Append("stakeholders.retention.set", activity.Name, activity);
                return activity;
            }
        );
    }
}
