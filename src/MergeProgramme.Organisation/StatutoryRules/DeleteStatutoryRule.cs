using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.StatutoryRules;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Empty> DeleteStatutoryRule(DeleteStatutoryRuleRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.Name);
                await ProgrammeTable.LockAsync(session, programme);
                var rule =
                    (await StatutoryRuleTable.AllAsync(session, programme, NorwegianTime.DateIn(session.Now))).Find(r =>
                        r.Name == request.Name
                    ) ?? throw Problem.NotFound(request.Name);
                if (rule.BuiltIn)
                    throw Problem.Precondition(rule.Name, "RULE_BUILT_IN", rule.Source);
                var body = (
                    await session.QueryAsync<string>(
                        """
                        SELECT b.display_name FROM composition_rules r JOIN bodies b ON b.name = r.body
                        WHERE r.statutory_rule = @Name ORDER BY b.display_name LIMIT 1
                        """,
                        new { request.Name }
                    )
                ).FirstOrDefault();
                if (body is not null)
                    throw Problem.Precondition(rule.Name, "RULE_IN_USE", rule.Source, body);
                await session.ExecuteAsync("DELETE FROM statutory_rules WHERE name = @Name", new { request.Name });
                rule.InEffect = false;
                session.Append("organisation.statutoryRule.deleted", rule.Name, rule);
                return new Empty();
            }
        );
}
