using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.Budget;

/// <summary>Tells entries that are new from those that are there, so that nothing is counted twice. Pure.</summary>
internal static class EntryMatching
{
    /// <summary>What a place holds of an entry.</summary>
    public enum Standing
    {
        /// <summary>It is new.</summary>
        New,

        /// <summary>It is there, just so.</summary>
        Known,

        /// <summary>Its voucher and line are there with something else in them.</summary>
        Differs,
    }

    /// <summary>How each entry stands to those that are there and to those before it.</summary>
    /// <param name="entries">Each with the place that bears it.</param>
    /// <param name="known">The entries of the programme, by key.</param>
    public static IReadOnlyList<(Standing Standing, AccountEntry? Other)> Of(
        IReadOnlyList<(string Place, AccountEntry Entry)> entries,
        IReadOnlyDictionary<string, AccountEntry> known
    )
    {
        Dictionary<string, (string Place, AccountEntry Entry)> seen = new(StringComparer.Ordinal);
        List<(Standing, AccountEntry?)> found = [];
        foreach (var (place, entry) in entries)
        {
            var key = AccountEntryTable.KeyOf(entry);
            var other =
                known.TryGetValue(key, out var there) ? (Place: ResourceNames.Parent(there.Name), Entry: there)
                : seen.TryGetValue(key, out var before) ? before
                : default;
            found.Add(
                other.Entry is null ? (Standing.New, null)
                : other.Place == place && IsSame(other.Entry, entry) ? (Standing.Known, other.Entry)
                : (Standing.Differs, other.Entry)
            );
            seen.TryAdd(key, (place, entry));
        }
        return found;
    }

    /// <summary>What to say of an entry that differs from the one that is there.</summary>
    public static Violation Differs(string field, AccountEntry entry, AccountEntry other) =>
        new(
            field,
            "ENTRY_DIFFERS",
            entry.Line > 0 ? $"{entry.Voucher}/{entry.Line}" : entry.Voucher,
            Platform.Web.Formats.Amount(other.Amount),
            NorwegianTime.Format(other.Date.ToDateOnly() ?? default)
        );

    // The words of a line may be written otherwise the next time; what it comes to and where it counts may not.
    private static bool IsSame(AccountEntry one, AccountEntry other) =>
        Ore.Of(one.Amount) == Ore.Of(other.Amount)
        && Equals(one.Date, other.Date)
        && one.Kind == other.Kind
        && string.Equals(one.Account, other.Account, StringComparison.OrdinalIgnoreCase);
}
