using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Persons;

/// <summary>One person: what they hold, and what they lead.</summary>
[PagePermission("organisation.read")]
internal sealed class DetailsModel(OrganisationServiceClient client, TimeProvider time) : ProgrammePage(client)
{
    [FromRoute(Name = "person")]
    public string PersonId { get; set; } = "";

    public Person Person { get; private set; } = new();

    public string Employer { get; private set; } = "";

    /// <summary>Held today or to come, the earliest first; then the ended ones, the latest first.</summary>
    public IReadOnlyList<Appointment> Appointments { get; private set; } = [];

    public IReadOnlyList<SubProject> Leads { get; private set; } = [];

    public DateOnly Today { get; private set; }

    /// <summary>Percent of a full position that today's appointments take together.</summary>
    public int Percent { get; private set; }

    public bool IsEnded(Appointment appointment) => appointment.EndDate.ToDateOnly() < Today;

    public async Task OnGetAsync()
    {
        Today = time.Today();
        Person = await Client.GetPersonAsync(new() { Name = NameOf("persons", PersonId) }, cancellationToken: Aborted);
        await LoadFrameAsync(Person.DisplayName);
        Employer =
            Person.Municipality.Length == 0
                ? Person.Organisation
                : (
                    await Client.GetMunicipalityAsync(new() { Name = Person.Municipality }, cancellationToken: Aborted)
                ).DisplayName;
        var appointments = await AppointmentsAsync(person: Person.Name);
        Appointments =
        [
            .. appointments.Where(a => !IsEnded(a)).OrderBy(a => a.StartDate.ToDateOnly()),
            .. appointments.Where(IsEnded).OrderByDescending(a => a.EndDate.ToDateOnly()),
        ];
        Percent = appointments.Where(a => !IsEnded(a) && a.StartDate.ToDateOnly() <= Today).Sum(a => a.Percent);
        Leads = [.. (await SubProjectsAsync()).Where(s => s.Lead == Person.Name)];
    }
}
