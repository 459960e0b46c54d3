using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Municipalities;

/// <summary>A municipality's name, numbers and part in the programme; and taking it out.</summary>
[PagePermission("organisation.write")]
internal sealed class EditModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : MunicipalityForm(client)
{
    [FromRoute(Name = "municipality")]
    public string MunicipalityId { get; set; } = "";

    public Municipality Municipality { get; private set; } = new();

    public override string Submit => texts["SaveChanges"];

    private string Name => NameOf("municipalities", MunicipalityId);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Fill(Municipality);
    }

    public Task<IActionResult> OnPostAsync() =>
        WriteAsync(async () =>
        {
            await Client.UpdateMunicipalityAsync(
                new() { Municipality = Read(Name), RequestId = RequestId },
                cancellationToken: Aborted
            );
            return Done(BackUrl, texts["ChangesSaved"]);
        });

    public async Task<IActionResult> OnPostDeleteAsync()
    {
        var etag = Etag;
        // Only the question was posted: the fields show what is there.
        ModelState.Clear();
        await LoadAsync();
        Fill(Municipality);
        return await WriteAsync(async () =>
        {
            await Client.DeleteMunicipalityAsync(new() { Name = Name, Etag = etag }, cancellationToken: Aborted);
            return Done(BackUrl, texts["Municipality.Deleted", Municipality.DisplayName]);
        });
    }

    private async Task<IActionResult> WriteAsync(Func<Task<IActionResult>> write)
    {
        var stale = false;
        try
        {
            if (ModelState.IsValid)
                return await write();
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            stale = e.StatusCode == Grpc.Core.StatusCode.Aborted;
        }
        await LoadAsync();
        // Somebody else was first: the next save is on what stands there now.
        if (stale)
            Etag = Municipality.Etag;
        return Page();
    }

    private async Task LoadAsync()
    {
        Municipality = await Client.GetMunicipalityAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadFrameAsync(Municipality.DisplayName);
    }
}
