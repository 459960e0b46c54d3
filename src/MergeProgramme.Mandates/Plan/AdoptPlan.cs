using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<AdoptPlanResponse> AdoptPlan(AdoptPlanRequest request, ServerCallContext context)
    {
        await RequireSubProjectAsync(request.Parent, context);
        var programme = ResourceNames.Programme(request.Parent);
        var vesting = (
            await organisation.GetProgrammeAsync(new() { Name = programme }, cancellationToken: context.CancellationToken)
        ).VestingDate.ToDateOnly();
        if (request.ValidateOnly)
        {
            var now = time.GetUtcNow();
            return await database.ReadAsync(session => ReadPlanAsync(session, request, vesting, now), context.CancellationToken);
        }
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                // Two who take it over at once would make everything twice.
                await MilestoneTable.LockAsync(session, programme);
                var response = await ReadPlanAsync(session, request, vesting, session.Now);
                foreach (var entry in response.Entries)
                {
                    var milestone = entry.Milestone;
                    if (entry.Outcome == PlanEntryOutcome.Created)
                    {
                        milestone.Name = await NewNames.ChooseAsync(
                            session,
                            "milestones",
                            $"{request.Parent}/milestones",
                            chosenId: "",
                            field: "",
                            displayName: ""
                        );
                        await MilestoneTable.InsertAsync(session, milestone);
                        session.Append("mandates.milestone.adopted", milestone.Name, milestone);
                    }
                    else if (entry.Outcome == PlanEntryOutcome.Replanned)
                    {
                        await MilestoneTable.UpdateAsync(
                            session,
                            milestone,
                            await MilestoneTable.GetForWriteAsync(session, milestone.Name)
                        );
                        session.Append("mandates.milestone.adopted", milestone.Name, milestone);
                    }
                }
                return response;
            }
        );
    }

    private static async Task<AdoptPlanResponse> ReadPlanAsync(
        Session session,
        AdoptPlanRequest request,
        DateOnly? vesting,
        DateTimeOffset now
    )
    {
        var document = await PlannedDocumentAsync(session, request.Parent);
        if (request.Mandate.Length > 0 && request.Mandate != document.Name)
            throw Problem.Precondition(document.Name, Reason.PlanOfOtherDocument, document.Title, document.Version);
        return new()
        {
            Mandate = document.Name,
            MandateTitle = document.Title,
            Entries =
            {
                PlanAdoption.Of(
                    document,
                    await MilestoneTable.OfSubProjectAsync(session, request.Parent),
                    vesting,
                    Instants.ToTimestamp(now)
                ),
            },
        };
    }

    // A handover has no plan: that of the document before holds.
    private static async Task<Mandate> PlannedDocumentAsync(Session session, string subProject)
    {
        var versions = await MandateTable.OfSubProjectAsync(session, subProject);
        foreach (var approved in versions.Where(v => v.Decision?.Verdict == Verdict.Start).OrderByDescending(v => v.Version))
        {
            var document = await MandateTable.GetAsync(session, approved.Name);
            if (PlanAdoption.HasPlan(document))
                return document;
        }
        throw Problem.Precondition(subProject, Reason.NoApprovedPlan);
    }
}
