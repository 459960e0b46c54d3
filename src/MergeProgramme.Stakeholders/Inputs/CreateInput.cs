using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Consultations;
using MergeProgramme.Stakeholders.Engagements;
using MergeProgramme.Stakeholders.Inputs;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<Input> CreateInput(CreateInputRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        await ConcernedSubProjects.RequireOneAsync(
            organisation,
            "input.sub_project",
            request.Parent,
            request.Input.SubProject,
            context.CancellationToken
        );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var input = FieldMasks.Apply(null, request.Input, new Input());
                await StakeholderLists.RequireOneAsync(session, "input.stakeholder", request.Parent, input.Stakeholder);
                await session.HoldAsync("engagements", input.Engagement);
                if (
                    input.Engagement.Length > 0
                    && await session.FindAsync<string>(
                        "SELECT name FROM engagements WHERE name = @Engagement AND parent = @Parent",
                        new { input.Engagement, request.Parent }
                    )
                        is null
                )
                    throw Problem.Invalid("input.engagement", "NOT_FOUND", input.Engagement);
                await session.HoldAsync("consultations", input.Consultation);
                var consultation =
                    input.Consultation.Length == 0 ? null : await ConsultationTable.FindAsync(session, input.Consultation);
                if (
                    input.Consultation.Length > 0
                    && (consultation is null || !consultation.Name.StartsWith($"{request.Parent}/", StringComparison.Ordinal))
                )
                    throw Problem.Invalid("input.consultation", "NOT_FOUND", input.Consultation);
                if (InputRules.Check(input, consultation, NorwegianTime.DateIn(session.Now)).ToList() is { Count: > 0 } wrong)
                    throw Problem.Invalid(wrong);
                if (consultation is not null && InputRules.WhyNotTaken(consultation) is { } refusal)
                    throw Problem.Precondition([refusal]);
                input.Name = await NewNames.ChooseAsync(
                    session,
                    "inputs",
                    $"{request.Parent}/inputs",
                    request.InputId,
                    "input_id",
                    displayName: ""
                );
                input.State = InputState.Pending;
                input.CreateTime = Instants.ToTimestamp(session.Now);
                input.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO inputs (name, parent, stakeholder, receive_date, text, engagement, consultation, point, stance,
                        sub_project, state, answer, answer_place, tell_channel, create_time, etag)
                    VALUES (@Name, @Parent, @Stakeholder, @ReceiveDate, @Text, NULLIF(@Engagement, ''), NULLIF(@Consultation, ''),
                        @Point, @Stance, @SubProject, @State, '', '', '', @CreateTime, @Etag)
                    """,
                    new
                    {
                        input.Name,
                        request.Parent,
                        input.Stakeholder,
                        input.ReceiveDate,
                        input.Text,
                        input.Engagement,
                        input.Consultation,
                        input.Point,
                        input.Stance,
                        input.SubProject,
                        input.State,
                        input.CreateTime,
                        input.Etag,
                    }
                );
                session.Append("stakeholders.input.created", input.Name, input);
                return await InputTable.GetAsync(session, input.Name);
            }
        );
    }
}
