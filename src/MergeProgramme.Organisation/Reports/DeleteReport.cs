using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Empty> DeleteReport(DeleteReportRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, ResourceNames.Programme(request.Name));
                var report = await ReportTable.GetDraftAsync(session, request.Name);
                Etags.Require(request.Etag, report.Etag, report.Name);
                await session.ExecuteAsync(
                    "DELETE FROM report_part_figures WHERE report_part IN (SELECT name FROM report_parts WHERE report = @Name)",
                    new { report.Name }
                );
                await session.ExecuteAsync("DELETE FROM report_parts WHERE report = @Name", new { report.Name });
                await session.ExecuteAsync("DELETE FROM reports WHERE name = @Name", new { report.Name });
                session.Append("organisation.report.deleted", report.Name, report);
                return new Empty();
            }
        );
}
