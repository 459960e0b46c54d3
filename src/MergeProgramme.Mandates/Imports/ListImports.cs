using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    /// <summary>Newest first, without remarks and counts.</summary>
    public override async Task<ListImportsResponse> ListImports(ListImportsRequest request, ServerCallContext context)
    {
        if (ResourceNames.Id(request.Parent) == "-")
            throw Problem.Invalid("parent", "NAME_MALFORMED", "programmes/{programme}/subProjects/{sub_project}", request.Parent);
        await organisation.GetSubProjectAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                // Names hold the time of creation, so they sort as it does.
                var rows = await session.QueryAsync<Import>(
                    """
                    SELECT * FROM imports WHERE sub_project = @Parent AND (@After = '' OR name < @After)
                    ORDER BY name DESC LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        After = page.Key(0),
                        page.Limit,
                    }
                );
                var response = new ListImportsResponse();
                response.NextPageToken = page.Fill(rows, response.Imports, import => [import.Name]);
                foreach (var import in response.Imports)
                    Explain(import, context);
                return response;
            },
            context.CancellationToken
        );
    }
}
