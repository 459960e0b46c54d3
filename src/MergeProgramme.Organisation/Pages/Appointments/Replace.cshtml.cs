using Grpc.Core;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Appointments;

/// <summary>Somebody leaves a body, and somebody else comes the day after.</summary>
[PagePermission("organisation.write")]
internal sealed class ReplaceModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ProgrammePage(client)
{
    [FromRoute(Name = "appointment")]
    public string AppointmentId { get; set; } = "";

    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    [BindProperty]
    public DateOnly? LastDate { get; set; }

    [BindProperty]
    public string Successor { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    public Appointment Appointment { get; private set; } = new();

    /// <summary>Deputies of the body first.</summary>
    public IReadOnlyList<SelectListItem> Persons { get; private set; } = [];

    public string BackUrl => Addresses.Of(Appointment.Body);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        LastDate = Appointment.EndDate.ToDateOnly() ?? time.Today();
        Etag = Appointment.Etag;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            if (ModelState.IsValid)
            {
                var replaced = await Client.ReplaceAppointmentAsync(
                    new()
                    {
                        Name = Appointment.Name,
                        LastDate = LastDate.ToDate(),
                        Successor = Successor,
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(
                    BackUrl,
                    texts[
                        "Appointment.Replaced",
                        replaced.Ended.PersonDisplayName,
                        replaced.Successor.PersonDisplayName,
                        NorwegianTime.Format(replaced.Successor.StartDate.ToDateOnly()!.Value)
                    ]
                );
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            // Somebody else was first: the next save is on what stands there now.
            if (e.StatusCode == Grpc.Core.StatusCode.Aborted)
                Etag = Appointment.Etag;
        }
        return Page();
    }

    private static string? FieldOf(string path) =>
        path switch
        {
            "last_date" => nameof(LastDate),
            "successor" => nameof(Successor),
            _ => null,
        };

    private async Task LoadAsync()
    {
        Appointment = await Client.GetAppointmentAsync(
            new() { Name = NameOf("appointments", AppointmentId) },
            cancellationToken: Aborted
        );
        await LoadFrameAsync(texts["Appointment.Replace", Appointment.PersonDisplayName]);
        var deputies = (await AppointmentsAsync(Appointment.Body))
            .Where(a => a.Role == AppointmentRole.DeputyMember && !(a.EndDate.ToDateOnly() < time.Today()))
            .OrderBy(a => a.CallOrder)
            .ToList();
        var first = new SelectListGroup { Name = texts["Appointment.Successor.Deputies"] };
        var others = new SelectListGroup { Name = texts["Appointment.Successor.Others"] };
        Persons =
        [
            .. deputies.Select(d => new SelectListItem($"{d.PersonDisplayName} ({AppointmentText.Role(texts, d)})", d.Person)
            {
                Group = first,
            }),
            .. (await PersonsAsync())
                .Where(p => p.Name != Appointment.Person && !deputies.Exists(d => d.Person == p.Name))
                .Select(p => new SelectListItem(p.Title.Length > 0 ? $"{p.DisplayName}, {p.Title}" : p.DisplayName, p.Name)
                {
                    Group = others,
                }),
        ];
    }
}
