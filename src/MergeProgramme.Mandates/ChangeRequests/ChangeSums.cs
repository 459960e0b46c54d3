using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;

namespace MergeProgramme.Mandates.ChangeRequests;

/// <summary>How many change requests stand where, and what the approved ones come to. Pure.</summary>
internal static class ChangeSums
{
    /// <summary>The counts by state, and the sums of what is approved: days, cost and benefit a year.</summary>
    public static SummariseChangeRequestsResponse Of(IReadOnlyCollection<ChangeRequest> requests)
    {
        var approved = requests.Where(one => ChangeRequestLifecycle.VerdictOf(one) == ChangeVerdict.Approved).ToList();
        int In(ChangeRequestState state) => requests.Count(one => one.State == state);
        int With(ChangeVerdict verdict) => requests.Count(one => ChangeRequestLifecycle.VerdictOf(one) == verdict);
        return new()
        {
            RaisedCount = In(ChangeRequestState.Raised),
            AssessedCount = In(ChangeRequestState.Assessed),
            ApprovedCount = approved.Count,
            RejectedCount = With(ChangeVerdict.Rejected),
            DeferredCount = With(ChangeVerdict.Deferred),
            WithdrawnCount = In(ChangeRequestState.Withdrawn),
            TimeDays = approved.Sum(one => one.Assessment.TimeDays),
            Cost = Ore.ToMoney(approved.Sum(one => Ore.Of(one.Assessment.Cost))),
            YearlyBenefit = Ore.ToMoney(approved.Sum(one => Ore.Of(one.Assessment.YearlyBenefit))),
            PendingCount = approved.Count(one => one.Revision.Length == 0),
        };
    }
}
