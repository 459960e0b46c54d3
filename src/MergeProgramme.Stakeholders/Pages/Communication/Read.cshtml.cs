using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Communication;

/// <summary>One part of the communication plan: each time that it falls due, and what was done.</summary>
[PagePermission("stakeholders.read")]
internal sealed class ReadModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    TimeProvider time,
    IStringLocalizer<Texts> texts
) : ItemPage(organisation, stakeholders, texts)
{
    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Which time, as 2026-11-26.</summary>
    [BindProperty]
    public string DueDate { get; set; } = "";

    [BindProperty]
    public OccurrenceState State { get; set; } = OccurrenceState.Done;

    [BindProperty]
    public DateOnly? DoneDate { get; set; }

    [BindProperty]
    public string Note { get; set; } = "";

    public DateOnly Today => time.Today();

    public IReadOnlyList<CommunicationOccurrence> Occurrences { get; private set; } = [];

    /// <summary>The times that can be spoken of: those overdue first, then those to come, then those that something was said of.</summary>
    public IEnumerable<SelectListItem> DueChoices =>
        Occurrences
            .OrderBy(o => o.State is OccurrenceState.Done or OccurrenceState.Skipped)
            .ThenBy(o => o.DueDate.ToDateOnly())
            .Select(o => new SelectListItem(
                $"{Formats.Date(o.DueDate)} ({Words[$"OccurrenceState.{o.State}"].Value})",
                o.DueDate.ToDateOnly()!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            ));

    public IEnumerable<SelectListItem> Outcomes =>
        new[] { OccurrenceState.Done, OccurrenceState.Skipped }.Select(s => new SelectListItem(
            Words[$"OccurrenceState.{s}"],
            s.ToString()
        ));

    public async Task OnGetAsync(string? due)
    {
        await LoadAllAsync();
        (DueDate, DoneDate) = (due ?? DueChoices.FirstOrDefault()?.Value ?? "", Today);
    }

    public async Task<IActionResult> OnPostRecordAsync()
    {
        if (ModelState.IsValid)
        {
            try
            {
                await Client.RecordCommunicationAsync(
                    new()
                    {
                        Name = ItemName,
                        DueDate = DateOnly.TryParseExact(
                            DueDate,
                            "yyyy-MM-dd",
                            CultureInfo.InvariantCulture,
                            DateTimeStyles.None,
                            out var due
                        )
                            ? due.ToDate()
                            : null,
                        State = State,
                        DoneDate = State == OccurrenceState.Done ? DoneDate.ToDate() : null,
                        Note = Note.Trim(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(Addresses.Of(ItemName), Words["Communication.Recorded"]);
            }
            catch (RpcException e) when (ModelState.Accepts(e, path => FieldOf($"request.{path}"))) { }
        }
        await LoadAllAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostDeleteAsync()
    {
        try
        {
            await Client.DeleteCommunicationItemAsync(
                new()
                {
                    Name = ItemName,
                    Etag = Etag,
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done($"/{ProgrammeName}/communication", Words["Communication.Deleted"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAllAsync();
            return Page();
        }
    }

    private async Task LoadAllAsync()
    {
        await LoadAsync(title => title);
        Occurrences = await WholeList.ReadAsync(
            token =>
                Client.ListCommunicationOccurrencesAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        CommunicationItem = ItemName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.CommunicationOccurrences, answer.NextPageToken)
        );
    }
}
