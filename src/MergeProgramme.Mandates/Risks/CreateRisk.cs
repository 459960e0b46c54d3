using Grpc.Core;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.Risks;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Risk> CreateRisk(CreateRiskRequest request, ServerCallContext context)
    {
        await RegisterPlace.RequireAsync(organisation, request.Parent, context);
        var owner = await PersonReading.DisplayNameAsync(organisation, "risk.owner", request.Risk.Owner, request.Parent, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                Violation[] wrong = [.. RiskRules.Check(request.Risk)];
                if (wrong.Length > 0)
                    throw Problem.Invalid(wrong);
                var risk = new Risk
                {
                    Name = $"{request.Parent}/risks/{Guid.CreateVersion7(session.Now):N}",
                    Title = request.Risk.Title,
                    Cause = request.Risk.Cause,
                    Effect = request.Risk.Effect,
                    Response = request.Risk.Response,
                    Action = request.Risk.Action,
                    Owner = request.Risk.Owner,
                    OwnerDisplayName = owner,
                    DueDate = request.Risk.DueDate,
                    TargetProbability = request.Risk.TargetProbability,
                    TargetConsequence = request.Risk.TargetConsequence,
                    State = RiskState.Open,
                    Etag = Etags.New(),
                    CreateTime = Instants.ToTimestamp(session.Now),
                };
                await session.ExecuteAsync(
                    """
                    INSERT INTO risks (name, programme, parent, title, cause, effect, response, action, owner, owner_display_name, due_date,
                        target_probability, target_consequence, state, outcome, etag, create_time)
                    VALUES (@Name, @programme, @Parent, @Title, @Cause, @Effect, @Response, @Action, @Owner, @OwnerDisplayName, @DueDate,
                        @TargetProbability, @TargetConsequence, @State, '', @Etag, @CreateTime)
                    """,
                    new
                    {
                        risk.Name,
                        programme = ResourceNames.Programme(risk.Name),
                        request.Parent,
                        risk.Title,
                        risk.Cause,
                        risk.Effect,
                        risk.Response,
                        risk.Action,
                        risk.Owner,
                        risk.OwnerDisplayName,
                        risk.DueDate,
                        risk.TargetProbability,
                        risk.TargetConsequence,
                        risk.State,
                        risk.Etag,
                        risk.CreateTime,
                    }
                );
                await RiskTable.AddAsync(session, risk, request.Assessment, NorwegianTime.DateIn(session.Now));
                session.Append("mandates.risk.created", risk.Name, risk);
                return risk;
            }
        );
    }
}
