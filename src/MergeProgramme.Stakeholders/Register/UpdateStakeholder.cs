using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<Stakeholder> UpdateStakeholder(UpdateStakeholderRequest request, ServerCallContext context)
    {
        if (FieldMasks.Takes(request.UpdateMask, "sub_projects"))
        {
            await ConcernedSubProjects.RequireAsync(
                organisation,
                "stakeholder.sub_projects",
                ResourceNames.Programme(request.Stakeholder.Name),
                request.Stakeholder.SubProjects,
                context.CancellationToken
            );
        }
        if (FieldMasks.Takes(request.UpdateMask, "mandates"))
        {
            await RequireMandatesAsync(ResourceNames.Programme(request.Stakeholder.Name), request.Stakeholder.Mandates, context);
        }
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await StakeholderTable.GetAsync(session, request.Stakeholder.Name);
                Etags.Require(request.Stakeholder.Etag, current.Etag, current.Name);
                var stakeholder = FieldMasks.Apply(request.UpdateMask, request.Stakeholder, current);
                stakeholder.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE stakeholders SET display_name = @DisplayName, kind = @Kind, why = @Why, interest = @Interest,
                        influence = @Influence, attitude = @Attitude, wanted_attitude = @WantedAttitude, expectations = @Expectations,
                        contribution = @Contribution, strategy = @Strategy, contact = @Contact, etag = @Etag
                    WHERE name = @Name
                    """,
                    stakeholder,
                    current.Etag
                );
                await StakeholderTable.WriteListsAsync(session, stakeholder);
                await StakeholderTable.KeepAssessmentAsync(session, stakeholder, current);
                session.Append("stakeholders.stakeholder.updated", stakeholder.Name, stakeholder);
                return stakeholder;
            }
        );
    }
}
