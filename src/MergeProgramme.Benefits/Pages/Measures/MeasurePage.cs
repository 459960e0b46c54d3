using MergeProgramme.Benefits.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Names;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Measures;

/// <summary>What the pages of measures share: the measure, and what a measure can point to.</summary>
internal abstract class MeasurePage(OrganisationServiceClient organisation, BenefitsServiceClient benefits)
    : ProgrammePage(organisation)
{
    private const int LongestChoice = 90;

    /// <summary>Last part of the measure's name.</summary>
    [FromRoute(Name = "measure")]
    public string MeasureId { get; set; } = "";

    public string MeasureName => $"{ProgrammeName}/measures/{MeasureId}";

    public string MeasuresUrl => $"/{ProgrammeName}/measures";

    /// <summary>The measure as it stands, once loaded.</summary>
    public Measure Measure { get; private set; } = new();

    public List<SelectListItem> BenefitChoices { get; private set; } = [];

    public List<SelectListItem> UnitChoices { get; private set; } = [];

    public List<SelectListItem> MunicipalityChoices { get; private set; } = [];

    public List<SelectListItem> BodyChoices { get; private set; } = [];

    protected BenefitsServiceClient BenefitsClient { get; } = benefits;

    protected async Task LoadMeasureAsync() =>
        Measure = await BenefitsClient.GetMeasureAsync(new() { Name = MeasureName }, cancellationToken: Aborted);

    /// <summary>What people call a thing that a measure points to; its id where it is gone.</summary>
    public static string TextOf(List<SelectListItem> choices, string name) =>
        choices.Find(c => c.Value == name)?.Text ?? ResourceNames.Id(name);

    /// <summary>Loads what can be pointed to. An office has dozens of each; where there are more, the first thousand can be chosen.</summary>
    protected async Task LoadChoicesAsync()
    {
        var found = await BenefitsClient.ListBenefitsAsync(
            new() { Parent = ProgrammeName, PageSize = Everything },
            cancellationToken: Aborted
        );
        BenefitChoices = [.. found.Benefits.Select(b => Choice(b.Text, b.Name))];
        var units = await Organisation.ListUnitsAsync(
            new() { Parent = ProgrammeName, PageSize = Everything },
            cancellationToken: Aborted
        );
        var municipalities = await Organisation.ListMunicipalitiesAsync(
            new() { Parent = ProgrammeName, PageSize = Everything },
            cancellationToken: Aborted
        );
        MunicipalityChoices = [.. municipalities.Municipalities.Select(m => Choice(m.DisplayName, m.Name))];
        UnitChoices =
        [
            .. units.Units.Select(u =>
                Choice(
                    u.Municipality.Length == 0
                        ? u.DisplayName
                        : $"{u.DisplayName} ({TextOf(MunicipalityChoices, u.Municipality)})",
                    u.Name
                )
            ),
        ];
        var bodies = await Organisation.ListBodiesAsync(
            new() { Parent = ProgrammeName, PageSize = Everything },
            cancellationToken: Aborted
        );
        BodyChoices =
        [
            .. bodies.Bodies.Where(b => b.Authority == BodyAuthority.Deciding).Select(b => Choice(b.DisplayName, b.Name)),
        ];
    }

    private static SelectListItem Choice(string text, string name) =>
        new(text.Length > LongestChoice ? text[..LongestChoice] + "…" : text, name);
}
