using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ListServiceFunctionsResponse> ListServiceFunctions(
        ListServiceFunctionsRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var functions = await session.QueryAsync<ServiceFunction>(
                    """
                    SELECT * FROM service_functions
                    WHERE parent = @Parent AND (create_time, name) > (@After, @AfterName)
                    ORDER BY create_time, name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        After = page.Number(0, 0),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListServiceFunctionsResponse();
                response.NextPageToken = page.Fill(
                    functions,
                    response.ServiceFunctions,
                    f => [Instants.ToMicroseconds(f.CreateTime).ToString(CultureInfo.InvariantCulture), f.Name]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
