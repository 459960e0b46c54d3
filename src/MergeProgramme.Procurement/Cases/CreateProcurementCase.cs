using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Rules;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ProcurementCase> CreateProcurementCase(
        CreateProcurementCaseRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        await RequireSubProjectAsync("procurement_case.sub_project", request.ProcurementCase.SubProject, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var procurement = request.ProcurementCase.Clone();
                CaseTable.Propose(
                    procurement,
                    await RuleTable.AllAsync(session, request.Parent),
                    NorwegianTime.DateIn(session.Now)
                );
                if (CaseRules.Check(request.Parent, procurement).ToList() is { Count: > 0 } wrong)
                    throw Problem.Invalid(wrong);
                procurement.Name = await NewNames.ChooseAsync(
                    session,
                    "procurement_cases",
                    $"{request.Parent}/procurementCases",
                    request.ProcurementCaseId,
                    "procurement_case_id",
                    procurement.Title
                );
                procurement.State = ProcurementCaseState.Preparation;
                (procurement.PublishTime, procurement.OpenTime, procurement.CancelReason) = (null, null, "");
                procurement.OpenerDisplayNames.Clear();
                procurement.CreateTime = Instants.ToTimestamp(session.Now);
                procurement.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO procurement_cases (name, parent, title, description, kind, estimated_value, estimate_basis, procedure,
                        procedure_reason, state, sub_project, tender_deadline_time, evaluation_days, contract_days, implementation_days,
                        environment_reason, publish_time, open_time, cancel_reason, create_time, etag)
                    VALUES (@Name, @Parent, @Title, @Description, @Kind, @EstimatedValue, @EstimateBasis, @Procedure,
                        @ProcedureReason, @State, @SubProject, @TenderDeadlineTime, @EvaluationDays, @ContractDays, @ImplementationDays,
                        @EnvironmentReason, NULL, NULL, '', @CreateTime, @Etag)
                    """,
                    new
                    {
                        procurement.Name,
                        request.Parent,
                        procurement.Title,
                        procurement.Description,
                        procurement.Kind,
                        procurement.EstimatedValue,
                        procurement.EstimateBasis,
                        procurement.Procedure,
                        procurement.ProcedureReason,
                        procurement.State,
                        procurement.SubProject,
                        procurement.TenderDeadlineTime,
                        procurement.EvaluationDays,
                        procurement.ContractDays,
                        procurement.ImplementationDays,
                        procurement.EnvironmentReason,
                        procurement.CreateTime,
                        procurement.Etag,
                    }
                );
                await CaseTable.WriteNeedsAsync(session, procurement);
                CaseTable.Append(session, procurement, "procurement.procurementCase.created");
                return procurement;
            }
        );
    }
}
