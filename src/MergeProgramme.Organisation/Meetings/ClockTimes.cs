using Google.Type;

namespace MergeProgramme.Organisation.Meetings;

/// <summary>Between <see cref="TimeOfDay"/> and <see cref="TimeOnly"/>, to the minute.</summary>
internal static class ClockTimes
{
    /// <summary>Whether it is a time of a clock, 00:00–23:59, in whole minutes.</summary>
    public static bool IsPossible(TimeOfDay time) =>
        time is { Hours: >= 0 and <= 23, Minutes: >= 0 and <= 59, Seconds: 0, Nanos: 0 };

    public static TimeOnly ToTimeOnly(this TimeOfDay time) => new(time.Hours, time.Minutes);

    public static TimeOfDay ToTimeOfDay(this TimeOnly time) => new() { Hours = time.Hour, Minutes = time.Minute };
}
