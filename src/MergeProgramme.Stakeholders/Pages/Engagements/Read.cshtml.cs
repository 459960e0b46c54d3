using Grpc.Core;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Engagements;

/// <summary>One engagement: who took part, what was said, and what became of it.</summary>
[PagePermission("stakeholders.read")]
internal sealed class ReadModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : EngagementPage(organisation, stakeholders, texts)
{
    [BindProperty]
    public string Etag { get; set; } = "";

    public IReadOnlyList<Input> Inputs { get; private set; } = [];

    public Task OnGetAsync() => LoadAllAsync();

    public async Task<IActionResult> OnPostDeleteAsync()
    {
        try
        {
            await Client.DeleteEngagementAsync(
                new()
                {
                    Name = EngagementName,
                    Etag = Etag,
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done($"/{ProgrammeName}/engagements", Words["Engagement.Deleted"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAllAsync();
            return Page();
        }
    }

    private async Task LoadAllAsync()
    {
        await LoadAsync(title => title);
        Inputs = await WholeList.ReadAsync(
            token =>
                Client.ListInputsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Engagement = EngagementName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Inputs, answer.NextPageToken)
        );
    }
}
