using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Units;

/// <summary>A unit is changed, or taken away where nothing refers to it.</summary>
[PagePermission("organisation.write")]
internal sealed class EditModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : UnitForm(client, texts)
{
    [FromRoute(Name = "unit")]
    public string UnitId { get; set; } = "";

    public Unit Unit { get; private set; } = new();

    public override bool MayChooseChart => false;

    public override string Submit => Words["SaveChanges"];

    public override string BackUrl => AddressOf(Name);

    private string Name => NameOf("units", UnitId);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Fill(Unit);
    }

    public Task<IActionResult> OnPostAsync() =>
        WriteAsync(async () =>
        {
            await Client.UpdateUnitAsync(new() { Unit = Read(Name), RequestId = RequestId }, cancellationToken: Aborted);
            return Done(BackUrl, Words["ChangesSaved"]);
        });

    public async Task<IActionResult> OnPostDeleteAsync()
    {
        var etag = Etag;
        // Only the question was posted: the fields show what is there.
        ModelState.Clear();
        await LoadAsync();
        Fill(Unit);
        return await WriteAsync(async () =>
        {
            await Client.DeleteUnitAsync(new() { Name = Name, Etag = etag }, cancellationToken: Aborted);
            return Done(Below("units"), Words["Unit.Deleted", Unit.DisplayName]);
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
            Etag = Unit.Etag;
        return Page();
    }

    private async Task LoadAsync()
    {
        Unit = await Client.GetUnitAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadFormAsync(Words["Unit.Edit", Unit.DisplayName], Unit);
    }
}
