using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Consultations;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ConsultationRule> GetConsultationRule(
        GetConsultationRuleRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        var day = request.Date.ToDateOnly() ?? time.Today();
        return await database.ReadAsync(
            async session =>
                await ConsultationTable.RuleAsync(session, day)
                ?? throw Problem.Invalid("date", "NO_RULE_THEN", NorwegianTime.Format(day)),
            context.CancellationToken
        );
    }
}
