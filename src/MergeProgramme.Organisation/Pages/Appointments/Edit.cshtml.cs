using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Appointments;

/// <summary>An appointment is mended, or taken back where it was a mistake.</summary>
[PagePermission("organisation.write")]
internal sealed class EditModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : AppointmentForm(client, texts, time)
{
    [FromRoute(Name = "appointment")]
    public string AppointmentId { get; set; } = "";

    public Appointment Appointment { get; private set; } = new();

    public override string Submit => Words["SaveChanges"];

    private string Name => NameOf("appointments", AppointmentId);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Fill(Appointment);
        // The seat may be one whose holder has left.
        await LoadFormAsync(Words["Appointment.Edit", Appointment.PersonDisplayName]);
    }

    public Task<IActionResult> OnPostAsync() =>
        WriteAsync(async () =>
        {
            await Client.UpdateAppointmentAsync(
                new() { Appointment = Read(Name), RequestId = RequestId },
                cancellationToken: Aborted
            );
            return Done(BackUrl, Words["ChangesSaved"]);
        });

    public async Task<IActionResult> OnPostDeleteAsync()
    {
        var etag = Etag;
        // Only the question was posted: the fields show what is there.
        ModelState.Clear();
        await LoadAsync();
        Fill(Appointment);
        return await WriteAsync(async () =>
        {
            await Client.DeleteAppointmentAsync(new() { Name = Name, Etag = etag }, cancellationToken: Aborted);
            return Done(BackUrl, Words["Appointment.Deleted", Appointment.PersonDisplayName]);
        });
    }

    private async Task<IActionResult> WriteAsync(Func<Task<IActionResult>> write)
    {
        var stale = false;
        try
        {
            if (ModelState.IsValid)
                return await write();
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            stale = e.StatusCode == Grpc.Core.StatusCode.Aborted;
        }
        await LoadAsync();
        // Somebody else was first: the next save is on what stands there now.
        if (stale)
            Etag = Appointment.Etag;
        return Page();
    }

    private async Task LoadAsync()
    {
        Appointment = await Client.GetAppointmentAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadFormAsync(Words["Appointment.Edit", Appointment.PersonDisplayName]);
    }
}
