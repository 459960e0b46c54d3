using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Inputs;

/// <summary>All inputs: those that want an answer first, then those whose giver is to be told.</summary>
[PagePermission("stakeholders.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, stakeholders, texts)
{
    public IReadOnlyList<Input> All { get; private set; } = [];

    /// <summary>By what is to be done with them.</summary>
    public IEnumerable<(string Key, IReadOnlyList<Input> Inputs)> Groups =>
        [
            ("Pending", [.. All.Where(i => i.State == InputState.Pending)]),
            ("ToTell", [.. All.Where(i => i.State != InputState.Pending && i.TellDate is null)]),
            ("Settled", [.. All.Where(i => i.TellDate is not null)]),
        ];

    public async Task OnGetAsync()
    {
        await LoadRegisterAsync(Words["Inputs.Title"], "engagements");
        All = await WholeList.ReadAsync(
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
        );
    }
}
