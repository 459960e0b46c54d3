using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Bodies;

/// <summary>Several bodies end on one day, as on the day before vesting day: shown first, then done.</summary>
[PagePermission("organisation.write")]
internal sealed class DissolveModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ProgrammePage(client)
{
    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    [BindProperty]
    public DateOnly? LastDate { get; set; }

    [BindProperty]
    public List<string> Bodies { get; set; } = [];

    /// <summary>Whether what was shown is to be done.</summary>
    [BindProperty]
    public bool Sure { get; set; }

    public List<SelectListItem> Choices { get; private set; } = [];

    public DissolveBodiesResponse? Shown { get; private set; }

    public string LastDateHint =>
        Programme.VestingDate.ToDateOnly() is { } vesting
            ? texts["Dissolve.LastDate.Hint", NorwegianTime.Format(vesting)].Value
            : texts["Dissolve.LastDate.None"].Value;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        LastDate = Programme.VestingDate.ToDateOnly()?.AddDays(-1);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            if (ModelState.IsValid)
            {
                var request = new DissolveBodiesRequest
                {
                    Parent = ProgrammeName,
                    Bodies = { Bodies },
                    LastDate = LastDate.ToDate(),
                    ValidateOnly = !Sure,
                    RequestId = RequestId,
                };
                var response = await Client.DissolveBodiesAsync(request, cancellationToken: Aborted);
                if (Sure)
                    return Done(
                        Below("bodies"),
                        texts[
                            "Dissolve.Done",
                            response.Bodies.Count,
                            response.EndedAppointments.Count,
                            NorwegianTime.Format(LastDate!.Value)
                        ]
                    );
                Shown = response;
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            // Shown at the fields.
        }
        return Page();
    }

    private static string? FieldOf(string path) =>
        path == "last_date" ? nameof(LastDate)
        : path.StartsWith("bodies", StringComparison.Ordinal) ? nameof(Bodies)
        : null;

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["Dissolve"]);
        ViewData["Section"] = "bodies";
        var today = time.Today();
        Choices =
        [
            .. (await BodiesAsync())
                .Where(b => b.EndDate is null || b.EndDate.ToDateOnly() >= today)
                .Select(b => new SelectListItem(
                    b.EndDate is null
                        ? b.DisplayName
                        : $"{b.DisplayName} ({texts["Body.Until", NorwegianTime.Format(b.EndDate.ToDateOnly()!.Value)].Value})",
                    b.Name
                )
                {
                    Selected = Bodies.Contains(b.Name),
                }),
        ];
    }
}
