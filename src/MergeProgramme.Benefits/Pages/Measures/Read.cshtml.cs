using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Web;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Measures;

/// <summary>A measure: what it is, what is missing in it, and when its effect comes.</summary>
[PagePermission("benefits.read")]
internal sealed class ReadMeasureModel(OrganisationServiceClient organisation, BenefitsServiceClient benefits)
    : MeasurePage(organisation, benefits)
{
    public IReadOnlyList<MeasureFinding> Findings { get; private set; } = [];

    /// <summary>The newest handover; null where the project has named nobody to carry it over.</summary>
    public Handover? Handover { get; private set; }

    public Realisation.Curve Curve { get; private set; } = Realisation.Curve.Empty;

    public async Task OnGetAsync()
    {
        await LoadMeasureAsync();
        await LoadFrameAsync(Measure.Title, "measures");
        await LoadChoicesAsync();
        Findings = (await BenefitsClient.CheckMeasureAsync(new() { Name = MeasureName }, cancellationToken: Aborted)).Findings;
        var handovers = await BenefitsClient.ListHandoversAsync(
            new()
            {
                Parent = ProgrammeName,
                Subject = MeasureName,
                PageSize = Everything,
            },
            cancellationToken: Aborted
        );
        Handover = handovers.Handovers.LastOrDefault();
        var realisation = await BenefitsClient.GetRealisationAsync(
            new()
            {
                Parent = ProgrammeName,
                Scope = MeasureName,
                Granularity = Granularity.Tertial,
            },
            cancellationToken: Aborted
        );
        Curve = Realisation.Curve.Of(realisation, Granularity.Tertial, null);
    }
}
