using System.Text.RegularExpressions;
using Grpc.Core;
using MergeProgramme.Organisation.Cases;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>The agenda: cases that wait for the body, and free items.</summary>
[PagePermission("organisation.meet", "programmes/{programme}/bodies/{body}")]
internal sealed partial class AgendaModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : MeetingPage(client)
{
    // Empty rows beside those there are; saving gives new ones.
    private const int EmptyRows = 3;

    [BindProperty]
    public List<Row> Rows { get; set; } = [];

    /// <summary>Whether items of decision without a case number get the next ones.</summary>
    [BindProperty]
    public bool GiveNumbers { get; set; }

    /// <summary>Come back here with more empty rows.</summary>
    [BindProperty]
    public bool More { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Cases that can be put on the agenda, to choose from.</summary>
    public List<SelectListItem> Cases { get; private set; } = [];

    private IReadOnlyList<Case> waiting = [];

    /// <summary>One item in the form.</summary>
    public sealed class Row
    {
        public int Number { get; set; }

        public int? Order { get; set; }

        public string Title { get; set; } = "";

        public AgendaItemKind Kind { get; set; } = AgendaItemKind.Decision;

        public string Case { get; set; } = "";

        public string CaseNumber { get; set; } = "";

        public string ArchiveReference { get; set; } = "";

        public string Presenter { get; set; } = "";

        public string Description { get; set; } = "";

        public string Proposal { get; set; } = "";

        public bool Remove { get; set; }

        /// <summary>Whether something was recorded on it.</summary>
        public bool Decided { get; set; }

        public bool IsItem => !Remove && (Title.Trim().Length > 0 || Case.Length > 0);
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Rows =
        [
            .. Meeting.Agenda.Select(
                (item, i) =>
                    new Row
                    {
                        Number = item.Number,
                        Order = i + 1,
                        Title = item.Title,
                        Kind = item.Kind,
                        Case = item.Case,
                        CaseNumber = item.CaseNumber,
                        ArchiveReference = item.ArchiveReference,
                        Presenter = item.Presenter,
                        Description = item.Description,
                        Proposal = item.Proposal,
                        Decided = item.Decision is not null,
                    }
            ),
        ];
        Rows.AddRange(Enumerable.Range(Rows.Count + 1, EmptyRows).Select(order => new Row { Order = order }));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var etag = Etag;
        await LoadAsync();
        // Rows that are nothing are not sent; the errors of those that are must find their row again.
        List<int> sent =
        [
            .. Enumerable.Range(0, Rows.Count).Where(i => Rows[i].IsItem).OrderBy(i => Rows[i].Order ?? int.MaxValue),
        ];
        var items = sent.ConvertAll(i => Read(Rows[i]));
        if (GiveNumbers)
            Number(items);
        try
        {
            if (ModelState.IsValid)
            {
                await Client.SetAgendaAsync(
                    new()
                    {
                        Name = MeetingName,
                        Items = { items },
                        Etag = etag,
                    },
                    cancellationToken: Aborted
                );
                return Done(More ? $"{MeetingUrl}/agenda" : MeetingUrl, texts["Agenda.Saved"]);
            }
        }
        catch (RpcException e)
            when (ModelState.Accepts(
                    e,
                    path =>
                        ItemField().Match(path) is { Success: true } m
                            ? $"Rows[{sent[int.Parse(m.Groups["row"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)]}].{RefusalExtensions.FormField(m.Value)}"
                            : null
                )
            )
        {
            // Shown below, at the fields.
        }
        foreach (var row in Rows)
            row.Decided = Meeting.Agenda.Any(i => i.Number == row.Number && i.Decision is not null);
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadMeetingAsync(_ => texts["Agenda.Edit"]);
        Etag = Meeting.Etag;
        waiting =
        [
            .. (await CasesAsync(BodyName)).Where(c =>
                Meeting.Agenda.Any(i => i.Case == c.Name)
                || c.Treatments.Any(t => t.Body == BodyName && CaseTable.CanBeTaken(t, MeetingName))
            ),
        ];
        Cases = Choices(waiting, texts["Agenda.FreeItem"], c => (c.Name, c.Title));
    }

    private AgendaItem Read(Row row) =>
        new()
        {
            Number = row.Number,
            // A case is called what it is called, where nothing else is written.
            Title = row.Title.Trim().Length > 0 ? row.Title.Trim() : waiting.FirstOrDefault(c => c.Name == row.Case)?.Title ?? "",
            Kind = row.Kind,
            Case = row.Case,
            CaseNumber = row.CaseNumber.Trim(),
            ArchiveReference = row.ArchiveReference.Trim(),
            Presenter = row.Presenter.Trim(),
            Description = row.Description,
            Proposal = row.Proposal,
        };

    private void Number(List<AgendaItem> items)
    {
        var year = Meeting.Date.Year;
        var next = Meeting.NextCaseNumber;
        List<(string, int)> given = [.. items.Where(i => i.CaseNumber.Length > 0).Select(i => (i.CaseNumber, year))];
        foreach (var item in items.Where(i => i.CaseNumber.Length == 0 && i.Kind == AgendaItemKind.Decision))
        {
            while (given.Contains((next, year)))
                next = CaseNumber.Next([.. given, (next, year)], year);
            item.CaseNumber = next;
            given.Add((next, year));
        }
    }

    [GeneratedRegex(@"^items\[(?<row>[0-9]+)\]\..+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ItemField();
}
