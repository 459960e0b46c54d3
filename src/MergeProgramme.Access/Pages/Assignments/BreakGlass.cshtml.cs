using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Access.V1.AccessService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Access.Pages.Assignments;

/// <summary>Opens a programme's confidential records for an hour.</summary>
[PagePermission("access.breakGlass")]
internal sealed class BreakGlassModel(
    AccessServiceClient access,
    OrganisationServiceClient organisation,
    IStringLocalizer<Texts> texts
) : AccessPage(access, organisation, texts)
{
    [BindProperty]
    public string Reason { get; set; } = "";

    /// <summary>Makes a form that is sent twice open once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(Words["BreakGlass.Title"]);
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadFrameAsync(Words["BreakGlass.Title"]);
        try
        {
            await Access.BreakGlassAsync(
                new()
                {
                    Parent = Parent,
                    Reason = Reason,
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done(Words["BreakGlass.Done"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e, field => field == "reason" ? nameof(Reason) : null)) { }
        return Page();
    }
}
