using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Bodies;

/// <summary>All bodies of a programme, by kind, each with what is amiss in its composition.</summary>
[PagePermission("organisation.read")]
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ProgrammePage(client)
{
    public IReadOnlyList<IGrouping<BodyKind, Body>> Kinds { get; private set; } = [];

    public IReadOnlyDictionary<string, BodyComposition> Compositions { get; private set; } =
        new Dictionary<string, BodyComposition>();

    public IReadOnlyDictionary<string, SubProject> SubProjects { get; private set; } = new Dictionary<string, SubProject>();

    public CompositionWords Words { get; private set; } = null!;

    public bool IsEnded(Body body) => body.EndDate.ToDateOnly() < time.Today();

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Bodies"]);
        Kinds = [.. (await BodiesAsync()).GroupBy(b => b.Kind)];
        Compositions = (
            await Client.CheckCompositionAsync(new() { Name = ProgrammeName }, cancellationToken: Aborted)
        ).Compositions.ToDictionary(c => c.Body, StringComparer.Ordinal);
        SubProjects = (await SubProjectsAsync()).ToDictionary(s => s.Name, StringComparer.Ordinal);
        Words = CompositionWords.Of(texts, await MunicipalitiesAsync(), await AppointmentsAsync());
    }
}
