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

/// <summary>The fields of a change of a frame.</summary>
internal abstract class FrameForm(
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
    public string CaseNumber { get; set; } = "";

    [BindProperty]
    public DateOnly? DecisionDate { get; set; }

    protected FrameChange ReadChange() =>
        new()
        {
            ToAmount = ReadAmount(Amount, nameof(Amount)),
            Reason = Reason,
            CaseNumber = CaseNumber.Trim(),
            DecisionDate = DecisionDate.ToDate(),
        };

    protected static string? Field(string path) =>
        path switch
        {
            "change.to_amount" => nameof(Amount),
            "parent" => "Place",
            _ => Platform.Web.RefusalExtensions.FormField(path),
        };
}
