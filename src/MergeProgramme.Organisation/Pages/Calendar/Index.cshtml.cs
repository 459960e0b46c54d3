using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Calendar;

/// <summary>A year's public holidays, and the school-free periods that the office has entered.</summary>
[PagePermission("organisation.read")]
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ProgrammePage(client)
{
    // Links lead so far; a year beyond is written in the field.
    private const int YearsBack = 3;
    private const int YearsAhead = 6;

    private Dictionary<string, string> municipalities = [];

    [FromQuery(Name = "year")]
    public int? AskedYear { get; set; }

    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    [BindProperty]
    public string DisplayName { get; set; } = "";

    [BindProperty]
    public string Municipality { get; set; } = "";

    [BindProperty]
    public string County { get; set; } = "";

    [BindProperty]
    public DateOnly? StartDate { get; set; }

    [BindProperty]
    public DateOnly? EndDate { get; set; }

    [BindProperty]
    public string Source { get; set; } = "";

    public int Year { get; private set; }

    public bool HasEarlier => Year > Math.Max(NorwegianCalendar.FirstYear, time.Today().Year - YearsBack);

    public bool HasLater => Year < Math.Min(NorwegianCalendar.LastYear, time.Today().Year + YearsAhead);

    public IReadOnlyList<(DateOnly Date, PublicHoliday Holiday)> Holidays => NorwegianCalendar.PublicHolidays(Year);

    public int WorkingDays => NorwegianCalendar.CountWorkingDays(new(Year, 1, 1), new(Year, 12, 31));

    public IReadOnlyList<SchoolFreePeriod> Periods { get; private set; } = [];

    public List<SelectListItem> MunicipalityChoices { get; private set; } = [];

    public string Whose(SchoolFreePeriod period) =>
        period.County.Length > 0 ? period.County : municipalities.GetValueOrDefault(period.Municipality, "");

    /// <summary>"Uke 40" or "Uke 25–33".</summary>
    public string Weeks(SchoolFreePeriod period)
    {
        var (first, last) = (Week(period.StartDate), Week(period.EndDate));
        return first is null || last is null ? ""
            : first == last ? texts["SchoolFree.Week", first.Value.Number].Value
            : texts["SchoolFree.WeekSpan", first.Value.Number, last.Value.Number].Value;
    }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                var created = await Client.CreateSchoolFreePeriodAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        RequestId = RequestId,
                        SchoolFreePeriod = new()
                        {
                            DisplayName = DisplayName.Trim(),
                            Municipality = Municipality,
                            County = County.Trim(),
                            StartDate = StartDate.ToDate(),
                            EndDate = EndDate.ToDate(),
                            Source = Source.Trim(),
                        },
                    },
                    cancellationToken: Aborted
                );
                return Done(
                    $"{Below("calendar")}?year={StartDate!.Value.Year}",
                    texts["SchoolFree.Created", created.DisplayName]
                );
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostDeleteAsync([FromForm] string? name, [FromForm] string? etag)
    {
        // Only the question was posted: the fields of the form stay as they were.
        ModelState.Clear();
        try
        {
            await Client.DeleteSchoolFreePeriodAsync(new() { Name = name ?? "", Etag = etag ?? "" }, cancellationToken: Aborted);
            return Done(Below("calendar"), texts["SchoolFree.Deleted"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e, _ => null))
        {
            await LoadAsync();
            return Page();
        }
    }

    private static IsoWeek? Week(Google.Type.Date date) =>
        date.ToDateOnly() is { Year: >= NorwegianCalendar.FirstYear and <= NorwegianCalendar.LastYear } day
            ? IsoWeek.Of(day)
            : null;

    private async Task LoadAsync()
    {
        Year = Math.Clamp(AskedYear ?? time.Today().Year, NorwegianCalendar.FirstYear, NorwegianCalendar.LastYear);
        await LoadFrameAsync(texts["Calendar", Year]);
        var known = await MunicipalitiesAsync();
        municipalities = known.ToDictionary(m => m.Name, m => m.DisplayName, StringComparer.Ordinal);
        MunicipalityChoices = Choices(known, texts["SchoolFree.Municipality.None"], m => (m.Name, m.DisplayName));
        Periods = await WholeList.ReadAsync(
            token =>
                Client.ListSchoolFreePeriodsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        FromDate = new DateOnly(Year, 1, 1).ToDate(),
                        ToDate = new DateOnly(Year, 12, 31).ToDate(),
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.SchoolFreePeriods, answer.NextPageToken)
        );
    }
}
