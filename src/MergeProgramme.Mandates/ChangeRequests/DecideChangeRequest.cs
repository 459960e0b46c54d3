using Grpc.Core;
using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ChangeRequest> DecideChangeRequest(DecideChangeRequestRequest request, ServerCallContext context)
    {
        var asked = request.Decision;
        var body = await BodyReading.GetAsync(organisation, asked.Body, context);
        // Who had a vote on the day is asked as for a document.
        var members = VotingMembers.Of(
            await BodyReading.AppointmentsAsync(
                organisation,
                new Decision { Body = asked.Body, DecisionDate = asked.DecisionDate },
                context
            )
        );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await ChangeRequestTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var change = ChangeRequestLifecycle
                    .Decide(
                        current,
                        asked,
                        await MandateTable.GetAsync(session, current.Document),
                        await MandateTable.OfSubProjectAsync(session, ResourceNames.Parent(current.Name)),
                        body,
                        members.Count,
                        Instants.ToTimestamp(session.Now).ToDateTimeOffset()
                    )
                    .NextOrThrow();
                await ChangeRequestTable.UpdateAsync(session, change, current);
                await ChangeRequestTable.InsertDecisionAsync(session, change);
                session.Append("mandates.changeRequest.decided", change.Name, change);
                return change;
            }
        );
    }
}
