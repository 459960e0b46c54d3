using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Host.Pages.Operations;

/// <summary>What travels between the modules, and whether it does.</summary>
[PagePermission("operations.read")]
internal sealed class IndexModel(ConsumerStates consumers, IStringLocalizer<Texts> texts) : PageModel
{
    public IReadOnlyList<ConsumerState> Consumers => consumers.All;

    public async Task<IActionResult> OnPostAsync(string consumer)
    {
        if (!await this.MayAsync("operations.operate", ""))
            return new StatusCodeResult(StatusCodes.Status403Forbidden);
        consumers.Retry(consumer);
        TempData["Status"] = texts["Operations.Retried", consumer].Value;
        return RedirectToPage();
    }
}
