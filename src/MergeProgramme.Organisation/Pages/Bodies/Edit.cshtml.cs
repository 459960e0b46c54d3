using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Bodies;

/// <summary>What a body is, what it may decide and how it must be composed.</summary>
[PagePermission("organisation.write")]
internal sealed class EditModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : BodyForm(client, texts)
{
    [FromRoute(Name = "body")]
    public string BodyId { get; set; } = "";

    public Body Body { get; private set; } = new();

    public override string Submit => Words["SaveChanges"];

    public override string BackUrl => Addresses.Of(Name);

    private string Name => NameOf("bodies", BodyId);

    /// <param name="law">Whether what the law asks is to be filled in.</param>
    public async Task OnGetAsync([FromQuery] bool law)
    {
        await LoadAsync();
        Fill(Body);
        if (law)
            AddLaws(Body.Kind);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var stale = false;
        try
        {
            if (ModelState.IsValid)
            {
                await Client.UpdateBodyAsync(new() { Body = Read(Name), RequestId = RequestId }, cancellationToken: Aborted);
                return Done(BackUrl, Words["ChangesSaved"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            stale = e.StatusCode == Grpc.Core.StatusCode.Aborted;
        }
        await LoadAsync();
        // Somebody else was first: the next save is on what stands there now.
        if (stale)
            Etag = Body.Etag;
        return Page();
    }

    private async Task LoadAsync()
    {
        Body = await Client.GetBodyAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadFormAsync(Words["Body.Edit", Body.DisplayName], Name);
    }
}
