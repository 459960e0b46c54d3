using MergeProgramme.Procurement.Pages.Systems;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Cutover;

/// <summary>What the pages of cut-over plans share.</summary>
internal abstract class CutoverPage(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : SystemPage(organisation, procurement, texts)
{
    public string CutoverUrl => $"/{ProgrammeName}/cutover";

    public static string UrlOf(CutoverPlan plan) => Addresses.Of(plan.Name);

    /// <summary>Days of slack, as people say them; a dash where nothing is known.</summary>
    public string Slack(CutoverPlan plan) =>
        !plan.HasSlackDays ? "–"
        : plan.SlackDays < 0 ? Words[plan.SlackDays == -1 ? "Cutover.Behind.1" : "Cutover.Behind", -plan.SlackDays]
        : Words[plan.SlackDays == 1 ? "Cutover.SlackDays.1" : "Cutover.SlackDays", plan.SlackDays];

    public static string ColorOf(CutoverVerdict verdict) =>
        verdict switch
        {
            CutoverVerdict.Go => "success",
            CutoverVerdict.NoGo => "danger",
            _ => "neutral",
        };

    public static string ColorOf(CutoverFindingKind kind) => kind <= CutoverFindingKind.CutoverPassed ? "danger" : "warning";

    public static string ColorOf(CutoverStepState state) =>
        state switch
        {
            CutoverStepState.Done => "success",
            CutoverStepState.UnderWay => "info",
            _ => "neutral",
        };

    /// <summary>The view data of a row of a form.</summary>
    public ViewDataDictionary Row(string prefix)
    {
        var data = new ViewDataDictionary(ViewData);
        data.TemplateInfo.HtmlFieldPrefix = prefix;
        return data;
    }
}
