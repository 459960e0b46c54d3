using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits.Indicators;

/// <summary>What holds for indicators and measurements. Pure.</summary>
internal static class IndicatorRules
{
    /// <summary>What is wrong with an indicator as it would be written.</summary>
    /// <param name="programme">That it is of.</param>
    public static IEnumerable<Violation> Check(string programme, Indicator indicator)
    {
        const string Path = "indicator";
        if (indicator.Benefit.Length > 0 && ResourceNames.Programme(indicator.Benefit) != programme)
            yield return new($"{Path}.benefit", "OTHER_PROGRAMME", indicator.Benefit);
        if (!IsMunicipality(indicator.Municipality))
            yield return new($"{Path}.municipality", "MUNICIPALITY_NUMBER", indicator.Municipality);
        if (indicator.Code.Any(c => char.IsWhiteSpace(c) && c != ' '))
            yield return new($"{Path}.code", "INDICATOR_CODE");
        foreach (
            var (which, value, date) in ((string, Google.Type.Decimal?, Google.Type.Date?)[])
                [
                    ("baseline", indicator.BaselineValue, indicator.BaselineDate),
                    ("target", indicator.TargetValue, indicator.TargetDate),
                ]
        )
        {
            if (value is not null && date is null)
                yield return new($"{Path}.{which}_date", "INDICATOR_VALUE_WITHOUT_DATE");
            if (value is null && date is not null)
                yield return new($"{Path}.{which}_value", "INDICATOR_DATE_WITHOUT_VALUE");
            if (value is not null && CheckDecimals($"{Path}.{which}_value", value, indicator.Decimals) is { } many)
                yield return many;
        }
        if (
            indicator.BaselineDate.ToDateOnly() is { } before
            && indicator.TargetDate.ToDateOnly() is { } after
            && after <= before
        )
            yield return new($"{Path}.target_date", "INDICATOR_TARGET_BEFORE", NorwegianTime.Format(before));
        if (indicator.PerInhabitantFactor is not (0 or 1 or 1000 or 10000))
            yield return new($"{Path}.per_inhabitant_factor", "PER_INHABITANT_FACTOR", indicator.PerInhabitantFactor);
        if (indicator.Kind != IndicatorKind.Inhabitants)
            yield break;
        if (indicator.PeriodKind != IndicatorPeriodKind.Year)
            yield return new($"{Path}.period_kind", "INHABITANTS_BY_YEAR");
        if (indicator.Decimals != 0)
            yield return new($"{Path}.decimals", "INHABITANTS_WHOLE");
        if (indicator.PerInhabitantFactor != 0)
            yield return new($"{Path}.per_inhabitant_factor", "INHABITANTS_PER_INHABITANT");
    }

    /// <summary>What stands against a change of an indicator of which something is measured.</summary>
    public static IEnumerable<Violation> CheckChange(Indicator current, Indicator next)
    {
        if (next.PeriodKind != current.PeriodKind)
            yield return new(current.Name, "INDICATOR_PERIOD_FIXED");
        if (next.Decimals < current.Decimals)
            yield return new(current.Name, "INDICATOR_DECIMALS_FIXED", current.Decimals);
        if (next.Kind != current.Kind)
            yield return new(current.Name, "INDICATOR_KIND_FIXED");
    }

    /// <summary>What is wrong with a measurement, whatever has been measured before.</summary>
    /// <param name="today">The period must have begun.</param>
    public static IEnumerable<Violation> Check(Indicator indicator, Measurement measurement, DateOnly today)
    {
        if (!IsMunicipality(measurement.Municipality))
            yield return new("measurement.municipality", "MUNICIPALITY_NUMBER", measurement.Municipality);
        if (measurement.PeriodStart.ToDateOnly() is { } start && CheckPeriod(indicator.PeriodKind, start, today) is { } wrong)
            yield return wrong with
            {
                Field = "measurement.period_start",
            };
        if (CheckDecimals("measurement.value", measurement.Value, indicator.Decimals) is { } many)
            yield return many;
        else if (indicator.Kind == IndicatorKind.Inhabitants && Millionths.Of(measurement.Value) < 0)
            yield return new("measurement.value", "INHABITANTS_NEGATIVE");
    }

    /// <summary>What is wrong with a period; null where nothing is. Its field is left to whoever asks.</summary>
    public static Violation? CheckPeriod(IndicatorPeriodKind kind, DateOnly start, DateOnly today) =>
        start.Year is < MeasuredPeriod.FirstYear or > MeasuredPeriod.LastYear
            ? new("", "PERIOD_OUT_OF_RANGE", MeasuredPeriod.FirstYear, MeasuredPeriod.LastYear)
        : !MeasuredPeriod.Begins(kind, start) ? NoStart(kind, start)
        : start > today ? new("", "PERIOD_NOT_BEGUN", MeasuredPeriod.Words(kind, start), NorwegianTime.Format(start))
        : null;

    /// <summary>Whether a text is a municipality's number, or empty for the whole programme.</summary>
    public static bool IsMunicipality(string number) =>
        number.Length == 0 || (number.Length == 4 && number.All(char.IsAsciiDigit) && number != "0000");

    /// <summary>What is wrong with an answer to a measurement.</summary>
    public static IEnumerable<Violation> CheckAnswer(VerifyMeasurementRequest request)
    {
        if (request.State is not (MeasurementState.Verified or MeasurementState.Refused))
            yield return new("state", "VERIFY_STATE_OTHER");
        if (request.State == MeasurementState.Refused && string.IsNullOrWhiteSpace(request.Reason))
            yield return new("reason", "MEASUREMENT_REASON_REQUIRED");
    }

    /// <summary>What of the achievement is said with an indicator.</summary>
    public static void Tell(Indicator indicator)
    {
        var achievement = Achievement.Of(
            indicator.Direction,
            OrNull(indicator.BaselineValue),
            OrNull(indicator.TargetValue),
            OrNull(indicator.Latest?.Value)
        );
        indicator.Standing = achievement.Standing;
        indicator.AchievedPercent =
            achievement.Percent is { } percent && Millionths.TryOf(percent, out var exact) ? Millionths.ToDecimal(exact) : null;
    }

    private static long? OrNull(Google.Type.Decimal? value) => value is null ? null : Millionths.Of(value);

    private static Violation? CheckDecimals(string field, Google.Type.Decimal value, int decimals) =>
        Millionths.DecimalsOf(Millionths.Of(value)) > decimals ? new(field, "VALUE_DECIMALS", decimals, value.Value) : null;

    private static Violation NoStart(IndicatorPeriodKind kind, DateOnly start) =>
        kind switch
        {
            IndicatorPeriodKind.Month => new("", "PERIOD_START_MONTH", NorwegianTime.Format(start)),
            IndicatorPeriodKind.Tertial => new("", "PERIOD_START_TERTIAL", NorwegianTime.Format(start)),
            _ => new("", "PERIOD_START_YEAR", NorwegianTime.Format(start)),
        };
}
