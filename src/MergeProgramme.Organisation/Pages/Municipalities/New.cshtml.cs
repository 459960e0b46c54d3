using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Municipalities;

/// <summary>A municipality joins the programme.</summary>
[PagePermission("organisation.write")]
internal sealed class NewModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : MunicipalityForm(client)
{
    public override string Submit => texts["Municipality.Create"];

    public async Task OnGetAsync()
    {
        Role = MunicipalityRole.Merging;
        await LoadFrameAsync(texts["Municipality.New"]);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                var created = await Client.CreateMunicipalityAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Municipality = Read(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(BackUrl, texts["Municipality.Created", created.DisplayName]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        await LoadFrameAsync(texts["Municipality.New"]);
        return Page();
    }
}
