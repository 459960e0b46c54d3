using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Units;

/// <summary>A new unit, in a chart of today or in the new one.</summary>
[PagePermission("organisation.write")]
internal sealed class NewModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : UnitForm(client, texts)
{
    public override bool MayChooseChart => true;

    public override string Submit => Words["Unit.Create"];

    public override string BackUrl => Below("units");

    /// <param name="under">Id of the unit that it is to stand under.</param>
    public async Task OnGetAsync([FromQuery] string? under)
    {
        await LoadFormAsync(Words["Unit.New"]);
        if (under is not null)
            Below(await Client.GetUnitAsync(new() { Name = NameOf("units", under) }, cancellationToken: Aborted));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                var created = await Client.CreateUnitAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Unit = Read(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(AddressOf(created.Name), Words["Unit.Created", created.DisplayName]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        await LoadFormAsync(Words["Unit.New"]);
        return Page();
    }
}
