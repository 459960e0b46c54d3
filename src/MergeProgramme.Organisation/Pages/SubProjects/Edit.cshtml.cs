using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.SubProjects;

/// <summary>A sub-project's code, name, purpose, lead and cadence. Its phase is moved by decisions only.</summary>
[PagePermission("organisation.write")]
internal sealed class EditModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : SubProjectForm(client, texts)
{
    [FromRoute(Name = "subProject")]
    public string SubProjectId { get; set; } = "";

    public SubProject SubProject { get; private set; } = new();

    public override string Submit => Words["SaveChanges"];

    public override string BackUrl => Addresses.Of(Name);

    private string Name => NameOf("subProjects", SubProjectId);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Fill(SubProject);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var stale = false;
        try
        {
            if (ModelState.IsValid)
            {
                await Client.UpdateSubProjectAsync(
                    new() { SubProject = Read(Name), RequestId = RequestId },
                    cancellationToken: Aborted
                );
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
            Etag = SubProject.Etag;
        return Page();
    }

    private async Task LoadAsync()
    {
        SubProject = await Client.GetSubProjectAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadFormAsync(Words["SubProject.Edit", $"{SubProject.Code} {SubProject.DisplayName}"], Name);
    }
}
