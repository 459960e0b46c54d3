using Grpc.Core;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    // Sorts after every day that anybody needs something by.
    private const string NoDay = "9999-12-31";

    public override async Task<ListDependencyAgreementsResponse> ListDependencyAgreements(
        ListDependencyAgreementsRequest request,
        ServerCallContext context
    )
    {
        await RequireParentAsync(request.Parent, context);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var all = ResourceNames.Id(request.Parent) == "-";
                var agreements = await session.QueryAsync<DependencyAgreement>(
                    """
                    SELECT * FROM dependency_agreements
                    WHERE programme = @Programme
                        AND (@SubProject = '' OR giver_sub_project = @SubProject OR taker_sub_project = @SubProject)
                        AND (@Giver = '' OR giver_sub_project = @Giver OR giver_stakeholder = @Giver)
                        AND (@Taker = '' OR taker_sub_project = @Taker)
                        AND (@State = 0 OR state = @State)
                        AND (@Open = 0 OR state NOT IN (@Received, @Withdrawn))
                        AND (@Broken = 0 OR (state IN (@Promised, @Accepted) AND promised_date < @Today))
                        AND (COALESCE(needed_by_date, @NoDay), name) > (@AfterDate, @AfterName)
                    ORDER BY COALESCE(needed_by_date, @NoDay), name LIMIT @Limit
                    """,
                    new
                    {
                        Programme = ResourceNames.Programme(request.Parent),
                        SubProject = all ? "" : request.Parent,
                        request.Giver,
                        request.Taker,
                        request.State,
                        Open = request.OpenOnly ? 1 : 0,
                        DependencyState.Received,
                        DependencyState.Withdrawn,
                        Broken = request.BrokenOnly ? 1 : 0,
                        DependencyState.Promised,
                        DependencyState.Accepted,
                        Today = IsoDay(time.Today()),
                        NoDay,
                        AfterDate = page.Key(0),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                var response = new ListDependencyAgreementsResponse();
                response.NextPageToken = page.Fill(
                    agreements,
                    response.DependencyAgreements,
                    a => [a.NeededByDate.ToDateOnly() is { } day ? IsoDay(day) : NoDay, a.Name],
                    MayRead
                );
                return response;
            },
            context.CancellationToken
        );
    }

    /// <summary>Across sub-projects a caller sees what is given or taken by those of its own.</summary>
    private static bool MayRead(DependencyAgreement agreement)
    {
        var caller = Caller.Current;
        return caller.May("mandates.read", agreement.Name)
            || caller.May("mandates.read", agreement.TakerSubProject)
            || (agreement.GiverSubProject.Length > 0 && caller.May("mandates.read", agreement.GiverSubProject));
    }

    private static string IsoDay(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A sub-project, or <c>-</c> for all of a programme.</summary>
    /// <exception cref="Problem">NOT_FOUND; INVALID_ARGUMENT for all programmes.</exception>
    private async Task RequireParentAsync(string parent, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(parent);
        if (ResourceNames.Id(programme) == "-")
            throw Problem.Invalid("parent", "NAME_MALFORMED", "programmes/{programme}/subProjects/{sub_project}", parent);
        if (ResourceNames.Id(parent) == "-")
            await organisation.GetProgrammeAsync(new() { Name = programme }, cancellationToken: context.CancellationToken);
        else
            await organisation.GetSubProjectAsync(new() { Name = parent }, cancellationToken: context.CancellationToken);
    }
}
