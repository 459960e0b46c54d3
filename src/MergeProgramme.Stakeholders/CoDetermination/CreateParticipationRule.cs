using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<ParticipationRule> CreateParticipationRule(
        CreateParticipationRuleRequest request,
        ServerCallContext context
    )
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        var (start, end) = (request.ParticipationRule.EffectDate.ToDateOnly(), request.ParticipationRule.EndDate.ToDateOnly());
        if (end < start)
        {
            throw Problem.Invalid(
                "participation_rule.end_date",
                "END_BEFORE_START",
                NorwegianTime.Format(start!.Value),
                NorwegianTime.Format(end!.Value)
            );
        }
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var rule = request.ParticipationRule.Clone();
                rule.Name = $"{request.Parent}/participationRules/{Guid.CreateVersion7(session.Now):N}";
                (rule.BuiltIn, rule.InEffect) = (false, false);
                await session.ExecuteAsync(
                    """
                    INSERT INTO participation_rules
                        (name, programme, matter_kind, party_kind, form, source, effect_date, end_date, note)
                    VALUES (@Name, @Parent, @MatterKind, @PartyKind, @Form, @Source, @EffectDate, @EndDate, @Note)
                    """,
                    new
                    {
                        rule.Name,
                        request.Parent,
                        rule.MatterKind,
                        rule.PartyKind,
                        rule.Form,
                        rule.Source,
                        rule.EffectDate,
                        rule.EndDate,
                        rule.Note,
                    }
                );
                session.Append("stakeholders.participation-rule.created", rule.Name, rule);
                return rule;
            }
        );
    }
}
