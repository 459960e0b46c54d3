using Grpc.Core;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Dependencies;

/// <summary>One agreement: both ends, what it leads to, what the reader may do, and all that was done.</summary>
[PagePermission("mandates.read")]
internal sealed class DetailsModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DependencyPage(organisation, mandates, texts, time)
{
    [FromRoute(Name = "dependency")]
    public string DependencyId { get; set; } = "";

    /// <summary>What if it came on this day.</summary>
    [FromQuery(Name = "if")]
    public DateOnly? If { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Makes a form that is sent twice act once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    [BindProperty]
    public DateOnly? PromiseDate { get; set; }

    [BindProperty]
    public string PromiseReason { get; set; } = "";

    [BindProperty]
    public string PromiseOwner { get; set; } = "";

    [BindProperty]
    public string PromiseMilestone { get; set; } = "";

    [BindProperty]
    public string PromiseSaidBy { get; set; } = "";

    [BindProperty]
    public DateOnly? PromiseSaidDate { get; set; }

    [BindProperty]
    public string AcceptReason { get; set; } = "";

    [BindProperty]
    public string ReturnReason { get; set; } = "";

    [BindProperty]
    public DateOnly? DeliverDate { get; set; }

    [BindProperty]
    public string DeliverReason { get; set; } = "";

    [BindProperty]
    public string DeliverSaidBy { get; set; } = "";

    [BindProperty]
    public DateOnly? DeliverSaidDate { get; set; }

    [BindProperty]
    public DateOnly? ReceiveDate { get; set; }

    [BindProperty]
    public string ReceiveReason { get; set; } = "";

    [BindProperty]
    public string DeclineReason { get; set; } = "";

    [BindProperty]
    public string DeclineSaidBy { get; set; } = "";

    [BindProperty]
    public DateOnly? DeclineSaidDate { get; set; }

    [BindProperty]
    public string WithdrawReason { get; set; } = "";

    public DependencyAgreement Agreement { get; private set; } = new();

    public IReadOnlyList<DependencyFinding> Findings { get; private set; } = [];

    public DependencyTrace Trace { get; private set; } = new();

    public IReadOnlyList<SelectListItem> Persons { get; private set; } = [];

    /// <summary>The acts that are possible now and that the reader may do.</summary>
    public IReadOnlySet<DependencyAct> Acts { get; private set; } = new HashSet<DependencyAct>();

    public string GiverOwner { get; private set; } = "";

    /// <summary>The giver's milestones that a promise may name; empty where it has no plan.</summary>
    public IReadOnlyList<SelectListItem> GiverMilestones { get; private set; } = [];

    /// <summary>The milestones that it names, as far as the reader may see them.</summary>
    public Milestone? GiverMilestone { get; private set; }

    public Milestone? TakerMilestone { get; private set; }

    public string TakerOwner { get; private set; } = "";

    public bool IsOutside => Agreement.GiverStakeholder.Length > 0;

    public string Here => $"{DependenciesUrl}/{DependencyId}";

    private string Name => $"{ProgrammeName}/dependencyAgreements/{DependencyId}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        RequestId = Guid.NewGuid().ToString();
        (PromiseDate, PromiseOwner) = (Agreement.PromisedDate.ToDateOnly(), Agreement.GiverOwner);
        PromiseMilestone = Agreement.GiverMilestone;
        (DeliverDate, ReceiveDate) = (Today, Today);
        ModelState.Clear();
    }

    public Task<IActionResult> OnPostPromiseAsync() =>
        ActAsync(
            DependencyAct.Promise,
            async (giver, _) =>
                await Mandates.PromiseDependencyAgreementAsync(
                    new()
                    {
                        Name = Name,
                        Giver = giver,
                        PromisedDate = PromiseDate.ToDate(),
                        Reason = PromiseReason.Trim(),
                        GiverOwner = PromiseOwner,
                        GiverMilestone = PromiseMilestone,
                        WithoutGiverMilestone = PromiseMilestone.Length == 0,
                        SaidBy = PromiseSaidBy.Trim(),
                        SaidDate = PromiseSaidDate.ToDate(),
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                )
        );

    public Task<IActionResult> OnPostAcceptAsync() =>
        ActAsync(
            DependencyAct.Accept,
            async (_, taker) =>
                await Mandates.AcceptDependencyAgreementAsync(
                    new()
                    {
                        Name = Name,
                        Taker = taker,
                        Reason = AcceptReason.Trim(),
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                )
        );

    public Task<IActionResult> OnPostReturnAsync() =>
        ActAsync(
            DependencyAct.Return,
            async (_, taker) =>
                await Mandates.ReturnDependencyAgreementAsync(
                    new()
                    {
                        Name = Name,
                        Taker = taker,
                        Reason = ReturnReason.Trim(),
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                )
        );

    public Task<IActionResult> OnPostDeliverAsync() =>
        ActAsync(
            DependencyAct.Deliver,
            async (giver, _) =>
                await Mandates.DeliverDependencyAgreementAsync(
                    new()
                    {
                        Name = Name,
                        Giver = giver,
                        DeliveredDate = DeliverDate.ToDate(),
                        Reason = DeliverReason.Trim(),
                        SaidBy = DeliverSaidBy.Trim(),
                        SaidDate = DeliverSaidDate.ToDate(),
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                )
        );

    public Task<IActionResult> OnPostReceiveAsync() =>
        ActAsync(
            DependencyAct.Receive,
            async (_, taker) =>
                await Mandates.ReceiveDependencyAgreementAsync(
                    new()
                    {
                        Name = Name,
                        Taker = taker,
                        ReceivedDate = ReceiveDate.ToDate(),
                        Reason = ReceiveReason.Trim(),
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                )
        );

    public Task<IActionResult> OnPostDeclineAsync() =>
        ActAsync(
            DependencyAct.Decline,
            async (giver, _) =>
                await Mandates.DeclineDependencyAgreementAsync(
                    new()
                    {
                        Name = Name,
                        Giver = giver,
                        Reason = DeclineReason.Trim(),
                        SaidBy = DeclineSaidBy.Trim(),
                        SaidDate = DeclineSaidDate.ToDate(),
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                )
        );

    public Task<IActionResult> OnPostWithdrawAsync() =>
        ActAsync(
            DependencyAct.Withdraw,
            async (_, taker) =>
                await Mandates.WithdrawDependencyAgreementAsync(
                    new()
                    {
                        Name = Name,
                        Taker = taker,
                        Reason = WithdrawReason.Trim(),
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                )
        );

    private async Task<IActionResult> ActAsync(DependencyAct act, Func<string, string, Task> write)
    {
        try
        {
            if (ModelState.IsValid)
            {
                var current = await Mandates.GetDependencyAgreementAsync(new() { Name = Name }, cancellationToken: Aborted);
                await write(DependencyLifecycle.GiverEnd(current), current.TakerSubProject);
                TempData["Status"] = Words[$"Dependency.Done.{act}"].Value;
                return Redirect(Here);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, path => FieldOf(act, path)))
        {
            // Shown below, at the fields.
        }
        await LoadAsync();
        // The next attempt is on what stands there now, and is another request.
        (Etag, RequestId) = (Agreement.Etag, Guid.NewGuid().ToString());
        ModelState.Remove(nameof(Etag));
        ModelState.Remove(nameof(RequestId));
        return Page();
    }

    private static string? FieldOf(DependencyAct act, string path) =>
        path switch
        {
            "promised_date" or "delivered_date" or "received_date" => $"{act}Date",
            "reason" => $"{act}Reason",
            "said_by" => $"{act}SaidBy",
            "said_date" => $"{act}SaidDate",
            "giver_owner" => "PromiseOwner",
            "giver_milestone" => "PromiseMilestone",
            _ => null,
        };

    private async Task LoadAsync()
    {
        Agreement = await Mandates.GetDependencyAgreementAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadPageAsync(Words["Dependency.TitleOf", Agreement.GiverDisplayName, Agreement.TakerDisplayName]);
        Etag = Agreement.Etag;
        Findings =
        [
            .. (await FindingsAsync(Agreement.TakerSubProject)).Where(f =>
                f.DependencyAgreement == Name || f.Cycle.Contains(Name)
            ),
        ];
        Trace = await Mandates.TraceDependencyAgreementAsync(
            new() { Name = Name, ExpectedDate = If.ToDate() },
            cancellationToken: Aborted
        );
        var persons = await PersonsAsync();
        Persons = [new(Words["Dependency.Owner.None"], ""), .. FrontForm.Choices(persons)];
        string Called(string name) => persons.FirstOrDefault(p => p.Name == name)?.DisplayName ?? "";
        (GiverOwner, TakerOwner) = (Called(Agreement.GiverOwner), Called(Agreement.TakerOwner));
        var acts = new HashSet<DependencyAct>();
        foreach (var act in Enum.GetValues<DependencyAct>())
        {
            var end = DependencyLifecycle.IsOfGiver(act) ? DependencyLifecycle.GiverEnd(Agreement) : Agreement.TakerSubProject;
            if (DependencyLifecycle.After(Agreement.State, act) is not null && await MayActForAsync(end))
                acts.Add(act);
        }
        Acts = acts;
        (GiverMilestone, TakerMilestone) = (
            await MilestoneAsync(Agreement.GiverMilestone),
            await MilestoneAsync(Agreement.TakerMilestone)
        );
        if (acts.Contains(DependencyAct.Promise) && !IsOutside)
        {
            GiverMilestones = await MilestoneChoicesAsync(Agreement.GiverSubProject, Agreement.GiverMilestone);
        }
    }

    private async Task<Milestone?> MilestoneAsync(string name)
    {
        if (name.Length == 0 || !await this.MayAsync("mandates.read", ResourceNames.Parent(name)))
            return null;
        try
        {
            return await Mandates.GetMilestoneAsync(new() { Name = name }, cancellationToken: Aborted);
        }
        catch (RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.NotFound)
        {
            // Deleted since the agreement was finished.
            return null;
        }
    }
}
