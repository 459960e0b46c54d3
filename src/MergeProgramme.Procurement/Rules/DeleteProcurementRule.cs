using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Rules;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override Task<Empty> DeleteProcurementRule(DeleteProcurementRuleRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var all = await RuleTable.AllAsync(session, ResourceNames.Programme(request.Name));
                var rule = all.Find(r => r.Name == request.Name) ?? throw Problem.NotFound(request.Name);
                if (rule.BuiltIn)
                    throw Problem.Precondition(rule.Name, "RULE_BUILT_IN", rule.Source);
                await session.ExecuteAsync("DELETE FROM procurement_rules WHERE name = @Name", new { request.Name });
                session.Append("procurement.procurementRule.deleted", rule.Name, rule);
                return new Empty();
            }
        );
}
