using MergeProgramme.Platform.Events;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Host.Pages.Operations;

/// <summary>What travels between the modules, and whether it does.</summary>
internal sealed class IndexModel(ConsumerStates consumers, IStringLocalizer<Texts> texts) : PageModel
{
    public IReadOnlyList<ConsumerState> Consumers => consumers.All;

    public IActionResult OnPost(string consumer)
    {
        consumers.Retry(consumer);
        TempData["Status"] = texts["Operations.Retried", consumer].Value;
        return RedirectToPage();
    }
}
