using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Positions;

/// <summary>A position is mended, or taken away where it never was in position control.</summary>
[PagePermission("organisation.write")]
internal sealed class EditModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : PositionForm(client, texts)
{
    [FromRoute(Name = "position")]
    public string PositionId { get; set; } = "";

    public Position Position { get; private set; } = new();

    public override string Submit => Words["SaveChanges"];

    public override string BackUrl => Addresses.Of(Name);

    private string Name => NameOf("positions", PositionId);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Fill(Position);
    }

    public Task<IActionResult> OnPostAsync()
    {
        var position = Read(Name);
        return WriteAsync(async () =>
        {
            await Client.UpdatePositionAsync(
                new()
                {
                    Position = position,
                    CostConfirmed = CostConfirmed,
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done(BackUrl, Words["ChangesSaved"]);
        });
    }

    public async Task<IActionResult> OnPostDeleteAsync()
    {
        var etag = Etag;
        // Only the question was posted: the fields show what is there.
        ModelState.Clear();
        await LoadAsync();
        Fill(Position);
        return await WriteAsync(async () =>
        {
            await Client.DeletePositionAsync(new() { Name = Name, Etag = etag }, cancellationToken: Aborted);
            return Done(Below("positions"), Words["Position.Deleted", Position.Title]);
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
            Etag = Position.Etag;
        return Page();
    }

    private async Task LoadAsync()
    {
        Position = await Client.GetPositionAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadFormAsync(Words["Position.Edit", Position.Title]);
    }
}
