using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.SubProjects;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<SubProject> UpdateSubProject(UpdateSubProjectRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.SubProject.Name);
                await ProgrammeTable.LockAsync(session, programme);
                var today = NorwegianTime.DateIn(session.Now);
                var current = await SubProjectTable.GetAsync(session, request.SubProject.Name, today);
                Etags.Require(request.SubProject.Etag, current.Etag, current.Name);
                var subProject = FieldMasks.Apply(request.UpdateMask, request.SubProject, current);
                var sortKey = await SubProjectTable.RequireValidAsync(session, programme, subProject);
                subProject.ReportingCadence = CadenceDates.Stated(subProject.ReportingCadence, current.ReportingCadence, today);
                subProject.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE sub_projects SET code = @Code, display_name = @DisplayName, kind = @Kind,
                        parent_sub_project = NULLIF(@ParentSubProject, ''), purpose = @Purpose, lead = NULLIF(@Lead, ''), etag = @Etag
                    WHERE name = @Name
                    """,
                    subProject,
                    current.Etag
                );
                await session.ExecuteAsync(
                    "UPDATE sub_projects SET sort_key = @sortKey WHERE name = @Name",
                    new { subProject.Name, sortKey }
                );
                if (!CadenceDates.HasSameDates(subProject.ReportingCadence, current.ReportingCadence))
                    await OccurrenceTable.RecordPastAsync(session, current, today);
                await SubProjectTable.WriteCadenceAsync(session, subProject);
                subProject.ReportingCadence = CadenceDates.On(today, subProject.ReportingCadence);
                session.Append("organisation.subProject.updated", subProject.Name, subProject);
                return subProject;
            }
        );
}
