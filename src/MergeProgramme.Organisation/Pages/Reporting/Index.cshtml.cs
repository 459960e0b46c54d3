using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Reporting;

/// <summary>The meetings of one sub-project and the reports for them.</summary>
[PagePermission("organisation.read")]
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : SubProjectReportingPage(client, time)
{
    private const int DaysAhead = 100;
    private const int DaysBack = 400;

    /// <summary>By meeting day.</summary>
    public IReadOnlyList<ReportingOccurrence> Occurrences { get; private set; } = [];

    /// <summary>What is owed, and what is to come next.</summary>
    public IEnumerable<ReportingOccurrence> ToWrite =>
        Occurrences.Where(o => o.State is ReportingState.Missing or ReportingState.Late or ReportingState.Due);

    public int LateCount => Occurrences.Count(o => o.State == ReportingState.Late);

    public int MissingCount => Occurrences.Count(o => o.State == ReportingState.Missing);

    public async Task OnGetAsync() => await LoadAsync();

    /// <param name="occurrence">Resource name of the meeting that a report is begun for.</param>
    /// <param name="requestId">So that a form that is sent twice begins one report.</param>
    public async Task<IActionResult> OnPostAsync(string? occurrence, string? requestId)
    {
        try
        {
            var report = await Client.CreateReportAsync(
                new()
                {
                    Parent = SubProjectName,
                    Report = new() { ReportingOccurrence = occurrence ?? "" },
                    RequestId = requestId ?? "",
                },
                cancellationToken: Aborted
            );
            return LocalRedirect($"{Addresses.Of(report.Name)}/edit");
        }
        catch (RpcException e) when (ModelState.Accepts(e, _ => null))
        {
            await LoadAsync();
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadSubProjectAsync(() => texts["SubProjectReporting.Title", SubProjectTitle]);
        Occurrences = (
            await Client.ListReportingOccurrencesAsync(
                new()
                {
                    Parent = SubProjectName,
                    StartDate = Today.AddDays(-DaysBack).ToDate(),
                    EndDate = Today.AddDays(DaysAhead).ToDate(),
                    PageSize = Everything,
                },
                cancellationToken: Aborted
            )
        ).ReportingOccurrences;
    }
}
