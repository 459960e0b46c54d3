using Grpc.Core;
using MergeProgramme.Platform.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Host.Pages.Demo;

/// <summary>Moves the time of a demonstration. Not found where there is none.</summary>
internal sealed class ClockModel(IServiceProvider services, IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>A day, the standstill, the reporting round, a month.</summary>
    public static readonly int[] Steps = [1, 10, 14, 30];

    // Only a demonstration has one.
    private readonly DemoClockService.DemoClockServiceClient? clock =
        services.GetService<DemoClockService.DemoClockServiceClient>();

    [BindProperty]
    public int? Days { get; set; }

    public DateTimeOffset Now { get; private set; }

    public int AdvancedDays { get; private set; }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (clock is null)
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync();
        try
        {
            await clock.AdvanceClockAsync(new() { Days = Days ?? 0 });
        }
        catch (RpcException e) when (ModelState.Accepts(e, field => field == "days" ? nameof(Days) : null))
        {
            return await ShowAsync();
        }
        TempData["Status"] = texts["DemoClock.Moved", Days ?? 0].Value;
        return RedirectToPage();
    }

    private async Task<IActionResult> ShowAsync()
    {
        if (clock is null)
            return NotFound();
        var now = await clock.GetClockAsync(new());
        (Now, AdvancedDays) = (now.Now.ToDateTimeOffset(), now.AdvancedDays);
        return Page();
    }
}
