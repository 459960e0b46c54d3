using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Systems;

/// <summary>
/// What is wrong in a matrix. A system that nobody has given a verdict is taken to run as long as its contract does; one that is replaced is there on
/// vesting day if what takes over is. Pure; the texts are put to it later.
/// </summary>
internal static class SystemFindings
{
    /// <summary>Days within which notice is soon, where nobody says otherwise: a quarter.</summary>
    public const int SoonDays = 90;

    /// <summary>One thing that is wrong.</summary>
    /// <param name="Function">Name of the function that it is about.</param>
    /// <param name="Systems">Those that it is about; of a cycle all of it, in order.</param>
    /// <param name="Municipality">Where a system is missing; empty: in the new municipality.</param>
    /// <param name="Days">From today to the date; below 0 where it has passed.</param>
    /// <param name="Ore">What double licences cost in a year, as far as it is known.</param>
    internal sealed record Found(
        SystemFindingKind Kind,
        string Function,
        IReadOnlyList<LegacySystem> Systems,
        string Municipality = "",
        DateOnly? Date = null,
        int Days = 0,
        long Ore = 0
    );

    /// <summary>All that is wrong, the gravest first.</summary>
    /// <param name="functions">All of the programme.</param>
    /// <param name="systems">All of the programme.</param>
    /// <param name="merging">Names of the municipalities that merge.</param>
    /// <param name="vesting">Null where the programme has no vesting day: nothing is held against it then.</param>
    public static List<Found> Of(
        IReadOnlyCollection<ServiceFunction> functions,
        IReadOnlyCollection<LegacySystem> systems,
        IReadOnlyCollection<string> merging,
        DateOnly today,
        DateOnly? vesting,
        int soonDays = SoonDays
    )
    {
        var byName = systems.ToDictionary(s => s.Name, StringComparer.Ordinal);
        List<Found> found =
        [
            .. Cycles(byName).Select(cycle => new Found(SystemFindingKind.SuccessorCycle, cycle[0].ServiceFunction, cycle)),
            .. systems.SelectMany(s => OfOne(s, byName, today, vesting, soonDays)),
        ];
        foreach (var function in functions)
        {
            List<LegacySystem> ofFunction = [.. systems.Where(s => s.ServiceFunction == function.Name)];
            if (function.NeededOnVestingDay && vesting is { } day)
                found.AddRange(Gaps(function.Name, ofFunction, byName, merging, day));
            List<LegacySystem> kept = [.. ofFunction.Where(s => SystemRules.RunsOn(s.Verdict))];
            if (kept.Count > 1)
                found.Add(new(SystemFindingKind.DoubleLicences, function.Name, kept, Ore: kept.Sum(s => Ore.Of(s.YearlyCost))));
        }
        return
        [
            .. found
                .OrderBy(f => f.Kind)
                .ThenBy(f => f.Date ?? DateOnly.MaxValue)
                .ThenBy(f => f.Function, StringComparer.Ordinal)
                .ThenBy(f => f.Municipality, StringComparer.Ordinal)
                .ThenBy(f => f.Systems.Count > 0 ? f.Systems[0].Name : "", StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether something serves the function on vesting day: the system itself, or at the end what takes over from it.</summary>
    public static bool IsThere(LegacySystem system, IReadOnlyDictionary<string, LegacySystem> byName, DateOnly vesting)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = system; seen.Add(at.Name); )
        {
            switch (at.Verdict)
            {
                case SystemVerdict.Extend:
                    return true;
                case SystemVerdict.Keep or SystemVerdict.Unspecified:
                    return at.ContractEndDate.ToDateOnly() is not { } end || end >= vesting;
                case SystemVerdict.Replace when byName.TryGetValue(at.Successor, out var next):
                    at = next;
                    continue;
                default:
                    return false;
            }
        }
        return false;
    }

    private static IEnumerable<Found> OfOne(
        LegacySystem system,
        IReadOnlyDictionary<string, LegacySystem> byName,
        DateOnly today,
        DateOnly? vesting,
        int soonDays
    )
    {
        Found About(SystemFindingKind kind, DateOnly? date = null) =>
            new(kind, system.ServiceFunction, [system], Date: date, Days: date is { } day ? day.DayNumber - today.DayNumber : 0);
        // Who keeps a system gives no notice.
        if (!SystemRules.RunsOn(system.Verdict) && system.NoticeGivenDate is null && system.NoticeDate.ToDateOnly() is { } notice)
        {
            if (notice < today)
                yield return About(SystemFindingKind.NoticeOverdue, notice);
            else if (notice.DayNumber - today.DayNumber <= soonDays)
                yield return About(SystemFindingKind.NoticeSoon, notice);
            else if (notice < vesting)
                yield return About(SystemFindingKind.NoticeBeforeVesting, notice);
        }
        if (SystemRules.RunsOn(system.Verdict) && system.ContractEndDate.ToDateOnly() is { } end && end < vesting)
            yield return About(SystemFindingKind.ContractEnds, end);
        if (
            system.Verdict == SystemVerdict.Replace
            && (
                !byName.TryGetValue(system.Successor, out var next)
                || next.Verdict is SystemVerdict.Retire or SystemVerdict.Archive
            )
        )
            yield return About(SystemFindingKind.NoSuccessor);
        if (system.Verdict == SystemVerdict.Unspecified)
            yield return About(SystemFindingKind.NoVerdict);
    }

    // A system that the new municipality has serves everybody. Where nothing at all is there, the new one lacks it; that is said once.
    private static IEnumerable<Found> Gaps(
        string function,
        List<LegacySystem> systems,
        IReadOnlyDictionary<string, LegacySystem> byName,
        IReadOnlyCollection<string> merging,
        DateOnly vesting
    )
    {
        List<LegacySystem> there = [.. systems.Where(s => IsThere(s, byName, vesting))];
        if (there.Count == 0)
        {
            yield return new(SystemFindingKind.NoSystem, function, systems, Date: vesting);
            yield break;
        }
        if (there.Exists(s => !merging.Contains(s.Municipality)))
            yield break;
        foreach (var municipality in merging.Where(m => !there.Exists(s => s.Municipality == m)))
            yield return new(
                SystemFindingKind.NoSystem,
                function,
                [.. systems.Where(s => s.Municipality == municipality)],
                municipality,
                vesting
            );
    }

    /// <summary>The circles of successors, each once, beginning with the name that sorts first.</summary>
    internal static List<List<LegacySystem>> Cycles(IReadOnlyDictionary<string, LegacySystem> byName)
    {
        List<List<LegacySystem>> cycles = [];
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in byName.Values.OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            List<LegacySystem> way = [];
            var at = start;
            while (at is not null && !done.Contains(at.Name) && !way.Contains(at))
            {
                way.Add(at);
                at = at.Successor.Length > 0 ? byName.GetValueOrDefault(at.Successor) : null;
            }
            if (at is not null && way.IndexOf(at) is >= 0 and var from)
            {
                var cycle = way[from..];
                var first = cycle.IndexOf(cycle.MinBy(s => s.Name, StringComparer.Ordinal)!);
                cycles.Add([.. cycle[first..], .. cycle[..first]]);
            }
            done.UnionWith(way.Select(s => s.Name));
        }
        return cycles;
    }
}
