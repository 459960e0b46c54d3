using System.Globalization;
using Grpc.Core;
using MergeProgramme.Benefits.Handovers;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<ListHandoversResponse> ListHandovers(ListHandoversRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var rows = await HandoverTable.ListAsync(session, request.Parent, request.Subject, page.Number(0, 0), page.Limit);
                var response = new ListHandoversResponse();
                response.NextPageToken = page.Fill(
                    rows,
                    response.Handovers,
                    row => row.Handover,
                    row => [row.Position.ToString(CultureInfo.InvariantCulture)]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
