using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.V1;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Stakeholders.V1;
using Goal = MergeProgramme.Benefits.V1.Goal;

namespace MergeProgramme.Organisation.Reports;

/// <summary>Asks the other modules what they know of a sub-project. One that does not answer is named, and stops nothing.</summary>
internal sealed class FigureSources(
    MandatesService.MandatesServiceClient mandates,
    BenefitsService.BenefitsServiceClient benefits,
    ProcurementService.ProcurementServiceClient procurement,
    StakeholdersService.StakeholdersServiceClient stakeholders
)
{
    private const int MostOfEach = 1000;

    /// <summary>What stands there now, and what was written since a moment.</summary>
    public async Task<ReportSources> ReadAsync(string subProject, DateTimeOffset since, CancellationToken cancellation)
    {
        var programme = ResourceNames.Programme(subProject);
        var (ofMandates, ofBenefits, ofProcurement, ofStakeholders) = (
            new Asked("mandates"),
            new Asked("benefits"),
            new Asked("procurement"),
            new Asked("stakeholders")
        );
        var events = new List<Event>();
        var documents = new List<Mandate>();
        var (goals, gains, needs) = (new List<Goal>(), new List<Benefit>(), new List<Need>());
        var milestones = new List<Milestone>();
        var (deliverables, agreements, changes) = (
            new List<Deliverable>(),
            new List<DependencyAgreement>(),
            new List<ChangeRequest>()
        );
        var budget = new List<BudgetSummary>();
        var (risks, factors) = (new List<Risk>(), new List<CriticalSuccessFactor>());
        await ofMandates.TryAsync(async () =>
        {
            var listed = await mandates.ListMandatesAsync(
                new() { Parent = subProject, PageSize = MostOfEach },
                cancellationToken: cancellation
            );
            foreach (var mandate in listed.Mandates)
                documents.Add(await mandates.GetMandateAsync(new() { Name = mandate.Name }, cancellationToken: cancellation));
            milestones.AddRange(
                await WholeList.ReadAsync(
                    token =>
                        mandates.ListMilestonesAsync(
                            new()
                            {
                                Parent = subProject,
                                PageSize = MostOfEach,
                                PageToken = token,
                            },
                            cancellationToken: cancellation
                        ),
                    answer => (answer.Milestones, answer.NextPageToken)
                )
            );
            deliverables.AddRange(
                await WholeList.ReadAsync(
                    token =>
                        mandates.ListDeliverablesAsync(
                            new()
                            {
                                Parent = subProject,
                                PageSize = MostOfEach,
                                PageToken = token,
                            },
                            cancellationToken: cancellation
                        ),
                    answer => (answer.Deliverables, answer.NextPageToken)
                )
            );
            agreements.AddRange(
                await WholeList.ReadAsync(
                    token =>
                        mandates.ListDependencyAgreementsAsync(
                            new()
                            {
                                Parent = subProject,
                                PageSize = MostOfEach,
                                PageToken = token,
                                OpenOnly = true,
                            },
                            cancellationToken: cancellation
                        ),
                    answer => (answer.DependencyAgreements, answer.NextPageToken)
                )
            );
            risks.AddRange(
                await WholeList.ReadAsync(
                    token =>
                        mandates.ListRisksAsync(
                            new()
                            {
                                Parent = subProject,
                                PageSize = MostOfEach,
                                PageToken = token,
                            },
                            cancellationToken: cancellation
                        ),
                    answer => (answer.Risks, answer.NextPageToken)
                )
            );
            factors.AddRange(
                await WholeList.ReadAsync(
                    token =>
                        mandates.ListCriticalSuccessFactorsAsync(
                            new()
                            {
                                Parent = subProject,
                                PageSize = MostOfEach,
                                PageToken = token,
                            },
                            cancellationToken: cancellation
                        ),
                    answer => (answer.CriticalSuccessFactors, answer.NextPageToken)
                )
            );
            changes.AddRange(
                await WholeList.ReadAsync(
                    token =>
                        mandates.ListChangeRequestsAsync(
                            new()
                            {
                                Parent = subProject,
                                PageSize = MostOfEach,
                                PageToken = token,
                            },
                            cancellationToken: cancellation
                        ),
                    answer => (answer.ChangeRequests, answer.NextPageToken)
                )
            );
            budget.AddRange(
                (await mandates.SummariseBudgetAsync(new() { Parent = subProject }, cancellationToken: cancellation)).Summaries
            );
            foreach (var type in (string[])["mandates.mandate.submitted", "mandates.mandate.decided"])
                events.AddRange(
                    (await mandates.ListEventsAsync(Since(subProject, type), cancellationToken: cancellation)).Events
                );
        });
        await ofBenefits.TryAsync(async () =>
        {
            goals.AddRange(
                await WholeList.ReadAsync(
                    token =>
                        benefits.ListGoalsAsync(
                            new()
                            {
                                Parent = programme,
                                PageSize = MostOfEach,
                                PageToken = token,
                            },
                            cancellationToken: cancellation
                        ),
                    answer => (answer.Goals, answer.NextPageToken)
                )
            );
            gains.AddRange(
                await WholeList.ReadAsync(
                    token =>
                        benefits.ListBenefitsAsync(
                            new()
                            {
                                Parent = programme,
                                PageSize = MostOfEach,
                                PageToken = token,
                            },
                            cancellationToken: cancellation
                        ),
                    answer => (answer.Benefits, answer.NextPageToken)
                )
            );
            foreach (var type in (string[])["benefits.goal.created", "benefits.benefit.created"])
                events.AddRange((await benefits.ListEventsAsync(Since(programme, type), cancellationToken: cancellation)).Events);
        });
        await ofProcurement.TryAsync(async () =>
        {
            needs.AddRange(
                await WholeList.ReadAsync(
                    token =>
                        procurement.ListNeedsAsync(
                            new()
                            {
                                Parent = programme,
                                PageSize = MostOfEach,
                                PageToken = token,
                            },
                            cancellationToken: cancellation
                        ),
                    answer => (answer.Needs, answer.NextPageToken)
                )
            );
            events.AddRange(
                (
                    await procurement.ListEventsAsync(
                        Since(programme, "procurement.need.created"),
                        cancellationToken: cancellation
                    )
                ).Events
            );
        });
        await ofStakeholders.TryAsync(async () =>
            events.AddRange(
                (
                    await stakeholders.ListEventsAsync(
                        Since(programme, "stakeholders.participation-record.created"),
                        cancellationToken: cancellation
                    )
                ).Events
            )
        );
        Asked[] all = [ofMandates, ofBenefits, ofProcurement, ofStakeholders];
        return new(
            subProject,
            documents,
            milestones,
            deliverables,
            agreements,
            risks,
            factors,
            changes,
            budget,
            goals,
            gains,
            needs,
            events,
            [.. all.Where(a => a.IsAway).Select(a => a.Module)]
        );

        ListEventsRequest Since(string subject, string type) =>
            new()
            {
                Subject = subject,
                Type = type,
                StartTime = Instants.ToTimestamp(since),
                PageSize = MostOfEach,
            };
    }

    private sealed class Asked(string module)
    {
        public string Module => module;

        public bool IsAway { get; private set; }

        public async Task TryAsync(Func<Task> ask)
        {
            try
            {
                await ask();
            }
            catch (RpcException e)
                when (e.StatusCode is StatusCode.Unavailable or StatusCode.Unimplemented or StatusCode.PermissionDenied)
            {
                IsAway = true;
            }
        }
    }
}
