using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages;

/// <summary>Changes title, date and who draws the mandate up.</summary>
[PagePermission("mandates.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : MandatePage(organisation)
{
    private static readonly string[] Fields =
    [
        "title",
        "document_date",
        "prepared_by",
        "prepared_by_display_name",
        "change_summary",
    ];

    [BindProperty(Name = "")]
    public FrontForm Front { get; set; } = new();

    [BindProperty]
    public string Etag { get; set; } = "";

    public Mandate Mandate { get; private set; } = new();

    public List<SelectListItem> Persons { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Front = FrontForm.From(Mandate);
        Front.HasPredecessor = Mandate.Predecessor.Length > 0;
        Etag = Mandate.Etag;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var persons = await LoadAsync();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var changed = new Mandate { Name = MandateName, Etag = Etag };
        Front.Fill(changed, persons);
        try
        {
            await mandates.UpdateMandateAsync(
                new UpdateMandateRequest
                {
                    Mandate = changed,
                    UpdateMask = new FieldMask { Paths = { Fields } },
                },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e, FrontForm.Field))
        {
            // What the writer typed stays in the form; saving once more is then a choice.
            Etag = Mandate.Etag;
            return Page();
        }

        TempData["Status"] = texts["Edit.Saved"].Value;
        return Redirect(MandateUrl);
    }

    private async Task<IReadOnlyList<Person>> LoadAsync()
    {
        await LoadFrameAsync(texts["Edit.Title"]);
        Mandate = await mandates.GetMandateAsync(new GetMandateRequest { Name = MandateName }, cancellationToken: Aborted);
        var persons = await PersonsAsync();
        Front.HasPredecessor = Mandate.Predecessor.Length > 0;
        Persons = FrontForm.Choices(persons);
        return persons;
    }
}
