using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Programmes;

/// <summary>What a programme is called, when it takes effect and what it is for.</summary>
[PagePermission("organisation.write")]
internal sealed class EditModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : ProgrammeForm
{
    [FromRoute(Name = "programme")]
    public string ProgrammeId { get; set; } = "";

    public Programme Programme { get; private set; } = new();

    public IReadOnlyList<Municipality> Municipalities { get; private set; } = [];

    public override string Submit => texts["SaveChanges"];

    public override string BackUrl => Addresses.Of(Name);

    private string Name => $"programmes/{ProgrammeId}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Fill(Programme);
        AddSpareRows();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var stale = false;
        try
        {
            if (ModelState.IsValid)
            {
                await client.UpdateProgrammeAsync(
                    new() { Programme = Read(Name), RequestId = RequestId },
                    cancellationToken: HttpContext.RequestAborted
                );
                TempData["Status"] = texts["ChangesSaved"].Value;
                return LocalRedirect(BackUrl);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            stale = e.StatusCode == Grpc.Core.StatusCode.Aborted;
        }
        await LoadAsync();
        // Somebody else was first: the next save is on what stands there now.
        if (stale)
            Etag = Programme.Etag;
        return Page();
    }

    private async Task LoadAsync()
    {
        Programme = await client.GetProgrammeAsync(new() { Name = Name }, cancellationToken: HttpContext.RequestAborted);
        Municipalities = (
            await client.ListMunicipalitiesAsync(
                new() { Parent = Name, PageSize = 1000 },
                cancellationToken: HttpContext.RequestAborted
            )
        ).Municipalities;
        ViewData["Title"] = texts["Programme.Edit"].Value;
        ViewData["Programme"] = Programme.Name;
        ViewData["ProgrammeTitle"] = Programme.DisplayName;
    }
}
