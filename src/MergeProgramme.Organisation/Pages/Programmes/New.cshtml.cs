using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Programmes;

/// <summary>A new programme.</summary>
[PagePermission("organisation.create")]
internal sealed class NewModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : ProgrammeForm
{
    public override string Submit => texts["Programme.Create"];

    public override string BackUrl => "/programmes";

    public void OnGet() => AddSpareRows();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
            return Page();
        try
        {
            var created = await client.CreateProgrammeAsync(
                new() { Programme = Read(), RequestId = RequestId },
                cancellationToken: HttpContext.RequestAborted
            );
            TempData["Status"] = texts["Programme.Created", created.DisplayName].Value;
            return LocalRedirect(Addresses.Of(created.Name));
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            return Page();
        }
    }
}
