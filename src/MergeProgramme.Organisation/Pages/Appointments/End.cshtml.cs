using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Appointments;

/// <summary>Somebody leaves a body.</summary>
[PagePermission("organisation.write")]
internal sealed class EndModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ProgrammePage(client)
{
    [FromRoute(Name = "appointment")]
    public string AppointmentId { get; set; } = "";

    [BindProperty]
    public DateOnly? EndDate { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    public Appointment Appointment { get; private set; } = new();

    public string BackUrl => Addresses.Of(Appointment.Body);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        EndDate = Appointment.EndDate.ToDateOnly() ?? time.Today();
        Etag = Appointment.Etag;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (EndDate is null && ModelState.IsValid)
            ModelState.AddModelError(nameof(EndDate), texts["Appointment.End.Missing"]);
        try
        {
            if (ModelState.IsValid)
            {
                var ended = await Client.UpdateAppointmentAsync(
                    new()
                    {
                        Appointment = new()
                        {
                            Name = Appointment.Name,
                            EndDate = EndDate.ToDate(),
                            Etag = Etag,
                        },
                        UpdateMask = new FieldMask { Paths = { "end_date" } },
                    },
                    cancellationToken: Aborted
                );
                return Done(
                    BackUrl,
                    texts["Appointment.EndSaved", ended.PersonDisplayName, NorwegianTime.Format(EndDate!.Value)]
                );
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Somebody else was first: the next save is on what stands there now.
            if (e.StatusCode == Grpc.Core.StatusCode.Aborted)
                Etag = Appointment.Etag;
        }
        return Page();
    }

    private async Task LoadAsync()
    {
        Appointment = await Client.GetAppointmentAsync(
            new() { Name = NameOf("appointments", AppointmentId) },
            cancellationToken: Aborted
        );
        await LoadFrameAsync(texts["Appointment.End", Appointment.PersonDisplayName]);
    }
}
