using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.SuccessFactors;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ListCriticalSuccessFactorsResponse> ListCriticalSuccessFactors(
        ListCriticalSuccessFactorsRequest request,
        ServerCallContext context
    )
    {
        await RegisterPlace.RequireAsync(organisation, request.Parent, context, list: true);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var (programme, parent) = RegisterPlace.Parameters(request.Parent);
                var factors = await session.QueryAsync<CriticalSuccessFactor>(
                    $"""
                    SELECT * FROM success_factors
                    WHERE {RegisterPlace.Condition} AND (create_time, name) > (@AfterTime, @AfterName)
                    ORDER BY create_time, name LIMIT @Limit
                    """,
                    new
                    {
                        Programme = programme,
                        Parent = parent,
                        AfterTime = page.Number(0, long.MinValue),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                await FactorTable.FillAsync(session, factors);
                var response = new ListCriticalSuccessFactorsResponse();
                response.NextPageToken = page.Fill(
                    factors,
                    response.CriticalSuccessFactors,
                    f => [Instants.ToMicroseconds(f.CreateTime).ToString(CultureInfo.InvariantCulture), f.Name],
                    f => Caller.Current.May("mandates.read", f.Name)
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
