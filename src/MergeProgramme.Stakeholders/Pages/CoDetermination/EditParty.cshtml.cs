using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>Changes a party of co-determination.</summary>
[PagePermission("stakeholders.write")]
internal sealed class EditPartyModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    /// <summary>Last part of the party's name.</summary>
    [FromRoute(Name = "party")]
    public string PartyId { get; set; } = "";

    public string PartyName => $"{ProgrammeName}/parties/{PartyId}";

    public Party Current { get; private set; } = new();

    [BindProperty(Name = "")]
    public PartyForm Form { get; set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = PartyForm.From(Current);
        await OfferAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (ModelState.IsValid)
        {
            try
            {
                await stakeholders.UpdatePartyAsync(new() { Party = Form.ToParty(PartyName) }, cancellationToken: Aborted);
                TempData["Status"] = texts["Party.Saved", Form.DisplayName.Trim()].Value;
                return LocalRedirect($"/{ProgrammeName}/parties");
            }
            catch (RpcException e) when (ModelState.Accepts(e))
            {
                // What the writer typed stays in the form; saving once more is then a choice.
                Form.Etag = Current.Etag;
            }
        }
        await OfferAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostDeleteAsync(string? etag)
    {
        await LoadAsync();
        ModelState.Clear();
        try
        {
            await stakeholders.DeletePartyAsync(new() { Name = PartyName, Etag = etag ?? "" }, cancellationToken: Aborted);
            TempData["Status"] = texts["Party.Deleted", Current.DisplayName].Value;
            return LocalRedirect($"/{ProgrammeName}/parties");
        }
        catch (RpcException e) when (ModelState.Accepts(e, _ => null))
        {
            Form = PartyForm.From(Current);
            await OfferAsync();
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        Current = await stakeholders.GetPartyAsync(new() { Name = PartyName }, cancellationToken: Aborted);
        await LoadFrameAsync(Current.DisplayName, "participation");
    }

    private async Task OfferAsync() =>
        Form.Offer(await stakeholders.AllPartiesAsync(ProgrammeName, Aborted), PartyName, texts["Party.Itself"]);
}
