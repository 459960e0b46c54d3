using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Meetings;

/// <summary>What an agenda must not contradict. Pure.</summary>
internal static class AgendaRules
{
    /// <summary>All that is wrong with a new agenda, held against the one there is.</summary>
    /// <param name="year">Of the meeting.</param>
    /// <param name="today">For the year of archive references.</param>
    public static IEnumerable<Violation> Check(
        IReadOnlyCollection<AgendaItem> current,
        IReadOnlyList<AgendaItem> items,
        int year,
        DateOnly today
    )
    {
        HashSet<int> numbers = [];
        HashSet<string> cases = [];
        HashSet<string> caseNumbers = [];
        for (var i = 0; i < items.Count; i++)
        {
            var (item, at) = (items[i], $"items[{i}]");
            if (item.Number > 0 && current.All(c => c.Number != item.Number))
                yield return new($"{at}.number", "AGENDA_ITEM_UNKNOWN", item.Number);
            else if (item.Number > 0 && !numbers.Add(item.Number))
                yield return new($"{at}.number", "AGENDA_ITEM_TWICE", item.Number);
            if (item.Case.Length > 0 && !cases.Add(item.Case))
                yield return new($"{at}.case", "CASE_TWICE_ON_AGENDA");
            foreach (var violation in MeetingTable.CheckCaseNumber($"{at}.case_number", item.CaseNumber, year))
                yield return violation;
            if (item.CaseNumber.Length > 0 && !caseNumbers.Add(item.CaseNumber))
                yield return new($"{at}.case_number", "CASE_NUMBER_TAKEN", item.CaseNumber, item.Title);
            foreach (var violation in ArchiveReference.Check($"{at}.archive_reference", item.ArchiveReference, today))
                yield return violation;
        }
        foreach (var decided in current.Where(c => c.Decision is not null))
        {
            var at = items.ToList().FindIndex(i => i.Number == decided.Number);
            if (at < 0)
                yield return new("items", "AGENDA_ITEM_DECIDED", decided.Title);
            else if (items[at].Case != decided.Case)
                yield return new($"items[{at}].case", "AGENDA_ITEM_DECIDED", decided.Title);
        }
    }
}
