using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.Members;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Cases;

/// <summary>One procurement: what is bought and by which rules, criteria, people, tenders, and what comes next.</summary>
[PagePermission("procurement.read")]
internal sealed class ReadModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts,
    TimeProvider clock
) : CasePage(organisation, procurement)
{
    // The newest are what one looks for.
    private const int ShownAccesses = 20;

    [BindProperty]
    public string Person { get; set; } = "";

    [BindProperty]
    public CaseRole Role { get; set; } = CaseRole.Evaluator;

    /// <summary>Resource name of the member to remove.</summary>
    [BindProperty]
    public string Member { get; set; } = "";

    public IReadOnlyList<CaseMember> Members { get; private set; } = [];
    public IReadOnlyList<Clarification> Clarifications { get; private set; } = [];
    public IReadOnlyList<Tender> Tenders { get; private set; } = [];
    public IReadOnlyList<TenderAccess> Accesses { get; private set; } = [];
    public IReadOnlyDictionary<string, string> NeedTitles { get; private set; } = new Dictionary<string, string>();
    public List<SelectListItem> PersonChoices { get; private set; } = [];

    /// <summary>What is still missing before publication, in words.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>Whether whoever looks is a member who has declared no interest.</summary>
    public bool SeesTenders =>
        Members.Any(m => m.IsCaller) && MemberRules.WhyNot(Members.FirstOrDefault(m => m.IsCaller), "") is null;

    public bool DeadlinePast => Case.TenderDeadlineTime?.ToDateTimeOffset() < clock.GetUtcNow();

    /// <summary>To the second: proof of when it came.</summary>
    public string Exactly(Timestamp time) =>
        NorwegianTime.Format(time.ToDateTimeOffset()) + time.ToDateTimeOffset().ToString("':'ss", CultureInfo.InvariantCulture);

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostPublishAsync() =>
        DoAsync(
            async () =>
                await ProcurementClient.PublishProcurementCaseAsync(
                    new()
                    {
                        Name = CaseName,
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            "Case.IsPublished"
        );

    public Task<IActionResult> OnPostOpenAsync() =>
        DoAsync(
            async () =>
                await ProcurementClient.OpenTendersAsync(
                    new()
                    {
                        Name = CaseName,
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            "Case.IsOpened"
        );

    public Task<IActionResult> OnPostJoinAsync() =>
        DoAsync(
            async () =>
                await ProcurementClient.CreateCaseMemberAsync(
                    new()
                    {
                        Parent = CaseName,
                        Member = new() { Person = Person, Role = Role },
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            "Member.Added"
        );

    public Task<IActionResult> OnPostRemoveAsync() =>
        DoAsync(
            async () =>
                await ProcurementClient.DeleteCaseMemberAsync(
                    new()
                    {
                        Name = Member,
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            "Member.Removed"
        );

    private async Task<IActionResult> DoAsync(Func<Task> call, string done)
    {
        try
        {
            await call();
            TempData["Status"] = texts[done].Value;
            return Redirect(CaseUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadCaseAsync();
        await LoadCriteriaAsync();
        RequestId = Guid.NewGuid().ToString();
        Members = await WholeList.ReadAsync(
            token =>
                ProcurementClient.ListCaseMembersAsync(
                    new()
                    {
                        Parent = CaseName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Members, answer.NextPageToken)
        );
        NeedTitles = (await NeedChoices.ReadAsync(ProcurementClient, ProgrammeName, Aborted)).ToDictionary(
            n => n.Value,
            n => n.Text
        );
        var persons = await WholeList.ReadAsync(
            token =>
                Organisation.ListPersonsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Persons, answer.NextPageToken)
        );
        PersonChoices =
        [
            new("", ""),
            .. persons
                .Where(p => Members.All(m => m.Person != p.Name))
                .Select(p => new SelectListItem(p.Title.Length > 0 ? $"{p.DisplayName}, {p.Title}" : p.DisplayName, p.Name)),
        ];
        if (Case.State == ProcurementCaseState.Preparation)
        {
            NameMissing();
            return;
        }
        Clarifications = await WholeList.ReadAsync(
            token =>
                ProcurementClient.ListClarificationsAsync(
                    new()
                    {
                        Parent = CaseName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Clarifications, answer.NextPageToken)
        );
        Tenders = await WholeList.ReadAsync(
            token =>
                ProcurementClient.ListTendersAsync(
                    new()
                    {
                        Parent = CaseName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Tenders, answer.NextPageToken)
        );
        Accesses =
        [
            .. (
                await ProcurementClient.ListTenderAccessesAsync(
                    new() { Parent = CaseName, PageSize = ShownAccesses },
                    cancellationToken: Aborted
                )
            ).TenderAccesses,
        ];
    }

    // The service says all of it when it is asked to publish; this says it before.
    private void NameMissing()
    {
        if (Case.EstimateBasis.Length == 0)
            Missing.Add(texts["Violation.ESTIMATE_BASIS_REQUIRED"]);
        if (!Members.Any(m => m.Role == CaseRole.Officer))
            Missing.Add(texts["Violation.OFFICER_REQUIRED"]);
        if (Case.TenderDeadlineTime is null)
            Missing.Add(texts["Violation.DEADLINE_REQUIRED"]);
        else if (DeadlinePast)
            Missing.Add(texts["Violation.DEADLINE_PAST"]);
        Missing.AddRange(Findings.Select(f => texts[$"Violation.{f.Reason}", f.Detail].Value));
    }
}
