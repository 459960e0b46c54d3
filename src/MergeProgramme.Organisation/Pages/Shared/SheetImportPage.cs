using System.Text;
using Grpc.Core;
using MergeProgramme.Organisation.Pages.Units;
using MergeProgramme.Organisation.Sheets;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Shared;

/// <summary>What came of reading a sheet.</summary>
/// <param name="Headings">Of the preview.</param>
/// <param name="Rows">The first rows as they would be saved.</param>
internal sealed record SheetReading(
    int RowCount,
    IReadOnlyList<SheetProblem> Problems,
    int ProblemCount,
    IReadOnlyList<string> Ignored,
    IReadOnlyList<string> Headings,
    IReadOnlyList<IReadOnlyList<string>> Rows
)
{
    /// <summary>Whether it may be saved, once its questions are answered.</summary>
    public bool IsGood => Problems.All(p => p.Question) && Problems.Count == ProblemCount && RowCount > 0;

    public bool HasQuestions => Problems.Any(p => p.Question);
}

/// <summary>
/// A sheet is taken in: read, shown with all that is wrong at row and column, and saved when whoever sent it has seen that. The file itself goes with the
/// form from the one step to the next; nothing is kept of it in between.
/// </summary>
internal abstract class SheetImportPage(OrganisationServiceClient client, IStringLocalizer<Texts> texts)
    : ChartPage(client, texts)
{
    /// <summary>An Excel file; wins over <see cref="Pasted"/>.</summary>
    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>A table as it is copied out of a sheet.</summary>
    [BindProperty]
    public string Pasted { get; set; } = "";

    /// <summary>What was read, base64, for the form that saves it.</summary>
    [BindProperty]
    public string Encoded { get; set; } = "";

    [BindProperty]
    public bool CostsConfirmed { get; set; }

    /// <summary>Of the form that saves: sent twice, it saves once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public SheetReading? Reading { get; private set; }

    public abstract string Heading { get; }

    public abstract string BackUrl { get; }

    public abstract IReadOnlyList<SheetColumn> Columns { get; }

    /// <summary>The page's own words on what a sheet may hold.</summary>
    public abstract string Hint { get; }

    public Task OnGetAsync() => LoadFrameAsync(Heading);

    /// <summary>An empty sheet with the headings.</summary>
    public IActionResult OnGetTemplate() => SheetFile.Of(Heading, Columns, []);

    public async Task<IActionResult> OnPostAsync()
    {
        var content = await ReadAsync();
        if (content.Length == 0)
            ModelState.AddModelError(nameof(Upload), Words["Import.Nothing"]);
        else if (content.Length > SheetReader.MostBytes)
            ModelState.AddModelError(nameof(Upload), Words["Import.TooLarge", SheetReader.MostBytes / (1024 * 1024)]);
        else
            await PreviewAsync(content);
        await LoadFrameAsync(Heading);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        var content = new byte[Encoded.Length];
        if (!Convert.TryFromBase64String(Encoded, content, out var length))
        {
            ModelState.AddModelError(nameof(Upload), Words["Import.Nothing"]);
        }
        else
        {
            content = content[..length];
            try
            {
                var saved = await SaveAsync(content, RequestId);
                return Done(BackUrl, Words["Import.Saved", saved]);
            }
            catch (RpcException e) when (e.StatusCode is Grpc.Core.StatusCode.InvalidArgument)
            {
                // What is wrong is shown at row and column, as before.
                ModelState.Clear();
                await PreviewAsync(content);
            }
        }
        await LoadFrameAsync(Heading);
        return Page();
    }

    /// <summary>Asks the service what it makes of a sheet.</summary>
    protected abstract Task<SheetReading> CheckAsync(byte[] content);

    /// <summary>Saves a sheet.</summary>
    /// <returns>How many rows were saved.</returns>
    protected abstract Task<int> SaveAsync(byte[] content, string requestId);

    private async Task PreviewAsync(byte[] content)
    {
        try
        {
            Reading = await CheckAsync(content);
            Encoded = Convert.ToBase64String(content);
            RequestId = Guid.NewGuid().ToString();
        }
        catch (RpcException e) when (ModelState.Accepts(e, _ => nameof(Upload)))
        {
            Reading = null;
        }
    }

    private async Task<byte[]> ReadAsync()
    {
        if (Upload is not { Length: > 0 })
            return Encoding.UTF8.GetBytes(Pasted);
        using var read = new MemoryStream();
        await Upload.CopyToAsync(read, Aborted);
        return read.ToArray();
    }
}
