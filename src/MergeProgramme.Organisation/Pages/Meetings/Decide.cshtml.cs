using Grpc.Core;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.Minutes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>What became of an agenda item.</summary>
[PagePermission("organisation.meet", "programmes/{programme}/bodies/{body}")]
internal sealed class DecideModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : MeetingPage(client)
{
    // Empty rows beside those there are.
    private const int EmptyRows = 2;

    [FromRoute(Name = "item")]
    public int ItemNumber { get; set; }

    [BindProperty]
    public Outcome Outcome { get; set; }

    [BindProperty]
    public string Wording { get; set; } = "";

    [BindProperty]
    public string CaseNumber { get; set; } = "";

    [BindProperty]
    public string ArchiveReference { get; set; } = "";

    [BindProperty]
    public int? VotesFor { get; set; }

    [BindProperty]
    public int? VotesAgainst { get; set; }

    [BindProperty]
    public int? VotesAbstaining { get; set; }

    [BindProperty]
    public List<DissentRow> Dissents { get; set; } = [];

    [BindProperty]
    public List<string> Conditions { get; set; } = [];

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Go to the next item that nothing is recorded on.</summary>
    [BindProperty]
    public bool GoOn { get; set; }

    public AgendaItem Item { get; private set; } = new();

    /// <summary>The next item that nothing is recorded on; null where there is none.</summary>
    public AgendaItem? Next { get; private set; }

    /// <summary>What this body can do with it.</summary>
    public List<SelectListItem> Outcomes { get; private set; } = [];

    /// <summary>Those who had a vote.</summary>
    public List<SelectListItem> Voters { get; private set; } = [];

    /// <summary>A statement that somebody wanted in the minutes.</summary>
    public sealed class DissentRow
    {
        public string Person { get; set; } = "";

        public string Words { get; set; } = "";
    }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
            return NotFound();
        if (Meeting.State == MeetingState.MinutesApproved)
            return LocalRedirect(MeetingUrl);
        var decision = Item.Decision;
        (Outcome, Wording) = (decision?.Outcome ?? default, decision?.Wording ?? Item.Proposal);
        CaseNumber =
            Item.CaseNumber.Length > 0 || decision is not null || Item.Kind != AgendaItemKind.Decision
                ? Item.CaseNumber
                : Meeting.NextCaseNumber;
        ArchiveReference = Item.ArchiveReference;
        if (decision is { } said && said.VotesFor + said.VotesAgainst + said.VotesAbstaining > 0)
            (VotesFor, VotesAgainst, VotesAbstaining) = (said.VotesFor, said.VotesAgainst, said.VotesAbstaining);
        Dissents = [.. (decision?.Dissents ?? []).Select(d => new DissentRow { Person = d.Person, Words = d.Words })];
        Conditions = [.. (decision?.Conditions ?? []).Select(c => c.Text)];
        AddEmptyRows();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var etag = Etag;
        if (!await LoadAsync())
            return NotFound();
        List<int> sent =
        [
            .. Enumerable
                .Range(0, Dissents.Count)
                .Where(i => Dissents[i].Person.Length > 0 || Dissents[i].Words.Trim().Length > 0),
        ];
        var decision = new ItemDecision
        {
            Outcome = Outcome,
            // The proposal stands ready in the field; where nothing was decided, it was not decided either.
            Wording = Outcome is Outcome.Deferred or Outcome.Noted && Wording.Trim() == Item.Proposal.Trim() ? "" : Wording,
            VotesFor = VotesFor ?? 0,
            VotesAgainst = VotesAgainst ?? 0,
            VotesAbstaining = VotesAbstaining ?? 0,
        };
        decision.Dissents.AddRange(sent.Select(i => new ItemDissent { Person = Dissents[i].Person, Words = Dissents[i].Words }));
        decision.Conditions.AddRange(
            Conditions.Where(c => !string.IsNullOrWhiteSpace(c)).Select(c => new DecisionCondition { Text = c.Trim() })
        );
        try
        {
            if (ModelState.IsValid)
            {
                await Client.RecordDecisionAsync(
                    new()
                    {
                        RequestId = RequestId,
                        Name = MeetingName,
                        Item = ItemNumber,
                        Decision = decision,
                        CaseNumber = CaseNumber.Trim(),
                        ArchiveReference = ArchiveReference.Trim(),
                        Etag = etag,
                    },
                    cancellationToken: Aborted
                );
                return Done(
                    GoOn && Next is not null ? $"{MeetingUrl}/items/{Next.Number}" : $"{MeetingUrl}#item-{ItemNumber}",
                    texts["Decision.Saved", Item.Title]
                );
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, path => FieldOf(path, sent)))
        {
            // Shown below, at the fields.
        }
        AddEmptyRows();
        return Page();
    }

    private static string? FieldOf(string path, List<int> sent)
    {
        var field = RefusalExtensions.FormField(path);
        const string rows = "Dissents[";
        if (field is null || !field.StartsWith(rows, StringComparison.Ordinal))
            return field;
        var end = field.IndexOf(']', StringComparison.Ordinal);
        var row = int.Parse(field.AsSpan(rows.Length, end - rows.Length), System.Globalization.CultureInfo.InvariantCulture);
        return $"Dissents[{sent[row]}]{field[(end + 1)..]}";
    }

    private void AddEmptyRows()
    {
        Dissents.Add(new());
        Conditions.AddRange(Enumerable.Repeat("", EmptyRows));
    }

    private async Task<bool> LoadAsync()
    {
        await LoadMeetingAsync(m => m.Agenda.FirstOrDefault(i => i.Number == ItemNumber)?.Title ?? "");
        if (Meeting.Agenda.FirstOrDefault(i => i.Number == ItemNumber) is not { } item)
            return false;
        Item = item;
        Etag = Meeting.Etag;
        Next = Meeting.Agenda.FirstOrDefault(i => i.Number != ItemNumber && i.Decision is null);
        Outcomes =
        [
            .. Enum.GetValues<Outcome>()
                .Where(o => o != Outcome.Unspecified)
                .Where(o => Body.Authority == BodyAuthority.Deciding || !DecisionRules.Decides(o))
                .Select(o => new SelectListItem(texts[$"Outcome.{o}"].Value, o.ToString())),
        ];
        Voters = Choices(
            Meeting.Attendances.Where(QuorumCount.IsThere),
            texts["Dissent.Nobody"],
            a =>
                a.Status == AttendanceStatus.Present
                    ? (a.Person, a.PersonDisplayName)
                    : (a.Deputy, texts["Attendance.DeputyFor", a.DeputyDisplayName, a.PersonDisplayName].Value)
        );
        return true;
    }
}
