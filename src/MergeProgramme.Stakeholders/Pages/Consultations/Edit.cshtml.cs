using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Consultations;

/// <summary>Changes a consultation: all of a draft, of an open one the deadline, who is asked, and whether and where everybody can read it.</summary>
[PagePermission("stakeholders.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : ConsultationFormPage(organisation, stakeholders, mandates, texts)
{
    /// <summary>Last part of its name.</summary>
    [FromRoute(Name = "consultation")]
    public string ConsultationId { get; set; } = "";

    public string ConsultationName => $"{ProgrammeName}/consultations/{ConsultationId}";

    public Consultation Consultation { get; private set; } = new();

    public override bool IsDraft => Consultation.State == ConsultationState.Draft;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = ConsultationForm.From(Consultation);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await Client.UpdateConsultationAsync(
                new()
                {
                    Consultation = Form.ToConsultation(ConsultationName),
                    // All that an open one can be changed in; a draft is sent whole.
                    UpdateMask = IsDraft
                        ? null
                        : new() { Paths = { "deadline_date", "stakeholders", "published", "document_uri" } },
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done(Addresses.Of(ConsultationName), Words["Consultation.Saved"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            // What the writer typed stays in the form; saving once more is then a choice.
            Form.Etag = Consultation.Etag;
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        Consultation = await Client.GetConsultationAsync(new() { Name = ConsultationName }, cancellationToken: Aborted);
        await LoadFormAsync(Words["Stakeholder.Edit", Consultation.Title]);
    }
}
