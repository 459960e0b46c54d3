using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.Awards;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<Contract> CreateContract(CreateContractRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await CaseTable.LockAsync(session, request.Parent);
                var today = NorwegianTime.DateIn(session.Now);
                var procurement = await CaseTable.GetAsync(session, request.Parent, today);
                var award = (await AwardTable.AllAsync(session, request.Parent)).LastOrDefault();
                var complaints = await AwardTable.ComplaintsAsync(session, request.Parent);
                if (AwardRules.WhyNoContract(procurement, award, complaints, today) is { } refusal)
                    throw Problem.Precondition([refusal]);
                var end = award!.StandstillEndDate.ToDateOnly()!.Value;
                if (AwardRules.CheckContract(request.Contract, end, today).ToList() is { Count: > 0 } wrong)
                    throw Problem.Invalid(wrong);
                var contract = request.Contract.Clone();
                contract.Name = await NewNames.ChooseAsync(
                    session,
                    "contracts",
                    $"{request.Parent}/contracts",
                    request.ContractId,
                    "contract_id",
                    ""
                );
                (contract.Award, contract.Supplier) = (award.Name, award.Tenderer);
                (contract.CreateTime, contract.Etag) = (Instants.ToTimestamp(session.Now), Etags.New());
                await session.ExecuteAsync(
                    """
                    INSERT INTO contracts (name, procurement_case, value, sign_date, start_date, end_date, notice_date, archive_reference, award,
                        supplier, create_time, etag)
                    VALUES (@Name, @Parent, @Value, @SignDate, @StartDate, @EndDate, @NoticeDate, @ArchiveReference, @Award, @Supplier,
                        @CreateTime, @Etag)
                    """,
                    new
                    {
                        contract.Name,
                        request.Parent,
                        contract.Value,
                        contract.SignDate,
                        contract.StartDate,
                        contract.EndDate,
                        contract.NoticeDate,
                        contract.ArchiveReference,
                        contract.Award,
                        contract.Supplier,
                        contract.CreateTime,
                        contract.Etag,
                    }
                );
                foreach (var (position, option) in contract.Options.Index())
                    await session.ExecuteAsync(
                        "INSERT INTO contract_options (contract, position, title, use_by_date) VALUES (@Name, @position, @Title, @UseByDate)",
                        new
                        {
                            contract.Name,
                            position,
                            option.Title,
                            option.UseByDate,
                        }
                    );
                session.Append("procurement.contract.signed", contract.Name, contract);
                var next = procurement.Clone();
                next.State = ProcurementCaseState.Contracted;
                await CaseTable.UpdateAsync(session, next, procurement.Etag, "procurement.procurementCase.contracted");
                return contract;
            }
        );
}
