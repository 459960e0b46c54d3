using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.Participation;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    // After every date there is: steps without a due date come last.
    private const string NoDueDate = "9999-12-31";

    public override async Task<ListParticipationStepsResponse> ListParticipationSteps(
        ListParticipationStepsRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        if (request.Matter.Length > 0 && !Matter.IsOf(request.Parent, request.Matter))
            throw Problem.Invalid("matter", "MATTER_MALFORMED", request.Matter, request.Parent);
        return await database.ReadAsync(
            async session =>
            {
                var page = Page.Of(request);
                var steps = await session.QueryAsync<ParticipationStep>(
                    $"""
                    SELECT * FROM ({StepTable.Steps}) t
                    WHERE parent = @Parent AND (@Matter = '' OR matter = @Matter)
                        AND (@any OR done_date IS NULL AND waive_date IS NULL)
                        AND (COALESCE(due_date, '{NoDueDate}'), name) > (@AfterDate, @AfterName)
                    ORDER BY COALESCE(due_date, '{NoDueDate}'), name LIMIT @Limit
                    """,
                    new
                    {
                        request.Parent,
                        request.Matter,
                        any = !request.Missing,
                        AfterDate = page.Key(0),
                        AfterName = page.Key(1),
                        page.Limit,
                    }
                );
                var today = time.Today();
                foreach (var step in steps)
                    step.State = StepState.Of(step, today);
                var response = new ListParticipationStepsResponse();
                response.NextPageToken = page.Fill(
                    steps,
                    response.ParticipationSteps,
                    s => [s.DueDate.ToDateOnly()?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? NoDueDate, s.Name]
                );
                return response;
            },
            context.CancellationToken
        );
    }
}
