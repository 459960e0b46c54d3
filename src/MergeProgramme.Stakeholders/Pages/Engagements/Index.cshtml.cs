using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Engagements;

/// <summary>The engagement log: who was heard, who has been silent for long, and each time that the programme was in touch with somebody.</summary>
[PagePermission("stakeholders.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, stakeholders, texts)
{
    /// <summary>Last part of a sub-project's name: only what is about it. All where it is empty.</summary>
    [FromQuery(Name = "subProject")]
    public string SubProjectId { get; set; } = "";

    public EngagementStatistics Statistics { get; private set; } = new();

    public IReadOnlyList<Engagement> All { get; private set; } = [];

    /// <summary>The inputs, by engagement.</summary>
    public ILookup<string, Input> Inputs { get; private set; } = Array.Empty<Input>().ToLookup(i => i.Engagement);

    public IEnumerable<SelectListItem> Filter => SubProjectFilter(Words["Stakeholders.AllSubProjects"], SubProjectId);

    public async Task OnGetAsync()
    {
        await LoadRegisterAsync(Words["Engagements.Title"], "engagements");
        var subProject = SubProjectId.Length == 0 ? "" : $"{ProgrammeName}/subProjects/{SubProjectId}";
        Statistics = await Client.GetEngagementStatisticsAsync(
            new() { Parent = ProgrammeName, SubProject = subProject },
            cancellationToken: Aborted
        );
        All = await WholeList.ReadAsync(
            token =>
                Client.ListEngagementsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        SubProject = subProject,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Engagements, answer.NextPageToken)
        );
        Inputs = (
            await WholeList.ReadAsync(
                token =>
                    Client.ListInputsAsync(
                        new()
                        {
                            Parent = ProgrammeName,
                            PageSize = Everything,
                            PageToken = token,
                        },
                        cancellationToken: Aborted
                    ),
                answer => (answer.Inputs, answer.NextPageToken)
            )
        ).ToLookup(i => i.Engagement);
    }
}
