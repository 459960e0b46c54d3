using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Templates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    /// <summary>Without sections; of decisions the verdict, date, body and case number. The rest is in GetMandate.</summary>
    public override async Task<ListMandatesResponse> ListMandates(ListMandatesRequest request, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(request.Parent);
        if (ResourceNames.Id(programme) == "-")
            throw Problem.Invalid("parent", "NAME_MALFORMED", "programmes/{programme}/subProjects/{sub_project}", request.Parent);
        var all = ResourceNames.Id(request.Parent) == "-";
        if (all)
            await organisation.GetProgrammeAsync(new() { Name = programme }, cancellationToken: context.CancellationToken);
        else
            await organisation.GetSubProjectAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var mandates = await session.QueryAsync<Mandate>(
                    """
                    SELECT * FROM mandates
                    WHERE programme = @Programme AND (@SubProject = '' OR sub_project = @SubProject)
                        AND (sub_project, -version) > (@AfterSubProject, @AfterVersion)
                    ORDER BY sub_project, version DESC LIMIT @Limit
                    """,
                    new
                    {
                        Programme = programme,
                        SubProject = all ? "" : request.Parent,
                        AfterSubProject = page.Key(0),
                        AfterVersion = int.TryParse(page.Key(1), CultureInfo.InvariantCulture, out var version) ? version : 0,
                        page.Limit,
                    }
                );
                var response = new ListMandatesResponse();
                response.NextPageToken = page.Fill(
                    mandates,
                    response.Mandates,
                    m => [ResourceNames.Parent(m.Name), (-m.Version).ToString(CultureInfo.InvariantCulture)],
                    // Across sub-projects a caller sees those of its own.
                    m => Caller.Current.May("mandates.read", m.Name)
                );
                await TemplateTable.DescribeKindsAsync(session, response.Mandates);
                await DecisionTable.FillVerdictsAsync(session, response.Mandates);
                return response;
            },
            context.CancellationToken
        );
    }
}
