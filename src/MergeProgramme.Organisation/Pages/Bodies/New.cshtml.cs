using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Bodies;

/// <summary>A new body; of a sub-project where one comes from there.</summary>
[PagePermission("organisation.write")]
internal sealed class NewModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : BodyForm(client, texts)
{
    public override string Submit => Words["Body.Create"];

    public override string BackUrl => Below("bodies");

    /// <param name="kind">The kind whose rules of law are filled in.</param>
    public async Task OnGetAsync([FromQuery] string? subProjectId, [FromQuery] BodyKind? kind)
    {
        if (subProjectId is not null)
            SubProject = NameOf("subProjects", subProjectId);
        FillRules([]);
        await LoadFormAsync(Words["Body.New"]);
        if (kind is not { } chosen)
            return;
        Kind = chosen;
        Authority = chosen == BodyKind.ReferenceGroup ? BodyAuthority.Advisory : BodyAuthority.Unspecified;
        AddLaws(chosen);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                var created = await Client.CreateBodyAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Body = Read(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(Addresses.Of(created.Name), Words["Body.Created", created.DisplayName]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            // Shown below, at the fields.
        }
        await LoadFormAsync(Words["Body.New"]);
        return Page();
    }
}
