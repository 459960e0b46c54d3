using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Pages.Systems;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Appraisals;

/// <summary>What the pages of option appraisals share.</summary>
internal abstract class AppraisalPage(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : SystemPage(organisation, procurement, texts)
{
    [FromRoute(Name = "appraisal")]
    public string AppraisalId { get; set; } = "";

    public OptionAppraisal Appraisal { get; private set; } = new();

    public string AppraisalsUrl => $"/{ProgrammeName}/appraisals";

    public string Name => $"{ProgrammeName}/optionAppraisals/{AppraisalId}";

    public bool IsDecided => Appraisal.DecisionCase.Length > 0;

    public string OptionTitle(int number) => Appraisal.Options.FirstOrDefault(o => o.Number == number)?.Title ?? "";

    /// <summary>How an option stands to vesting day, as people say it; a dash where nothing is known.</summary>
    public string Slack(AppraisalOption option) =>
        !option.HasSlackDays ? "–"
        : option.SlackDays < 0 ? Words[option.SlackDays == -1 ? "Cutover.Behind.1" : "Cutover.Behind", -option.SlackDays]
        : Words[option.SlackDays == 1 ? "Appraisal.Before.1" : "Appraisal.Before", option.SlackDays];

    public static string ColorOf(PermittedAnswer permitted) =>
        permitted switch
        {
            PermittedAnswer.Yes => "success",
            PermittedAnswer.No => "danger",
            PermittedAnswer.Unsure => "warning",
            _ => "neutral",
        };

    /// <summary>Marks for a level of 1–5, which its number says too.</summary>
    public static string Marks(int level) => new string('●', level) + new string('○', 5 - level);

    /// <summary>The view data of a row of a form.</summary>
    public ViewDataDictionary Row(string prefix)
    {
        var data = new ViewDataDictionary(ViewData);
        data.TemplateInfo.HtmlFieldPrefix = prefix;
        return data;
    }

    protected async Task LoadAppraisalAsync()
    {
        Appraisal = await Procurement.GetOptionAppraisalAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadMatrixAsync(Appraisal.Question);
    }

    /// <summary>Last part of a case's name.</summary>
    public static string IdOf(string name) => ResourceNames.Id(name);
}
