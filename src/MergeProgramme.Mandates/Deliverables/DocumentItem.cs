using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Deliverables;

/// <summary>An item of a document.</summary>
/// <param name="Number">In the document, from 1; counted on from section to section.</param>
/// <param name="Section">Resource name of its section.</param>
/// <param name="Text">Its words.</param>
internal sealed record DocumentItem(int Number, string Section, string Text)
{
    /// <summary>The items of a document in order.</summary>
    public static IReadOnlyList<DocumentItem> Of(Mandate document) =>
        [
            .. document
                .Sections.SelectMany(section => section.Items.Select(item => (section.Name, item.Text)))
                .Select((item, index) => new DocumentItem(index + 1, item.Name, item.Text)),
        ];
}
