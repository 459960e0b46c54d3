using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Units;

/// <summary>What the pages on units, positions and position control share.</summary>
internal abstract class ChartPage(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : ProgrammePage(client)
{
    protected IStringLocalizer<Texts> Words { get; } = texts;

    protected Task<List<Unit>> UnitsAsync() =>
        WholeList.ReadAsync(
            token =>
                Client.ListUnitsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Units, answer.NextPageToken)
        );

    protected Task<List<UnitMapping>> MappingsAsync(string unit = "") =>
        WholeList.ReadAsync(
            token =>
                Client.ListUnitMappingsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Unit = unit,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.UnitMappings, answer.NextPageToken)
        );

    protected Task<List<Position>> PositionsAsync(ListPositionsRequest filter) =>
        WholeList.ReadAsync(
            token =>
                Client.ListPositionsAsync(
                    new(filter)
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Positions, answer.NextPageToken)
        );

    protected Task<List<PositionRequest>> RequestsAsync(ListPositionRequestsRequest filter) =>
        WholeList.ReadAsync(
            token =>
                Client.ListPositionRequestsAsync(
                    new(filter)
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.PositionRequests, answer.NextPageToken)
        );

    /// <summary>Units to choose from, each chart a group; an empty choice first.</summary>
    protected List<SelectListItem> UnitChoices(IEnumerable<Unit> units, string none)
    {
        var groups = new Dictionary<string, SelectListGroup>(StringComparer.Ordinal);
        return
        [
            new SelectListItem(none, ""),
            .. units
                .GroupBy(ChartName)
                .SelectMany(chart =>
                    chart.Select(u => new SelectListItem(u.Code.Length > 0 ? $"{u.Code} {u.DisplayName}" : u.DisplayName, u.Name)
                    {
                        Group = groups.TryGetValue(chart.Key, out var group)
                            ? group
                            : groups[chart.Key] = new SelectListGroup { Name = chart.Key },
                    })
                ),
        ];
    }

    /// <summary>Whose chart a unit stands in.</summary>
    public string ChartName(Unit unit) => unit.NewOrganisation ? Words["Chart.New"].Value : unit.MunicipalityDisplayName;

    /// <summary>Full positions out of hundredths of a percent: "12,5".</summary>
    public static string FullPositions(long percentHundredths) => Formats.Number(percentHundredths / 10_000m);

    /// <summary>"75,5 %".</summary>
    public static string Percent(int percentHundredths) => $"{Formats.Number(percentHundredths / 100m)}\u00A0%";
}
