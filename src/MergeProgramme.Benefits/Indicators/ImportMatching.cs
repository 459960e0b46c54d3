using MergeProgramme.Platform.Sheets;

namespace MergeProgramme.Benefits.Indicators;

/// <summary>What is there already of a series' period.</summary>
internal sealed class KnownPeriod
{
    /// <summary>The highest that there is, refused ones among them.</summary>
    public int Revision { get; set; }

    /// <summary>Of the newest revision that is not refused, in millionths; null where all are refused.</summary>
    public long? Counting { get; set; }

    /// <summary>Values that were refused.</summary>
    public HashSet<long>? Refused { get; set; }
}

/// <summary>A value that would be written.</summary>
/// <param name="Revision">That it would be.</param>
/// <param name="Previous">What counts now; null where nothing does.</param>
internal readonly record struct NewValue(SheetValue Value, int Revision, long? Previous);

/// <summary>Holds the values of a sheet against what is measured: the same again is nothing new. Pure.</summary>
internal static class ImportMatching
{
    /// <summary>The values to write, how many are there already, and what is wrong: two values for one period, or one that was refused before.</summary>
    /// <param name="known">What is there, by indicator, municipality and period.</param>
    public static (List<NewValue> Written, int Unchanged, List<SheetFinding> Findings) Of(
        IReadOnlyList<SheetValue> values,
        IReadOnlyDictionary<(string Indicator, string Municipality, DateOnly Start), KnownPeriod> known
    )
    {
        List<NewValue> written = [];
        List<SheetFinding> findings = [];
        Dictionary<(string, string, DateOnly), (int Row, long Value)> seen = new(values.Count);
        var unchanged = 0;
        foreach (var value in values)
        {
            var key = (value.Indicator.Name, value.Municipality, value.Start);
            var there = known.GetValueOrDefault(key);
            if (!seen.TryAdd(key, (value.Row, value.Value)))
            {
                if (seen[key].Value == value.Value)
                    unchanged++;
                else
                    findings.Add(SheetFinding.Of(value.Row, value.Column, "LINE_TWICE", seen[key].Row));
            }
            else if (there?.Counting == value.Value)
                unchanged++;
            else if (there?.Refused?.Contains(value.Value) == true)
                findings.Add(SheetFinding.Of(value.Row, value.Column, "VALUE_REFUSED_BEFORE"));
            else
                written.Add(new(value, (there?.Revision ?? 0) + 1, there?.Counting));
        }
        return (written, unchanged, findings);
    }
}
