using Google.Type;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Budget;

/// <summary>The fields of a statement of a forecast.</summary>
internal abstract class ForecastForm(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : BudgetPage(organisation, mandates, texts)
{
    [BindProperty]
    public string Amount { get; set; } = "";

    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public string Explanation { get; set; } = "";

    protected ForecastStatement ReadStatement() =>
        new()
        {
            Amount = ReadAmount(Amount, nameof(Amount)),
            Reason = Reason,
            Explanation = Explanation,
        };

    protected static string? Field(string path) => path == "parent" ? "Place" : Platform.Web.RefusalExtensions.FormField(path);
}
