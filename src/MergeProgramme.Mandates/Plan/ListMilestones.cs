using Grpc.Core;
using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ListMilestonesResponse> ListMilestones(ListMilestonesRequest request, ServerCallContext context)
    {
        var (programme, subProject) = await RequireSubProjectsAsync(request.Parent, context);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                const string Which = """
                    programme = @programme AND (@subProject = '' OR sub_project = @subProject)
                    AND (@Open = 0 OR done_date IS NULL) AND (@Before = '' OR planned_end_date < @Before) AND (@Kind = 0 OR kind = @Kind)
                    AND (planned_end_date, name) > (@AfterDate, @AfterName)
                    """;
                var parameters = new
                {
                    programme,
                    subProject,
                    Open = request.Filter == MilestoneFilter.Unspecified ? 0 : 1,
                    Before = request.Filter == MilestoneFilter.Late ? Iso(time.Today()) : "",
                    Kind = (int)request.Kind,
                    AfterDate = page.Key(0),
                    AfterName = page.Key(1),
                    page.Limit,
                };
                var milestones = await session.QueryAsync<Milestone>(
                    $"SELECT * FROM milestones WHERE {Which} ORDER BY planned_end_date, name LIMIT @Limit",
                    parameters
                );
                await MilestoneTable.FillAsync(session, milestones, Which, parameters);
                var response = new ListMilestonesResponse();
                response.NextPageToken = page.Fill(
                    milestones,
                    response.Milestones,
                    m => [Iso(m.PlannedEndDate.ToDateOnly()!.Value), m.Name],
                    // Across sub-projects a caller sees those of its own.
                    m => Caller.Current.May("mandates.read", m.Name)
                );
                return response;
            },
            context.CancellationToken
        );
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The programme that a parent of a list names, and its sub-project; that is empty for all of them.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT or NOT_FOUND.</exception>
    private async Task<(string Programme, string SubProject)> RequireSubProjectsAsync(string parent, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(parent);
        if (ResourceNames.Id(parent) != "-" || ResourceNames.Id(programme) == "-")
            return (programme, (await RequireSubProjectAsync(parent, context)).Name);
        await organisation.GetProgrammeAsync(new() { Name = programme }, cancellationToken: context.CancellationToken);
        return (programme, "");
    }
}
