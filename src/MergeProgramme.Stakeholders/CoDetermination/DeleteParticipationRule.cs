using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.CoDetermination;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override Task<Empty> DeleteParticipationRule(DeleteParticipationRuleRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.Name);
                var rule =
                    (await RuleTable.AllAsync(session, programme, NorwegianTime.DateIn(session.Now))).Find(r =>
                        r.Name == request.Name
                    ) ?? throw Problem.NotFound(request.Name);
                if (rule.BuiltIn)
                    throw Problem.Precondition(rule.Name, "RULE_BUILT_IN", rule.Source);
                await session.ExecuteAsync("DELETE FROM participation_rules WHERE name = @Name", new { request.Name });
                rule.InEffect = false;
                session.Append("stakeholders.participation-rule.deleted", rule.Name, rule);
                return new Empty();
            }
        );
}
