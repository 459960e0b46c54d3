using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Systems;

/// <summary>What the pages of the matrix share: its functions, systems and municipalities.</summary>
internal abstract class SystemPage(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    private readonly OrganisationServiceClient organisation = organisation;

    protected ProcurementServiceClient Procurement { get; } = procurement;

    protected IStringLocalizer<Texts> Words { get; } = texts;

    public string SystemsUrl => $"/{ProgrammeName}/systems";

    public string FunctionsUrl => $"/{ProgrammeName}/service-functions";

    /// <summary>Last day before which all must be ready; null where the programme has no vesting day.</summary>
    public DateOnly? VestingDay { get; private set; }

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<ServiceFunction> Functions { get; private set; } = [];

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<LegacySystem> Systems { get; private set; } = [];

    /// <summary>Those that merge, by name, and then the new one.</summary>
    public IReadOnlyList<Municipality> Municipalities { get; private set; } = [];

    public List<SelectListItem> FunctionChoices => [.. Functions.Select(f => new SelectListItem(f.Title, f.Name))];

    public List<SelectListItem> MunicipalityChoices => [.. Municipalities.Select(m => new SelectListItem(m.DisplayName, m.Name))];

    public string FunctionTitle(string function) =>
        Functions.FirstOrDefault(f => f.Name == function)?.Title ?? ResourceNames.Id(function);

    public string MunicipalityTitle(string municipality) =>
        Municipalities.FirstOrDefault(m => m.Name == municipality)?.DisplayName ?? ResourceNames.Id(municipality);

    /// <summary>"Journal A (Askim)".</summary>
    public string SystemTitle(LegacySystem system) => $"{system.Title} ({MunicipalityTitle(system.Municipality)})";

    public LegacySystem? SystemOf(string name) => Systems.FirstOrDefault(s => s.Name == name);

    /// <summary>Loads the whole matrix and what the page stands in.</summary>
    protected async Task LoadMatrixAsync(string title)
    {
        await LoadFrameAsync(title, "needs");
        VestingDay = (
            await organisation.GetProgrammeAsync(new() { Name = ProgrammeName }, cancellationToken: Aborted)
        ).VestingDate
            is { } date
            ? Platform.Calendar.DateConversions.ToDateOnly(date)
            : null;
        Functions = await WholeList.ReadAsync(
            token =>
                Procurement.ListServiceFunctionsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.ServiceFunctions, answer.NextPageToken)
        );
        Systems = await WholeList.ReadAsync(
            token =>
                Procurement.ListLegacySystemsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.LegacySystems, answer.NextPageToken)
        );
        var municipalities = await WholeList.ReadAsync(
            token =>
                organisation.ListMunicipalitiesAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Municipalities, answer.NextPageToken)
        );
        Municipalities =
        [
            .. municipalities
                .OrderBy(m => m.Role == MunicipalityRole.Merged)
                .ThenBy(m => m.DisplayName, StringComparer.CurrentCulture),
        ];
    }

    /// <summary>What is wrong in the matrix, the gravest first.</summary>
    protected async Task<IReadOnlyList<SystemFinding>> FindingsAsync() =>
        (await Procurement.CheckLegacySystemsAsync(new() { Parent = ProgrammeName }, cancellationToken: Aborted)).Findings;

    /// <summary>Goes to a page and says what was done.</summary>
    protected RedirectResult Done(string url, string text)
    {
        TempData["Status"] = text;
        return Redirect(url);
    }
}
