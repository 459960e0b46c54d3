using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Consultations;

/// <summary>Drafts a consultation.</summary>
[PagePermission("stakeholders.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : ConsultationFormPage(organisation, stakeholders, mandates, texts)
{
    public Task OnGetAsync() => LoadFormAsync(Words["Consultations.New"]);

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadFormAsync(Words["Consultations.New"]);
        if (!ModelState.IsValid)
            return Page();
        try
        {
            var created = await Client.CreateConsultationAsync(
                new()
                {
                    Parent = ProgrammeName,
                    Consultation = Form.ToConsultation(""),
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done(Addresses.Of(created.Name), Words["Consultation.Created"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            return Page();
        }
    }
}
