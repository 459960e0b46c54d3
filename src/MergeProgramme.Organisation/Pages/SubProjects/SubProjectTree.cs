using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Pages.SubProjects;

/// <summary>Sub-projects as a tree in one list: each below its parent, in the order of their codes.</summary>
internal static class SubProjectTree
{
    /// <param name="inOrder">All of a programme, by code.</param>
    /// <returns>Each with its depth, 0 at the top. One whose parent is not in the list stands at the top.</returns>
    public static IReadOnlyList<(SubProject SubProject, int Depth)> Of(IReadOnlyCollection<SubProject> inOrder)
    {
        var known = inOrder.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var children = inOrder.ToLookup(s => known.Contains(s.ParentSubProject) ? s.ParentSubProject : "");
        List<(SubProject, int)> rows = [];
        void Add(string parent, int depth)
        {
            foreach (var child in children[parent])
            {
                rows.Add((child, depth));
                Add(child.Name, depth + 1);
            }
        }
        Add("", 0);
        return rows;
    }
}
