using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Consultations;

/// <summary>What the pages share on which a consultation is written.</summary>
internal abstract class ConsultationFormPage(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, stakeholders, texts)
{
    [BindProperty(Name = "")]
    public ConsultationForm Form { get; set; } = new();

    /// <summary>Whether everything can be changed; else the deadline, who is asked, and whether and where everybody can read it.</summary>
    public virtual bool IsDraft => true;

    public Matters Matters { get; private set; } = Matters.None;

    // What stands there is offered even where this page knows no name for it: else saving would take it away.
    public IEnumerable<SelectListItem> Documents =>
        [
            new(Words["Consultation.NoDocument"], ""),
            .. Matters.Choices,
            .. Form.Document.Length > 0 && Matters.Choices.TrueForAll(c => c.Value != Form.Document)
                ? [new SelectListItem(Form.Document, Form.Document)]
                : Array.Empty<SelectListItem>(),
        ];

    public string DeadlineHint { get; private set; } = "";

    protected async Task LoadFormAsync(string title)
    {
        await LoadRegisterAsync(title, "consultations");
        Matters = await Matters.OfAsync(mandates, Organisation, Words, ProgrammeName, Aborted);
        try
        {
            var rule = await Client.GetConsultationRuleAsync(new() { Parent = ProgrammeName }, cancellationToken: Aborted);
            DeadlineHint = Words[
                "Consultation.DeadlineHint",
                rule.UsualDays,
                rule.LeastDays,
                rule.Source,
                NorwegianTime.Format(rule.EffectDate.ToDateOnly()!.Value)
            ];
        }
        catch (RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.InvalidArgument)
        {
            // No rule is known for today: nothing is said of one.
        }
    }
}
