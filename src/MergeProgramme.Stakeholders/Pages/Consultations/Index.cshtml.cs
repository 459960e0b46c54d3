using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Consultations;

/// <summary>The consultations, and how far each has come.</summary>
[PagePermission("stakeholders.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    TimeProvider time,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, stakeholders, texts)
{
    public DateOnly Today => time.Today();

    public IReadOnlyList<Consultation> All { get; private set; } = [];

    /// <summary>The answers, by consultation.</summary>
    public ILookup<string, Input> Inputs { get; private set; } = Array.Empty<Input>().ToLookup(i => i.Consultation);

    public async Task OnGetAsync()
    {
        await LoadRegisterAsync(Words["Consultations.Title"], "consultations");
        All = await WholeList.ReadAsync(
            token =>
                Client.ListConsultationsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Consultations, answer.NextPageToken)
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
        ).ToLookup(i => i.Consultation);
    }
}
