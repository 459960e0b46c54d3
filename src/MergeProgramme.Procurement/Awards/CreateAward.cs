using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Awards;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Evaluations;
using MergeProgramme.Procurement.Tenders;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<Award> CreateAward(CreateAwardRequest request, ServerCallContext context)
    {
        if (ResourceNames.Programme(request.Award.DecisionCase) != ResourceNames.Programme(request.Parent))
            throw Problem.Invalid("award.decision_case", "OTHER_PROGRAMME", request.Award.DecisionCase);
        if (
            !await organisation
                .GetCaseAsync(new() { Name = request.Award.DecisionCase }, cancellationToken: context.CancellationToken)
                .ExistsAsync()
        )
            throw Problem.Invalid("award.decision_case", "NOT_FOUND", request.Award.DecisionCase);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await CaseTable.LockAsync(session, request.Parent);
                var procurement = await CaseTable.GetAsync(session, request.Parent, NorwegianTime.DateIn(session.Now));
                var tender =
                    (await TenderTable.AllAsync(session, request.Parent)).Find(t => t.Name == request.Award.Tender)
                    ?? throw Problem.Invalid("award.tender", "NOT_FOUND", request.Award.Tender);
                var awards = await AwardTable.AllAsync(session, request.Parent);
                if (AwardRules.WhyNotProposed(procurement, tender, awards) is { } refusal)
                    throw Problem.Precondition([refusal]);
                var ranking = await RankingReply.ReadAsync(session, seal, request.Parent);
                if (AwardRules.WhyNotChosen(ranking, tender) is { } lower)
                    throw Problem.Precondition([lower]);
                var award = new Award
                {
                    Name = await NewNames.ChooseAsync(
                        session,
                        "awards",
                        $"{request.Parent}/awards",
                        request.AwardId,
                        "award_id",
                        ""
                    ),
                    Tender = tender.Name,
                    Reasons = request.Award.Reasons,
                    DecisionCase = request.Award.DecisionCase,
                    State = AwardState.Proposed,
                    Tenderer = tender.Tenderer,
                    CreateTime = Instants.ToTimestamp(session.Now),
                    Etag = Etags.New(),
                };
                await session.ExecuteAsync(
                    """
                    INSERT INTO awards (name, procurement_case, tender, reasons, decision_case, state, tenderer, body_display_name,
                        decision_date, case_number, send_time, electronic, standstill_end_date, standstill_source, create_time, etag)
                    VALUES (@Name, @Parent, @Tender, @Reasons, @DecisionCase, @State, @Tenderer, '', NULL, '', NULL, 0, NULL, '',
                        @CreateTime, @Etag)
                    """,
                    new
                    {
                        award.Name,
                        request.Parent,
                        award.Tender,
                        award.Reasons,
                        award.DecisionCase,
                        award.State,
                        award.Tenderer,
                        award.CreateTime,
                        award.Etag,
                    }
                );
                session.Append("procurement.award.proposed", award.Name, award);
                return award;
            }
        );
    }
}
