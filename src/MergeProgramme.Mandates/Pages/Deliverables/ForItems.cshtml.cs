using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Deliverables;

/// <summary>One deliverable for each item that nothing answers, in one act: first shown, then made.</summary>
[PagePermission("mandates.write")]
internal sealed class ForItemsModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DeliverablePage(organisation, mandates, texts, time)
{
    /// <summary>Version of the document; that of the newest approved one where it is empty.</summary>
    [BindProperty(Name = "document", SupportsGet = true)]
    public string Version { get; set; } = "";

    [BindProperty]
    public List<string> Numbers { get; set; } = [];

    [BindProperty]
    public string Responsible { get; set; } = "";

    [BindProperty]
    public DateOnly? DueDate { get; set; }

    [BindProperty]
    public string RequestId { get; set; } = "";

    public Mandate? Document { get; private set; }

    /// <summary>Items that nothing answers.</summary>
    public List<SelectListItem> Choices { get; private set; } = [];

    public List<SelectListItem> Persons { get; private set; } = [];

    /// <summary>What would be made; empty until it has been asked for.</summary>
    public IReadOnlyList<Deliverable> Preview { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        ModelState.Clear();
        Responsible = SubProject.Lead;
        Numbers = [.. Choices.Select(choice => choice.Value)];
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostPreviewAsync()
    {
        await LoadAsync();
        try
        {
            if (IsChosen())
                Preview = (
                    await Mandates.CreateDeliverablesForItemsAsync(
                        new CreateDeliverablesForItemsRequest(RequestOf(validateOnly: true)) { RequestId = RequestId },
                        cancellationToken: Aborted
                    )
                ).Deliverables;
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field)) { }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            if (IsChosen())
            {
                var made = await Mandates.CreateDeliverablesForItemsAsync(
                    new CreateDeliverablesForItemsRequest(RequestOf(validateOnly: false)) { RequestId = RequestId },
                    cancellationToken: Aborted
                );
                TempData["Status"] = Words["ForItems.Created", made.Deliverables.Count].Value;
                return Redirect($"{MatrixUrl}?document={Version}");
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field)) { }
        return Page();
    }

    // To the contract no numbers are all of them; here none was ticked.
    private bool IsChosen()
    {
        if (Numbers.Count == 0)
            ModelState.AddModelError(nameof(Numbers), Words["ForItems.Choose"]);
        return ModelState.IsValid && Document is not null;
    }

    private CreateDeliverablesForItemsRequest RequestOf(bool validateOnly) =>
        new()
        {
            Parent = SubProjectName,
            Mandate = Document!.Name,
            Numbers = { Numbers.Select(number => int.TryParse(number, CultureInfo.InvariantCulture, out var read) ? read : 0) },
            Responsible = Responsible,
            DueDate = DueDate.ToDate(),
            ValidateOnly = validateOnly,
        };

    private static string? Field(string path) =>
        path.StartsWith("numbers", StringComparison.Ordinal) ? nameof(Numbers)
        : path == "mandate" ? null
        : RefusalExtensions.FormField(path);

    private async Task LoadAsync()
    {
        await LoadPageAsync(Words["Deliverable.ForItems"]);
        Persons = await ResponsiblesAsync();
        foreach (var document in await ApprovedAsync())
        {
            if (Version.Length > 0 && ResourceNames.Id(document.Name) != Version)
                continue;
            var coverage = await Mandates.CheckItemCoverageAsync(new() { Name = document.Name }, cancellationToken: Aborted);
            if (coverage.Items.Count == 0)
                continue;
            (Document, Version) = (document, ResourceNames.Id(document.Name));
            Choices =
            [
                .. coverage
                    .Items.Where(item => item.Standing == ItemStanding.Unanswered)
                    .Select(item => new SelectListItem(
                        $"{item.Number}. {item.Text}",
                        item.Number.ToString(CultureInfo.InvariantCulture)
                    )),
            ];
            return;
        }
    }
}
