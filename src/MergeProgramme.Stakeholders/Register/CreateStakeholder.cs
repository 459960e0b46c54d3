using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<Stakeholder> CreateStakeholder(CreateStakeholderRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        await ConcernedSubProjects.RequireAsync(
            organisation,
            "stakeholder.sub_projects",
            request.Parent,
            request.Stakeholder.SubProjects,
            context.CancellationToken
        );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var stakeholder = request.Stakeholder.Clone();
                stakeholder.Name = await NewNames.ChooseAsync(
                    session,
                    "stakeholders",
                    $"{request.Parent}/stakeholders",
                    request.StakeholderId,
                    "stakeholder_id",
                    // A person's name would stand in addresses and logs, and people can ask to be forgotten.
                    displayName: ""
                );
                stakeholder.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO stakeholders (name, parent, display_name, kind, why, interest, influence, expectations, contact, etag)
                    VALUES (@Name, @Parent, @DisplayName, @Kind, @Why, @Interest, @Influence, @Expectations, @Contact, @Etag)
                    """,
                    new
                    {
                        stakeholder.Name,
                        request.Parent,
                        stakeholder.DisplayName,
                        stakeholder.Kind,
                        stakeholder.Why,
                        stakeholder.Interest,
                        stakeholder.Influence,
                        stakeholder.Expectations,
                        stakeholder.Contact,
                        stakeholder.Etag,
                    }
                );
                await StakeholderTable.WriteSubProjectsAsync(session, stakeholder);
                session.Append("stakeholders.stakeholder.created", stakeholder.Name, stakeholder);
                return stakeholder;
            }
        );
    }
}
