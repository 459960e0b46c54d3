using Grpc.Core;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<StatutoryRule> CreateStatutoryRule(CreateStatutoryRuleRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                var rule = request.StatutoryRule.Clone();
                List<Violation> violations = [.. BodyRules.Check(rule.Kind, rule.Minimum, rule.Percent, "statutory_rule")];
                if (rule.Kind == CompositionRuleKind.NamedUnionRepresentatives)
                    violations.Add(new("statutory_rule.kind", "LAW_NAMES_NO_UNION"));
                if (rule.EffectDate.ToDateOnly() is { } start && rule.EndDate.ToDateOnly() is { } end && end < start)
                    violations.Add(
                        new("statutory_rule.end_date", "END_BEFORE_START", NorwegianTime.Format(start), NorwegianTime.Format(end))
                    );
                if (violations.Count > 0)
                    throw Problem.Invalid(violations);
                rule.Name = $"{request.Parent}/statutoryRules/{Guid.CreateVersion7(session.Now):N}";
                rule.BuiltIn = false;
                rule.InEffect = false;
                await session.ExecuteAsync(
                    """
                    INSERT INTO statutory_rules (name, programme, body_kind, kind, minimum, percent, source, effect_date, end_date, note)
                    VALUES (@Name, @Parent, @BodyKind, @Kind, @Minimum, @Percent, @Source, @EffectDate, @EndDate, @Note)
                    """,
                    new
                    {
                        rule.Name,
                        request.Parent,
                        rule.BodyKind,
                        rule.Kind,
                        rule.Minimum,
                        rule.Percent,
                        rule.Source,
                        rule.EffectDate,
                        rule.EndDate,
                        rule.Note,
                    }
                );
                session.Append("organisation.statutoryRule.created", rule.Name, rule);
                return rule;
            }
        );
}
