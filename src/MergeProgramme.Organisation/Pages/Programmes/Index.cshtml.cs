using MergeProgramme.Organisation.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Programmes;

/// <summary>All programmes: the first page that people see.</summary>
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : PageModel
{
    [FromQuery(Name = "from")]
    public string? From { get; set; }

    public IReadOnlyList<Programme> Programmes { get; private set; } = [];

    /// <summary>Where the list goes on; empty at its end.</summary>
    public string Next { get; private set; } = "";

    public async Task OnGetAsync()
    {
        var page = await client.ListProgrammesAsync(
            new() { PageToken = From ?? "" },
            cancellationToken: HttpContext.RequestAborted
        );
        (Programmes, Next) = (page.Programmes, page.NextPageToken);
        ViewData["Title"] = texts["Programmes"].Value;
    }
}
