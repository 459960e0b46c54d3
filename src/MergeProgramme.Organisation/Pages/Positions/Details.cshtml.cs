using MergeProgramme.Organisation.Pages.Units;
using MergeProgramme.Organisation.PositionControl;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Positions;

/// <summary>One position: where it is, where it goes, and what position control has said of it.</summary>
[PagePermission("organisation.readPositions")]
internal sealed class DetailsModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : ChartPage(client, texts)
{
    [FromRoute(Name = "position")]
    public string PositionId { get; set; } = "";

    public Position Position { get; private set; } = new();

    public IReadOnlyList<PositionRequest> Requests { get; private set; } = [];

    /// <summary>Nobody asks for it yet.</summary>
    public bool MayBeAsked => !Requests.Any(r => ControlLifecycle.IsOpen(r.State));

    public string Here => Addresses.Of(Position.Name);

    public async Task OnGetAsync()
    {
        Position = await Client.GetPositionAsync(new() { Name = NameOf("positions", PositionId) }, cancellationToken: Aborted);
        await LoadFrameAsync(Position.Title);
        ViewData["Section"] = "positions";
        Requests = (await RequestsAsync(new() { Unit = Position.Unit })).FindAll(r => r.Position == Position.Name);
    }
}
