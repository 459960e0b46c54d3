using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.Consultations;
using MergeProgramme.Stakeholders.Inputs;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    // To whom and where it was said is what it is: another is another input.
    private static readonly string[] InputFieldsThatStay = ["stakeholder", "engagement", "consultation", "point"];

    public override async Task<Input> UpdateInput(UpdateInputRequest request, ServerCallContext context)
    {
        await ConcernedSubProjects.RequireOneAsync(
            organisation,
            "input.sub_project",
            ResourceNames.Programme(request.Input.Name),
            FieldMasks.Takes(request.UpdateMask, "sub_project") ? request.Input.SubProject : "",
            context.CancellationToken
        );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await InputTable.GetAsync(session, request.Input.Name);
                Etags.Require(request.Input.Etag, current.Etag, current.Name);
                if (InputRules.IsAnswered(current))
                    throw Problem.Precondition(current.Name, "INPUT_ANSWERED", current.StakeholderDisplayName);
                if (request.UpdateMask?.Paths.FirstOrDefault(InputFieldsThatStay.Contains) is { } fixedField)
                    throw Problem.Invalid("update_mask", "UPDATE_MASK_UNKNOWN_FIELD", fixedField);
                var input = FieldMasks.Apply(request.UpdateMask, request.Input, current);
                (input.Stakeholder, input.Engagement, input.Consultation, input.Point) = (
                    current.Stakeholder,
                    current.Engagement,
                    current.Consultation,
                    current.Point
                );
                var consultation =
                    input.Consultation.Length == 0 ? null : await ConsultationTable.FindAsync(session, input.Consultation);
                if (InputRules.Check(input, consultation, NorwegianTime.DateIn(session.Now)).ToList() is { Count: > 0 } wrong)
                    throw Problem.Invalid(wrong);
                await InputTable.UpdateAsync(session, input, current.Etag, "stakeholders.input.updated");
                return input;
            }
        );
    }
}
