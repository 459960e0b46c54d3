using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Imports;

/// <summary>What a person decides on one candidate, as the form has it.</summary>
internal sealed class RulingRow
{
    public int Number { get; set; }

    public CandidateDecision Decision { get; set; }

    public string CorrectedText { get; set; } = "";
}

/// <summary>An import: how far it is read, its text beside what was found in it, or what became of it.</summary>
[PagePermission("mandates.write")]
internal sealed class ReviewModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : ImportPage(organisation, mandates, texts)
{
    // A page of a form has as many fields as the form limits let through, and can still be looked through.
    private const int BlocksAtATime = 40;
    private const int CandidatesAtATime = 1000;

    /// <summary>Last part of the section that is shown; a dash for what is unplaced. Empty: the first with something in it.</summary>
    [FromQuery(Name = "section")]
    public string Asked { get; set; } = "";

    [FromQuery(Name = "from")]
    public string Token { get; set; } = "";

    [BindProperty]
    public string Section { get; set; } = "";

    [BindProperty]
    public string PageToken { get; set; } = "";

    [BindProperty]
    public List<RulingRow> Rulings { get; set; } = [];

    /// <summary>"12:Accepted" or "all": the button that was pressed, where it was not the one that saves all.</summary>
    [BindProperty]
    public string Now { get; set; } = "";

    [BindProperty]
    public int First { get; set; }

    [BindProperty]
    public int Last { get; set; }

    [BindProperty]
    public string To { get; set; } = "";

    /// <summary>The section that is shown; empty for what is unplaced.</summary>
    public string Shown { get; private set; } = "";

    public string ShownKey => Shown.Length == 0 ? "-" : Shown;

    public IReadOnlyList<ImportBlock> Blocks { get; private set; } = [];

    public IReadOnlyList<ImportCandidate> Candidates { get; private set; } = [];

    /// <summary>Name and role of each person who was accepted, as a list of appointments takes them.</summary>
    public IReadOnlyList<string> People { get; private set; } = [];

    public string NextUrl { get; private set; } = "";

    /// <summary>All sections and what is unplaced: heading, how many are undecided, whether there is anything in it.</summary>
    public IEnumerable<(string Section, string Heading, int Undecided, bool IsFilled)> Choices =>
        Sections
            .Select(section => section.Section)
            .Append("")
            .Select(section =>
            {
                var placed = Import.PlacedSections.FirstOrDefault(p => p.Section == section);
                return (section, SectionTitle(section), placed?.UndecidedCount ?? 0, placed is not null);
            });

    public Task OnGetAsync() => LoadAsync();

    /// <summary>How far it is read, for the page that waits.</summary>
    public async Task<IActionResult> OnGetProgressAsync()
    {
        var import = await Mandates.GetImportAsync(new() { Name = ImportName }, cancellationToken: Aborted);
        return new JsonResult(
            new
            {
                reading = import.State == ImportState.Reading,
                percent = import.ProgressPercent,
                text = Words["Import.Progress", import.ProgressPercent].Value,
            }
        );
    }

    public Task<IActionResult> OnPostDecideAsync()
    {
        var request = new DecideImportCandidatesRequest { Name = ImportName };
        if (Now == "all")
        {
            request.Rulings.AddRange(
                Rulings
                    .Where(row => row.Decision == CandidateDecision.Unspecified)
                    .Select(row => new CandidateRuling { Number = row.Number, Decision = CandidateDecision.Accepted })
            );
        }
        else if (
            Now.Split(':') is [var number, var decision]
            && int.TryParse(number, CultureInfo.InvariantCulture, out var one)
            && Enum.TryParse<CandidateDecision>(decision, out var said)
        )
        {
            request.Rulings.Add(new CandidateRuling { Number = one, Decision = said });
        }
        else
        {
            request.Rulings.AddRange(
                Rulings.Select(row => new CandidateRuling
                {
                    Number = row.Number,
                    Decision = row.Decision,
                    CorrectedText = row.Decision == CandidateDecision.Corrected ? row.CorrectedText : "",
                })
            );
        }
        var anchor = Now.Contains(':', StringComparison.Ordinal) ? $"#k{Now.Split(':')[0]}" : "#candidates";
        return SaveAsync(
            () =>
                request.Rulings.Count == 0
                    ? Task.CompletedTask
                    : Mandates.DecideImportCandidatesAsync(request, cancellationToken: Aborted).ResponseAsync,
            "Import.Decided",
            anchor
        );
    }

    public Task<IActionResult> OnPostMoveAsync() =>
        SaveAsync(
            () =>
                Mandates
                    .MoveImportBlocksAsync(
                        new()
                        {
                            Name = ImportName,
                            FirstBlock = First,
                            LastBlock = Last,
                            Section = To,
                        },
                        cancellationToken: Aborted
                    )
                    .ResponseAsync,
            "Import.Moved",
            "#review"
        );

    /// <summary>What a candidate says in short.</summary>
    public string Said(ImportCandidate candidate) => candidate.Title.Length > 0 ? candidate.Title : candidate.Text;

    /// <summary>How a candidate was understood, and where it goes.</summary>
    public IEnumerable<string> Facts(ImportCandidate candidate)
    {
        if (candidate.Detail.Length > 0)
            yield return $"{Words[$"Import.Detail.{candidate.Kind}"].Value}: {candidate.Detail}";
        if (candidate.Period is { } period)
        {
            var days = Formats.Days(period);
            yield return candidate.Kind == CandidateKind.Period ? days : $"{period.Label}{(days.Length > 0 ? $" ({days})" : "")}";
        }
        if (candidate.Amount is { } amount)
        {
            var said = Formats.Amount(amount);
            if (candidate.AmountMax is { } most)
                said = $"{said}–{Formats.Amount(most)}";
            if (candidate.PerYear)
                said = Words["Word.PerYear", said];
            yield return candidate is { Kind: CandidateKind.Amount, AmountUse: not AmountUse.Unspecified }
                ? $"{said} · {Words[$"AmountUse.{candidate.AmountUse}"].Value}"
                : said;
        }
        if (candidate.Kind == CandidateKind.Goal)
            yield return Words[candidate.MainGoal ? "GoalKind.Main" : "GoalKind.Result"];
        if (candidate.Code.Length > 0)
            yield return candidate.SubProject.Length > 0
                ? $"{Words["Import.Code"].Value}: {candidate.Code}"
                : Words["Import.CodeUnknown", candidate.Code];
        yield return candidate.TargetSection.Length > 0
            ? Words["Import.Target", SectionTitle(candidate.TargetSection)]
            : Words["Import.StaysInText"];
        if (candidate.Decision == CandidateDecision.Corrected)
            yield return $"{Words["Import.Corrected"].Value}: {candidate.CorrectedText}";
    }

    private async Task<IActionResult> SaveAsync(Func<Task> save, string status, string anchor)
    {
        try
        {
            await save();
        }
        catch (RpcException e) when (ModelState.Accepts(e, _ => ""))
        {
            (Asked, Token) = (Section, PageToken);
            await LoadAsync();
            return Page();
        }
        TempData["Status"] = Words[status].Value;
        var page = PageToken.Length > 0 ? $"&from={Uri.EscapeDataString(PageToken)}" : "";
        return Redirect($"{ImportUrl}?section={Uri.EscapeDataString(Section)}{page}{anchor}");
    }

    private async Task LoadAsync()
    {
        await LoadImportAsync(Words["Import.Heading"]);
        if (Import.State is ImportState.Reading or ImportState.Failed)
            return;
        Shown =
            Asked == "-" ? ""
            : Asked.Length > 0 ? Asked
            : Sections.Select(s => s.Section).FirstOrDefault(s => Import.PlacedSections.Any(p => p.Section == s)) ?? "";
        PageToken = Token;
        var page = await Mandates.ListImportBlocksAsync(
            new()
            {
                Parent = ImportName,
                Section = ShownKey,
                PageSize = BlocksAtATime,
                PageToken = Token,
            },
            cancellationToken: Aborted
        );
        Blocks = page.Blocks;
        if (page.NextPageToken.Length > 0)
            NextUrl =
                $"{ImportUrl}?section={Uri.EscapeDataString(ShownKey)}&from={Uri.EscapeDataString(page.NextPageToken)}#review";
        if (Blocks.Count > 0 && Shown.Length > 0)
            Candidates = await CandidatesAsync(Blocks[0].Number, Blocks[^1].Number, Shown, CandidatesAtATime);
        if (Import.CandidateCounts.Any(count => count is { Kind: CandidateKind.Person, Taken: > 0 }))
        {
            People =
            [
                .. (await CandidatesAsync(0, 0, "", int.MaxValue))
                    .Where(c =>
                        c.Kind == CandidateKind.Person
                        && c.Section.Length > 0
                        && c.Decision is CandidateDecision.Accepted or CandidateDecision.Corrected
                    )
                    .Select(c =>
                        $"{(c.Decision == CandidateDecision.Corrected ? c.CorrectedText : c.Title)}\t{c.Detail}".Replace(
                            '\n',
                            ' '
                        )
                    ),
            ];
        }
    }

    private async Task<IReadOnlyList<ImportCandidate>> CandidatesAsync(int first, int last, string section, int most)
    {
        List<ImportCandidate> all = [];
        var request = new ListImportCandidatesRequest
        {
            Parent = ImportName,
            FirstBlock = first,
            LastBlock = last,
            Section = section,
            PageSize = Math.Min(most, Everything),
        };
        do
        {
            var page = await Mandates.ListImportCandidatesAsync(request, cancellationToken: Aborted);
            all.AddRange(page.Candidates);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0 && all.Count < most);
        return all;
    }
}
