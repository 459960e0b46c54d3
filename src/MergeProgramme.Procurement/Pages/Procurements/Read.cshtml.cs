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

namespace MergeProgramme.Procurement.Pages.Procurements;

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

    /// <summary>Whether all letters went electronically.</summary>
    [BindProperty]
    public bool Electronic { get; set; } = true;

    /// <summary>Resource name of the award that is decided on or told of.</summary>
    [BindProperty]
    public string Award { get; set; } = "";

    /// <summary>Resource name of the complaint that is answered.</summary>
    [BindProperty]
    public string Complaint { get; set; } = "";

    [BindProperty]
    public ComplaintOutcome Outcome { get; set; }

    [BindProperty]
    public string Answer { get; set; } = "";

    [BindProperty]
    public DateOnly? StandstillEndDate { get; set; }

    public List<SelectListItem> Outcomes =>
        [
            .. System
                .Enum.GetValues<ComplaintOutcome>()
                .Where(o => o != ComplaintOutcome.Unspecified)
                .Select(o => new SelectListItem(texts[$"ComplaintOutcome.{o}"], o.ToString())),
        ];

    /// <summary>Resource name of the member to remove.</summary>
    [BindProperty]
    public string Member { get; set; } = "";

    public IReadOnlyList<CaseMember> Members { get; private set; } = [];
    public IReadOnlyList<Clarification> Clarifications { get; private set; } = [];
    public IReadOnlyList<Tender> Tenders { get; private set; } = [];
    public IReadOnlyList<TenderAccess> Accesses { get; private set; } = [];
    public CaseSchedule Schedule { get; private set; } = new();
    public IReadOnlyList<Award> Awards { get; private set; } = [];
    public IReadOnlyList<Complaint> Complaints { get; private set; } = [];
    public IReadOnlyList<Contract> Contracts { get; private set; } = [];
    public IReadOnlyDictionary<string, string> NeedTitles { get; private set; } = new Dictionary<string, string>();
    public List<SelectListItem> PersonChoices { get; private set; } = [];

    /// <summary>What is still missing before publication, in words.</summary>
    public List<string> Missing { get; private set; } = [];

    /// <summary>Whether whoever looks is a member who has declared no interest.</summary>
    public bool SeesTenders =>
        Members.Any(m => m.IsCaller) && MemberRules.WhyNot(Members.FirstOrDefault(m => m.IsCaller), "") is null;

    public bool DeadlinePast => Case.TenderDeadlineTime?.ToDateTimeOffset() < clock.GetUtcNow();

    /// <summary>To the second: proof of when it came.</summary>
    public string Exactly(Timestamp time) =>
        NorwegianTime.Format(time.ToDateTimeOffset()) + time.ToDateTimeOffset().ToString("':'ss", CultureInfo.InvariantCulture);

    /// <summary>Whether its last day is past.</summary>
    public bool StandstillOver(Award award) => award.StandstillEndDate.ToDateOnly() < clock.Today();

    /// <summary>Whether a complaint has added to what the sum came to.</summary>
    public bool IsExtended(Award award) =>
        award.StandstillSteps.Count > 0 && !award.StandstillSteps[^1].Date.Equals(award.StandstillEndDate);

    /// <summary>"torsdag 2.4.2026".</summary>
    public string Weekday(Google.Type.Date date)
    {
        var day = date.ToDateOnly()!.Value;
        return $"{day.ToString("dddd", CultureInfo.CurrentCulture)} {NorwegianTime.Format(day)}";
    }

    public Task OnGetAsync() => LoadAsync();

    /// <summary>The letter to one tenderer, as a Word document.</summary>
    public async Task<IActionResult> OnGetLetterAsync(string award, string tender)
    {
        try
        {
            var letter = await ProcurementClient.ExportAwardLetterAsync(
                new() { Name = award, Tender = tender },
                cancellationToken: Aborted
            );
            return File(letter.Content.ToByteArray(), letter.ContentType, letter.FileName);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

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

    public Task<IActionResult> OnPostDecideAsync() =>
        DoAsync(
            async () =>
                await ProcurementClient.DecideAwardAsync(
                    new()
                    {
                        Name = Award,
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            "Award.IsDecided"
        );

    public Task<IActionResult> OnPostLettersAsync() =>
        DoAsync(
            async () =>
                await ProcurementClient.SendAwardLettersAsync(
                    new()
                    {
                        Name = Award,
                        Electronic = Electronic,
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            "Award.LettersAreSent"
        );

    public Task<IActionResult> OnPostAnswerAsync() =>
        DoAsync(
            async () =>
                await ProcurementClient.AnswerComplaintAsync(
                    new()
                    {
                        Name = Complaint,
                        Outcome = Outcome,
                        Answer = Answer.Trim(),
                        StandstillEndDate = StandstillEndDate.ToDate(),
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            "Complaint.IsAnswered"
        );

    private async Task<IActionResult> DoAsync(Func<Task> call, string done)
    {
        try
        {
            await call();
            TempData["Status"] = texts[done].Value;
            return Redirect(CaseUrl);
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            await LoadAsync();
            return Page();
        }
    }

    // Fields of an answer stand in no resource.
    private static string? FieldOf(string path) =>
        RefusalExtensions.FormField(path.Contains('.', StringComparison.Ordinal) ? path : $"complaint.{path}");

    private async Task LoadAsync()
    {
        await LoadCaseAsync();
        await LoadCriteriaAsync();
        Schedule = await ProcurementClient.GetCaseScheduleAsync(new() { Name = CaseName }, cancellationToken: Aborted);
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
            var check = await ProcurementClient.CheckProcurementCaseAsync(new() { Name = CaseName }, cancellationToken: Aborted);
            Missing = [.. check.Findings.Select(f => f.Message)];
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
        Tenders = await ReadTendersAsync();
        Awards = await ReadAwardsAsync();
        Complaints = await WholeList.ReadAsync(
            token =>
                ProcurementClient.ListComplaintsAsync(
                    new()
                    {
                        Parent = CaseName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Complaints, answer.NextPageToken)
        );
        Contracts =
        [
            .. (
                await ProcurementClient.ListContractsAsync(
                    new() { Parent = CaseName, PageSize = Everything },
                    cancellationToken: Aborted
                )
            ).Contracts,
        ];
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
}
