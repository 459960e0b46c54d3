using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ListProgrammesResponse> ListProgrammes(ListProgrammesRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var programmes = await session.QueryAsync<Programme>(
                    """
                    SELECT * FROM programmes
                    WHERE (display_name, name) > (@AfterDisplayName, @AfterName)
                    ORDER BY display_name, name LIMIT @Limit
                    """,
                    new
                    {
                        AfterDisplayName = page.Key(0),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListProgrammesResponse();
                response.NextPageToken = page.Fill(
                    programmes,
                    response.Programmes,
                    p => [p.DisplayName, p.Name],
                    p => Caller.Current.May("organisation.read", p.Name)
                );
                var goals = await session.QueryAsync<(string Programme, string Text)>(
                    "SELECT programme, text FROM programme_goals WHERE programme >= @First AND programme <= @Last ORDER BY programme, position",
                    new { First = response.Programmes.Min(p => p.Name) ?? "", Last = response.Programmes.Max(p => p.Name) ?? "" }
                );
                var byProgramme = goals.ToLookup(g => g.Programme, g => new ProgrammeGoal { Text = g.Text });
                foreach (var programme in response.Programmes)
                    programme.Goals.AddRange(byProgramme[programme.Name]);
                return response;
            },
            context.CancellationToken
        );
}
