using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using static MergeProgramme.Organisation.V1.PositionRequestState;

namespace MergeProgramme.Organisation.PositionControl;

/// <summary>
/// What becomes of a request in position control, and when. Pure. There is no halt on positions, but a control: a vacant position is not
/// advertised before the department director has approved it (Bodø kommune, case 13/15).
/// </summary>
internal static class ControlLifecycle
{
    private static readonly Dictionary<PositionRequestState, PositionRequestState[]> Next = new()
    {
        [Requested] = [Approved, Rejected, Redeployed, Withdrawn],
        [Approved] = [Advertised, Withdrawn],
        [Advertised] = [Filled],
        [Rejected] = [],
        [Redeployed] = [],
        [Filled] = [],
        [Withdrawn] = [],
    };

    /// <summary>Whether a request may go from one state to another.</summary>
    public static bool MayMove(PositionRequestState from, PositionRequestState to) =>
        Next.TryGetValue(from, out var states) && states.Contains(to);

    /// <summary>Whether it still stands on its way: nobody may ask for the same position again.</summary>
    public static bool IsOpen(PositionRequestState state) => state is Requested or Approved or Advertised;

    /// <summary>The state that a verdict leads to.</summary>
    public static PositionRequestState StateOf(PositionVerdict verdict) =>
        verdict switch
        {
            PositionVerdict.Approve => Approved,
            PositionVerdict.Reject => Rejected,
            PositionVerdict.Redeploy => Redeployed,
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "A verdict that this version does not know."),
        };

    /// <summary>What stands against a step, of the state that it stands in; null where nothing does.</summary>
    public static Violation? CheckMove(PositionRequest current, PositionRequestState to)
    {
        if (MayMove(current.State, to))
            return null;
        var reason = to switch
        {
            Approved or Rejected or Redeployed => current.State == Withdrawn ? "REQUEST_WITHDRAWN" : "REQUEST_DECIDED",
            Advertised => current.State switch
            {
                Requested => "NOT_APPROVED_YET",
                Advertised or Filled => "ADVERTISED_ALREADY",
                _ => "NOT_APPROVED",
            },
            Filled => current.State == Filled ? "FILLED_ALREADY" : "NOT_ADVERTISED",
            _ => "CANNOT_WITHDRAW",
        };
        return new(
            current.Name,
            reason,
            current.Title,
            current.DecideDate.ToDateOnly() is { } day ? NorwegianTime.Format(day) : ""
        );
    }

    /// <summary>All that is wrong with what a decision says.</summary>
    /// <param name="day">The day of the decision.</param>
    public static IEnumerable<Violation> CheckDecision(
        PositionRequest current,
        DecidePositionRequestRequest decision,
        DateOnly day,
        DateOnly today
    )
    {
        if (day > today)
            yield return new("decide_date", "DATE_AHEAD", NorwegianTime.Format(day));
        else if (current.RequestDate.ToDateOnly() is { } asked && day < asked)
            yield return new("decide_date", "BEFORE_REQUEST", NorwegianTime.Format(asked));
        var redeploys = decision.Verdict == PositionVerdict.Redeploy;
        if (redeploys && decision.RedeployedPerson.Length == 0)
            yield return new("redeployed_person", "REDEPLOYED_PERSON_MISSING");
        if (redeploys && decision.RedeployedFromUnit.Length == 0)
            yield return new("redeployed_from_unit", "REDEPLOYED_UNIT_MISSING");
        if (redeploys && decision.RedeployDate is null)
            yield return new("redeploy_date", "REDEPLOY_DATE_MISSING");
        if (
            redeploys
            && decision.RedeployDate.ToDateOnly() is { } starts
            && current.VacantFromDate.ToDateOnly() is { } vacant
            && starts < vacant
        )
            yield return new("redeploy_date", "BEFORE_VACANCY", NorwegianTime.Format(vacant));
        if (!redeploys && decision.RedeployedPerson.Length > 0)
            yield return new("redeployed_person", "REDEPLOYMENT_NOT_ASKED");
        if (!redeploys && decision.RedeployedFromUnit.Length > 0)
            yield return new("redeployed_from_unit", "REDEPLOYMENT_NOT_ASKED");
        if (!redeploys && decision.RedeployDate is not null)
            yield return new("redeploy_date", "REDEPLOYMENT_NOT_ASKED");
    }

    /// <summary>What is wrong with the day of an advertisement; null where nothing is.</summary>
    public static Violation? CheckAdvertisement(PositionRequest current, DateOnly day, DateOnly today)
    {
        if (day > today)
            return new("advertise_date", "DATE_AHEAD", NorwegianTime.Format(day));
        return current.DecideDate.ToDateOnly() is { } decided && day < decided
            ? new("advertise_date", "BEFORE_DECISION", NorwegianTime.Format(decided))
            : null;
    }

    /// <summary>What is wrong with the first day of the new holder, which may lie ahead; null where nothing is.</summary>
    public static Violation? CheckFilling(PositionRequest current, DateOnly day)
    {
        if (current.AdvertiseDate.ToDateOnly() is { } advertised && day < advertised)
            return new("fill_date", "BEFORE_ADVERTISEMENT", NorwegianTime.Format(advertised));
        return current.VacantFromDate.ToDateOnly() is { } vacant && day < vacant
            ? new("fill_date", "BEFORE_VACANCY", NorwegianTime.Format(vacant))
            : null;
    }
}
