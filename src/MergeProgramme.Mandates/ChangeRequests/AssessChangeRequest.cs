using Grpc.Core;
using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ChangeRequest> AssessChangeRequest(AssessChangeRequestRequest request, ServerCallContext context)
    {
        var assessment = request.Assessment.Clone();
        assessment.AssessedByDisplayName = await PersonDisplayNameAsync(
            request.Name,
            assessment.AssessedBy,
            "assessment.assessed_by",
            context
        );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await ChangeRequestTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var change = ChangeRequestLifecycle.Assess(current, assessment, NorwegianTime.DateIn(session.Now)).NextOrThrow();
                await ChangeRequestTable.UpdateAsync(session, change, current);
                session.Append("mandates.changeRequest.assessed", change.Name, change);
                return change;
            }
        );
    }
}
