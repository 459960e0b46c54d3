using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Cases;

/// <summary>What a case says and proposes.</summary>
[PagePermission("organisation.writeCases")]
internal sealed class EditModel(OrganisationServiceClient client, MandatesServiceClient mandates, IStringLocalizer<Texts> texts)
    : CaseForm(client, mandates, texts)
{
    [FromRoute(Name = "case")]
    public string CaseId { get; set; } = "";

    public Case Case { get; private set; } = new();

    public override string Submit => Words["SaveChanges"];

    public override string BackUrl => Addresses.Of(Name);

    private string Name => NameOf("cases", CaseId);

    public async Task OnGetAsync()
    {
        Case = await Client.GetCaseAsync(new() { Name = Name }, cancellationToken: Aborted);
        Fill(Case);
        await LoadFormAsync(Words["Case.Edit"]);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var stale = false;
        try
        {
            if (ModelState.IsValid)
            {
                await Client.UpdateCaseAsync(new() { Case = Read(Name) }, cancellationToken: Aborted);
                return Done(BackUrl, Words["ChangesSaved"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            stale = e.StatusCode == Grpc.Core.StatusCode.Aborted;
        }
        Case = await Client.GetCaseAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadFormAsync(Words["Case.Edit"]);
        // Somebody else was first: the next save is on what stands there now.
        if (stale)
            Etag = Case.Etag;
        return Page();
    }
}
