using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Reporting;

/// <summary>Moves one meeting with its report, or leaves it out.</summary>
[PagePermission("organisation.write")]
internal sealed class EditOccurrenceModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : SubProjectReportingPage(client, time)
{
    [FromRoute(Name = "occurrence")]
    public string OccurrenceId { get; set; } = "";

    [BindProperty]
    public DateOnly? MeetingDate { get; set; }

    [BindProperty]
    public bool Skipped { get; set; }

    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    public ReportingOccurrence Occurrence { get; private set; } = new();

    private string Name => $"{SubProjectName}/reportingOccurrences/{OccurrenceId}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (MeetingDate, Skipped, Reason, Etag) = (
            Occurrence.MeetingDate.ToDateOnly(),
            Occurrence.Skipped,
            Occurrence.Reason,
            Occurrence.Etag
        );
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var stale = false;
        try
        {
            if (ModelState.IsValid)
            {
                await Client.UpdateReportingOccurrenceAsync(
                    new()
                    {
                        ReportingOccurrence = new()
                        {
                            Name = Name,
                            MeetingDate = MeetingDate.ToDate(),
                            Skipped = Skipped,
                            Reason = Reason.Trim(),
                            Etag = Etag,
                        },
                        UpdateMask = new FieldMask { Paths = { "meeting_date", "skipped", "reason" } },
                    },
                    cancellationToken: Aborted
                );
                return Done(ReportingUrl, texts["ChangesSaved"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            stale = e.StatusCode == Grpc.Core.StatusCode.Aborted;
        }
        await LoadAsync();
        // Somebody else was first: the next save is on what stands there now.
        if (stale)
            Etag = Occurrence.Etag;
        return Page();
    }

    private async Task LoadAsync()
    {
        Occurrence = await Client.GetReportingOccurrenceAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadSubProjectAsync(() => texts["Occurrence.Title", Formats.Date(Occurrence.MeetingDate)]);
    }
}
