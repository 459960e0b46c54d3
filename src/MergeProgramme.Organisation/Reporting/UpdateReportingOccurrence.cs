using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Reporting;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<ReportingOccurrence> UpdateReportingOccurrence(
        UpdateReportingOccurrenceRequest request,
        ServerCallContext context
    ) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var (given, today) = (request.ReportingOccurrence, NorwegianTime.DateIn(session.Now));
                await ProgrammeTable.LockAsync(session, ResourceNames.Programme(given.Name));
                var (current, beside) = await OccurrenceTable.GetAsync(session, given.Name, today);
                Etags.Require(given.Etag, current.Etag, current.Name);
                var changed = FieldMasks.Apply(request.UpdateMask, given, current);
                if (current.FirstSubmitTime is not null)
                    throw Problem.Precondition(
                        current.Name,
                        "OCCURRENCE_DELIVERED",
                        NorwegianTime.Format(current.MeetingDate.ToDateOnly()!.Value)
                    );
                if (changed.Skipped && current.Report.Length > 0)
                    throw Problem.Invalid("reporting_occurrence.skipped", "SKIPPED_WITH_DRAFT");
                Violation[] violations = [.. OccurrenceRules.Check(changed, beside.All)];
                if (violations.Length > 0)
                    throw Problem.Invalid(violations);
                await OccurrenceTable.ChangeAsync(session, current, changed, beside.Cadence);
                return (await OccurrenceTable.GetAsync(session, changed.Name, today)).Occurrence;
            }
        );
}
