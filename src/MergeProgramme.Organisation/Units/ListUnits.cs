using System.Globalization;
using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListUnitsResponse> ListUnits(ListUnitsRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var units = await session.QueryAsync<Unit>(
                    $"""
                    {UnitTable.Select}
                    WHERE u.programme = @Parent AND (u.level, u.display_name, u.name) > (@AfterLevel, @AfterDisplayName, @AfterName)
                        AND (@Municipality = '' OR u.municipality = @Municipality) AND (NOT @NewOrganisation OR u.new_organisation)
                    ORDER BY u.level, u.display_name, u.name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        AfterLevel = page.Number(0, first: -1),
                        AfterDisplayName = page.Key(1),
                        AfterName = page.Key(2),
                        request.Municipality,
                        request.NewOrganisation,
                        page.Limit,
                    }
                );
                var response = new ListUnitsResponse();
                response.NextPageToken = page.Fill(
                    units,
                    response.Units,
                    u => [((int)u.Level).ToString(CultureInfo.InvariantCulture), u.DisplayName, u.Name]
                );
                return response;
            },
            context.CancellationToken
        );
}
