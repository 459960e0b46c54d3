using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.SubProjects;

/// <summary>A new sub-project.</summary>
[PagePermission("organisation.write")]
internal sealed class NewModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : SubProjectForm(client, texts)
{
    public override string Submit => Words["SubProject.Create"];

    public override string BackUrl => Below("sub-projects");

    public Task OnGetAsync() => LoadFormAsync(Words["SubProject.New"]);

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                var created = await Client.CreateSubProjectAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        SubProject = Read(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(Addresses.Of(created.Name), Words["SubProject.Created", $"{created.Code} {created.DisplayName}"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            // Shown below, at the fields.
        }
        await LoadFormAsync(Words["SubProject.New"]);
        return Page();
    }
}
