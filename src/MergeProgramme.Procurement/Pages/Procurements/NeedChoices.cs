using MergeProgramme.Platform.Grpc;
using Microsoft.AspNetCore.Mvc.Rendering;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>The needs of a programme, to choose from.</summary>
internal static class NeedChoices
{
    public static async Task<List<SelectListItem>> ReadAsync(
        ProcurementServiceClient procurement,
        string programme,
        CancellationToken aborted
    ) =>
        [
            .. (
                await WholeList.ReadAsync(
                    token =>
                        procurement.ListNeedsAsync(
                            new()
                            {
                                Parent = programme,
                                PageSize = 1000,
                                PageToken = token,
                            },
                            cancellationToken: aborted
                        ),
                    answer => (answer.Needs, answer.NextPageToken)
                )
            ).Select(n => new SelectListItem(n.Title, n.Name)),
        ];
}
