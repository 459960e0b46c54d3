using Grpc.Core;
using MergeProgramme.Mandates.Budget;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.Plan;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;
using static MergeProgramme.Benefits.V1.BenefitsService;

namespace MergeProgramme.Mandates.Tolerances;

/// <summary>Holds what is expected of sub-projects against their tolerances.</summary>
internal sealed class MeasureTolerances(BenefitsServiceClient benefits)
{
    public static readonly IReadOnlyList<ToleranceDimension> All =
    [
        ToleranceDimension.Time,
        ToleranceDimension.Cost,
        ToleranceDimension.Scope,
        ToleranceDimension.Benefit,
    ];

    /// <summary>Measures the tolerances of a programme in these dimensions; raises and ends alarms, each with its event.</summary>
    /// <param name="benefit">What benefits said of sub-projects, asked before: a write waits for no other module. Those without an answer stay as they are.</param>
    /// <returns>How many alarms were raised or ended.</returns>
    public static async Task<int> RunAsync(
        WriteSession session,
        string programme,
        IReadOnlyCollection<ToleranceDimension> dimensions,
        IReadOnlyDictionary<string, Measured> benefit
    )
    {
        var changed = 0;
        // Read once, and only where a tolerance of time asks.
        WholePlan? plan = null;
        foreach (var tolerance in await ToleranceTable.LockAsync(session, programme, dimensions))
        {
            if (tolerance.Dimension == ToleranceDimension.Time)
                plan ??= await KeptPlans.ReadAsync(session, programme);
            if (await OfAsync(session, tolerance, plan, benefit) is not { } measured)
                continue;
            if (await ToleranceTable.MeasureAsync(session, tolerance, measured) is not { } told)
                continue;
            session.Append(told, tolerance.Name, tolerance);
            changed++;
        }
        return changed;
    }

    /// <summary>What is expected of one tolerance now; null where benefits would know and has not said.</summary>
    /// <param name="plan">Null to read it where it is needed.</param>
    public static async Task<Measured?> OfAsync(
        WriteSession session,
        Tolerance tolerance,
        WholePlan? plan,
        IReadOnlyDictionary<string, Measured> benefit
    )
    {
        var subProject = ResourceNames.Parent(tolerance.Name);
        var today = NorwegianTime.DateIn(session.Now);
        return tolerance.Dimension switch
        {
            // Read here, not from what is kept: what this write has changed counts.
            ToleranceDimension.Time => Time(
                plan ?? await KeptPlans.ReadAsync(session, ResourceNames.Programme(subProject)),
                subProject,
                today
            ),
            ToleranceDimension.Cost => ToleranceRules.Cost(await BudgetCells.ReadAsync(session, subProject, 0), tolerance.Unit),
            ToleranceDimension.Scope => ToleranceRules.Scope(
                await DeliverableTable.AllAsync(session, ResourceNames.Programme(subProject), subProject),
                today
            ),
            _ => benefit.GetValueOrDefault(subProject),
        };
    }

    /// <summary>What benefits says of sub-projects now, by name; those of which it does not say anything are left out.</summary>
    public async Task<IReadOnlyDictionary<string, Measured>> BenefitAsync(
        IEnumerable<string> subProjects,
        CancellationToken cancellation
    )
    {
        Dictionary<string, Measured> found = new(StringComparer.Ordinal);
        foreach (var subProject in subProjects)
        {
            if (await BenefitAsync(subProject, cancellation) is { } measured)
                found[subProject] = measured;
        }
        return found;
    }

    private static Measured Time(WholePlan plan, string subProject, DateOnly today)
    {
        var schedule = plan.Schedule(null, today);
        return ToleranceRules.Time([
            .. plan
                .Milestones.Index()
                .Where(m =>
                    m.Item.SubProject == subProject
                    && m.Item.DoneDate is null
                    && m.Item.Kind is MilestoneKind.Milestone or MilestoneKind.DecisionPoint
                    && m.Item.BaselineEndDate is not null
                )
                .Select(m => (m.Item.Title, m.Item.BaselineEndDate.ToDateOnly()!.Value.DayNumber, schedule.Dates[m.Index].End)),
        ]);
    }

    private async Task<Measured?> BenefitAsync(string subProject, CancellationToken cancellation)
    {
        try
        {
            var answer = await benefits.GetRealisationAsync(
                new()
                {
                    Parent = ResourceNames.Programme(subProject),
                    Scope = subProject,
                    Granularity = MergeProgramme.Benefits.V1.Granularity.Year,
                    // Only what is planned and expected is asked for, not the band.
                    Assumptions = new() { Runs = 1 },
                },
                cancellationToken: cancellation
            );
            return ToleranceRules.Benefit(answer.Points);
        }
        catch (RpcException e)
            when (e.StatusCode
                    is StatusCode.Unavailable
                        or StatusCode.Unimplemented
                        or StatusCode.DeadlineExceeded
                        // Whoever sets a tolerance need not be allowed to read what it is held against.
                        or StatusCode.PermissionDenied
            )
        {
            // Looked at again, soon or on the next day at the latest.
            return null;
        }
    }
}
