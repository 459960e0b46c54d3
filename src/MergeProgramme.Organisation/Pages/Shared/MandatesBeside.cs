using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.V1;
using static MergeProgramme.Mandates.V1.MandatesService;

namespace MergeProgramme.Organisation.Pages.Shared;

/// <summary>What the mandates module knows, shown beside what is ours. While it does not answer, or does not answer this reader, that part of a page is left out.</summary>
internal static class MandatesBeside
{
    private const int Most = 1000;

    /// <summary>Mandates of a sub-project, or of a programme (<c>programmes/x/subProjects/-</c>).</summary>
    public static async Task<IReadOnlyList<Mandate>> OfAsync(
        MandatesServiceClient mandates,
        string parent,
        CancellationToken cancellation
    )
    {
        try
        {
            var request = new ListMandatesRequest { Parent = parent, PageSize = Most };
            return (await mandates.ListMandatesAsync(request, cancellationToken: cancellation)).Mandates;
        }
        catch (RpcException e) when (IsAway(e))
        {
            return [];
        }
    }

    /// <summary>How the plan of a programme stands: slack and findings, without what is in it. Empty where there is none to see.</summary>
    public static async Task<Timeline> PlanAsync(MandatesServiceClient mandates, string programme, CancellationToken cancellation)
    {
        try
        {
            var request = new GetTimelineRequest { Parent = $"{programme}/subProjects/-", SummaryOnly = true };
            return await mandates.GetTimelineAsync(request, cancellationToken: cancellation);
        }
        catch (RpcException e) when (IsAway(e))
        {
            return new();
        }
    }

    /// <summary>Milestones of a sub-project or a programme, by their last day.</summary>
    public static async Task<IReadOnlyList<Milestone>> MilestonesAsync(
        MandatesServiceClient mandates,
        ListMilestonesRequest request,
        CancellationToken cancellation
    )
    {
        try
        {
            return (await mandates.ListMilestonesAsync(request, cancellationToken: cancellation)).Milestones;
        }
        catch (RpcException e) when (IsAway(e))
        {
            return [];
        }
    }

    /// <summary>Open risks of a programme or sub-project, those at the highest level first.</summary>
    public static async Task<IReadOnlyList<Risk>> RisksAsync(
        MandatesServiceClient mandates,
        string parent,
        CancellationToken cancellation
    )
    {
        try
        {
            var request = new ListRisksRequest
            {
                Parent = parent,
                State = RiskState.Open,
                PageSize = Most,
            };
            var risks = (await mandates.ListRisksAsync(request, cancellationToken: cancellation)).Risks;
            return [.. risks.OrderByDescending(r => r.Probability * r.Consequence).ThenByDescending(r => r.Consequence)];
        }
        catch (RpcException e) when (IsAway(e))
        {
            return [];
        }
    }

    /// <summary>Tolerances of a programme that the forecast has left.</summary>
    public static async Task<IReadOnlyList<Tolerance>> AlarmedAsync(
        MandatesServiceClient mandates,
        string parent,
        CancellationToken cancellation
    )
    {
        try
        {
            var request = new ListTolerancesRequest
            {
                Parent = parent,
                AlarmedOnly = true,
                PageSize = Most,
            };
            return (await mandates.ListTolerancesAsync(request, cancellationToken: cancellation)).Tolerances;
        }
        catch (RpcException e) when (IsAway(e))
        {
            return [];
        }
    }

    /// <summary>How the deliverables of a sub-project stand, or of each of a programme (<c>programmes/x/subProjects/-</c>).</summary>
    public static async Task<IReadOnlyList<DeliverableSummary>> DeliverablesAsync(
        MandatesServiceClient mandates,
        string parent,
        CancellationToken cancellation
    )
    {
        try
        {
            var request = new SummariseDeliverablesRequest { Parent = parent };
            return (await mandates.SummariseDeliverablesAsync(request, cancellationToken: cancellation)).Summaries;
        }
        catch (RpcException e) when (IsAway(e))
        {
            return [];
        }
    }

    /// <summary>What is asked to be changed in decided documents of a programme or sub-project.</summary>
    public static async Task<IReadOnlyList<ChangeRequest>> ChangesAsync(
        MandatesServiceClient mandates,
        string parent,
        CancellationToken cancellation
    )
    {
        try
        {
            var request = new ListChangeRequestsRequest { Parent = parent, PageSize = Most };
            return (await mandates.ListChangeRequestsAsync(request, cancellationToken: cancellation)).ChangeRequests;
        }
        catch (RpcException e) when (IsAway(e))
        {
            return [];
        }
    }

    /// <summary>The newest events on mandates of a programme.</summary>
    public static async Task<IReadOnlyList<Event>> EventsAsync(
        MandatesServiceClient mandates,
        string programme,
        int most,
        CancellationToken cancellation
    )
    {
        try
        {
            var request = new ListEventsRequest { Subject = programme, PageSize = most };
            return (await mandates.ListEventsAsync(request, cancellationToken: cancellation)).Events;
        }
        catch (RpcException e) when (IsAway(e))
        {
            return [];
        }
    }

    /// <summary>
    /// What a sub-project, or a programme (<c>programmes/x/subProjects/-</c>), gives and takes that is still open, and what is wrong with it; null where
    /// that is not to be told.
    /// </summary>
    public static async Task<DependenciesBeside?> DependenciesAsync(
        MandatesServiceClient mandates,
        string parent,
        CancellationToken cancellation
    )
    {
        try
        {
            var listed = mandates
                .ListDependencyAgreementsAsync(
                    new()
                    {
                        Parent = parent,
                        OpenOnly = true,
                        PageSize = Most,
                    },
                    cancellationToken: cancellation
                )
                .ResponseAsync;
            var found = await mandates.CheckDependencyAgreementsAsync(new() { Parent = parent }, cancellationToken: cancellation);
            return new((await listed).DependencyAgreements, found.Findings);
        }
        catch (RpcException e) when (IsAway(e))
        {
            return null;
        }
    }

    private static bool IsAway(RpcException e) =>
        e.StatusCode is StatusCode.Unimplemented or StatusCode.Unavailable or StatusCode.PermissionDenied;
}

/// <summary>Agreements that are still open, and what is wrong with them.</summary>
internal sealed record DependenciesBeside(IReadOnlyList<DependencyAgreement> Open, IReadOnlyList<DependencyFinding> Findings)
{
    private const int MostFindings = 5;

    /// <summary>Promises that were not kept.</summary>
    public int Broken => CountOf(DependencyFindingKind.Broken);

    /// <summary>Rings of agreements that wait for each other.</summary>
    public int Cycles => CountOf(DependencyFindingKind.Cycle);

    /// <summary>Those in which one end owes the other an answer.</summary>
    public int Waiting =>
        Open.Count(a => a.State is DependencyState.Requested or DependencyState.Promised or DependencyState.Delivered);

    /// <summary>The gravest.</summary>
    public IEnumerable<DependencyFinding> Gravest => Findings.Take(MostFindings);

    private int CountOf(DependencyFindingKind kind) => Findings.Count(f => f.Kind == kind);
}
