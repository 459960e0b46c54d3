using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Procurement.V1;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Mandates.Pages.Plan;

/// <summary>The cut-overs that procurement plans, as a lane of the timeline. While it does not answer, or does not answer this reader, there is none.</summary>
internal static class CutoverBeside
{
    private const int Most = 1000;

    /// <summary>The plans that have a day, by that day.</summary>
    public static async Task<IReadOnlyList<CutoverPlan>> PlansAsync(
        ProcurementServiceClient procurement,
        string programme,
        CancellationToken cancellation
    )
    {
        try
        {
            var plans = await WholeList.ReadAsync(
                token =>
                    procurement.ListCutoverPlansAsync(
                        new()
                        {
                            Parent = programme,
                            PageSize = Most,
                            PageToken = token,
                        },
                        cancellationToken: cancellation
                    ),
                answer => (answer.CutoverPlans, answer.NextPageToken)
            );
            return
            [
                .. plans
                    .Where(p => p.CutoverDate.ToDateOnly() is not null)
                    .OrderBy(p => p.CutoverDate.ToDateOnly())
                    .ThenBy(p => p.Title, StringComparer.CurrentCulture),
            ];
        }
        catch (RpcException e)
            when (e.StatusCode
                    is StatusCode.Unimplemented
                        or StatusCode.Unavailable
                        or StatusCode.PermissionDenied
                        or StatusCode.NotFound
            )
        {
            return [];
        }
    }

    /// <summary>How many of them cannot hold.</summary>
    public static int Behind(IEnumerable<CutoverPlan> plans) => plans.Count(p => p.HasSlackDays && p.SlackDays < 0);

    /// <summary>A lane with a mark on the day of each. Done is what go was said on, once the day has come.</summary>
    /// <param name="title">What the lane is called.</param>
    public static TimelineRow Row(IReadOnlyList<CutoverPlan> plans, string title, DateOnly today)
    {
        var row = new TimelineRow { DisplayName = title, TotalCount = plans.Count };
        foreach (var plan in plans)
        {
            var day = plan.CutoverDate.ToDateOnly()!.Value;
            var isGo = plan.Verdict == CutoverVerdict.Go;
            var bar = new TimelineBar
            {
                Milestone = plan.Name,
                Kind = MilestoneKind.Milestone,
                Title = plan.Title,
                PlannedEndDate = plan.CutoverDate,
                DoneDate = isGo && day <= today ? plan.CutoverDate : null,
                Late = !isGo && day < today,
            };
            if (plan.HasSlackDays)
                bar.SlackDays = plan.SlackDays;
            row.Bars.Add(bar);
        }
        return row;
    }
}
