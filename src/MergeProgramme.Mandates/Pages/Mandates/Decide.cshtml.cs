using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Mandates.Pages;

/// <summary>Records the decision at BP1. First which body and when: that says who its members were. Then the decision itself.</summary>
[PagePermission("mandates.decide")]
internal sealed class DecideModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    StakeholdersServiceClient stakeholders,
    TimeProvider time,
    IStringLocalizer<Texts> texts
) : MandatePage(organisation)
{
    /// <summary>Last part of the name of the body that decided; empty until it is chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public string Body { get; set; } = "";

    /// <summary>The day it decided.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Date { get; set; }

    [BindProperty(Name = "")]
    public DecisionForm Form { get; set; } = new();

    /// <summary>The writer's answer to the last question.</summary>
    [BindProperty]
    public bool Confirmed { get; set; }

    /// <summary>The version of the text that the page shows.</summary>
    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public Mandate Mandate { get; private set; } = new();

    public Gate Gate { get; private set; } = new();

    /// <summary>Bodies that can decide this, to choose from.</summary>
    public List<SelectListItem> Bodies { get; private set; } = [];

    /// <summary>Bodies that cannot, each with why.</summary>
    public IReadOnlyList<(string Body, string Why)> OtherBodies { get; private set; } = [];

    /// <summary>The body chosen.</summary>
    public Body? Chosen { get; private set; }

    public IReadOnlyList<Appointment> Appointments { get; private set; } = [];

    /// <summary>Members on the day, to tick.</summary>
    public List<SelectListItem> Members { get; private set; } = [];

    public IReadOnlyList<ParticipationRecord> Participation { get; private set; } = [];

    public bool IsUnionHeard { get; private set; }

    public bool IsSafetyServiceHeard { get; private set; }

    public bool IsHeard => IsUnionHeard && IsSafetyServiceHeard;

    /// <summary>Whether body and day are chosen, so that the decision itself can be written.</summary>
    public bool IsSecondStep => Chosen is not null && Date is not null;

    public IEnumerable<GatePoint> Obstacles =>
        Gate.Points.Where(p => p.Mandatory && p.Obstacle.Length > 0 && p.Point != GateChecklist.Participation);

    /// <summary>What can be decided at the document's decision point.</summary>
    public List<SelectListItem> Verdicts =>
        [
            .. new[] { Verdict.Start, Verdict.DoNotStart, Verdict.AssessFurther, Verdict.Adjust }.Select(
                verdict => new SelectListItem(texts[VerdictKey.Of(verdict, Mandate.DecisionPoint)], verdict.ToString())
            ),
        ];

    public async Task OnGetAsync()
    {
        // Nothing was wrong yet: the first step is asked for without body and day.
        ModelState.Clear();
        await LoadAsync();
        RequestId = Guid.NewGuid().ToString();
        Etag = Mandate.Etag;
        if (!IsSecondStep)
        {
            Date ??= time.Today();
            Body = Body.Length > 0 || Bodies.Count != 1 ? Body : Bodies[0].Value;
            return;
        }

        Form.Present = [.. Appointments.Where(one => DecisionForm.Votes(one.Role)).Select(one => one.Person).Distinct()];
        if (Appointments.FirstOrDefault(one => one.Role == AppointmentRole.Chair) is { } chair)
        {
            Form.Signatories =
            [
                new SignatoryRow { DisplayName = chair.PersonDisplayName, Role = texts["Decide.ChairOf", Chosen!.DisplayName] },
            ];
        }

        Form.AddEmptyRows();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var decision = Form.ToDecision(Chosen?.Name ?? "", Date, Appointments);
        if (!Confirmed)
        {
            ModelState.AddModelError(nameof(Confirmed), texts["Decide.NotConfirmed"]);
        }

        if (ModelState.IsValid)
        {
            try
            {
                await mandates.DecideMandateAsync(
                    new DecideMandateRequest
                    {
                        Name = MandateName,
                        Etag = Etag,
                        Decision = decision,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Decide.Recorded"].Value;
                return Redirect(MandateUrl);
            }
            catch (RpcException e) when (ModelState.Accepts(e, Form.Field)) { }
        }

        Form.AddEmptyRows();
        return Page();
    }

    /// <summary>The view data of a row: its fields get names below this prefix.</summary>
    public ViewDataDictionary Row(string prefix)
    {
        var data = new ViewDataDictionary(ViewData);
        data.TemplateInfo.HtmlFieldPrefix = prefix;
        return data;
    }

    private async Task LoadAsync()
    {
        Mandate = await mandates.GetMandateAsync(new GetMandateRequest { Name = MandateName }, cancellationToken: Aborted);
        await LoadFrameAsync(texts["Decide.Title", DecisionPoints.Label(Mandate)]);
        if (Mandate.State != MandateState.Submitted)
        {
            return;
        }

        var bodies = await OrganisationClient.ListBodiesAsync(
            new ListBodiesRequest { Parent = ProgrammeName, PageSize = Everything },
            cancellationToken: Aborted
        );
        Bodies =
        [
            .. bodies
                .Bodies.Where(body => WhyNot(body) is null)
                .Select(body => new SelectListItem(body.DisplayName, ResourceNames.Id(body.Name))),
        ];
        OtherBodies =
        [
            .. bodies
                .Bodies.Select(body => (body.DisplayName, Why: WhyNot(body)))
                .Where(one => one.Why is not null)
                .Select(one => (one.DisplayName, one.Why!)),
        ];
        Chosen = bodies.Bodies.FirstOrDefault(body => ResourceNames.Id(body.Name) == Body && WhyNot(body) is null);
        Gate = await mandates.CheckGateAsync(new CheckGateRequest { Name = MandateName }, cancellationToken: Aborted);
        if (IsSecondStep)
        {
            await LoadMembersAsync();
            await LoadParticipationAsync();
        }
    }

    private async Task LoadMembersAsync()
    {
        var answer = await OrganisationClient.ListAppointmentsAsync(
            new ListAppointmentsRequest
            {
                Parent = ProgrammeName,
                Body = Chosen!.Name,
                HeldOnDate = Date.ToDate(),
                PageSize = Everything,
            },
            cancellationToken: Aborted
        );
        Appointments = answer.Appointments;
        Members =
        [
            .. Appointments
                .GroupBy(one => one.Person)
                .Select(held => new SelectListItem(
                    Describe(held.First(), held.Any(one => DecisionForm.Votes(one.Role))),
                    held.Key
                )),
        ];
    }

    private async Task LoadParticipationAsync()
    {
        var answer = await stakeholders.ListParticipationRecordsAsync(
            new ListParticipationRecordsRequest
            {
                Parent = ProgrammeName,
                Matter = MandateName,
                PageSize = Everything,
            },
            cancellationToken: Aborted
        );
        Participation = answer.ParticipationRecords;
        (IsUnionHeard, IsSafetyServiceHeard) = GateRules.Heard(MandateName, Participation, Date);
    }

    private string Describe(Appointment held, bool votes)
    {
        var who = held.PersonTitle.Length > 0 ? $"{held.PersonDisplayName}, {held.PersonTitle}" : held.PersonDisplayName;
        var behind = string.Join(
            ", ",
            new[]
            {
                held.Role == AppointmentRole.Chair ? texts["Decide.Chair"].Value : "",
                held.MunicipalityDisplayName.Length > 0 ? held.MunicipalityDisplayName : held.Organisation,
                votes ? "" : texts["Decide.WithoutVote"].Value,
            }.Where(word => word.Length > 0)
        );
        return behind.Length > 0 ? $"{who} ({behind})" : who;
    }

    private string? WhyNot(Body body) =>
        body.Authority != BodyAuthority.Deciding ? texts["Decide.BodyAdvisory"]
        : !body.Decides.Contains(Mandate.DecisionPoint) ? texts["Decide.BodyNotEntitled", DecisionPoints.Label(Mandate)]
        : body.SubProject.Length > 0 && body.SubProject != SubProjectName ? texts["Decide.BodyElsewhere"].Value
        : null;
}
