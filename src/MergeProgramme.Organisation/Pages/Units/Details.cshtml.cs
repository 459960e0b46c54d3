using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Units;

/// <summary>One unit: what stands above and below it, where it goes or what comes into it, and its positions.</summary>
[PagePermission("organisation.read")]
internal sealed class DetailsModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : ChartPage(client, texts)
{
    [FromRoute(Name = "unit")]
    public string UnitId { get; set; } = "";

    [BindProperty]
    public string ToUnit { get; set; } = "";

    [BindProperty]
    public MappingExtent Extent { get; set; }

    [BindProperty]
    public int? SharePercent { get; set; }

    [BindProperty]
    public string Part { get; set; } = "";

    [BindProperty]
    public string Mapping { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Of this form: sent twice, it writes once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    public Unit Unit { get; private set; } = new();

    public Unit? Above { get; private set; }

    public IReadOnlyList<Unit> Under { get; private set; } = [];

    public IReadOnlyList<UnitMapping> Mappings { get; private set; } = [];

    public IReadOnlyList<SelectListItem> NewUnits { get; private set; } = [];

    /// <summary>Null where the reader may not see positions.</summary>
    public IReadOnlyList<Position>? Positions { get; private set; }

    public string Here => Addresses.Of(Unit.Name);

    private string Name => NameOf("units", UnitId);

    public string Share(UnitMapping mapping) =>
        mapping.Extent switch
        {
            MappingExtent.Share => $"{mapping.SharePercent}\u00A0%" + (mapping.Part.Length > 0 ? $", {mapping.Part}" : ""),
            MappingExtent.Part => mapping.Part,
            _ => Words["MappingExtent.Whole"].Value,
        };

    public async Task OnGetAsync()
    {
        await LoadAsync();
        // What is left of a unit that goes somewhere already is a share.
        Extent = Mappings.Count > 0 ? MappingExtent.Share : MappingExtent.Whole;
    }

    public Task<IActionResult> OnPostMapAsync() =>
        WriteAsync(async () =>
        {
            var created = await Client.CreateUnitMappingAsync(
                new()
                {
                    Parent = ProgrammeName,
                    UnitMapping = new()
                    {
                        FromUnit = Name,
                        ToUnit = ToUnit,
                        Extent = Extent,
                        SharePercent = SharePercent ?? 0,
                        Part = Part.Trim(),
                    },
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done(Addresses.Of(Name), Words["Mapping.Created", created.FromUnitDisplayName, created.ToUnitDisplayName]);
        });

    public Task<IActionResult> OnPostUnmapAsync() =>
        WriteAsync(async () =>
        {
            await Client.DeleteUnitMappingAsync(new() { Name = Mapping, Etag = Etag }, cancellationToken: Aborted);
            return Done(Addresses.Of(Name), Words["Mapping.Deleted"]);
        });

    private async Task<IActionResult> WriteAsync(Func<Task<IActionResult>> write)
    {
        try
        {
            if (ModelState.IsValid)
                return await write();
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        Unit = await Client.GetUnitAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadFrameAsync(Unit.DisplayName);
        var units = await UnitsAsync();
        Above = units.Find(u => u.Name == Unit.ParentUnit);
        Under = units.FindAll(u => u.ParentUnit == Unit.Name);
        Mappings = await MappingsAsync(Unit.Name);
        NewUnits = UnitChoices(units.Where(u => u.NewOrganisation), Words["Choose.Unit"]);
        if (await this.MayAsync("organisation.readPositions", ProgrammeName))
            Positions = await PositionsAsync(new() { Unit = Unit.Name });
    }
}
