using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Units;

/// <summary>The units of a programme as trees: what stands below what, and under which department. Pure. It bears a cycle without running for ever.</summary>
internal sealed class UnitTree
{
    private readonly Dictionary<string, Unit> byName;
    private readonly ILookup<string, Unit> below;

    public UnitTree(IReadOnlyCollection<Unit> units)
    {
        byName = units.ToDictionary(u => u.Name, StringComparer.Ordinal);
        below = units.ToLookup(u => u.ParentUnit, StringComparer.Ordinal);
    }

    /// <summary>The unit of a name; null where there is none.</summary>
    public Unit? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The units right below one, in the order in which they were given; below "" the tops.</summary>
    public IEnumerable<Unit> Below(string name) => below[name];

    /// <summary>The unit itself and all above it, the nearest first.</summary>
    public IEnumerable<Unit> Upwards(string name)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var unit = Find(name); unit is not null && seen.Add(unit.Name); unit = Find(unit.ParentUnit))
            yield return unit;
    }

    /// <summary>The unit itself and all below it.</summary>
    public IReadOnlySet<string> Within(string name)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>([name]);
        while (waiting.TryPop(out var next))
        {
            if (!found.Add(next))
                continue;
            foreach (var unit in below[next])
                waiting.Push(unit.Name);
        }
        return found;
    }

    /// <summary>The department that a unit belongs to: the nearest one, itself included; null where it stands under none.</summary>
    public Unit? DepartmentOf(string name) => Upwards(name).FirstOrDefault(u => u.Level == UnitLevel.Department);

    /// <summary>Whether a unit would stand below itself if it stood under a parent.</summary>
    public bool WouldCycle(string name, string parent) => name.Length > 0 && Upwards(parent).Any(u => u.Name == name);

    /// <summary>How far below the top a unit stands: 0 at the top.</summary>
    public int DepthOf(string name) => Math.Max(0, Upwards(name).Count() - 1);
}
