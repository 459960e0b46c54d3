using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.ChangeRequests;

/// <summary>The fields of a change request.</summary>
internal abstract class ChangeRequestForm(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : ChangeRequestPage(organisation, mandates, texts, time)
{
    [BindProperty]
    public string Title { get; set; } = "";

    [BindProperty]
    public string Description { get; set; } = "";

    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public List<string> Sections { get; set; } = [];

    [BindProperty]
    public string RaisedBy { get; set; } = "";

    [BindProperty]
    public DateOnly? RaiseDate { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public List<SelectListItem> Persons { get; private set; } = [];

    /// <summary>The sections of the document.</summary>
    public List<SelectListItem> SectionChoices =>
        [.. Document.Sections.Select(one => new SelectListItem($"{one.Number} {one.Title}".Trim(), ResourceNames.Id(one.Name)))];

    protected ChangeRequest Read(string name = "") =>
        new()
        {
            Name = name,
            Document = Document.Name,
            Title = Title,
            Description = Description,
            Reason = Reason,
            Sections = { Sections },
            RaisedBy = RaisedBy,
            RaiseDate = RaiseDate.ToDate(),
            Etag = Etag,
        };

    /// <summary>The form's field for a path in the request.</summary>
    protected static string? Field(string path) =>
        path.Contains(".sections", StringComparison.Ordinal) ? nameof(Sections)
        : path.EndsWith(".document", StringComparison.Ordinal) ? null
        : RefusalExtensions.FormField(path);

    protected async Task LoadPersonsAsync() => Persons = await PersonChoicesAsync();
}
