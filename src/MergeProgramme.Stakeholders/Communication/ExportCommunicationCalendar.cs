using Grpc.Core;
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
            session => CommunicationTable.CalendarAsync(session, request.Parent, programme.DisplayName, time),
            context.CancellationToken
        );
    }
}
