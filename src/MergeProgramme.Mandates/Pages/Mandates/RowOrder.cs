namespace MergeProgramme.Mandates.Pages;

/// <summary>Rows of a form in the order of the numbers that people write beside them. Pure.</summary>
internal static class RowOrder
{
    /// <summary>
    /// A row whose number was changed moves to that place; the others keep their order and make room. A row without a number, or with the
    /// number that it had, stays where it is. Numbers beyond the ends mean the ends.
    /// </summary>
    /// <param name="rows">The rows as they stand.</param>
    /// <param name="number">The number written beside a row; null where there is none.</param>
    /// <param name="before">The number that the row was shown with; null for a new row.</param>
    public static List<T> Of<T>(IReadOnlyList<T> rows, Func<T, int?> number, Func<T, int?> before)
    {
        List<T> order = [.. rows.Where(row => !IsMoved(row))];
        foreach (var moved in rows.Where(IsMoved).OrderBy(number))
        {
            order.Insert(Math.Clamp(number(moved)!.Value - 1, 0, order.Count), moved);
        }

        return order;

        bool IsMoved(T row) => number(row) is { } given && given != before(row);
    }
}
