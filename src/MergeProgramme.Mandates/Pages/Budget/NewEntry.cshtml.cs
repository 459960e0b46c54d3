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

/// <summary>Books an entry by hand.</summary>
[PagePermission("mandates.account", "programmes/{programme}/subProjects/-")]
internal sealed class NewEntryModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : BudgetPage(organisation, mandates, texts)
{
    [BindProperty]
    public string Place { get; set; } = "";

    [BindProperty]
    public string SourceSystem { get; set; } = "";

    [BindProperty]
    public string Voucher { get; set; } = "";

    [BindProperty]
    public int? Line { get; set; }

    [BindProperty]
    public DateOnly? Date { get; set; }

    [BindProperty]
    public string Account { get; set; } = "";

    [BindProperty]
    public string Text { get; set; } = "";

    [BindProperty]
    public string Amount { get; set; } = "";

    [BindProperty]
    public CostKind Kind { get; set; }

    [BindProperty]
    public string CorrectsVoucher { get; set; } = "";

    public async Task OnGetAsync([FromQuery] string? place)
    {
        Place = place ?? "";
        RequestId = Guid.NewGuid().ToString();
        await LoadBudgetAsync(Words["Entry.New"]);
    }

    public Task<IActionResult> OnPostAsync()
    {
        var amount = ReadAmount(Amount, nameof(Amount));
        return TryAsync(
            async () =>
            {
                await Mandates.CreateAccountEntryAsync(
                    new()
                    {
                        Parent = Place,
                        AccountEntry = new()
                        {
                            SourceSystem = SourceSystem.Trim(),
                            Voucher = Voucher.Trim(),
                            Line = Line ?? 0,
                            Date = Date.ToDate(),
                            Account = Account.Trim(),
                            Text = Text.Trim(),
                            Amount = amount,
                            Kind = Kind,
                            CorrectsVoucher = CorrectsVoucher.Trim(),
                        },
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done($"{UrlOf(Place)}#entries", Words["Entry.Saved"]);
            },
            _ => LoadBudgetAsync(Words["Entry.New"]),
            path => path == "parent" ? nameof(Place) : Platform.Web.RefusalExtensions.FormField(path)
        );
    }
}
