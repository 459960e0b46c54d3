using MergeProgramme.Organisation.Composition;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Appointments;

/// <summary>The fields of an appointment to one body.</summary>
internal abstract class AppointmentForm(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ProgrammePage(client)
{
    [FromRoute(Name = "body")]
    public string BodyId { get; set; } = "";

    [BindProperty]
    public string Person { get; set; } = "";

    [BindProperty]
    public AppointmentRole Role { get; set; }

    [BindProperty]
    public Representation Representation { get; set; }

    [BindProperty]
    public string Municipality { get; set; } = "";

    [BindProperty]
    public string Organisation { get; set; } = "";

    [BindProperty]
    public DateOnly? StartDate { get; set; }

    [BindProperty]
    public DateOnly? EndDate { get; set; }

    [BindProperty]
    public int? Percent { get; set; }

    /// <summary>The seat that a deputy is for; empty: for all of those whom it sits there for.</summary>
    [BindProperty]
    public string DeputyFor { get; set; } = "";

    [BindProperty]
    public int? CallOrder { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    public Body Body { get; private set; } = new();

    public List<SelectListItem> Persons { get; private set; } = [];

    public List<SelectListItem> Municipalities { get; private set; } = [];

    public List<SelectListItem> Seats { get; private set; } = [];

    public abstract string Submit { get; }

    public string BodyName => NameOf("bodies", BodyId);

    public string BackUrl => Addresses.Of(BodyName);

    protected IStringLocalizer<Texts> Words { get; } = texts;

    protected TimeProvider Clock { get; } = time;

    protected void Fill(Appointment appointment)
    {
        (Person, Role, Representation, Municipality, Organisation, Etag) = (
            appointment.Person,
            appointment.Role,
            appointment.Representation,
            appointment.Municipality,
            appointment.Organisation,
            appointment.Etag
        );
        (StartDate, EndDate) = (appointment.StartDate.ToDateOnly(), appointment.EndDate.ToDateOnly());
        Percent = appointment.Percent > 0 ? appointment.Percent : null;
        DeputyFor = appointment.DeputyFor;
        CallOrder = appointment.CallOrder > 0 ? appointment.CallOrder : null;
    }

    protected Appointment Read(string name = "") =>
        new()
        {
            Name = name,
            Person = Person,
            Body = BodyName,
            Role = Role,
            Representation = Representation,
            Municipality = Municipality,
            Organisation = Organisation.Trim(),
            StartDate = StartDate.ToDate(),
            EndDate = EndDate.ToDate(),
            Percent = Percent ?? 0,
            DeputyFor = DeputyFor,
            CallOrder = CallOrder ?? 0,
            Etag = Etag,
        };

    protected async Task LoadFormAsync(string title)
    {
        Body = await Client.GetBodyAsync(new() { Name = BodyName }, cancellationToken: Aborted);
        await LoadFrameAsync(title);
        Persons =
        [
            .. (await PersonsAsync()).Select(p => new SelectListItem(
                p.Title.Length > 0 ? $"{p.DisplayName}, {p.Title}" : p.DisplayName,
                p.Name
            )),
        ];
        Seats = Choices(
            (await AppointmentsAsync(BodyName)).Where(a =>
                CompositionCheck.IsMember(a.Role)
                && (a.Name == DeputyFor || a.EndDate is null || a.EndDate.ToDateOnly() >= Clock.Today())
            ),
            Words["Appointment.DeputyFor.All"],
            a => (a.Name, a.PersonDisplayName)
        );
        Municipalities = Choices(
            await MunicipalitiesAsync(),
            Words["Appointment.Municipality.None"],
            m => (m.Name, m.DisplayName)
        );
    }
}
