using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using Month = MergeProgramme.Organisation.Staffing.Month;

namespace MergeProgramme.Organisation.Pages.BuyOuts;

/// <summary>The fields of bought-out days.</summary>
internal abstract class BuyOutForm(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ProgrammePage(client)
{
    [BindProperty]
    public string Appointment { get; set; } = "";

    /// <summary>As <c>2018-05</c>.</summary>
    [BindProperty]
    public string FirstMonth { get; set; } = "";

    /// <summary>Empty: the first month alone.</summary>
    [BindProperty]
    public string LastMonth { get; set; } = "";

    /// <summary>Days a month, with at most two decimals.</summary>
    [BindProperty]
    public decimal? Days { get; set; }

    [BindProperty]
    public string DayRate { get; set; } = "";

    [BindProperty]
    public string Note { get; set; } = "";

    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    [BindProperty]
    public string Etag { get; set; } = "";

    public List<SelectListItem> Appointments { get; private set; } = [];

    public abstract string Submit { get; }

    protected IStringLocalizer<Texts> Words { get; } = texts;

    protected TimeProvider Clock { get; } = time;

    protected void Fill(BuyOut buyOut)
    {
        (Appointment, Note, Etag) = (buyOut.Appointment, buyOut.Note, buyOut.Etag);
        FirstMonth = Month.Of(buyOut.FirstMonth.ToDateOnly()!.Value).ToString();
        LastMonth = buyOut.LastMonth.ToDateOnly() is { } last ? Month.Of(last).ToString() : "";
        Days = buyOut.DayHundredths / 100m;
        DayRate = Formats.AmountInField(buyOut.DayRate);
    }

    /// <summary>What the form says; null where a field cannot be read, which then has its error.</summary>
    protected BuyOut? Read(string name = "")
    {
        var (first, last) = (Month.Read(FirstMonth), Month.Read(LastMonth));
        if (first is null && !string.IsNullOrWhiteSpace(FirstMonth))
            ModelState.AddModelError(nameof(FirstMonth), Words["BuyOut.Month.Unreadable"]);
        if (last is null && !string.IsNullOrWhiteSpace(LastMonth))
            ModelState.AddModelError(nameof(LastMonth), Words["BuyOut.Month.Unreadable"]);
        if (!Formats.TryReadAmount(DayRate, out var rate))
            ModelState.AddModelError(nameof(DayRate), Words["BuyOut.Rate.Unreadable"]);
        var hundredths = (Days ?? 0) * 100;
        if (hundredths != decimal.Truncate(hundredths) || hundredths is < 0 or > int.MaxValue)
            ModelState.AddModelError(nameof(Days), Words["BuyOut.Days.Unreadable"]);
        return ModelState.IsValid
            ? new()
            {
                Name = name,
                Appointment = Appointment,
                FirstMonth = first?.FirstDay.ToDate(),
                LastMonth = last?.FirstDay.ToDate(),
                DayHundredths = (int)hundredths,
                DayRate = rate,
                Note = Note.Trim(),
                Etag = Etag,
            }
            : null;
    }

    protected static string? FieldOf(string path) =>
        path == "buy_out.day_hundredths" ? nameof(Days) : RefusalExtensions.FormField(path);

    protected async Task LoadFormAsync(string title)
    {
        await LoadFrameAsync(title);
        ViewData["Section"] = "buy-outs";
        var today = Clock.Today();
        Appointments =
        [
            .. (await AppointmentsAsync())
                .Where(a => a.Name == Appointment || a.EndDate is null || a.EndDate.ToDateOnly() >= today)
                .OrderBy(a => a.PersonDisplayName, StringComparer.CurrentCulture)
                .ThenBy(a => a.BodyDisplayName, StringComparer.CurrentCulture)
                .Select(a => new SelectListItem($"{a.PersonDisplayName}, {a.BodyDisplayName}", a.Name)),
        ];
    }
}
