using Grpc.Core;
using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ChangeRequest> UpdateChangeRequest(UpdateChangeRequestRequest request, ServerCallContext context)
    {
        var given = request.ChangeRequest;
        var raisedBy = IsMasked(request.UpdateMask, "raised_by")
            ? await PersonDisplayNameAsync(given.Name, given.RaisedBy, "change_request.raised_by", context)
            : null;
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await ChangeRequestTable.GetAsync(session, given.Name);
                Etags.Require(given.Etag, current.Etag, current.Name);
                ChangeRequestLifecycle.Edit(current).NextOrThrow();
                var asked = FieldMasks.Apply(request.UpdateMask, given, current);
                var subProject = ResourceNames.Parent(current.Name);
                if (ResourceNames.Parent(asked.Document) != subProject)
                    throw Problem.Invalid("change_request.document", Reason.DocumentOfOtherSubProject, asked.Document);
                asked.RaisedByDisplayName = raisedBy ?? current.RaisedByDisplayName;
                // What was assessed is another change now.
                asked.Assessment = null;
                var change = ChangeRequestLifecycle
                    .Raise(
                        asked,
                        await MandateTable.FindAsync(session, asked.Document),
                        await MandateTable.OfSubProjectAsync(session, subProject),
                        NorwegianTime.DateIn(session.Now)
                    )
                    .NextOrThrow();
                await ChangeRequestTable.UpdateAsync(session, change, current);
                session.Append("mandates.changeRequest.updated", change.Name, change);
                return change;
            }
        );
    }
}
