using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ReportPart> UpdateReportPart(UpdateReportPartRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var given = request.ReportPart;
                await ProgrammeTable.LockAsync(session, ResourceNames.Programme(given.Name));
                var report = await ReportTable.GetDraftAsync(session, ResourceNames.Parent(given.Name));
                var current = report.Parts.FirstOrDefault(p => p.Name == given.Name) ?? throw Problem.NotFound(given.Name);
                Etags.Require(given.Etag, current.Etag, current.Name);
                var (part, violations) = ReportRules.Write(
                    current,
                    FieldMasks.Apply(request.UpdateMask, given, current),
                    report.Corrects.Length + report.PreviousReport.Length > 0
                );
                if (violations.Count > 0)
                    throw Problem.Invalid(violations);
                // Saved while writing: what says the same again is no event.
                if (part.Equals(current))
                    return current;
                part.Etag = Etags.New();
                await ReportTable.UpdatePartAsync(session, part);
                await ReportTable.TouchAsync(session, report);
                session.Append("organisation.reportPart.updated", part.Name, part);
                return part;
            }
        );
}
