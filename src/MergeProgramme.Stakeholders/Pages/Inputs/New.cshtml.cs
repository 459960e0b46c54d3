using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Inputs;

/// <summary>Writes down what somebody said that wants an answer: in an engagement, in a consultation, or by itself.</summary>
[PagePermission("stakeholders.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    TimeProvider time,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, stakeholders, texts)
{
    [BindProperty(Name = "")]
    public InputForm Form { get; set; } = new();

    public Consultation? Consultation { get; private set; }

    public Engagement? Engagement { get; private set; }

    public string Back =>
        Consultation is not null ? Addresses.Of(Consultation.Name)
        : Engagement is not null ? Addresses.Of(Engagement.Name)
        : $"/{ProgrammeName}/inputs";

    public string BackText => Consultation?.Title ?? Engagement?.Title ?? Words["Inputs.Title"];

    /// <summary>Who can have said it: those who took part or were asked first.</summary>
    public IEnumerable<SelectListItem> Givers =>
        StakeholderChoices.OrderByDescending(c =>
            (Consultation?.Stakeholders.Contains(c.Value) ?? false) || (Engagement?.Stakeholders.Contains(c.Value) ?? false)
        );

    public IEnumerable<SelectListItem> Points =>
        [
            new(Words["Response.Whole"], "0"),
            .. (Consultation?.Points ?? []).Select(p => new SelectListItem(
                FormattableString.Invariant($"{p.Number}. {p.Text}"),
                FormattableString.Invariant($"{p.Number}")
            )),
        ];

    public async Task OnGetAsync(string? engagement, string? consultation, string? stakeholder)
    {
        Form = new()
        {
            Engagement = engagement is null ? "" : $"{ProgrammeName}/engagements/{engagement}",
            Consultation = consultation is null ? "" : $"{ProgrammeName}/consultations/{consultation}",
            Stakeholder = stakeholder is null ? "" : $"{ProgrammeName}/stakeholders/{stakeholder}",
            ReceiveDate = time.Today(),
        };
        await LoadAsync();
        if (Engagement is not null)
            (Form.ReceiveDate, Form.SubProject) = (
                Engagement.Date.ToDateOnly(),
                Engagement.SubProjects is [var only] ? only : ""
            );
        if (Consultation is not null)
            Form.SubProject = Consultation.SubProject;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await Client.CreateInputAsync(
                new()
                {
                    Parent = ProgrammeName,
                    Input = Form.ToInput(""),
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done(Back, Words["Input.Created"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadRegisterAsync(Words["Inputs.New"], "engagements");
        if (Form.Engagement.Length > 0)
            Engagement = await Client.GetEngagementAsync(new() { Name = Form.Engagement }, cancellationToken: Aborted);
        if (Form.Consultation.Length > 0)
            Consultation = await Client.GetConsultationAsync(new() { Name = Form.Consultation }, cancellationToken: Aborted);
    }
}
