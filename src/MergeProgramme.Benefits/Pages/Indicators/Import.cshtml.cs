using System.Globalization;
using System.IO.Compression;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Indicators;

/// <summary>
/// A sheet of measurements is taken in: read, shown with all that is wrong at row and column, and saved when whoever sent it has seen that. The file goes
/// with the form from the one step to the next, packed; nothing is kept of it in between.
/// </summary>
[PagePermission("benefits.realise")]
[TakesFile(MostFileBytes)]
internal sealed class ImportModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : IndicatorPage(organisation, benefits, texts)
{
    /// <summary>Columns that a measurement may have.</summary>
    public const int ColumnCount = (int)MeasurementColumn.MunicipalityName;

    // A text of 200 000 lines is some 8 MB, and packed a fraction of that.
    private const int MostFileBytes = 16_000_000;
    private const int MostPackedBytes = 4_000_000;

    /// <summary>Name of the indicator of all rows; empty where a column has its code.</summary>
    [BindProperty]
    public string Of { get; set; } = "";

    [BindProperty]
    public string Source { get; set; } = "";

    [BindProperty]
    public MeasurementSheetForm Form { get; set; }

    [BindProperty]
    public DecimalSign DecimalSign { get; set; }

    [BindProperty]
    public bool RoundValues { get; set; }

    /// <summary>A file; wins over <see cref="Pasted"/>.</summary>
    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public string Pasted { get; set; } = "";

    /// <summary>What was read, packed, base64, for the form that checks it again or saves it.</summary>
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

    /// <summary>Makes a form that is sent twice take in one sheet.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public ImportMeasurementsResponse? Answer { get; private set; }

    public IReadOnlyList<Indicator> Indicators { get; private set; } = [];

    public int NewCount => Answer is { } answer ? answer.CreatedCount + answer.ChangedCount : 0;

    /// <summary>Whether it may be saved.</summary>
    public bool IsGood => Answer is { } answer && answer.Problems.All(p => !p.Whole) && NewCount > 0;

    public List<SelectListItem> IndicatorChoices =>
        [
            new(Words["Import.ByCode"], ""),
            .. Indicators.Select(i => new SelectListItem(i.Code.Length > 0 ? $"{i.Title} ({i.Code})" : i.Title, i.Name)),
        ];

    public List<SelectListItem> Forms => Choices<MeasurementSheetForm>("MeasurementSheetForm");

    public List<SelectListItem> Signs => Choices<DecimalSign>("DecimalSign");

    public List<SelectListItem> Headings =>
        [
            new(Words["Import.NoColumn"], "0"),
            .. (Answer?.Headings ?? []).Select(
                (heading, i) =>
                    new SelectListItem(
                        heading.Length > 0 ? heading : Words["Import.Unnamed", i + 1],
                        (i + 1).ToString(CultureInfo.InvariantCulture)
                    )
            ),
        ];

    /// <summary>The indicator of a value that would be written.</summary>
    public Indicator IndicatorOf(PreviewedMeasurement previewed) =>
        Indicators.FirstOrDefault(i => i.Name == previewed.Indicator) ?? new Indicator();

    public string PeriodOf(PreviewedMeasurement previewed) =>
        previewed.PeriodStart.ToDateOnly() is { } start ? MeasuredPeriod.Words(IndicatorOf(previewed).PeriodKind, start) : "";

    public Task OnGetAsync([FromQuery(Name = "indicator")] string? of)
    {
        Of = string.IsNullOrEmpty(of) ? "" : $"{ProgrammeName}/indicators/{of}";
        return LoadAsync();
    }

    public async Task<IActionResult> OnPostCheckAsync()
    {
        if (await ContentAsync() is { } content)
            await CheckAsync(content);
        await LoadAsync();
        return Page();
    }

    /// <summary>All that is wrong, as a file.</summary>
    public async Task<IActionResult> OnPostReportAsync()
    {
        if (await ContentAsync() is { } content)
        {
            try
            {
                var request = RequestOf(content, validateOnly: true);
                request.WithReport = true;
                var answer = await BenefitsClient.ImportMeasurementsAsync(request, cancellationToken: Aborted);
                using var unpacked = new MemoryStream();
                await using (var gzip = new GZipStream(new MemoryStream(answer.Report.ToByteArray()), CompressionMode.Decompress))
                    await gzip.CopyToAsync(unpacked, Aborted);
                return File(unpacked.ToArray(), "text/csv; charset=utf-8", Words["Import.Report.File"].Value + ".csv");
            }
            catch (RpcException e) when (ModelState.Accepts(e, Field)) { }
        }
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        if (await ContentAsync() is not { } content || Seen != Chosen())
            return await OnPostCheckAsync();
        try
        {
            var saved = await BenefitsClient.ImportMeasurementsAsync(
                RequestOf(content, validateOnly: false),
                cancellationToken: Aborted
            );
            TempData["Status"] = Words[
                "Import.Saved",
                Formats.Number(saved.CreatedCount),
                Formats.Number(saved.ChangedCount),
                Formats.Number(saved.UnchangedCount),
                Formats.Number(saved.BadCount)
            ].Value;
            return Redirect(Of.Length > 0 ? $"/{Of}" : IndicatorsUrl);
        }
        catch (RpcException e) when (AsksToKeepGood(e) || ModelState.Accepts(e, Field))
        {
            await CheckAsync(content);
        }
        await LoadAsync();
        return Page();
    }

    // What is wrong in the lines stands in the table: above the form only what to do about it.
    private bool AsksToKeepGood(RpcException e)
    {
        if (
            e.GetRpcStatus()
                ?.GetDetail<Google.Rpc.BadRequest>()
                ?.FieldViolations.Any(v => v.Field.StartsWith("content[", StringComparison.Ordinal)) != true
        )
            return false;
        ModelState.AddModelError(nameof(SkipBad), Words["Import.SayKeep"]);
        return true;
    }

    private async Task CheckAsync(byte[] content)
    {
        try
        {
            Answer = await BenefitsClient.ImportMeasurementsAsync(
                RequestOf(content, validateOnly: true),
                cancellationToken: Aborted
            );
            // What is shown is what was read, not what was sent.
            foreach (
                var key in ModelState
                    .Keys.Where(k =>
                        k.StartsWith(nameof(Columns), StringComparison.Ordinal) || k is nameof(Form) or nameof(Encoded)
                    )
                    .ToList()
            )
                ModelState.Remove(key);
            Columns =
            [
                .. Enumerable
                    .Range(1, ColumnCount)
                    .Select(column => Answer.Columns.FirstOrDefault(c => c.Column == (MeasurementColumn)column)?.Place ?? 0),
            ];
            Form = Answer.Form;
            Encoded = Convert.ToBase64String(content);
            RequestId = Guid.NewGuid().ToString();
            Seen = Chosen();
        }
        catch (RpcException e) when (ModelState.Accepts(e, Field))
        {
            Answer = null;
        }
    }

    private ImportMeasurementsRequest RequestOf(byte[] content, bool validateOnly) =>
        new()
        {
            Parent = ProgrammeName,
            Content = ByteString.CopyFrom(content),
            FileName = FileName,
            Form = Form,
            Indicator = Of,
            Source = Source.Trim(),
            DecimalSign = DecimalSign,
            RoundValues = RoundValues,
            Columns =
            {
                Columns
                    .Take(ColumnCount)
                    .Index()
                    .Where(c => c.Item > 0)
                    .Select(c => new MeasurementColumnChoice { Column = (MeasurementColumn)(c.Index + 1), Place = c.Item }),
            },
            SkipBadRows = SkipBad,
            ValidateOnly = validateOnly,
            RequestId = validateOnly ? "" : RequestId,
        };

    private string Chosen() =>
        string.Join(
            '\n',
            [Of, Source, Form, DecimalSign, RoundValues, .. Columns.Select(c => c.ToString(CultureInfo.InvariantCulture))]
        );

    // Null where there is none, or too much, which then stands at its field.
    private async Task<byte[]?> ContentAsync()
    {
        if (Encoded.Length > 0)
        {
            var decoded = new byte[Encoded.Length];
            if (Convert.TryFromBase64String(Encoded, decoded, out var length))
                return decoded[..length];
        }
        byte[] content;
        if (Upload is { Length: > 0 })
        {
            var name = string.Concat(Path.GetFileName(Upload.FileName).Where(c => !char.IsControl(c)));
            FileName = name.Length <= 200 ? name : "…" + name[^199..];
            using var read = new MemoryStream();
            await Upload.CopyToAsync(read, Aborted);
            content = read.ToArray();
        }
        else
        {
            content = Encoding.UTF8.GetBytes(Pasted);
        }
        if (content.All(b => b is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
        {
            ModelState.AddModelError(nameof(Upload), Words["Import.Nothing"]);
            return null;
        }
        // An Excel file is packed already.
        if (content is not [0x50, 0x4B, ..] and not [0x1F, 0x8B, ..])
        {
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
                await gzip.WriteAsync(content, Aborted);
            content = packed.ToArray();
        }
        if (content.Length <= MostPackedBytes)
            return content;
        ModelState.AddModelError(nameof(Upload), Words["Import.TooLarge"]);
        return null;
    }

    private List<SelectListItem> Choices<T>(string prefix)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => new SelectListItem(Words[$"{prefix}.{value}"], value.ToString()))];

    private async Task LoadAsync()
    {
        await LoadFrameAsync(Words["Import.Title"], "indicators");
        await LoadChoicesAsync();
        List<Indicator> all = [];
        var request = new ListIndicatorsRequest { Parent = ProgrammeName, PageSize = Everything };
        do
        {
            var answer = await BenefitsClient.ListIndicatorsAsync(request, cancellationToken: Aborted);
            all.AddRange(answer.Indicators);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        Indicators = all;
    }

    private static string? Field(string path) =>
        path switch
        {
            "content" => nameof(Upload),
            "indicator" => nameof(Of),
            "source" => nameof(Source),
            // At row and column they are shown in the table.
            _ => null,
        };
}
