using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.BuyOuts;

/// <summary>Bought-out days are mended, or taken back.</summary>
[PagePermission("organisation.write")]
internal sealed class EditModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : BuyOutForm(client, texts, time)
{
    [FromRoute(Name = "buyOut")]
    public string BuyOutId { get; set; } = "";

    public BuyOut BuyOut { get; private set; } = new();

    public override string Submit => Words["SaveChanges"];

    private string Name => NameOf("buyOuts", BuyOutId);

    public async Task OnGetAsync()
    {
        BuyOut = await Client.GetBuyOutAsync(new() { Name = Name }, cancellationToken: Aborted);
        Fill(BuyOut);
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync() =>
        await WriteAsync(async () =>
        {
            if (Read(Name) is not { } buyOut)
                return null;
            await Client.UpdateBuyOutAsync(new() { BuyOut = buyOut, RequestId = RequestId }, cancellationToken: Aborted);
            return Done(Below("buy-outs"), Words["ChangesSaved"]);
        });

    public async Task<IActionResult> OnPostDeleteAsync()
    {
        var etag = Etag;
        // Only the question was posted: the fields show what is there.
        ModelState.Clear();
        BuyOut = await Client.GetBuyOutAsync(new() { Name = Name }, cancellationToken: Aborted);
        Fill(BuyOut);
        return await WriteAsync(async () =>
        {
            await Client.DeleteBuyOutAsync(new() { Name = Name, Etag = etag }, cancellationToken: Aborted);
            return Done(Below("buy-outs"), Words["BuyOut.Deleted", BuyOut.PersonDisplayName]);
        });
    }

    private async Task<IActionResult> WriteAsync(Func<Task<IActionResult?>> write)
    {
        var stale = false;
        try
        {
            if (ModelState.IsValid && await write() is { } done)
                return done;
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            stale = e.StatusCode == Grpc.Core.StatusCode.Aborted;
        }
        BuyOut = await Client.GetBuyOutAsync(new() { Name = Name }, cancellationToken: Aborted);
        // Somebody else was first: the next save is on what stands there now.
        if (stale)
            Etag = BuyOut.Etag;
        await LoadAsync();
        return Page();
    }

    private Task LoadAsync() => LoadFormAsync(Words["BuyOut.Edit", BuyOut.PersonDisplayName]);
}
