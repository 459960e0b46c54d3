using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Templates;

/// <summary>Writes the sections and the checklist of a draft. Rows whose title or text is emptied are left out; two are always there to add.</summary>
[PagePermission("mandates.write", "programmes/{programme}")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : TemplatePage(organisation, mandates, texts)
{
    private const int EmptyRows = 2;

    [BindProperty]
    public string DisplayNameNb { get; set; } = "";

    [BindProperty]
    public string DisplayNameEn { get; set; } = "";

    [BindProperty]
    public List<TemplateSectionRow> Sections { get; set; } = [];

    [BindProperty]
    public List<TemplatePointRow> Points { get; set; } = [];

    [BindProperty]
    public string Etag { get; set; } = "";

    public List<SelectListItem> PartChoices =>
        [
            .. Enum.GetNames<SectionPart>()
                .Where(part => part != nameof(SectionPart.Unspecified))
                .Select(part => new SelectListItem(Words[$"SectionPart.{part}"], part)),
        ];

    public async Task OnGetAsync()
    {
        await LoadTemplateAsync();
        (DisplayNameNb, DisplayNameEn, Etag) = (Own.DisplayNameNb, Own.DisplayNameEn, Own.Etag);
        Sections = [.. Own.Sections.Select((section, i) => TemplateSectionRow.Of(section, i + 1))];
        Points = [.. Own.Points.Select((point, i) => TemplatePointRow.Of(point, i + 1))];
        for (var added = 0; added < EmptyRows; added++)
        {
            Sections.Add(new() { Place = Sections.Count + 1 });
            Points.Add(new() { Place = Points.Count + 1 });
        }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                await Mandates.UpdateOwnTemplateAsync(
                    new()
                    {
                        OwnTemplate = new()
                        {
                            Name = TemplateName,
                            Etag = Etag,
                            DisplayNameNb = DisplayNameNb,
                            DisplayNameEn = DisplayNameEn,
                            Sections =
                            {
                                Sections
                                    .Where(row => row.TitleNb.Trim().Length > 0)
                                    .OrderBy(row => row.Place)
                                    .Select(row => row.ToSection()),
                            },
                            Points =
                            {
                                Points
                                    .Where(row => row.TextNb.Trim().Length > 0)
                                    .OrderBy(row => row.Place)
                                    .Select(row => row.ToPoint()),
                            },
                        },
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = Words["Template.Saved"].Value;
                return Redirect(TemplateUrl);
            }
        }
        // Rows are sent in another order than they stand here: what is wrong with one stands above the form.
        catch (RpcException e)
            when (ModelState.Accepts(
                    e,
                    path => path.Contains('[', StringComparison.Ordinal) ? null : RefusalExtensions.FormField(path)
                )
            ) { }
        await LoadTemplateAsync();
        Etag = Own.Etag;
        ModelState.Remove(nameof(Etag));
        return Page();
    }
}
