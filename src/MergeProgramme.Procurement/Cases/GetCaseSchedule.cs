using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Awards;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.Rules;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<CaseSchedule> GetCaseSchedule(GetCaseScheduleRequest request, ServerCallContext context)
    {
        var programme = await organisation.GetProgrammeAsync(
            new() { Name = ResourceNames.Programme(request.Name) },
            cancellationToken: context.CancellationToken
        );
        return await database.ReadAsync(
            async session =>
                ScheduleReply.Of(
                    await CaseTable.GetAsync(session, request.Name, clock.Today()),
                    (await AwardTable.AllAsync(session, request.Name)).LastOrDefault(a => a.State != AwardState.Undone),
                    (await AwardTable.ContractsAsync(session, request.Name)).FirstOrDefault(),
                    programme.VestingDate.ToDateOnly(),
                    await RuleTable.AllAsync(session, programme.Name),
                    clock.Today()
                ),
            context.CancellationToken
        );
    }
}
