using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.PersonalData;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ListDisclosuresResponse> ListDisclosures(ListDisclosuresRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var disclosures = await session.QueryAsync<Disclosure>(
                    $"""
                    SELECT {DisclosureTable.Columns} FROM disclosures
                    WHERE parent = @Parent AND (create_time, name) < (@BeforeTime, @BeforeName)
                    ORDER BY create_time DESC, name DESC LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        BeforeTime = page.Number(0, first: long.MaxValue),
                        BeforeName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListDisclosuresResponse();
                response.NextPageToken = page.Fill(
                    disclosures,
                    response.Disclosures,
                    d => [Instants.ToMicroseconds(d.CreateTime).ToString(CultureInfo.InvariantCulture), d.Name]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
