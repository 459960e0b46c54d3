using MergeProgramme.Mandates.Pages.Registers;
using MergeProgramme.Mandates.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.SuccessFactors;

/// <summary>The fields of a critical success factor.</summary>
internal abstract class FactorForm(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, mandates, texts)
{
    [BindProperty]
    public string Text { get; set; } = "";

    [BindProperty]
    public string Owner { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    public List<SelectListItem> Owners { get; private set; } = [];

    protected CriticalSuccessFactor Read(string name = "") =>
        new()
        {
            Name = name,
            Text = Text.Trim(),
            Owner = Owner,
            Etag = Etag,
        };

    protected async Task LoadFormAsync(string title)
    {
        await LoadRegisterAsync(title, "risks");
        Owners = await OwnersAsync();
    }
}
