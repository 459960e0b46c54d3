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
    public override async Task<BatchCreateParticipationStepsResponse> BatchCreateParticipationSteps(
        BatchCreateParticipationStepsRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var known = (await PartyTable.AllAsync(session, request.Parent)).ToDictionary(
                    p => p.Name,
                    StringComparer.Ordinal
                );
                List<Violation> violations = [];
                HashSet<(string Matter, string Party)> named = [];
                foreach (var (i, step) in request.ParticipationSteps.Index())
                {
                    var field = $"participation_steps[{i}]";
                    if (!Matter.IsOf(request.Parent, step.Matter))
                        violations.Add(new($"{field}.matter", "MATTER_MALFORMED", step.Matter, request.Parent));
                    if (!known.TryGetValue(step.Party, out var party))
                        violations.Add(new($"{field}.party", "REFERENCE_NOT_FOUND", step.Party));
                    else if (!named.Add((step.Matter, step.Party)))
                        violations.Add(new($"{field}.party", "REPEATED", party.DisplayName));
                }
                if (violations.Count > 0)
                    throw Problem.Invalid(violations);
                var response = new BatchCreateParticipationStepsResponse();
                foreach (var (i, given) in request.ParticipationSteps.Index())
                {
                    var taken = await session.FindAsync<string>(
                        "SELECT name FROM participation_steps WHERE matter = @Matter AND party = @Party",
                        new { given.Matter, given.Party }
                    );
                    if (taken is not null)
                        throw Problem.Taken($"participation_steps[{i}].party", "STEP_EXISTS", known[given.Party].DisplayName);
                    response.ParticipationSteps.Add(await CreateAsync(session, request.Parent, given));
                }
                return response;
            }
        );
    }

    private static async Task<ParticipationStep> CreateAsync(WriteSession session, string parent, ParticipationStep given)
    {
        var name = await NewNames.ChooseAsync(session, "participation_steps", $"{parent}/participationSteps", "", "", "");
        await session.ExecuteAsync(
            """
            INSERT INTO participation_steps (name, parent, matter, party, form, due_date, basis, waiver, etag)
            VALUES (@name, @parent, @Matter, @Party, @Form, @DueDate, @Basis, '', @etag)
            """,
            new
            {
                name,
                parent,
                given.Matter,
                given.Party,
                given.Form,
                given.DueDate,
                given.Basis,
                etag = Etags.New(),
            }
        );
        var step = await StepTable.GetAsync(session, name, NorwegianTime.DateIn(session.Now));
        session.Append("stakeholders.participation-step.created", step.Name, step);
        return step;
    }
}
