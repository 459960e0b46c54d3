using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    private const string StakeholdersOfPage = """
        FROM stakeholders s
        WHERE s.parent = @Parent AND (s.display_name, s.name) > (@AfterDisplayName, @AfterName)
          AND (@SubProject = '' OR EXISTS (
              SELECT 1 FROM stakeholder_sub_projects c WHERE c.stakeholder = s.name AND c.sub_project = @SubProject))
        ORDER BY s.display_name, s.name LIMIT @Limit
        """;

    public override async Task<ListStakeholdersResponse> ListStakeholders(
        ListStakeholdersRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var parameters = new
                {
                    request.Parent,
                    request.SubProject,
                    AfterDisplayName = page.Key(0),
                    AfterName = page.Key(1),
                    page.Limit,
                };
                var stakeholders = await session.QueryAsync<Stakeholder>($"SELECT s.* {StakeholdersOfPage}", parameters);
                await StakeholderTable.FillAsync(session, stakeholders, $"SELECT s.name {StakeholdersOfPage}", parameters);
                var response = new ListStakeholdersResponse();
                response.NextPageToken = page.Fill(stakeholders, response.Stakeholders, s => [s.DisplayName, s.Name]);
                return response;
            },
            context.CancellationToken
        );
    }
}
