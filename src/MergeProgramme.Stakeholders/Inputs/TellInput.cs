using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Inputs;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Input> TellInput(TellInputRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await InputTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (!InputRules.IsAnswered(current))
                    throw Problem.Precondition(current.Name, "INPUT_NOT_ANSWERED", current.StakeholderDisplayName);
                var told = request.TellDate.ToDateOnly()!.Value;
                if (InputRules.CheckTold(current, told, NorwegianTime.DateIn(session.Now)).ToList() is { Count: > 0 } wrong)
                    throw Problem.Invalid(wrong);
                var input = current.Clone();
                (input.TellDate, input.TellChannel) = (request.TellDate, request.TellChannel);
                await InputTable.UpdateAsync(session, input, current.Etag, "stakeholders.input.told");
                return input;
            }
        );
}
