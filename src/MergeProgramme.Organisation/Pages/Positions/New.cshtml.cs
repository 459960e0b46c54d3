using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Positions;

/// <summary>A position is registered.</summary>
[PagePermission("organisation.write")]
internal sealed class NewModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : PositionForm(client, texts)
{
    public override string Submit => Words["Position.Create"];

    public override string BackUrl => Below("positions");

    /// <param name="unit">Id of the unit that it is in.</param>
    public async Task OnGetAsync([FromQuery(Name = "unit")] string? unit)
    {
        await LoadFormAsync(Words["Position.New"]);
        if (unit is not null)
            Unit = NameOf("units", unit);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            var position = Read();
            if (ModelState.IsValid)
            {
                var created = await Client.CreatePositionAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Position = position,
                        CostConfirmed = CostConfirmed,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(Addresses.Of(created.Name), Words["Position.Created", created.Title]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        await LoadFormAsync(Words["Position.New"]);
        return Page();
    }
}
