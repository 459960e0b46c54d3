using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.Communication;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ListCommunicationOccurrencesResponse> ListCommunicationOccurrences(
        ListCommunicationOccurrencesRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var (from, to) = (request.StartDate.ToDateOnly(), request.EndDate.ToDateOnly());
                var items = (await CommunicationTable.AllAsync(session, request.Parent))
                    .Where(i => request.CommunicationItem.Length == 0 || i.Name == request.CommunicationItem)
                    .Where(i => request.Stakeholder.Length == 0 || i.Stakeholders.Contains(request.Stakeholder))
                    .Where(i => request.SubProject.Length == 0 || i.SubProject == request.SubProject)
                    .ToList();
                var occurrences = (await CommunicationTable.OccurrencesAsync(session, request.Parent, items, time.Today()))
                    .Where(o => request.State == OccurrenceState.Unspecified || o.State == request.State)
                    .Where(o => from is not { } first || o.DueDate.ToDateOnly() >= first)
                    .Where(o => to is not { } last || o.DueDate.ToDateOnly() <= last)
                    .ToList();
                var response = new ListCommunicationOccurrencesResponse();
                response.NextPageToken = Page.Of(request).FillOf(occurrences, response.CommunicationOccurrences);
                return response;
            },
            context.CancellationToken
        );
    }
}
