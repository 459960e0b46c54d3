using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.V1;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;
using GrpcStatus = Grpc.Core.StatusCode;
using ListEventsRequest = MergeProgramme.Platform.V1.ListEventsRequest;

namespace MergeProgramme.Mandates.Pages;

/// <summary>The mandate read like the document, with what can be done with it now.</summary>
[PagePermission("mandates.read")]
internal sealed class ReadModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    ProcurementServiceClient procurement,
    BenefitsServiceClient benefits,
    StakeholdersServiceClient stakeholders,
    TimeProvider time,
    IStringLocalizer<Texts> texts
) : MandatePage(organisation)
{
    private const int ShownEvents = 200;

    public Mandate Mandate { get; private set; } = new();

    /// <summary>What the check finds; only while it is a draft.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>The gate; only while it is submitted.</summary>
    public Gate? Gate { get; private set; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Mandate> Versions { get; private set; } = [];

    /// <summary>The change log: by number.</summary>
    public IReadOnlyList<ChangeRequest> Changes { get; private set; } = [];

    /// <summary>Whether changes are asked for in this one: it is the newest that is approved.</summary>
    public bool MayBeChanged { get; private set; }

    /// <summary>Whether a version that carries out approved changes can be begun.</summary>
    public bool CanCarryOut { get; private set; }

    /// <summary>Which of its items are answered by what; empty where it has none.</summary>
    public ItemCoverage Coverage { get; private set; } = new();

    /// <summary>Open risks of the sub-project.</summary>
    public IReadOnlyList<Risk> Risks { get; private set; } = [];

    public IReadOnlyList<HistoryLine> History { get; private set; } = [];

    /// <summary>What parties said; only until it is decided: the decision keeps its own copy.</summary>
    /// <summary>Who was heard; null where that is not the reader's to see, or cannot be read now.</summary>
    public IReadOnlyList<ParticipationRecord>? Participation { get; private set; }

    public IReadOnlyList<Need> Needs { get; private set; } = [];

    public IReadOnlyList<Benefits.V1.Goal> Goals { get; private set; } = [];

    public IReadOnlyList<Benefit> Benefits { get; private set; } = [];

    /// <summary>Whether a part that the page only refers to did not answer.</summary>
    public bool IsIncomplete { get; private set; }

    public DateOnly Today { get; private set; }

    /// <summary>When the condition with this number was met.</summary>
    [BindProperty]
    public int Number { get; set; }

    [BindProperty]
    public DateOnly? MetDate { get; set; }

    [BindProperty]
    public string Evidence { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public int Missing => Findings.Count(finding => finding.Severity == FindingSeverity.Missing);

    public int Vague => Findings.Count(finding => finding.Severity == FindingSeverity.Vague);

    /// <summary>Conditions of the decision that are not met yet.</summary>
    public int OpenConditions => Mandate.Decision?.Conditions.Count(condition => condition.MetDate is null) ?? 0;

    public bool IsNewest => Versions.All(version => version.Version <= Mandate.Version);

    public bool CanRevise => IsNewest && Mandate.Decision?.Verdict is Verdict.Adjust or Verdict.AssessFurther;

    /// <summary>Templates of the documents that may follow an approved one: that of the next decision point, and at BP3 the same anew.</summary>
    public IReadOnlyList<Template> Next { get; private set; } = [];

    /// <summary>Template of the document to begin.</summary>
    [BindProperty]
    public string Template { get; set; } = "";

    /// <summary>The section to go on writing: the first with something missing, else the first.</summary>
    public string WriteUrl =>
        Findings.FirstOrDefault(f => f.Severity == FindingSeverity.Missing && f.Place != Mandate.Name) is { } missing
            ? Addresses.Of(missing)
        : Mandate.Sections.Count > 0 ? Addresses.Of(Mandate.Sections[0].Name)
        : MandateUrl + "/edit";

    /// <summary>The version before this one, or else the newest other.</summary>
    public Mandate? CompareWith =>
        Versions.FirstOrDefault(version => version.Version < Mandate.Version)
        ?? Versions.FirstOrDefault(version => version.Version != Mandate.Version);

    public async Task OnGetAsync()
    {
        MetDate = time.Today();
        await LoadAsync();
    }

    /// <summary>Submitted → draft.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync()
    {
        try
        {
            await mandates.WithdrawMandateAsync(
                new WithdrawMandateRequest
                {
                    Name = MandateName,
                    Etag = Etag,
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }

        TempData["Status"] = texts["Read.Withdrawn"].Value;
        return Redirect(MandateUrl);
    }

    /// <summary>Begins the next version.</summary>
    public async Task<IActionResult> OnPostReviseAsync()
    {
        try
        {
            var next = await mandates.ReviseMandateAsync(
                new ReviseMandateRequest { Name = MandateName, RequestId = RequestId },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Read.Revised", next.Version].Value;
            return Redirect(Addresses.Of(next.Name));
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

    /// <summary>Begins the version that carries out approved changes.</summary>
    public async Task<IActionResult> OnPostCarryOutAsync()
    {
        try
        {
            var next = await mandates.ReviseByChangeRequestsAsync(
                new ReviseByChangeRequestsRequest { Name = MandateName, RequestId = RequestId },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Change.Revised", next.Version].Value;
            return Redirect(Addresses.Of(next.Name));
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

    /// <summary>Begins the document of the next decision point.</summary>
    public async Task<IActionResult> OnPostContinueAsync()
    {
        try
        {
            var next = await mandates.ContinueMandateAsync(
                new ContinueMandateRequest
                {
                    Name = MandateName,
                    Template = Template,
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Read.Continued", texts[$"DocumentKind.{next.DocumentKind}"]].Value;
            return Redirect(Addresses.Of(next.Name));
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

    /// <summary>Records that a condition of the decision is met.</summary>
    public async Task<IActionResult> OnPostMeetAsync()
    {
        if (ModelState.IsValid)
        {
            try
            {
                await mandates.MeetConditionAsync(
                    new MeetConditionRequest
                    {
                        Name = MandateName,
                        Number = Number,
                        MetDate = MetDate.ToDate(),
                        Evidence = Evidence,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Read.ConditionMet", Number].Value;
                return Redirect(MandateUrl + "#conditions");
            }
            catch (RpcException e) when (ModelState.Accepts(e, MetField)) { }
        }

        await LoadAsync();
        return Page();
    }

    /// <summary>A new id for each form of the page.</summary>
    public static string NewRequestId() => Guid.NewGuid().ToString();

    private static string? MetField(string path) =>
        path switch
        {
            "met_date" => "MetDate",
            "evidence" => "Evidence",
            _ => null,
        };

    private async Task LoadAsync()
    {
        Today = time.Today();
        Mandate = await mandates.GetMandateAsync(new GetMandateRequest { Name = MandateName }, cancellationToken: Aborted);
        await LoadFrameAsync(Mandate.Title);
        if (Mandate.Sections.Any(section => section.Dependencies.Count > 0))
        {
            var agreements = await mandates.ListDependencyAgreementsAsync(
                new()
                {
                    Parent = SubProjectName,
                    Taker = SubProjectName,
                    PageSize = Everything,
                },
                cancellationToken: Aborted
            );
            ViewData["DependencyAgreements"] = agreements.DependencyAgreements;
        }
        var versions = MandatesAsync(mandates, SubProjectName);
        var history = HistoryAsync();
        if (Mandate.State == MandateState.Draft)
        {
            var check = await mandates.CheckMandateAsync(
                new CheckMandateRequest { Name = MandateName },
                cancellationToken: Aborted
            );
            Findings = check.Findings;
        }
        else if (Mandate.State == MandateState.Submitted)
        {
            Gate = await mandates.CheckGateAsync(new CheckGateRequest { Name = MandateName }, cancellationToken: Aborted);
        }

        Versions = [.. (await versions).OrderByDescending(version => version.Version)];
        History = await history;
        if (
            Mandate.Decision?.Verdict == Verdict.Start
            && Versions.All(v => v.Version <= Mandate.Version || v.Decision?.Verdict == Verdict.DoNotStart)
        )
        {
            var templates = await mandates.ListTemplatesAsync(new() { Parent = ProgrammeName }, cancellationToken: Aborted);
            Next =
            [
                .. templates
                    .Templates.Where(t => DecisionPoints.MayFollow(Mandate.DecisionPoint, t.DecisionPoint))
                    .OrderByDescending(t => t.DecisionPoint),
            ];
        }
        await LoadElsewhereAsync();
    }

    // What other parts of the system say about the mandate. The document is read also while one of them does not answer.
    private async Task LoadElsewhereAsync()
    {
        await LoadChangesAsync();
        Risks = (
            await mandates.ListRisksAsync(
                new()
                {
                    Parent = ResourceNames.Parent(MandateName),
                    State = RiskState.Open,
                    PageSize = Everything,
                },
                cancellationToken: Aborted
            )
        ).Risks;
        if (Mandate.Sections.Any(section => section.Items.Count > 0))
        {
            Coverage = await mandates.CheckItemCoverageAsync(new() { Name = MandateName }, cancellationToken: Aborted);
            // Of a draft only where something answers it already: nothing need answer what nobody has decided on.
            if (Mandate.Decision?.Verdict == Verdict.Start || Coverage.Items.Any(item => item.Deliverables.Count > 0))
            {
                ViewData["Coverage"] = Coverage;
            }
        }

        await TryAsync(async () =>
        {
            var request = new ListParticipationRecordsRequest
            {
                Parent = ProgrammeName,
                Matter = MandateName,
                PageSize = Everything,
            };
            var answer = await stakeholders.ListParticipationRecordsAsync(request, cancellationToken: Aborted);
            Participation = answer.ParticipationRecords;
        });
        if (Mandate.Decision?.Verdict != Verdict.Start)
        {
            return;
        }

        await TryAsync(async () =>
        {
            var request = new ListNeedsRequest
            {
                Parent = ProgrammeName,
                SourceMandate = MandateName,
                PageSize = Everything,
            };
            Needs = (await procurement.ListNeedsAsync(request, cancellationToken: Aborted)).Needs;
        });
        await TryAsync(async () =>
        {
            var request = new ListGoalsRequest
            {
                Parent = ProgrammeName,
                SourceMandate = MandateName,
                PageSize = Everything,
            };
            Goals = (await benefits.ListGoalsAsync(request, cancellationToken: Aborted)).Goals;
        });
        await TryAsync(async () =>
        {
            var request = new ListBenefitsRequest
            {
                Parent = ProgrammeName,
                SourceMandate = MandateName,
                PageSize = Everything,
            };
            Benefits = (await benefits.ListBenefitsAsync(request, cancellationToken: Aborted)).Benefits;
        });
    }

    // The changes asked for in this document, and those that it or one before it carries out.
    private async Task LoadChangesAsync()
    {
        var request = new ListChangeRequestsRequest { Parent = SubProjectName, PageSize = Everything };
        var all = (await mandates.ListChangeRequestsAsync(request, cancellationToken: Aborted)).ChangeRequests;
        Changes =
        [
            .. all.Where(change =>
                    change.Document == MandateName
                    || Versions.Any(version => version.Name == change.Revision && version.Version <= Mandate.Version)
                )
                .OrderBy(change => change.Number),
        ];
        var approved = Versions.Where(version => version.Decision?.Verdict == Verdict.Start).MaxBy(version => version.Version);
        MayBeChanged = approved?.Name == MandateName;
        CanCarryOut =
            MayBeChanged
            && Versions.All(v => v.Version <= Mandate.Version || v.Decision?.Verdict == Verdict.DoNotStart)
            && all.Any(change => ChangeRequestLifecycle.IsPending(change, Versions));
    }

    private async Task TryAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (RpcException e)
            when (e.StatusCode
                    is GrpcStatus.Unavailable
                        or GrpcStatus.DeadlineExceeded
                        or GrpcStatus.Unimplemented
                        or GrpcStatus.Internal
            )
        {
            IsIncomplete = true;
        }
        catch (RpcException e) when (e.StatusCode == GrpcStatus.PermissionDenied)
        {
            // Not the reader's to see: the page does without.
        }
    }

    private async Task<IReadOnlyList<HistoryLine>> HistoryAsync()
    {
        var answer = await mandates.ListEventsAsync(
            new ListEventsRequest { Subject = MandateName, PageSize = ShownEvents },
            cancellationToken: Aborted
        );
        return HistoryLine.Of(answer.Events);
    }

    /// <summary>What a line of the history says, in the reader's words.</summary>
    public string Say(HistoryLine line)
    {
        var section = Mandate.Sections.FirstOrDefault(one => one.Name == line.Subject);
        var text = texts[
            $"Event.{line.Type}",
            section is null ? ResourceNames.Id(line.Subject) : $"{section.Number} {section.Title}".Trim()
        ];
        return text.ResourceNotFound ? texts["Event.other"] : text.Value;
    }
}
