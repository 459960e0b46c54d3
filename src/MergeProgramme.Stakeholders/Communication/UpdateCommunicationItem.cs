using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.Communication;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<CommunicationItem> UpdateCommunicationItem(
        UpdateCommunicationItemRequest request,
        ServerCallContext context
    )
    {
        var programme = ResourceNames.Programme(request.CommunicationItem.Name);
        await ConcernedSubProjects.RequireOneAsync(
            organisation,
            "communication_item.sub_project",
            programme,
            FieldMasks.Takes(request.UpdateMask, "sub_project") ? request.CommunicationItem.SubProject : "",
            context.CancellationToken
        );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await CommunicationTable.GetAsync(session, request.CommunicationItem.Name);
                Etags.Require(request.CommunicationItem.Etag, current.Etag, current.Name);
                var item = FieldMasks.Apply(request.UpdateMask, request.CommunicationItem, current);
                if (Schedule.Check(item).ToList() is { Count: > 0 } wrong)
                    throw Problem.Invalid(wrong);
                await StakeholderLists.RequireAsync(session, "communication_item.stakeholders", programme, item.Stakeholders);
                item.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE communication_items SET title = @Title, purpose = @Purpose, message = @Message, channel = @Channel,
                        frequency = @Frequency, start_date = @StartDate, end_date = @EndDate, responsible = @Responsible,
                        sub_project = @SubProject, etag = @Etag
                    WHERE name = @Name
                    """,
                    item,
                    current.Etag
                );
                await StakeholderLists.OfCommunication.WriteAsync(session, item.Name, item.Stakeholders);
                session.Append("stakeholders.communicationItem.updated", item.Name, item);
                return item;
            }
        );
    }
}
