using System.Globalization;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Systems;

/// <summary>
/// A sheet of systems is taken in: read, shown with all that is wrong at row and column, and saved when whoever sent it has seen that. The file goes with
/// the form from the one step to the next; nothing is kept of it in between.
/// </summary>
[PagePermission("procurement.write")]
[TakesFile]
internal sealed class ImportModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : SystemPage(organisation, procurement, texts)
{
    /// <summary>Lines of what is wrong that the page shows; the report has all.</summary>
    public const int MostShown = 50;

    /// <summary>A file; wins over <see cref="Pasted"/>.</summary>
    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public string Pasted { get; set; } = "";

    /// <summary>What was read, base64, for the form that saves it.</summary>
    [BindProperty]
    public string Encoded { get; set; } = "";

    [BindProperty]
    public bool SkipBad { get; set; }

    /// <summary>Makes a form that is sent twice take in one sheet.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public ImportLegacySystemsResponse? Answer { get; private set; }

    /// <summary>Whether there is something to save.</summary>
    public bool IsGood => Answer is { } answer && answer.CreatedCount + answer.ChangedCount > 0;

    public IEnumerable<string> VerdictWords => Enum.GetValues<SystemVerdict>().Select(v => Words[$"SystemVerdict.{v}"].Value);

    public IEnumerable<string> MigrationWords => Enum.GetValues<MigrationState>().Select(v => Words[$"MigrationState.{v}"].Value);

    public Task OnGetAsync() => LoadMatrixAsync(Words["SystemImport.Title"]);

    /// <summary>An empty sheet with the headings.</summary>
    public IActionResult OnGetTemplate() => SheetFile.Of(Words["Systems.Title"], SystemSheet.Columns, []);

    public async Task<IActionResult> OnPostAsync()
    {
        byte[] content;
        if (Upload is { Length: > 0 })
        {
            using var read = new MemoryStream();
            await Upload.CopyToAsync(read, Aborted);
            content = read.ToArray();
        }
        else
        {
            content = Encoding.UTF8.GetBytes(Pasted);
        }
        await CheckAsync(content);
        await LoadMatrixAsync(Words["SystemImport.Title"]);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        if (Sent() is { } content)
        {
            try
            {
                var request = RequestOf(content, validateOnly: false);
                (request.SkipBadRows, request.RequestId) = (SkipBad, RequestId);
                var saved = await Procurement.ImportLegacySystemsAsync(request, cancellationToken: Aborted);
                return Done(
                    SystemsUrl,
                    Words["SystemImport.Saved", saved.CreatedCount, saved.ChangedCount, saved.UnchangedCount, saved.BadCount]
                );
            }
            catch (RpcException e) when (e.StatusCode is Grpc.Core.StatusCode.InvalidArgument or Grpc.Core.StatusCode.Aborted)
            {
                // What is wrong is shown at row and column; above the form only what to do about it.
                ModelState.Clear();
                await CheckAsync(content);
                if (Answer?.BadCount > 0)
                    ModelState.AddModelError(nameof(SkipBad), Words["SystemImport.SayKeep"]);
            }
        }
        await LoadMatrixAsync(Words["SystemImport.Title"]);
        return Page();
    }

    /// <summary>All that is wrong, as a file.</summary>
    public async Task<IActionResult> OnPostReportAsync()
    {
        if (Sent() is { } content)
        {
            await CheckAsync(content);
            if (Answer is { } answer)
            {
                var report = new StringBuilder(
                    Csv.Line(Words["SystemImport.Row"], Words["SystemImport.Column"], Words["SystemImport.Problem"])
                );
                foreach (var problem in answer.Problems)
                    report.Append(Csv.Line(problem.Row.ToString(CultureInfo.InvariantCulture), problem.Column, problem.Text));
                return File(
                    [.. Csv.Mark, .. Encoding.UTF8.GetBytes(report.ToString())],
                    "text/csv; charset=utf-8",
                    $"{Words["SystemImport.ReportFile"].Value}.csv"
                );
            }
        }
        await LoadMatrixAsync(Words["SystemImport.Title"]);
        return Page();
    }

    private byte[]? Sent()
    {
        var content = new byte[Encoded.Length];
        if (Encoded.Length > 0 && Convert.TryFromBase64String(Encoded, content, out var length))
            return content[..length];
        ModelState.AddModelError(nameof(Upload), Words["SystemImport.NoFile"]);
        return null;
    }

    private async Task CheckAsync(byte[] content)
    {
        try
        {
            Answer = await Procurement.ImportLegacySystemsAsync(
                RequestOf(content, validateOnly: true),
                cancellationToken: Aborted
            );
            ModelState.Remove(nameof(Encoded));
            ModelState.Remove(nameof(RequestId));
            Encoded = Convert.ToBase64String(content);
            RequestId = Guid.NewGuid().ToString();
        }
        catch (RpcException e) when (ModelState.Accepts(e, _ => nameof(Upload))) { }
    }

    private ImportLegacySystemsRequest RequestOf(byte[] content, bool validateOnly) =>
        new()
        {
            Parent = ProgrammeName,
            Content = ByteString.CopyFrom(content),
            ValidateOnly = validateOnly,
        };
}
