using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.Communication;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ExportCommunicationCalendarResponse> ExportCommunicationCalendar(
        ExportCommunicationCalendarRequest request,
        ServerCallContext context
    )
    {
        var programme = await organisation.GetProgrammeAsync(
            new() { Name = request.Parent },
            cancellationToken: context.CancellationToken
        );
        return await database.ReadAsync(
            async session =>
                PlanCalendar.Of(
                    request.Parent,
                    programme.DisplayName,
                    (
                        await CommunicationTable.OccurrencesAsync(
                            session,
                            request.Parent,
                            await CommunicationTable.AllAsync(session, request.Parent),
                            time.Today()
                        )
                    ).Where(o => o.State is OccurrenceState.Planned or OccurrenceState.Overdue),
                    time.GetUtcNow()
                ),
            context.CancellationToken
        );
    }
}
