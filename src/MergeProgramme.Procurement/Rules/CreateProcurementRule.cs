using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.Rules;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<ProcurementRule> CreateProcurementRule(
        CreateProcurementRuleRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        if (request.ProcurementRule.Kind == ProcurementRuleKind.EnvironmentWeight && request.ProcurementRule.Value > 100)
            throw Problem.Invalid("procurement_rule.value", "PERCENT_TOO_LARGE");
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var rule = request.ProcurementRule.Clone();
                rule.Name = await NewNames.ChooseAsync(
                    session,
                    "procurement_rules",
                    $"{request.Parent}/procurementRules",
                    request.ProcurementRuleId,
                    "procurement_rule_id",
                    ""
                );
                if ((await RuleTable.AllAsync(session, request.Parent)).Exists(r => r.Name == rule.Name))
                    throw Problem.AlreadyExists("procurement_rule_id", rule.Name);
                rule.BuiltIn = false;
                await session.ExecuteAsync(
                    """
                    INSERT INTO procurement_rules (name, programme, kind, value, effect_date, source)
                    VALUES (@Name, @Parent, @Kind, @Value, @EffectDate, @Source)
                    """,
                    new
                    {
                        rule.Name,
                        request.Parent,
                        rule.Kind,
                        rule.Value,
                        rule.EffectDate,
                        rule.Source,
                    }
                );
                session.Append("procurement.procurementRule.created", rule.Name, rule);
                return rule;
            }
        );
    }
}
