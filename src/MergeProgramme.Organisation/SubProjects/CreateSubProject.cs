using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.SubProjects;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<SubProject> CreateSubProject(CreateSubProjectRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                var subProject = request.SubProject.Clone();
                subProject.Name = "";
                var sortKey = await SubProjectTable.RequireValidAsync(session, request.Parent, subProject);
                subProject.Name = await NewNames.ChooseAsync(
                    session,
                    "sub_projects",
                    $"{request.Parent}/subProjects",
                    request.SubProjectId,
                    "sub_project_id",
                    subProject.Code
                );
                subProject.ReportingCadence = CadenceDates.Stated(
                    subProject.ReportingCadence,
                    null,
                    NorwegianTime.DateIn(session.Now)
                );
                subProject.Phase = SubProjectPhase.Idea;
                subProject.PhaseSource = "";
                subProject.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO sub_projects (name, programme, code, sort_key, display_name, kind, parent_sub_project, purpose, lead,
                        phase, phase_source, etag)
                    VALUES (@Name, @Parent, @Code, @sortKey, @DisplayName, @Kind, NULLIF(@ParentSubProject, ''), @Purpose,
                        NULLIF(@Lead, ''), @Phase, @PhaseSource, @Etag)
                    """,
                    new
                    {
                        subProject.Name,
                        request.Parent,
                        subProject.Code,
                        sortKey,
                        subProject.DisplayName,
                        subProject.Kind,
                        subProject.ParentSubProject,
                        subProject.Purpose,
                        subProject.Lead,
                        subProject.Phase,
                        subProject.PhaseSource,
                        subProject.Etag,
                    }
                );
                await SubProjectTable.WriteCadenceAsync(session, subProject);
                subProject.ReportingCadence = CadenceDates.On(NorwegianTime.DateIn(session.Now), subProject.ReportingCadence);
                session.Append("organisation.subProject.created", subProject.Name, subProject);
                return subProject;
            }
        );
}
