using Grpc.Core;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Cases;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.Minutes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Case> RecordTreatment(RecordTreatmentRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await CaseTable.GetForWriteAsync(session, request.Name, request.Etag);
                var treatment =
                    current.Treatments.FirstOrDefault(t => t.Number == request.Number)
                    ?? throw Problem.Invalid("number", "TREATMENT_UNKNOWN", request.Number);
                if (treatment.Meeting.Length > 0)
                    throw Problem.Precondition(
                        treatment.Meeting,
                        "TREATED_IN_MEETING",
                        treatment.BodyDisplayName,
                        NorwegianTime.Format(treatment.MeetingDate.ToDateOnly()!.Value)
                    );
                var body = await BodyTable.GetAsync(session, treatment.Body);
                var (date, today) = (request.Date.ToDateOnly()!.Value, NorwegianTime.DateIn(session.Now));
                List<Violation> violations =
                [
                    .. DecisionRules.CheckOutcome("", request.Outcome, request.Wording, body),
                    .. MeetingRules.CheckAgainst(body, "date", date),
                    .. MeetingTable.CheckCaseNumber("case_number", request.CaseNumber, date.Year),
                    .. ArchiveReference.Check("archive_reference", request.ArchiveReference, today),
                ];
                if (date > today)
                    violations.Add(new("date", "TREATED_IN_FUTURE", NorwegianTime.Format(today)));
                if (violations.Count > 0)
                    throw Problem.Invalid(violations);
                if (request.CaseNumber.Length > 0)
                {
                    await MeetingTable.RequireUnusedAsync(
                        session,
                        body.Name,
                        date.Year,
                        request.CaseNumber,
                        "case_number",
                        treatment: (current.Name, treatment.Number)
                    );
                }
                return await CaseTable.WriteOutcomeAsync(
                    session,
                    current.Name,
                    treatment.Number,
                    new Treatment
                    {
                        Outcome = request.Outcome,
                        Wording = request.Wording,
                        Date = request.Date,
                        CaseNumber = request.CaseNumber,
                        ArchiveReference = request.ArchiveReference,
                    }
                );
            }
        );
}
