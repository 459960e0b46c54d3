using System.Globalization;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.Deliverables;

/// <summary>Which items of a document are answered, by what, and how far that has come. Pure.</summary>
internal static class CoverageRules
{
    private const int LongestShown = 60;

    /// <summary>Whether a deliverable should have been handed in by now.</summary>
    public static bool IsLate(Deliverable deliverable, DateOnly today) =>
        deliverable.State is not (DeliverableState.HandedIn or DeliverableState.Accepted)
        && deliverable.DueDate.ToDateOnly() < today;

    /// <summary>
    /// Every item with what answers it, and the answered items that do not stand in the document any longer. A deliverable that answers an item of
    /// another document of the line follows by the item's words; capitals and spaces do not count.
    /// </summary>
    /// <param name="mandate">Name of the document.</param>
    /// <param name="items">Its items, numbered from 1.</param>
    /// <param name="deliverables">All deliverables of its sub-project.</param>
    public static ItemCoverage Of(
        string mandate,
        IReadOnlyList<DocumentItem> items,
        IReadOnlyList<Deliverable> deliverables,
        DateOnly today
    )
    {
        var words = items.ToLookup(item => Words(item.Text), StringComparer.Ordinal);
        var byNumber = items.ToDictionary(item => item.Number);
        var answers = items.ToDictionary(item => item.Number, _ => new List<Deliverable>());
        var coverage = new ItemCoverage { Mandate = mandate };
        foreach (
            var deliverable in deliverables
                .OrderBy(one => one.DueDate.ToDateOnly())
                .ThenBy(one => one.Name, StringComparer.Ordinal)
        )
        {
            foreach (var answered in deliverable.AnsweredItems)
            {
                var matches =
                    answered.Mandate == mandate
                        ? items.Where(item => item.Number == answered.Number).ToList()
                        : [.. words[Words(answered.Text)]];
                foreach (var item in matches.Where(item => !answers[item.Number].Contains(deliverable)))
                    answers[item.Number].Add(deliverable);
                // One that answers what stands in its place now has been moved on by hand.
                var isMoved = deliverable.AnsweredItems.Any(other => other.Mandate == mandate && other.Number == answered.Number);
                if (matches.Count == 0 && !isMoved && VersionOf(answered.Mandate) < VersionOf(mandate))
                    coverage.ChangedItems.Add(
                        new ChangedItem
                        {
                            Deliverable = deliverable.Name,
                            Answered = answered,
                            TextNow = byNumber.GetValueOrDefault(answered.Number)?.Text ?? "",
                        }
                    );
            }
        }

        foreach (var item in items)
        {
            coverage.Items.Add(
                new CoveredItem
                {
                    Number = item.Number,
                    Section = item.Section,
                    Text = item.Text,
                    Standing = StandingOf(answers[item.Number], today),
                    Deliverables = { answers[item.Number].Select(one => one.Name) },
                }
            );
        }

        return coverage;
    }

    /// <summary>"4. Felles tildelingskontor": number and the beginning of the words.</summary>
    public static string Short(CoveredItem item) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{item.Number}. {(item.Text.Length <= LongestShown ? item.Text : item.Text[..LongestShown].TrimEnd() + "…")}"
        );

    private static ItemStanding StandingOf(List<Deliverable> answers, DateOnly today) =>
        answers.Count == 0 ? ItemStanding.Unanswered
        : answers.TrueForAll(one => one.State == DeliverableState.Accepted) ? ItemStanding.Accepted
        : answers.Exists(one => IsLate(one, today)) ? ItemStanding.Late
        : answers.TrueForAll(one => one.State is DeliverableState.Accepted or DeliverableState.HandedIn) ? ItemStanding.Waiting
        : ItemStanding.InWork;

    private static string Words(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.').ToUpperInvariant();

    private static int VersionOf(string mandate) =>
        int.TryParse(ResourceNames.Id(mandate), CultureInfo.InvariantCulture, out var version) ? version : 0;
}
