using MergeProgramme.Platform.V1;

namespace MergeProgramme.Mandates.Pages;

/// <summary>A line of the history. Saving while writing leaves many events: the same thing by the same person in a row is one line.</summary>
/// <param name="Type">Such as <c>mandates.section.updated</c>.</param>
/// <param name="Subject">What it happened to.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="First">The first time, UTC.</param>
/// <param name="Last">The last time, UTC.</param>
/// <param name="Count">How many times, from 1.</param>
internal sealed record HistoryLine(
    string Type,
    string Subject,
    string Actor,
    DateTimeOffset First,
    DateTimeOffset Last,
    int Count
)
{
    /// <summary>The lines of a list of events, newest first as these.</summary>
    public static IReadOnlyList<HistoryLine> Of(IEnumerable<Event> newestFirst)
    {
        List<HistoryLine> lines = [];
        foreach (var one in newestFirst)
        {
            var at = one.Time.ToDateTimeOffset();
            if (lines is [.., var later] && (later.Type, later.Subject, later.Actor) == (one.Type, one.Subject, one.Actor))
            {
                lines[^1] = later with { First = at, Count = later.Count + 1 };
            }
            else
            {
                lines.Add(new HistoryLine(one.Type, one.Subject, one.Actor, at, at, 1));
            }
        }

        return lines;
    }
}
