using Grpc.Core;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.Pages.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.PositionRequests;

/// <summary>Somebody asks the department director to let a vacant position be filled.</summary>
[PagePermission("organisation.requestPositions")]
internal sealed class NewModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ChartPage(client, texts)
{
    /// <summary>Of this form: sent twice, it writes once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    [BindProperty]
    public string Position { get; set; } = "";

    [BindProperty]
    public string Title { get; set; } = "";

    [BindProperty]
    public string Unit { get; set; } = "";

    [BindProperty]
    public decimal? PercentHundredths { get; set; } = 100;

    [BindProperty]
    public string YearlyCost { get; set; } = "";

    [BindProperty]
    public bool CostConfirmed { get; set; }

    [BindProperty]
    public DateOnly? VacantFromDate { get; set; }

    [BindProperty]
    public string Why { get; set; } = "";

    [BindProperty]
    public string Consequence { get; set; } = "";

    [BindProperty]
    public string Requester { get; set; } = "";

    /// <summary>The registered position that it is about; null where it is not registered.</summary>
    public Position? Registered { get; private set; }

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Persons { get; private set; } = [];

    /// <summary>Whether somebody else may be stated as the one who asks.</summary>
    public bool MayAskForOthers { get; private set; }

    /// <summary>Whether the cost was asked about, so that it can be confirmed.</summary>
    public bool AsksOfCost => CostConfirmed || ModelState[nameof(YearlyCost)]?.Errors.Count > 0;

    /// <param name="position">Id of the registered position.</param>
    public async Task OnGetAsync([FromQuery(Name = "position")] string? position)
    {
        if (position is not null)
            Position = NameOf("positions", position);
        await LoadAsync();
        VacantFromDate = time.Today();
        if (Registered is null)
            return;
        (Title, Unit, YearlyCost) = (Registered.Title, Registered.Unit, Formats.AmountInField(Registered.YearlyCost));
        PercentHundredths = Registered.PercentHundredths / 100m;
        VacantFromDate = Registered.VacantFromDate.ToDateOnly() ?? VacantFromDate;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            var asked = new PositionRequest
            {
                Position = Position,
                Title = Title.Trim(),
                Unit = Unit,
                PercentHundredths = Fields.Hundredths(ModelState, nameof(PercentHundredths), PercentHundredths, Words),
                VacantFromDate = VacantFromDate.ToDate(),
                Why = Why.Trim(),
                Consequence = Consequence.Trim(),
                Requester = Requester,
            };
            if (Fields.Amount(ModelState, nameof(YearlyCost), YearlyCost, Words) is { } cost)
                asked.YearlyCost = cost;
            if (ModelState.IsValid)
            {
                var created = await Client.CreatePositionRequestAsync(
                    new CreatePositionRequestRequest
                    {
                        Parent = ProgrammeName,
                        PositionRequest = asked,
                        CostConfirmed = CostConfirmed,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(Addresses.Of(created.Name), Words["Request.Created", created.Title, created.DepartmentDisplayName]);
            }
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
        await LoadFrameAsync(Words["Request.New"]);
        if (Position.Length > 0)
            Registered = await Client.GetPositionAsync(new GetPositionRequest { Name = Position }, cancellationToken: Aborted);
        Units = UnitChoices(await UnitsAsync(), Words["Choose.Unit"]);
        MayAskForOthers = await this.MayAsync("organisation.write", ProgrammeName);
        if (MayAskForOthers)
            Persons = Choices(
                await PersonsAsync(),
                Words["Request.Requester.Self"],
                p => (p.Name, p.Title.Length > 0 ? $"{p.DisplayName}, {p.Title}" : p.DisplayName)
            );
    }
}
