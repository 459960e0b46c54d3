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

/// <summary>The fields of a commitment.</summary>
internal abstract class CommitmentForm(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : BudgetPage(organisation, mandates, texts)
{
    [BindProperty]
    public string Subject { get; set; } = "";

    [BindProperty]
    public string Supplier { get; set; } = "";

    [BindProperty]
    public CostKind Kind { get; set; }

    [BindProperty]
    public string Amount { get; set; } = "";

    [BindProperty]
    public DateOnly? ExpectedDate { get; set; }

    [BindProperty]
    public string Reference { get; set; } = "";

    protected Commitment Read(string name = "") =>
        new()
        {
            Name = name,
            Subject = Subject.Trim(),
            Supplier = Supplier.Trim(),
            Kind = Kind,
            Amount = ReadAmount(Amount, nameof(Amount)),
            ExpectedDate = ExpectedDate.ToDate(),
            Reference = Reference.Trim(),
            Etag = Etag,
        };

    protected static string? Field(string path) =>
        path switch
        {
            "parent" => "Place",
            "drawdown.amount" => "DrawnAmount",
            "drawdown.date" => "DrawnDate",
            "drawdown.voucher" => "Voucher",
            "reason" => "CancelReason",
            _ => Platform.Web.RefusalExtensions.FormField(path),
        };
}
