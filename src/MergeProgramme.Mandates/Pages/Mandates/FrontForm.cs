using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace MergeProgramme.Mandates.Pages;

/// <summary>What stands first in a mandate: title, date and who draws it up.</summary>
internal sealed class FrontForm
{
    public string Title { get; set; } = "";

    public DateOnly? DocumentDate { get; set; }

    /// <summary>Resource name of a person; empty for somebody who is not registered.</summary>
    public string PreparedBy { get; set; } = "";

    /// <summary>The name of somebody who is not registered.</summary>
    public string PreparedByDisplayName { get; set; } = "";

    /// <summary>What has changed since the document before; asked for where there is one.</summary>
    public string ChangeSummary { get; set; } = "";

    /// <summary>Whether there is a document before, so that the form asks what has changed.</summary>
    public bool HasPredecessor { get; set; }

    /// <summary>The form for a mandate as it stands.</summary>
    public static FrontForm From(Mandate mandate) =>
        new()
        {
            Title = mandate.Title,
            DocumentDate = mandate.DocumentDate.ToDateOnly(),
            PreparedBy = mandate.PreparedBy,
            PreparedByDisplayName = mandate.PreparedBy.Length == 0 ? mandate.PreparedByDisplayName : "",
            ChangeSummary = mandate.ChangeSummary,
        };

    /// <summary>Writes the form into a mandate.</summary>
    public void Fill(Mandate mandate, IReadOnlyList<Person> persons)
    {
        mandate.Title = Title.Trim();
        mandate.ChangeSummary = ChangeSummary.Trim();
        mandate.DocumentDate = DocumentDate.ToDate();
        mandate.PreparedBy = PreparedBy;
        mandate.PreparedByDisplayName =
            PreparedBy.Length == 0
                ? PreparedByDisplayName.Trim()
                : persons.FirstOrDefault(person => person.Name == PreparedBy)?.DisplayName ?? "";
    }

    /// <summary>Persons to choose from, with their titles.</summary>
    public static List<SelectListItem> Choices(IReadOnlyList<Person> persons) =>
        [.. persons.Select(p => new SelectListItem(p.Title.Length > 0 ? $"{p.DisplayName}, {p.Title}" : p.DisplayName, p.Name))];

    /// <summary>The form's field for a path in the request: <c>mandate.title</c> → <c>Title</c>.</summary>
    public static string? Field(string path) =>
        path switch
        {
            "mandate.title" => "Title",
            "mandate.document_date" => "DocumentDate",
            "mandate.prepared_by" => "PreparedBy",
            "mandate.prepared_by_display_name" => "PreparedByDisplayName",
            "mandate.template" => "Template",
            "mandate.change_summary" => "ChangeSummary",
            _ => null,
        };
}
