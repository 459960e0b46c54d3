using Grpc.Core;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Report> GetReport(GetReportRequest request, ServerCallContext context) =>
        database.ReadAsync(session => ReportTable.GetAsync(session, request.Name), context.CancellationToken);
}
