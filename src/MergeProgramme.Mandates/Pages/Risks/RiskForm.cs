using MergeProgramme.Mandates.Pages.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Risks;

/// <summary>The fields of a risk, and the words of its levels.</summary>
internal abstract class RiskForm(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, mandates, texts)
{
    [BindProperty]
    public string RiskTitle { get; set; } = "";

    [BindProperty]
    public string Cause { get; set; } = "";

    [BindProperty]
    public string Effect { get; set; } = "";

    [BindProperty]
    public RiskResponse Strategy { get; set; }

    [BindProperty]
    public string ActionText { get; set; } = "";

    [BindProperty]
    public string Owner { get; set; } = "";

    [BindProperty]
    public DateOnly? DueDate { get; set; }

    [BindProperty]
    public int TargetProbability { get; set; }

    [BindProperty]
    public int TargetConsequence { get; set; }

    [BindProperty]
    public int Probability { get; set; }

    [BindProperty]
    public int Consequence { get; set; }

    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public DateOnly? Date { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    public List<SelectListItem> Owners { get; private set; } = [];

    public List<SelectListItem> Probabilities => Steps("Probability", "Risk.Choose");

    public List<SelectListItem> Consequences => Steps("Consequence", "Risk.Choose");

    public List<SelectListItem> TargetProbabilities => Steps("Probability", "Risk.NoTarget");

    public List<SelectListItem> TargetConsequences => Steps("Consequence", "Risk.NoTarget");

    protected Risk Read(string name = "") =>
        new()
        {
            Name = name,
            Title = RiskTitle.Trim(),
            Cause = Cause,
            Effect = Effect,
            Response = Strategy,
            Action = ActionText,
            Owner = Owner,
            DueDate = DueDate.ToDate(),
            TargetProbability = TargetProbability,
            TargetConsequence = TargetConsequence,
            Etag = Etag,
        };

    protected RiskAssessment ReadAssessment() =>
        new()
        {
            Probability = Probability,
            Consequence = Consequence,
            Reason = Reason,
            Date = Date.ToDate(),
        };

    protected void Show(Risk risk)
    {
        (RiskTitle, Cause, Effect, Strategy) = (risk.Title, risk.Cause, risk.Effect, risk.Response);
        (ActionText, Owner, DueDate) = (risk.Action, risk.Owner, risk.DueDate.ToDateOnly());
        (TargetProbability, TargetConsequence, Etag) = (risk.TargetProbability, risk.TargetConsequence, risk.Etag);
    }

    protected async Task LoadFormAsync(string title)
    {
        await LoadRegisterAsync(title, "risks");
        Owners = await OwnersAsync();
    }

    protected static string? Field(string path) =>
        path switch
        {
            "risk.title" => nameof(RiskTitle),
            "risk.action" => nameof(ActionText),
            "risk.response" => nameof(Strategy),
            "parent" => "Place",
            _ => Platform.Web.RefusalExtensions.FormField(path),
        };

    private List<SelectListItem> Steps(string key, string none) =>
        [
            new(Words[none], "0"),
            .. Enumerable
                .Range(1, MergeProgramme.Mandates.Risks.RiskRules.Steps)
                .Select(step => new SelectListItem(
                    $"{step.ToString(System.Globalization.CultureInfo.InvariantCulture)} {Words[$"{key}.{step}"]}",
                    step.ToString(System.Globalization.CultureInfo.InvariantCulture)
                )),
        ];
}
