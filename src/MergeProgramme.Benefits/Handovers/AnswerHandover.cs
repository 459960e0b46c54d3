using Grpc.Core;
using MergeProgramme.Benefits.Handovers;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Register;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    /// <summary>People answer as the person that they are. A neighbouring system with the right to it answers for the receiver.</summary>
    public override async Task<Handover> AnswerHandover(AnswerHandoverRequest request, ServerCallContext context)
    {
        List<Violation> wrong = [.. HandoverRules.CheckAnswer(request)];
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        var isPerson = Caller.Current.Kind == CallerKind.Person;
        var own = isPerson ? await CallerPersons.OfAsync(access, ResourceNames.Programme(request.Name), context) : [];
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await HandoverTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                if (current.State != HandoverState.Proposed)
                    throw Problem.Precondition(current.Name, "HANDOVER_NOT_PROPOSED");
                if (isPerson && !own.Contains(current.Receiver))
                    throw Problem.Precondition(current.Name, "HANDOVER_RECEIVER_ONLY", current.ReceiverDisplayName);
                var next = current.Clone();
                var accepted = request.Verdict == HandoverVerdict.Accepted;
                next.State = accepted ? HandoverState.Accepted : HandoverState.Returned;
                var round = next.Rounds[^1];
                (round.Verdict, round.Wording) = (request.Verdict, request.Wording);
                (round.Answerer, round.AnswerTime) = (Caller.Current.DisplayName, Instants.ToTimestamp(session.Now));
                if (accepted)
                {
                    await HandoverReading.NameSubjectAsync(session, next);
                    await SetOwnerAsync(session, next);
                }
                await HandoverTable.UpdateAsync(session, next, current.Etag);
                session.Append(accepted ? "benefits.handover.accepted" : "benefits.handover.returned", next.Name, next);
                return next;
            }
        );
    }

    // From now on the measure or benefit names whoever accepted it.
    private static async Task SetOwnerAsync(WriteSession session, Handover handover)
    {
        if (HandoverRules.IsMeasure(handover.Subject))
        {
            var measure = await MeasureTable.GetAsync(session, handover.Subject);
            if (measure.Owner == handover.ReceiverDisplayName)
                return;
            var next = measure.Clone();
            next.Owner = handover.ReceiverDisplayName;
            await MeasureTable.UpdateAsync(session, measure, next);
            session.Append("benefits.measure.updated", next.Name, next);
            return;
        }
        var benefit = await BenefitTable.GetAsync(session, handover.Subject);
        if (benefit.Owner == handover.ReceiverDisplayName)
            return;
        var etag = benefit.Etag;
        benefit.Owner = handover.ReceiverDisplayName;
        await BenefitTable.UpdateAsync(session, benefit, etag);
        session.Append("benefits.benefit.updated", benefit.Name, benefit);
    }
}
