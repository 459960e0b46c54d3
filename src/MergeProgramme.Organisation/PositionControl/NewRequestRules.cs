using MergeProgramme.Organisation.Positions;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.PositionControl;

/// <summary>What a new request must hold, once it has what it takes from its position. Pure.</summary>
internal static class NewRequestRules
{
    private const string Field = "position_request";

    /// <summary>Takes from the position what the request does not state.</summary>
    public static void TakeFrom(PositionRequest request, Position position)
    {
        if (request.Title.Length == 0)
            request.Title = position.Title;
        if (request.Unit.Length == 0)
            request.Unit = position.Unit;
        if (request.PercentHundredths == 0)
            request.PercentHundredths = position.PercentHundredths;
        request.YearlyCost ??= position.YearlyCost.Clone();
    }

    /// <summary>All that is wrong with it.</summary>
    /// <param name="position">Its position; null where it has none.</param>
    public static IEnumerable<Violation> Check(PositionRequest request, Position? position, bool costConfirmed, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(request.Title))
            yield return new($"{Field}.title", "REQUIRED");
        if (request.Unit.Length == 0)
            yield return new($"{Field}.unit", "REQUIRED");
        else if (position is not null && request.Unit != position.Unit)
            yield return new($"{Field}.unit", "UNIT_NOT_OF_POSITION", position.UnitDisplayName);
        if (request.PercentHundredths == 0)
            yield return new($"{Field}.percent_hundredths", "OUT_OF_RANGE", 1, PositionRules.Full, 0);
        if (request.YearlyCost is null)
            yield return new($"{Field}.yearly_cost", "REQUIRED");
        else if (request.PercentHundredths > 0)
        {
            var ore = Ore.Of(request.YearlyCost);
            // What was confirmed at the position is not asked about again.
            var confirmed =
                costConfirmed
                || (Equals(request.YearlyCost, position?.YearlyCost) && request.PercentHundredths == position!.PercentHundredths);
            foreach (var question in PositionRules.CheckCost($"{Field}.yearly_cost", ore, request.PercentHundredths, confirmed))
                yield return question;
        }
        if (request.RequestDate.ToDateOnly() is { } asked && asked > today)
            yield return new($"{Field}.request_date", "DATE_AHEAD", NorwegianTime.Format(asked));
    }
}
