using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Appointments;

/// <summary>Somebody is appointed to a body.</summary>
[PagePermission("organisation.write")]
internal sealed class NewModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : AppointmentForm(client, texts, time)
{
    public override string Submit => Words["Appointment.Create"];

    public async Task OnGetAsync([FromQuery] string? personId)
    {
        await LoadFormAsync(Words["Appointment.New"]);
        var today = Clock.Today();
        StartDate = Body.StartDate.ToDateOnly() is { } first && first > today ? first : today;
        Role = AppointmentRole.Member;
        if (personId is null)
            return;
        var person = await Client.GetPersonAsync(new() { Name = NameOf("persons", personId) }, cancellationToken: Aborted);
        // The employer is whom most people sit there for.
        (Person, Municipality, Organisation) = (person.Name, person.Municipality, person.Organisation);
        if (Municipality.Length > 0)
            Representation = Representation.Municipality;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                var created = await Client.CreateAppointmentAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Appointment = Read(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(BackUrl, Words["Appointment.Created", created.PersonDisplayName, created.BodyDisplayName]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        await LoadFormAsync(Words["Appointment.New"]);
        return Page();
    }
}
