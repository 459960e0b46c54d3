using MergeProgramme.Organisation.Composition;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Bodies;

/// <summary>One body: who sits there for whom, and which rule holds until when.</summary>
[PagePermission("organisation.read")]
internal sealed class DetailsModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ProgrammePage(client)
{
    [FromRoute(Name = "body")]
    public string BodyId { get; set; } = "";

    public Body Body { get; private set; } = new();

    public SubProject? SubProject { get; private set; }

    /// <summary>Whose council it is.</summary>
    public Municipality? Municipality { get; private set; }

    /// <summary>The first meeting from today on that is not cancelled.</summary>
    public Meeting? NextMeeting { get; private set; }

    public Body? Above { get; private set; }

    public IReadOnlyList<Body> Under { get; private set; } = [];

    /// <summary>Members first, then those who sit there without being members; each by role and name.</summary>
    public IReadOnlyList<Appointment> Held { get; private set; } = [];

    public IReadOnlyList<Appointment> Coming { get; private set; } = [];

    public IReadOnlyList<Appointment> Past { get; private set; } = [];

    public BodyComposition Composition { get; private set; } = new();

    public CompositionWords Words { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    /// <summary>Held today.</summary>
    public IReadOnlyList<Appointment> Secretaries => [.. Held.Where(a => a.Role == AppointmentRole.Secretary)];

    /// <summary>What the law asks of such a body today and the body does not have.</summary>
    public IReadOnlyList<StatutoryRule> MissingLaws { get; private set; } = [];

    public string Here => Addresses.Of(Body.Name);

    public string NameOfPerson(string person) =>
        Held.Concat(Coming).FirstOrDefault(a => a.Person == person)?.PersonDisplayName ?? "";

    /// <summary>Members that must be present for a decision.</summary>
    public int Quorum => Body.Quorum > 0 ? Body.Quorum : Composition.MemberCount / 2 + 1;

    public async Task OnGetAsync()
    {
        Today = time.Today();
        Body = await Client.GetBodyAsync(new() { Name = NameOf("bodies", BodyId) }, cancellationToken: Aborted);
        await LoadFrameAsync(Body.DisplayName);
        var bodies = await BodiesAsync();
        Above = bodies.Find(b => b.Name == Body.ParentBody);
        Under = bodies.FindAll(b => b.ParentBody == Body.Name);
        if (Body.SubProject.Length > 0)
            SubProject = await Client.GetSubProjectAsync(new() { Name = Body.SubProject }, cancellationToken: Aborted);
        var appointments = await AppointmentsAsync(Body.Name);
        var end = Body.EndDate.ToDateOnly() ?? DateOnly.MaxValue;
        Past = appointments.FindAll(a => (a.EndDate.ToDateOnly() ?? end) < Today);
        Coming = [.. appointments.Where(a => a.StartDate.ToDateOnly() > Today).OrderBy(a => a.StartDate.ToDateOnly())];
        Held =
        [
            .. appointments
                .Except(Past)
                .Except(Coming)
                .OrderBy(a => CompositionCheck.IsMember(a.Role) ? 0 : 1)
                .ThenBy(a => a.Role)
                .ThenBy(a => a.DeputyForDisplayName)
                .ThenBy(a => a.CallOrder),
        ];
        Composition = (await Client.CheckCompositionAsync(new() { Name = Body.Name }, cancellationToken: Aborted)).Compositions[
            0
        ];
        var laws = await Client.ListStatutoryRulesAsync(
            new()
            {
                Parent = ProgrammeName,
                BodyKind = Body.Kind,
                PageSize = Everything,
            },
            cancellationToken: Aborted
        );
        MissingLaws = [.. laws.StatutoryRules.Where(l => l.InEffect && !Body.CompositionRules.Any(r => r.Kind == l.Kind))];
        var municipalities = await MunicipalitiesAsync();
        Municipality = municipalities.Find(m => m.Name == Body.Municipality);
        NextMeeting = (
            await Client.ListMeetingsAsync(
                new()
                {
                    Parent = Body.Name,
                    StartDate = Today.ToDate(),
                    PageSize = Everything,
                },
                cancellationToken: Aborted
            )
        ).Meetings.FirstOrDefault(m => m.State != MeetingState.Cancelled);
        Words = CompositionWords.Of(texts, municipalities, appointments);
    }
}
