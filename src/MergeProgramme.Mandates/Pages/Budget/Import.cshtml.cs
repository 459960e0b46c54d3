using System.Globalization;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Budget;

/// <summary>
/// A sheet of accounts is taken in: read, shown with all that is wrong at row and column, and saved when whoever sent it has seen that. The file goes with
/// the form from the one step to the next; nothing is kept of it in between.
/// </summary>
[PagePermission("mandates.account", "programmes/{programme}/subProjects/-")]
[TakesFile]
internal sealed class ImportModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : BudgetPage(organisation, mandates, texts)
{
    /// <summary>Columns that an entry may have.</summary>
    public const int ColumnCount = (int)AccountColumn.Currency;

    [BindProperty]
    public string Place { get; set; } = "";

    [BindProperty]
    public string SourceSystem { get; set; } = "";

    /// <summary>Nothing is chosen beforehand.</summary>
    [BindProperty]
    public AmountUnit? Unit { get; set; }

    /// <summary>Unspecified where a column says it.</summary>
    [BindProperty]
    public CostKind Kind { get; set; }

    /// <summary>An Excel file; wins over <see cref="Pasted"/>.</summary>
    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public string Pasted { get; set; } = "";

    /// <summary>What was read, base64, for the form that checks it again or saves it.</summary>
    [BindProperty]
    public string Encoded { get; set; } = "";

    [BindProperty]
    public string FileName { get; set; } = "";

    /// <summary>Place in the sheet from 1 for each column in the contract's order; 0 where it has none.</summary>
    [BindProperty]
    public List<int> Columns { get; set; } = [];

    [BindProperty]
    public bool SkipBad { get; set; }

    /// <summary>What was chosen when what is shown was read: what is chosen otherwise is shown before it is saved.</summary>
    [BindProperty]
    public string Seen { get; set; } = "";

    public ImportAccountSheetResponse? Answer { get; private set; }

    /// <summary>Whether it may be saved.</summary>
    public bool IsGood => Answer is { } answer && answer.Problems.All(p => !p.Whole) && answer.CreatedCount > 0;

    public List<SelectListItem> Units =>
        [
            new(Words["AmountUnit.Kroner"], nameof(AmountUnit.Kroner)),
            new(Words["AmountUnit.Thousands"], nameof(AmountUnit.Thousands)),
        ];

    public List<SelectListItem> KindsOrColumn =>
        [
            new(Words["AccountSheet.Kind.Column"], nameof(CostKind.Unspecified)),
            .. Enum.GetValues<CostKind>()
                .Where(k => k != CostKind.Unspecified)
                .Select(k => new SelectListItem(Words[$"CostKind.{k}"], k.ToString())),
        ];

    public List<SelectListItem> Headings =>
        [
            new(Words["AccountSheet.NoColumn"], "0"),
            .. (Answer?.Headings ?? []).Select(
                (heading, i) =>
                    new SelectListItem(
                        heading.Length > 0 ? heading : Words["AccountSheet.Unnamed", i + 1],
                        (i + 1).ToString(CultureInfo.InvariantCulture)
                    )
            ),
        ];

    public Task OnGetAsync([FromQuery] string? place)
    {
        Place = place ?? "";
        return LoadBudgetAsync(Words["Budget.Import"]);
    }

    public async Task<IActionResult> OnPostCheckAsync()
    {
        var content = await ContentAsync();
        if (content.Length == 0)
            ModelState.AddModelError(nameof(Upload), Words["AccountSheet.Nothing"]);
        else if (content.Length > SheetReader.MostBytes)
            ModelState.AddModelError(nameof(Upload), Words["AccountSheet.TooLarge", SheetReader.MostBytes / (1024 * 1024)]);
        else
            await CheckAsync(content);
        await LoadBudgetAsync(Words["Budget.Import"]);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        var content = await ContentAsync();
        if (content.Length == 0 || Seen != Chosen())
            return await OnPostCheckAsync();
        try
        {
            var saved = await Mandates.ImportAccountSheetAsync(
                RequestOf(content, validateOnly: false),
                cancellationToken: Aborted
            );
            return Done(
                $"{UrlOf(Place)}#entries",
                Words["AccountSheet.Saved", saved.CreatedCount, saved.KnownCount, saved.BadCount]
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field))
        {
            await CheckAsync(content);
        }
        await LoadBudgetAsync(Words["Budget.Import"]);
        return Page();
    }

    private async Task CheckAsync(byte[] content)
    {
        try
        {
            Answer = await Mandates.ImportAccountSheetAsync(RequestOf(content, validateOnly: true), cancellationToken: Aborted);
            // What is shown is what was read, not what was sent.
            foreach (var key in ModelState.Keys.Where(k => k.StartsWith(nameof(Columns), StringComparison.Ordinal)).ToList())
                ModelState.Remove(key);
            Columns =
            [
                .. Enumerable
                    .Range(1, ColumnCount)
                    .Select(column => Answer.Columns.FirstOrDefault(c => c.Column == (AccountColumn)column)?.Place ?? 0),
            ];
            Encoded = Convert.ToBase64String(content);
            RequestId = Guid.NewGuid().ToString();
            Seen = Chosen();
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field))
        {
            Answer = null;
        }
    }

    private ImportAccountSheetRequest RequestOf(byte[] content, bool validateOnly) =>
        new()
        {
            Parent = Place,
            Content = ByteString.CopyFrom(content),
            FileName = FileName,
            SourceSystem = SourceSystem,
            Unit = Unit ?? default,
            Kind = Kind,
            Columns =
            {
                Columns
                    .Take(ColumnCount)
                    .Index()
                    .Where(c => c.Item > 0)
                    .Select(c => new ColumnChoice { Column = (AccountColumn)(c.Index + 1), Place = c.Item }),
            },
            SkipBadRows = SkipBad,
            ValidateOnly = validateOnly,
            RequestId = validateOnly ? "" : RequestId,
        };

    private string Chosen() =>
        string.Join('\n', [Place, SourceSystem, Unit, Kind, .. Columns.Select(c => c.ToString(CultureInfo.InvariantCulture))]);

    private async Task<byte[]> ContentAsync()
    {
        if (Encoded.Length > 0)
        {
            var decoded = new byte[Encoded.Length];
            return Convert.TryFromBase64String(Encoded, decoded, out var length) ? decoded[..length] : [];
        }
        if (Upload is not { Length: > 0 })
            return Encoding.UTF8.GetBytes(Pasted);
        var name = string.Concat(Path.GetFileName(Upload.FileName).Where(c => !char.IsControl(c)));
        FileName = name.Length <= 200 ? name : "…" + name[^199..];
        using var read = new MemoryStream();
        await Upload.CopyToAsync(read, Aborted);
        return read.ToArray();
    }

    private string? Field(string path) =>
        path switch
        {
            "content" => nameof(Upload),
            "parent" => nameof(Place),
            "source_system" => nameof(SourceSystem),
            "unit" => nameof(Unit),
            "kind" => nameof(Kind),
            // At row and column they are shown in the table.
            _ => null,
        };
}
