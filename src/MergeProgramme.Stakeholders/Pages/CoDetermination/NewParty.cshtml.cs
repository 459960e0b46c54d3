using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>Registers a party of co-determination.</summary>
[PagePermission("stakeholders.write")]
internal sealed class NewPartyModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    [BindProperty(Name = "")]
    public PartyForm Form { get; set; } = new();

    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (ModelState.IsValid)
        {
            try
            {
                var party = await stakeholders.CreatePartyAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Party = Form.ToParty(""),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Party.Created", party.DisplayName].Value;
                return LocalRedirect($"/{ProgrammeName}/parties");
            }
            catch (RpcException e) when (ModelState.Accepts(e))
            {
                // Shown below, at the fields.
            }
        }
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["Parties.New"], "participation");
        Form.Offer(await stakeholders.AllPartiesAsync(ProgrammeName, Aborted), "", texts["Party.Itself"]);
    }
}
