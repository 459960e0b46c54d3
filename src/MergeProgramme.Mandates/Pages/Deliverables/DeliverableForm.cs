using System.Globalization;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Deliverables;

/// <summary>The fields of a deliverable.</summary>
internal abstract class DeliverableForm(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DeliverablePage(organisation, mandates, texts, time)
{
    [BindProperty]
    public string Title { get; set; } = "";

    [BindProperty]
    public string Description { get; set; } = "";

    [BindProperty]
    public string Responsible { get; set; } = "";

    [BindProperty]
    public DateOnly? DueDate { get; set; }

    /// <summary>The items answered: version and number, "1:4".</summary>
    [BindProperty]
    public List<string> Items { get; set; } = [];

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public List<SelectListItem> Persons { get; private set; } = [];

    /// <summary>The items of the newest approved document, and those of older ones that this answers.</summary>
    public List<SelectListItem> ItemChoices { get; private set; } = [];

    /// <summary>How an item is named in the form.</summary>
    protected static string KeyOf(string mandate, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{ResourceNames.Id(mandate)}:{number}");

    protected Deliverable Read(string name = "") =>
        new()
        {
            Name = name,
            Title = Title,
            Description = Description,
            Responsible = Responsible,
            DueDate = DueDate.ToDate(),
            Etag = Etag,
            AnsweredItems =
            {
                Items
                    .Select(key => key.Split(':'))
                    .Where(parts => parts.Length == 2 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out _))
                    .Select(parts => new AnsweredItem
                    {
                        Mandate = $"{SubProjectName}/mandates/{parts[0]}",
                        Number = int.Parse(parts[1], CultureInfo.InvariantCulture),
                    }),
            },
        };

    /// <summary>The form's field for a path in the request.</summary>
    protected static string? Field(string path) =>
        path.Contains("answered_items", StringComparison.Ordinal)
            ? nameof(Items)
            : Platform.Web.RefusalExtensions.FormField(path);

    protected async Task LoadChoicesAsync()
    {
        Persons = await ResponsiblesAsync();
        ItemChoices = [];
        foreach (var document in await ApprovedAsync())
        {
            // Older documents only as far as this answers them.
            var coverage = await Mandates.CheckItemCoverageAsync(new() { Name = document.Name }, cancellationToken: Aborted);
            var isNewest = ItemChoices.Count == 0;
            ItemChoices.AddRange(
                coverage
                    .Items.Where(item => isNewest || Items.Contains(KeyOf(document.Name, item.Number)))
                    .Select(item => new SelectListItem(
                        isNewest
                            ? $"{item.Number}. {item.Text}"
                            : Words["Deliverable.ItemOf", $"{item.Number}. {item.Text}", document.Title, document.Version].Value,
                        KeyOf(document.Name, item.Number)
                    ))
            );
        }
    }
}
