using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Imports;

/// <summary>Takes in a Word file or pasted text.</summary>
[PagePermission("mandates.write")]
[TakesFile]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    TimeProvider time,
    IStringLocalizer<Texts> texts
) : MandatePage(organisation)
{
    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public string Pasted { get; set; } = "";

    [BindProperty]
    public string Template { get; set; } = "";

    [BindProperty]
    public DateOnly? DocumentDate { get; set; }

    /// <summary>Makes a form that is sent twice begin one import.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public List<SelectListItem> Templates { get; private set; } = [];

    public IReadOnlyList<Import> Earlier { get; private set; } = [];

    /// <summary>The mandate that no draft can be made beside.</summary>
    public Mandate? InTheWay { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Template = Templates.FirstOrDefault()?.Value ?? "";
        DocumentDate = time.Today();
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (ModelState.IsValid)
        {
            try
            {
                var created = await mandates.CreateImportAsync(
                    new CreateImportRequest
                    {
                        Parent = SubProjectName,
                        Import = new()
                        {
                            Template = Template,
                            FileName = Upload is { Length: > 0 } ? Shortened(Path.GetFileName(Upload.FileName)) : "",
                            DocumentDate = DocumentDate.ToDate(),
                        },
                        Content = await ContentAsync(),
                        Text = Upload is { Length: > 0 } ? "" : Pasted,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Redirect(Addresses.Of(created.Name));
            }
            catch (RpcException e) when (ModelState.Accepts(e, Field)) { }
        }
        await LoadAsync();
        return Page();
    }

    internal static string Colour(ImportState state) =>
        state switch
        {
            ImportState.Ready => "accent",
            ImportState.Finished => "success",
            ImportState.Failed => "danger",
            _ => "info",
        };

    private static string? Field(string path) =>
        path switch
        {
            "content" => nameof(Upload),
            "text" => nameof(Pasted),
            "import.template" => nameof(Template),
            "import.document_date" => nameof(DocumentDate),
            "import.file_name" => nameof(Upload),
            _ => null,
        };

    // A name longer than the contract takes says the same at its end.
    private static string Shortened(string name)
    {
        var plain = string.Concat(name.Where(c => !char.IsControl(c)));
        return plain.Length <= 200 ? plain : "…" + plain[^199..];
    }

    private async Task<ByteString> ContentAsync()
    {
        if (Upload is not { Length: > 0 })
            return ByteString.Empty;
        await using var stream = Upload.OpenReadStream();
        return await ByteString.FromStreamAsync(stream, Aborted);
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["Import.Heading"]);
        var templates = await mandates.ListTemplatesAsync(new() { Parent = ProgrammeName }, cancellationToken: Aborted);
        Templates =
        [
            .. templates.Templates.Select(t => new SelectListItem(texts["New.TemplateOf", t.DisplayName, t.Source], t.Name)),
        ];
        Earlier = (
            await mandates.ListImportsAsync(new() { Parent = SubProjectName, PageSize = 50 }, cancellationToken: Aborted)
        ).Imports;
        InTheWay = (await MandatesAsync(mandates, SubProjectName))
            .OrderByDescending(m => m.Version)
            .FirstOrDefault(m =>
                m.State != MandateState.Decided || m.Decision?.Verdict is Verdict.Adjust or Verdict.AssessFurther
            );
    }
}
