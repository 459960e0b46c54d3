using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Systems;

/// <summary>One system: its contract, what it holds and what becomes of it.</summary>
[PagePermission("procurement.read")]
internal sealed class ReadModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : SystemPage(organisation, procurement, texts)
{
    [FromRoute(Name = "system")]
    public string SystemId { get; set; } = "";

    public LegacySystem System { get; private set; } = new();

    /// <summary>What it takes over from.</summary>
    public IReadOnlyList<LegacySystem> Predecessors { get; private set; } = [];

    public IReadOnlyList<SystemFinding> Findings { get; private set; } = [];

    public async Task OnGetAsync()
    {
        System = await Procurement.GetLegacySystemAsync(
            new() { Name = $"{ProgrammeName}/legacySystems/{SystemId}" },
            cancellationToken: Aborted
        );
        await LoadMatrixAsync(System.Title);
        Predecessors = [.. Systems.Where(s => s.Successor == System.Name)];
        Findings = [.. (await FindingsAsync()).Where(f => f.LegacySystems.Contains(System.Name))];
    }
}
