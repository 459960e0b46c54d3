using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Documents;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override async Task<ExportProgrammeReportResponse> ExportProgrammeReport(
        ExportProgrammeReportRequest request,
        ServerCallContext context
    )
    {
        var report = await CombinedAsync(request.Name, request.Date.ToDateOnly() ?? time.Today(), context.CancellationToken);
        return new()
        {
            FileName = ProgrammeReportDocument.FileName(report),
            ContentType = WordFile.ContentType,
            Content = UnsafeByteOperations.UnsafeWrap(ProgrammeReportDocument.Create(report, CultureInfo.CurrentUICulture)),
        };
    }
}
