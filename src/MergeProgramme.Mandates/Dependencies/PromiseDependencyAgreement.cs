using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<DependencyAgreement> PromiseDependencyAgreement(
        PromiseDependencyAgreementRequest request,
        ServerCallContext context
    )
    {
        List<Violation> unknown = [];
        if (ResourceNames.Programme(request.GiverOwner) == ResourceNames.Programme(request.Name))
            await new EndReading(organisation, stakeholders, context).AddUnknownPersonAsync(
                request.GiverOwner,
                "giver_owner",
                unknown
            );
        if (unknown.Count > 0)
            throw Problem.Invalid(unknown);
        return await ActAsync(
            request,
            request.Name,
            request.Giver,
            request.Etag,
            new()
            {
                Act = DependencyAct.Promise,
                Date = request.PromisedDate,
                Reason = request.Reason.Trim(),
                SaidBy = request.SaidBy,
                SaidDate = request.SaidDate,
            },
            "promised",
            (agreement, today) =>
            {
                Violation[] invalid = [.. DependencyLifecycle.CheckPromise(agreement, request, today)];
                agreement.PromisedDate = request.PromisedDate;
                if (request.GiverOwner.Length > 0)
                    agreement.GiverOwner = request.GiverOwner;
                agreement.GiverMilestone = DependencyLifecycle.MilestoneOf(agreement, request);
                return invalid;
            },
            context
        );
    }

    /// <summary>One act of one end: what it changes, its entry and its event; of a promise put off, the event that names whom it hits.</summary>
    /// <param name="end">The end that the caller acts for. The contract has checked that the caller may act for it.</param>
    /// <param name="take">Changes the agreement, and says what is wrong with the act on a day.</param>
    private Task<DependencyAgreement> ActAsync<TRequest>(
        TRequest request,
        string name,
        string end,
        string etag,
        DependencyEntry entry,
        string happened,
        Func<DependencyAgreement, DateOnly, Violation[]> take,
        ServerCallContext context
    )
        where TRequest : IMessage<TRequest> =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await DependencyTable.GetAsync(session, name);
                RequireEnd(current, entry.Act, end);
                Etags.Require(etag, current.Etag, current.Name);
                var next = RequireMove(current, entry.Act);
                var today = NorwegianTime.DateIn(session.Now);
                var agreement = current.Clone();
                var invalid = take(agreement, today);
                if (invalid.Length > 0)
                    throw Problem.Invalid(invalid);
                if (agreement.GiverMilestone.Length > 0 && agreement.GiverMilestone != current.GiverMilestone)
                    await AgreedMilestones.RequireAsync(session, "giver_milestone", agreement.GiverMilestone);
                agreement.State = next;
                var written = entry.Clone();
                written.ActingEnd = end;
                await DependencyTable.UpdateAsync(session, agreement, current.Etag, written);
                session.Append($"mandates.dependencyAgreement.{happened}", name, agreement);
                if (
                    current.PromisedDate.ToDateOnly() is { } before
                    && agreement.State == DependencyState.Promised
                    && agreement.PromisedDate.ToDateOnly() is { } after
                    && after > before
                )
                {
                    var all = await DependencyTable.OfProgrammeAsync(session, ResourceNames.Programme(name));
                    session.Append(
                        "mandates.dependencyAgreement.slipped",
                        name,
                        new DependencySlip
                        {
                            DependencyAgreement = name,
                            PreviousDate = current.PromisedDate,
                            PromisedDate = agreement.PromisedDate,
                            Reason = entry.Reason,
                            Hits = { new DependencyPlan(all, today).Hits(name, after, before) },
                        }
                    );
                }
                return agreement;
            }
        );
}
