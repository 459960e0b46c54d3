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

/// <summary>Sets a frame of a year or tertial.</summary>
[PagePermission("mandates.account", "programmes/{programme}/subProjects/-")]
internal sealed class NewFrameModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : FrameForm(organisation, mandates, texts)
{
    [BindProperty]
    public string Place { get; set; } = "";

    [BindProperty]
    public int Year { get; set; }

    [BindProperty]
    public int Tertial { get; set; }

    [BindProperty]
    public CostKind Kind { get; set; }

    public List<SelectListItem> Tertials =>
        [
            new(Words["Budget.WholeYear"], "0"),
            .. Enumerable
                .Range(1, 3)
                .Select(t => new SelectListItem($"T{t}", t.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        ];

    public async Task OnGetAsync([FromQuery] string? place)
    {
        (Place, Year, DecisionDate) = (place ?? "", time.Today().Year, time.Today());
        RequestId = Guid.NewGuid().ToString();
        await LoadBudgetAsync(Words["Budget.NewFrame"]);
    }

    public Task<IActionResult> OnPostAsync()
    {
        var change = ReadChange();
        return TryAsync(
            async () =>
            {
                var created = await Mandates.CreateBudgetLineAsync(
                    new()
                    {
                        Parent = Place,
                        BudgetLine = new()
                        {
                            Year = Year,
                            Tertial = Tertial,
                            Kind = Kind,
                        },
                        Change = change,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(UrlOf(ResourceNames.Parent(created.Name)), Words["Budget.FrameSaved"]);
            },
            _ => LoadBudgetAsync(Words["Budget.NewFrame"]),
            Field
        );
    }
}
