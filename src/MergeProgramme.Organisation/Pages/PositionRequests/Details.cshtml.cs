using Grpc.Core;
using MergeProgramme.Organisation.Pages.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.PositionRequests;

/// <summary>One request: why, who decides, what was decided, and the next step.</summary>
[PagePermission("organisation.readPositions")]
internal sealed class DetailsModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ChartPage(client, texts)
{
    [FromRoute(Name = "positionRequest")]
    public string RequestId { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public PositionVerdict Verdict { get; set; }

    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public string WithdrawReason { get; set; } = "";

    [BindProperty]
    public string RedeployedPerson { get; set; } = "";

    [BindProperty]
    public string RedeployedFromUnit { get; set; } = "";

    [BindProperty]
    public DateOnly? RedeployDate { get; set; }

    [BindProperty]
    public DateOnly? AdvertiseDate { get; set; }

    [BindProperty]
    public string AdvertiseReference { get; set; } = "";

    [BindProperty]
    public DateOnly? FillDate { get; set; }

    public PositionRequest Asked { get; private set; } = new();

    public PositionRequestCheck Check { get; private set; } = new();

    public Unit? Department { get; private set; }

    public IReadOnlyList<SelectListItem> Persons { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public DateOnly Today { get; private set; }

    public bool MayDecide => Check.Decider.Length > 0;

    /// <summary>Where it stands who must take part in the matter.</summary>
    public string StepsUrl => $"{Below("participation")}?matter={Uri.EscapeDataString(Asked.Name)}";

    /// <summary>Where a participation record on the matter is written.</summary>
    public string ParticipationUrl =>
        $"{Below("participation/new")}?matter={Uri.EscapeDataString(Asked.Name)}&returnUrl={Uri.EscapeDataString(Addresses.Of(Asked.Name))}";

    private string Name => NameOf("positionRequests", RequestId);

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostDecideAsync() =>
        WriteAsync(
            async () =>
                await Client.DecidePositionRequestAsync(
                    new DecidePositionRequestRequest
                    {
                        Name = Name,
                        Verdict = Verdict,
                        Reason = Reason.Trim(),
                        RedeployedPerson = RedeployedPerson,
                        RedeployedFromUnit = RedeployedFromUnit,
                        RedeployDate = RedeployDate.ToDate(),
                        Etag = Etag,
                    },
                    cancellationToken: Aborted
                ),
            "Request.Decided"
        );

    public Task<IActionResult> OnPostAdvertiseAsync() =>
        WriteAsync(
            async () =>
                await Client.AdvertisePositionRequestAsync(
                    new AdvertisePositionRequestRequest
                    {
                        Name = Name,
                        AdvertiseDate = AdvertiseDate.ToDate(),
                        AdvertiseReference = AdvertiseReference.Trim(),
                        Etag = Etag,
                    },
                    cancellationToken: Aborted
                ),
            "Request.Advertised"
        );

    public Task<IActionResult> OnPostFillAsync() =>
        WriteAsync(
            async () =>
                await Client.FillPositionRequestAsync(
                    new FillPositionRequestRequest
                    {
                        Name = Name,
                        FillDate = FillDate.ToDate(),
                        Etag = Etag,
                    },
                    cancellationToken: Aborted
                ),
            "Request.Filled"
        );

    public Task<IActionResult> OnPostWithdrawAsync() =>
        WriteAsync(
            async () =>
                await Client.WithdrawPositionRequestAsync(
                    new WithdrawPositionRequestRequest
                    {
                        Name = Name,
                        Reason = WithdrawReason.Trim(),
                        Etag = Etag,
                    },
                    cancellationToken: Aborted
                ),
            "Request.Withdrawn",
            nameof(WithdrawReason)
        );

    private async Task<IActionResult> WriteAsync(Func<Task> write, string status, string reasonField = nameof(Reason))
    {
        try
        {
            if (ModelState.IsValid)
            {
                await write();
                return Done(Addresses.Of(Name), Words[status]);
            }
        }
        // The fields of the steps are not below a resource: reason, redeployed_person.
        catch (RpcException e)
            when (ModelState.Accepts(e, path => path == "reason" ? reasonField : RefusalExtensions.FormField($"step.{path}")))
        {
            // Shown below, at the fields.
        }
        await LoadAsync();
        Etag = Asked.Etag;
        return Page();
    }

    private async Task LoadAsync()
    {
        Today = time.Today();
        Asked = await Client.GetPositionRequestAsync(new GetPositionRequestRequest { Name = Name }, cancellationToken: Aborted);
        await LoadFrameAsync(Words["Request.Title", Asked.Title]);
        Check = await Client.CheckPositionRequestAsync(new() { Name = Name }, cancellationToken: Aborted);
        Etag = Asked.Etag;
        var units = await UnitsAsync();
        Department = units.Find(u => u.Name == Asked.Department);
        if (!MayDecide)
            return;
        Persons = Choices(
            await PersonsAsync(),
            Words["Choose.Person"],
            p => (p.Name, p.Title.Length > 0 ? $"{p.DisplayName}, {p.Title}" : p.DisplayName)
        );
        Units = UnitChoices(units, Words["Choose.Unit"]);
    }
}
