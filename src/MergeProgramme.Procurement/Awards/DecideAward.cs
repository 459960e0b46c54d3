using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Awards;
using MergeProgramme.Procurement.Cases;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<Award> DecideAward(DecideAwardRequest request, ServerCallContext context)
    {
        var asked = await database.ReadAsync(session => FindAwardAsync(session, request.Name), context.CancellationToken);
        // The decision stays where it was made; who, when and which number is taken over.
        var decided = await organisation.GetCaseAsync(
            new() { Name = asked.DecisionCase },
            cancellationToken: context.CancellationToken
        );
        var approval = AwardRules.Approval(decided) ?? throw Problem.Precondition(asked.Name, "AWARD_NOT_DECIDED", decided.Title);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await CaseTable.LockAsync(session, ResourceNames.Parent(request.Name));
                var award = await FindAwardAsync(session, request.Name);
                Etags.Require(request.Etag, award.Etag, award.Name);
                if (award.State != AwardState.Proposed)
                    throw Problem.Precondition(award.Name, "AWARD_NOT_PROPOSED");
                award.State = AwardState.Decided;
                (award.BodyDisplayName, award.DecisionDate, award.CaseNumber) = (
                    approval.BodyDisplayName,
                    approval.Date,
                    approval.CaseNumber
                );
                await AwardTable.UpdateAsync(session, award, "procurement.award.decided");
                return award;
            }
        );
    }

    private static async Task<Award> FindAwardAsync(Session session, string name) =>
        (await AwardTable.AllAsync(session, ResourceNames.Parent(name))).Find(a => a.Name == name)
        ?? throw Problem.NotFound(name);
}
