using Grpc.Core;
using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ReportingOccurrence> GetReportingOccurrence(
        GetReportingOccurrenceRequest request,
        ServerCallContext context
    ) =>
        database.ReadAsync(
            async session => (await OccurrenceTable.GetAsync(session, request.Name, time.Today())).Occurrence,
            context.CancellationToken
        );
}
