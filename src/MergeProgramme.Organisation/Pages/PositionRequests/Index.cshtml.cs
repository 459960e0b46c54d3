using Grpc.Core;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.Pages.Units;
using MergeProgramme.Organisation.PositionControl;
using MergeProgramme.Organisation.Sheets;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.PositionRequests;

/// <summary>Position control across the departments: what waits, what is held back, and how long each step takes.</summary>
[PagePermission("organisation.readPositions")]
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ChartPage(client, texts)
{
    // What an export has beside what an import knows.
    private static readonly IReadOnlyList<SheetColumn> Exported =
    [
        .. VacancySheet.Columns,
        new("department", false, "Kommunalområde", "Department"),
        new("state", false, "Status", "State"),
        new("decider", false, "Avgjort av", "Decided by"),
        new("decideDate", false, "Avgjort dato", "Decided on"),
        new("reason", false, "Avgjørelsens begrunnelse", "Reason of the decision"),
        new("advertiseDate", false, "Lyst ut", "Advertised on"),
        new("advertiseReference", false, "Utlysning, referanse", "Advertisement, reference"),
        new("fillDate", false, "Besatt fra", "Filled from"),
    ];

    /// <summary>Id of the unit that the page is narrowed to.</summary>
    [FromQuery(Name = "unit")]
    public string? UnitId { get; set; }

    [FromQuery(Name = "state")]
    public PositionRequestState State { get; set; }

    [FromQuery(Name = "start")]
    public DateOnly? Start { get; set; }

    [FromQuery(Name = "end")]
    public DateOnly? End { get; set; }

    public DateOnly Today { get; private set; }

    public PositionControlSummary Summary { get; private set; } = new();

    /// <summary>All requests of the unit, whatever the period, newest first.</summary>
    public IReadOnlyList<PositionRequest> Requests { get; private set; } = [];

    /// <summary>Those that wait for a decision, the oldest first.</summary>
    public IReadOnlyList<PositionRequest> Waiting { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public IReadOnlyList<SelectListItem> States { get; private set; } = [];

    public bool HasUnits => Units.Count > 1;

    public bool IsNarrowed => !string.IsNullOrEmpty(UnitId) || State != PositionRequestState.Unspecified;

    public string ExportUrl =>
        $"{Below("position-requests")}?handler=Export{(string.IsNullOrEmpty(UnitId) ? "" : $"&unit={UnitId}")}";

    public int DaysOf(PositionRequest request) => Today.DayNumber - (request.RequestDate.ToDateOnly() ?? Today).DayNumber;

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(Words["Control"]);
        Today = time.Today();
        var unit = UnitName;
        try
        {
            Summary = await SummaryAsync(unit, Start, End);
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field))
        {
            // A period that is none: said at its field, and the last twelve months shown.
            Summary = await SummaryAsync(unit, null, null);
        }
        var all = await RequestsAsync(new() { Unit = unit });
        Waiting = [.. all.FindAll(r => r.State == PositionRequestState.Requested).AsEnumerable().Reverse()];
        Requests = State == PositionRequestState.Unspecified ? all : all.FindAll(r => r.State == State);
        Units =
        [
            .. UnitChoices(await UnitsAsync(), Words["Control.AllUnits"])
                .Select(u => new SelectListItem(u.Text, u.Value.Length > 0 ? ResourceNames.Id(u.Value) : "") { Group = u.Group }),
        ];
        States =
        [
            new SelectListItem(Words["Control.AllStates"], ""),
            .. Enum.GetValues<PositionRequestState>()
                .Where(s => s != PositionRequestState.Unspecified)
                .Select(s => new SelectListItem(Words[$"PositionRequestState.{s}"], s.ToString())),
        ];
        Start ??= Summary.Months.FirstOrDefault()?.StartDate.ToDateOnly();
        End ??= Today;
    }

    public async Task<IActionResult> OnGetExportAsync()
    {
        var requests = await RequestsAsync(new() { Unit = UnitName });
        var units = (await UnitsAsync()).ToDictionary(u => u.Name, StringComparer.Ordinal);
        return SheetFile.Of(
            Words["Control"],
            Exported,
            requests.Select(r => new Dictionary<string, object?>
            {
                [VacancySheet.Municipality] = units.TryGetValue(r.Unit, out var unit) ? unit.MunicipalityDisplayName : "",
                [VacancySheet.Unit] = r.UnitDisplayName,
                [VacancySheet.Title] = r.Title,
                [VacancySheet.Percent] = r.PercentHundredths / 100m,
                [VacancySheet.Cost] = Formats.ToDecimal(r.YearlyCost),
                [VacancySheet.VacantFrom] = r.VacantFromDate.ToDateOnly(),
                [VacancySheet.Why] = r.Why,
                [VacancySheet.Consequence] = r.Consequence,
                [VacancySheet.Requester] = r.RequesterDisplayName,
                [VacancySheet.RequestDate] = r.RequestDate.ToDateOnly(),
                ["department"] = r.DepartmentDisplayName,
                ["state"] = Words[$"PositionRequestState.{r.State}"].Value,
                ["decider"] = r.DeciderDisplayName,
                ["decideDate"] = r.DecideDate.ToDateOnly(),
                ["reason"] = r.DecisionReason,
                ["advertiseDate"] = r.AdvertiseDate.ToDateOnly(),
                ["advertiseReference"] = r.AdvertiseReference,
                ["fillDate"] = r.FillDate.ToDateOnly(),
            })
        );
    }

    private string UnitName => string.IsNullOrEmpty(UnitId) ? "" : NameOf("units", UnitId);

    private async Task<PositionControlSummary> SummaryAsync(string unit, DateOnly? start, DateOnly? end) =>
        await Client.SummarisePositionControlAsync(
            new()
            {
                Name = ProgrammeName,
                Unit = unit,
                StartDate = start.ToDate(),
                EndDate = end.ToDate(),
            },
            cancellationToken: Aborted
        );

    private static string? Field(string path) =>
        path is "start_date" ? nameof(Start)
        : path is "end_date" ? nameof(End)
        : null;
}
