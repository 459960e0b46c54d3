using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Mandates.Plan;

/// <summary>Sub-projects as a tree in one list: each below the one that it is part of. Pure.</summary>
internal static class SubProjectTree
{
    /// <param name="inOrder">All of a programme, by code.</param>
    /// <param name="within">Resource name of one, for it and those below it; empty for all.</param>
    /// <returns>Each with its depth, from 0. One whose parent is not in the list stands at the top.</returns>
    public static List<(SubProject SubProject, int Depth)> Of(IReadOnlyCollection<SubProject> inOrder, string within = "")
    {
        var known = inOrder.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var below = inOrder.ToLookup(s => known.Contains(s.ParentSubProject) ? s.ParentSubProject : "", StringComparer.Ordinal);
        List<(SubProject, int)> rows = [];
        foreach (var top in within.Length == 0 ? below[""] : inOrder.Where(s => s.Name == within))
            Add(top, 0);
        return rows;

        void Add(SubProject subProject, int depth)
        {
            rows.Add((subProject, depth));
            foreach (var child in below[subProject.Name])
                Add(child, depth + 1);
        }
    }
}
