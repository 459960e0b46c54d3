using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.Imports;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ListImportCandidatesResponse> ListImportCandidates(
        ListImportCandidatesRequest request,
        ServerCallContext context
    )
    {
        var response = await database.ReadAsync(
            async session =>
            {
                await ImportTable.RequireAsync(session, request.Parent);
                var page = Page.Of(request);
                var rows = await session.QueryAsync<ImportTable.CandidateRow>(
                    """
                    SELECT * FROM import_candidates
                    WHERE import = @Parent AND (block, start, number) > (@AfterBlock, @AfterStart, @AfterNumber)
                        AND block >= @FirstBlock AND (@LastBlock = 0 OR block <= @LastBlock)
                        AND (@Section = '' OR section = CASE WHEN @Section = '-' THEN '' ELSE @Section END)
                    ORDER BY block, start, number LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        request.FirstBlock,
                        request.LastBlock,
                        request.Section,
                        AfterBlock = page.Number(0, 0),
                        AfterStart = page.Number(1, -1),
                        AfterNumber = page.Number(2, 0),
                        page.Limit,
                    }
                );
                var answer = new ListImportCandidatesResponse();
                answer.NextPageToken = page.Fill(
                    rows,
                    answer.Candidates,
                    row => row.ToCandidate(),
                    row => [Text(row.Block), Text(row.Start), Text(row.Number)]
                );
                return answer;

                static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
            },
            context.CancellationToken
        );
        if (response.Candidates.Any(candidate => candidate.Code.Length > 0))
        {
            var subProjects = await SubProjectsByCodeAsync(request.Parent, context);
            foreach (var candidate in response.Candidates)
                candidate.SubProject = subProjects.GetValueOrDefault(candidate.Code) ?? "";
        }
        return response;
    }

    /// <summary>Names of the sub-projects of a programme, by their codes.</summary>
    /// <param name="name">Anything in the programme.</param>
    private async Task<IReadOnlyDictionary<string, string>> SubProjectsByCodeAsync(string name, ServerCallContext context)
    {
        Dictionary<string, string> found = new(StringComparer.OrdinalIgnoreCase);
        var request = new Organisation.V1.ListSubProjectsRequest { Parent = ResourceNames.Programme(name), PageSize = 1000 };
        do
        {
            var page = await organisation.ListSubProjectsAsync(request, cancellationToken: context.CancellationToken);
            foreach (var subProject in page.SubProjects)
                found.TryAdd(subProject.Code, subProject.Name);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return found;
    }
}
