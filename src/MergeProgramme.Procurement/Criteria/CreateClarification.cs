using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Criteria;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<Clarification> CreateClarification(CreateClarificationRequest request, ServerCallContext context)
    {
        var asked = request.Clarification;
        if (asked.Criterion.Length > 0 && string.IsNullOrWhiteSpace(asked.NewDescription))
            throw Problem.Invalid("clarification.new_description", "NEW_DESCRIPTION_REQUIRED");
        if (asked.Criterion.Length == 0 && asked.NewDescription.Length > 0)
            throw Problem.Invalid("clarification.criterion", "CRITERION_OF_CHANGE_REQUIRED");
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await CaseTable.LockAsync(session, request.Parent);
                var procurement = await CaseTable.GetAsync(session, request.Parent, NorwegianTime.DateIn(session.Now));
                if (procurement.State != ProcurementCaseState.Published)
                    throw Problem.Precondition(procurement.Name, "CASE_NOT_PUBLISHED");
                if (procurement.TenderDeadlineTime.ToDateTimeOffset() <= session.Now)
                    throw Problem.Precondition(procurement.Name, "CLARIFICATION_TOO_LATE");
                var clarification = asked.Clone();
                clarification.OldDescription = "";
                clarification.SendTime = Instants.ToTimestamp(session.Now);
                clarification.Name = await NewNames.ChooseAsync(
                    session,
                    "clarifications",
                    $"{request.Parent}/clarifications",
                    request.ClarificationId,
                    "clarification_id",
                    ""
                );
                if (clarification.Criterion.Length > 0)
                {
                    var criterion =
                        (await CriterionTable.AllAsync(session, request.Parent)).Find(c => c.Name == clarification.Criterion)
                        ?? throw Problem.Invalid("clarification.criterion", "NOT_FOUND", clarification.Criterion);
                    clarification.OldDescription = criterion.Description;
                    var current = criterion.Etag;
                    (criterion.Description, criterion.Etag) = (clarification.NewDescription, Etags.New());
                    await session.UpdateAsync(
                        "UPDATE criteria SET description = @Description, etag = @Etag WHERE name = @Name",
                        criterion,
                        current
                    );
                    session.Append("procurement.criterion.clarified", criterion.Name, criterion);
                }
                await session.ExecuteAsync(
                    """
                    INSERT INTO clarifications (name, procurement_case, question, answer, criterion, new_description, old_description, send_time)
                    VALUES (@Name, @Parent, @Question, @Answer, NULLIF(@Criterion, ''), @NewDescription, @OldDescription, @SendTime)
                    """,
                    new
                    {
                        clarification.Name,
                        request.Parent,
                        clarification.Question,
                        clarification.Answer,
                        clarification.Criterion,
                        clarification.NewDescription,
                        clarification.OldDescription,
                        clarification.SendTime,
                    }
                );
                session.Append("procurement.clarification.created", clarification.Name, clarification);
                return clarification;
            }
        );
    }
}
