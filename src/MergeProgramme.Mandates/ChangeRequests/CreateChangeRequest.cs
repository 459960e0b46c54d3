using Grpc.Core;
using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<ChangeRequest> CreateChangeRequest(CreateChangeRequestRequest request, ServerCallContext context)
    {
        await RequireSubProjectAsync(request.Parent, context);
        var asked = request.ChangeRequest;
        if (ResourceNames.Parent(asked.Document) != request.Parent)
            throw Problem.Invalid("change_request.document", Reason.DocumentOfOtherSubProject, asked.Document);
        var raisedBy = await PersonDisplayNameAsync(request.Parent, asked.RaisedBy, "change_request.raised_by", context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var change = ChangeRequestLifecycle
                    .Raise(
                        new ChangeRequest
                        {
                            Document = asked.Document,
                            Title = asked.Title.Trim(),
                            Description = asked.Description,
                            Reason = asked.Reason,
                            Sections = { asked.Sections },
                            RaisedBy = asked.RaisedBy,
                            RaisedByDisplayName = raisedBy,
                            RaiseDate = asked.RaiseDate,
                        },
                        await MandateTable.FindAsync(session, asked.Document),
                        await MandateTable.OfSubProjectAsync(session, request.Parent),
                        NorwegianTime.DateIn(session.Now)
                    )
                    .NextOrThrow();
                await ChangeRequestTable.InsertAsync(session, request.Parent, change);
                session.Append("mandates.changeRequest.raised", change.Name, change);
                return change;
            }
        );
    }
}
