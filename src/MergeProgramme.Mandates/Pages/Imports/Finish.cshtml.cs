using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Imports;

/// <summary>Makes a draft of an import.</summary>
[PagePermission("mandates.write")]
internal sealed class FinishModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : ImportPage(organisation, mandates, texts)
{
    [BindProperty(Name = "")]
    public FrontForm Front { get; set; } = new();

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Makes a form that is sent twice make one draft.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public List<SelectListItem> Persons { get; private set; } = [];

    /// <summary>Candidates in what is placed that nobody has decided on.</summary>
    public int Undecided => Import.PlacedSections.Sum(section => section.UndecidedCount);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Front = new FrontForm
        {
            Title = Words["New.TitleOf", SubProjectTitle],
            DocumentDate = Import.DocumentDate.ToDateOnly(),
            PreparedBy = SubProject.Lead,
        };
        Etag = Import.Etag;
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (ModelState.IsValid)
        {
            var front = new Mandate();
            Front.Fill(front, await PersonsAsync());
            try
            {
                await Mandates.FinishImportAsync(
                    new FinishImportRequest
                    {
                        Name = ImportName,
                        Title = front.Title,
                        DocumentDate = front.DocumentDate,
                        PreparedBy = front.PreparedBy,
                        PreparedByDisplayName = front.PreparedByDisplayName,
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = Words["Import.Done"].Value;
                return Redirect(ImportUrl);
            }
            catch (RpcException e)
                when (ModelState.Accepts(e, path => FrontForm.Field($"mandate.{path}") ?? FrontForm.Field(path))) { }
        }
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadImportAsync(Words["Import.Finish"]);
        Persons = FrontForm.Choices(await PersonsAsync());
    }
}
