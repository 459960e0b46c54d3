using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Communication;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<CommunicationItem> CreateCommunicationItem(
        CreateCommunicationItemRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        await ConcernedSubProjects.RequireOneAsync(
            organisation,
            "communication_item.sub_project",
            request.Parent,
            request.CommunicationItem.SubProject,
            context.CancellationToken
        );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var item = FieldMasks.Apply(null, request.CommunicationItem, new CommunicationItem());
                if (Schedule.Check(item).ToList() is { Count: > 0 } wrong)
                    throw Problem.Invalid(wrong);
                await StakeholderLists.RequireAsync(
                    session,
                    "communication_item.stakeholders",
                    request.Parent,
                    item.Stakeholders
                );
                item.Name = await NewNames.ChooseAsync(
                    session,
                    "communication_items",
                    $"{request.Parent}/communicationItems",
                    request.CommunicationItemId,
                    "communication_item_id",
                    item.Title
                );
                item.CreateTime = Instants.ToTimestamp(session.Now);
                item.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO communication_items (name, parent, title, purpose, message, channel, frequency, start_date, end_date,
                        responsible, sub_project, create_time, etag)
                    VALUES (@Name, @Parent, @Title, @Purpose, @Message, @Channel, @Frequency, @StartDate, @EndDate, @Responsible,
                        @SubProject, @CreateTime, @Etag)
                    """,
                    new
                    {
                        item.Name,
                        request.Parent,
                        item.Title,
                        item.Purpose,
                        item.Message,
                        item.Channel,
                        item.Frequency,
                        item.StartDate,
                        item.EndDate,
                        item.Responsible,
                        item.SubProject,
                        item.CreateTime,
                        item.Etag,
                    }
                );
                await StakeholderLists.OfCommunication.WriteAsync(session, item.Name, item.Stakeholders);
                session.Append("stakeholders.communicationItem.created", item.Name, item);
                return item;
            }
        );
    }
}
