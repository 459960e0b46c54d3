using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<DependencyAgreement> UpdateDependencyAgreement(
        UpdateDependencyAgreementRequest request,
        ServerCallContext context
    )
    {
        var given = request.DependencyAgreement;
        var ends = new EndReading(organisation, stakeholders, context);
        List<Violation> unknown = [];
        foreach (
            var (field, person) in ((string, string)[])[("giver_owner", given.GiverOwner), ("taker_owner", given.TakerOwner)]
        )
        {
            // Who is of another programme is not asked for: the rule below says so.
            if (IsMasked(request.UpdateMask, field) && ResourceNames.Programme(person) == ResourceNames.Programme(given.Name))
                await ends.AddUnknownPersonAsync(person, $"dependency_agreement.{field}", unknown);
        }
        if (unknown.Count > 0)
            throw Problem.Invalid(unknown);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await DependencyTable.GetAsync(session, given.Name);
                RequireEnd(current, DependencyAct.Request, request.Taker);
                Etags.Require(given.Etag, current.Etag, current.Name);
                RequireMove(current, DependencyAct.Request);
                var updated = FieldMasks.Apply(request.UpdateMask, given, current);
                if (request.UpdateMask is null || request.UpdateMask.Paths.Count == 0)
                {
                    // The ends stay; whoever sends all that may be changed need not send them.
                    updated.GiverSubProject = current.GiverSubProject;
                    updated.GiverStakeholder = current.GiverStakeholder;
                    updated.TakerSubProject = current.TakerSubProject;
                }
                Violation[] invalid = [.. DependencyLifecycle.CheckUpdate(current, updated, request.ChangeReason)];
                if (invalid.Length > 0)
                    throw Problem.Invalid(invalid);
                if (updated.TakerMilestone != current.TakerMilestone)
                    await AgreedMilestones.RequireAsync(session, "dependency_agreement.taker_milestone", updated.TakerMilestone);
                DependencyEntry? entry = null;
                if (DependencyLifecycle.AsksAnew(current, updated))
                {
                    updated.State = DependencyState.Requested;
                    updated.PromisedDate = null;
                    entry = new()
                    {
                        Act = DependencyAct.Request,
                        Date = updated.NeededByDate,
                        Reason = request.ChangeReason.Trim(),
                        ActingEnd = request.Taker,
                    };
                }
                await DependencyTable.UpdateAsync(session, updated, current.Etag, entry);
                session.Append("mandates.dependencyAgreement.updated", updated.Name, updated);
                return updated;
            }
        );
    }

    private static void RequireEnd(DependencyAgreement current, DependencyAct act, string end)
    {
        if (DependencyLifecycle.CheckEnd(current, act, end) is { } wrong)
            throw Problem.Invalid([wrong]);
    }

    /// <exception cref="Problem">FAILED_PRECONDITION where the act is not possible in the state that it is in.</exception>
    private static DependencyState RequireMove(DependencyAgreement current, DependencyAct act) =>
        DependencyLifecycle.After(current.State, act)
        ?? throw Problem.Precondition(
            current.Name,
            current.State switch
            {
                DependencyState.Promised => Reason.DependencyIsPromised,
                DependencyState.Accepted => Reason.DependencyIsAccepted,
                DependencyState.Delivered => Reason.DependencyIsDelivered,
                DependencyState.Received => Reason.DependencyIsReceived,
                DependencyState.Declined => Reason.DependencyIsDeclined,
                DependencyState.Withdrawn => Reason.DependencyIsWithdrawn,
                _ => Reason.DependencyIsRequested,
            }
        );
}
