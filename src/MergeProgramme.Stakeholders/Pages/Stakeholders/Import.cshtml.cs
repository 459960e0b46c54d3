using System.Text;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>
/// A list of stakeholders is taken in, from a file or pasted: read, shown with all that is wrong and who is there already, and saved when whoever sent it
/// has seen that. The file goes with the form from the one step to the next; nothing is kept of it in between.
/// </summary>
[PagePermission("stakeholders.write")]
[TakesFile]
internal sealed class ImportModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
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

    public ImportStakeholdersResponse? Answer { get; private set; }

    public Task OnGetAsync() => LoadFrameAsync(texts["Stakeholders.Import"], "stakeholders");

    /// <summary>An empty sheet with the headings.</summary>
    public IActionResult OnGetTemplate() => SheetFile.Of(texts["Stakeholders.Title"], StakeholderSheet.Columns, []);

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
        return await ShownAsync();
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        if (Sent() is { } content)
        {
            try
            {
                var saved = await stakeholders.ImportStakeholdersAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Content = ByteString.CopyFrom(content),
                        SkipBadRows = SkipBad,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["Import.Saved", saved.CreatedCount, saved.DuplicateCount, saved.BadCount].Value;
                return Redirect($"/{ProgrammeName}/stakeholders");
            }
            catch (RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.InvalidArgument)
            {
                // What is wrong is shown at row and column; above the form only what to do about it.
                ModelState.Clear();
                await CheckAsync(content);
                if (Answer?.BadCount > 0)
                    ModelState.AddModelError(nameof(SkipBad), texts["Import.SayKeep"]);
            }
        }
        return await ShownAsync();
    }

    private byte[]? Sent()
    {
        var content = new byte[Encoded.Length];
        if (Encoded.Length > 0 && Convert.TryFromBase64String(Encoded, content, out var length))
            return content[..length];
        ModelState.AddModelError(nameof(Upload), texts["Import.NoFile"]);
        return null;
    }

    private async Task<IActionResult> ShownAsync()
    {
        await LoadFrameAsync(texts["Stakeholders.Import"], "stakeholders");
        return Page();
    }

    private async Task CheckAsync(byte[] content)
    {
        try
        {
            Answer = await stakeholders.ImportStakeholdersAsync(
                new()
                {
                    Parent = ProgrammeName,
                    Content = ByteString.CopyFrom(content),
                    ValidateOnly = true,
                },
                cancellationToken: Aborted
            );
            ModelState.Remove(nameof(Encoded));
            ModelState.Remove(nameof(RequestId));
            Encoded = Convert.ToBase64String(content);
            RequestId = Guid.NewGuid().ToString();
        }
        catch (RpcException e) when (ModelState.Accepts(e, _ => nameof(Upload))) { }
    }
}
