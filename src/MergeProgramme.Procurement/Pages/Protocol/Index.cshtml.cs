using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.Pages.Procurements;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Protocol;

/// <summary>The protocol of a procurement, to download.</summary>
[PagePermission("procurement.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CasePage(organisation, procurement)
{
    /// <summary>Why the reader does not get it now; empty where they do.</summary>
    public string Refused { get; private set; } = "";

    public async Task OnGetAsync()
    {
        await LoadCaseAsync(texts["Protocol.Title"]);
        await ProtocolAsync();
    }

    public async Task<IActionResult> OnGetFileAsync()
    {
        await LoadCaseAsync(texts["Protocol.Title"]);
        return await ProtocolAsync() is { } protocol
            ? File(protocol.Content.ToByteArray(), protocol.ContentType, protocol.FileName)
            : Page();
    }

    private async Task<ExportProcurementProtocolResponse?> ProtocolAsync()
    {
        try
        {
            return await ProcurementClient.ExportProcurementProtocolAsync(new() { Name = CaseName }, cancellationToken: Aborted);
        }
        catch (RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.FailedPrecondition)
        {
            Refused = e.Status.Detail;
            return null;
        }
    }
}
