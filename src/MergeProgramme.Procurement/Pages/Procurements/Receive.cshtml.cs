using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>Takes a tender in and seals it.</summary>
[PagePermission("procurement.write")]
[TakesFile]
internal sealed class ReceiveModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CasePage(organisation, procurement)
{
    [BindProperty]
    public string Tenderer { get; set; } = "";

    [BindProperty]
    public string OrganisationNumber { get; set; } = "";

    [BindProperty]
    public string ContactEmail { get; set; } = "";

    [BindProperty]
    public string Price { get; set; } = "";

    [BindProperty]
    public IFormFile? Upload { get; set; }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var request = new ReceiveTenderRequest
        {
            Parent = CaseName,
            Tender = new()
            {
                Tenderer = Tenderer.Trim(),
                OrganisationNumber = OrganisationNumber.Replace(" ", "", StringComparison.Ordinal),
                ContactEmail = ContactEmail.Trim(),
            },
            FileName = Upload is null ? "" : Path.GetFileName(Upload.FileName),
            RequestId = RequestId,
        };
        if (Price.Trim().Length > 0)
        {
            if (Formats.TryReadAmount(Price, out var price))
                request.Price = price;
            else
                ModelState.AddModelError(nameof(Price), texts["AmountUnreadable"]);
        }
        if (Upload is null)
            ModelState.AddModelError(nameof(Upload), texts["Tender.FileRequired"]);
        else
            request.Content = await ByteString.FromStreamAsync(Upload.OpenReadStream(), Aborted);
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await ProcurementClient.ReceiveTenderAsync(request, cancellationToken: Aborted);
            TempData["Status"] = texts["Tender.IsReceived"].Value;
            return Redirect(CaseUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadCaseAsync(texts["Tenders.Receive"]);
    }

    private static string? FieldOf(string path) =>
        path is "content" or "file_name" ? nameof(Upload) : RefusalExtensions.FormField(path);
}
