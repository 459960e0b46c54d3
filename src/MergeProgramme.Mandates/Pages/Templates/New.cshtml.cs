using Grpc.Core;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Templates;

/// <summary>Copies a template, so that the copy can be written anew.</summary>
[PagePermission("mandates.write", "programmes/{programme}")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : TemplatePage(organisation, mandates, texts)
{
    [BindProperty(Name = "source", SupportsGet = true)]
    public string Source { get; set; } = "";

    [BindProperty]
    public string DisplayNameNb { get; set; } = "";

    [BindProperty]
    public string DisplayNameEn { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public List<SelectListItem> Sources { get; private set; } = [];

    public async Task OnGetAsync()
    {
        ModelState.Clear();
        RequestId = Guid.NewGuid().ToString();
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                var created = await Mandates.CreateOwnTemplateAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Source = Source,
                        DisplayNameNb = DisplayNameNb,
                        DisplayNameEn = DisplayNameEn,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = Words["Template.Copied"].Value;
                return Redirect($"{TemplatesUrl}/{ResourceNames.Id(created.Name)}/edit");
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e)) { }
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadPageAsync(Words["Template.New"]);
        Sources =
        [
            .. (await BuiltInAsync()).Select(one => new SelectListItem($"{one.DisplayName} ({one.Source})", one.Name)),
            .. (await OwnTemplatesAsync()).Select(one => new SelectListItem(
                $"{one.DisplayNameNb}, {Words["Version", one.Version].Value}",
                one.Name
            )),
        ];
    }
}
