using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.Deliverables;

/// <summary>What a deliverable says that it answers, held against the documents.</summary>
internal static class AnsweredItems
{
    /// <summary>Gives each item its words, from the document that it stands in.</summary>
    /// <param name="deliverable">With the name that it has or gets, so that its sub-project is known.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT where an item is none of an own document; FAILED_PRECONDITION where a document is not approved.</exception>
    public static async Task ResolveAsync(Session session, string subProject, Deliverable deliverable)
    {
        List<Violation> invalid = [];
        List<Violation> broken = [];
        var documents = new Dictionary<string, Mandate?>(StringComparer.Ordinal);
        var seen = new HashSet<(string, int)>();
        foreach (var (i, item) in deliverable.AnsweredItems.Index())
        {
            var at = $"deliverable.answered_items[{i}]";
            if (ResourceNames.Parent(item.Mandate) != subProject)
            {
                invalid.Add(new($"{at}.mandate", Reason.DocumentOfOtherSubProject, item.Mandate));
                continue;
            }
            if (!documents.TryGetValue(item.Mandate, out var document))
                document = documents[item.Mandate] = await MandateTable.FindAsync(session, item.Mandate);
            if (document is null)
                invalid.Add(new($"{at}.mandate", "NOT_FOUND", item.Mandate));
            else if (document.Decision?.Verdict != Verdict.Start)
                broken.Add(new(document.Name, Reason.DocumentNotYetApproved, document.Title, document.Version));
            else if (DocumentItem.Of(document).ElementAtOrDefault(item.Number - 1) is not { } found)
                invalid.Add(new($"{at}.number", Reason.ItemUnknown, item.Number, document.Title));
            else if (!seen.Add((item.Mandate, item.Number)))
                invalid.Add(new($"{at}.number", Reason.ItemTwice, item.Number));
            else
                item.Text = found.Text;
        }
        var decided = documents.Values.Select(document => document?.Decision?.DecisionDate.ToDateOnly()).Max();
        if (deliverable.DueDate.ToDateOnly() < decided)
            invalid.Add(new("deliverable.due_date", Reason.DueBeforeDecision, decided));
        if (invalid.Count > 0)
            throw Problem.Invalid(invalid);
        if (broken.Count > 0)
            throw Problem.Precondition(broken.DistinctBy(violation => violation.Field));
    }
}
