using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Reports;

/// <summary>Every sub-project's latest report on a day, for the programme's board: to read, to print and as a Word file.</summary>
[PagePermission("organisation.read")]
internal sealed class CombinedModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ProgrammePage(client)
{
    /// <summary>The day at whose end it is seen; today where it is not stated.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Date { get; set; }

    public ProgrammeReport Combined { get; private set; } = new();

    public DateOnly Shown => Date ?? time.Today();

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Combined.Short"]);
        ViewData["Section"] = "reporting";
        Combined = await Client.GetProgrammeReportAsync(
            new() { Name = ProgrammeName, Date = Shown.ToDate() },
            cancellationToken: Aborted
        );
    }
}
