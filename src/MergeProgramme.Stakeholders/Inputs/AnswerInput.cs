using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Inputs;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Input> AnswerInput(AnswerInputRequest request, ServerCallContext context)
    {
        if (InputRules.Check(request).ToList() is { Count: > 0 } wrong)
            throw Problem.Invalid(wrong);
        return database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await InputTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (InputRules.WhyNotAnswered(current) is { } refusal)
                    throw Problem.Precondition([refusal]);
                var input = current.Clone();
                (input.State, input.Answer) = (request.State, request.Answer);
                input.AnswerPlace = request.State == InputState.Rejected ? "" : request.AnswerPlace;
                input.AnswerDate = NorwegianTime.DateIn(session.Now).ToDate();
                await InputTable.UpdateAsync(session, input, current.Etag, "stakeholders.input.answered");
                return input;
            }
        );
    }
}
