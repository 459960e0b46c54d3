using Grpc.Core;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    /// <summary>The text as it was frozen once submitted, never written anew; before that as it stands now.</summary>
    public override Task<ReportText> GetReportText(GetReportTextRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
            {
                var report = await ReportTable.GetAsync(session, request.Name);
                if (report.State == ReportState.Draft)
                    return CanonicalReport.Of(report);
                var frozen = await session.FindAsync<string>("SELECT text FROM reports WHERE name = @Name", new { request.Name });
                return new() { Text = frozen, Hash = report.TextHash };
            },
            context.CancellationToken
        );
}
