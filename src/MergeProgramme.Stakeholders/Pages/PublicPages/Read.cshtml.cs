using System.Reflection;
using System.Security.Cryptography;
using Google.Protobuf;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.PublicPages;

/// <summary>What everybody reads of a programme that shows itself.</summary>
[AllowAnonymous]
[PubliclyCached]
internal sealed class ReadModel(StakeholdersServiceClient stakeholders) : PageModel
{
    // A new version of the program may write the same otherwise.
    private static readonly string Version = string.Concat(
        new[] { typeof(ReadModel).Assembly, Assembly.GetEntryAssembly() }.Select(a => a?.ManifestModule.ModuleVersionId)
    );

    /// <summary>Last part of the programme's name.</summary>
    [FromRoute(Name = "programme")]
    public string ProgrammeId { get; set; } = "";

    public PublicPageContent Shown { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync()
    {
        // An address that somebody mistyped, as good as one of no programme.
        if (!ResourceNames.IsId(ProgrammeId))
            return NotFound();
        Shown = await stakeholders.ReadPublicPageAsync(
            new() { Name = $"programmes/{ProgrammeId}/publicPage" },
            cancellationToken: HttpContext.RequestAborted
        );
        var tag = new EntityTagHeaderValue($"\"{Hash()}\"", isWeak: true);
        Response.GetTypedHeaders().ETag = tag;
        if (Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
            return StatusCode(StatusCodes.Status304NotModified);
        ViewData["Title"] = Shown.Title;
        ViewData["OtherLanguage"] = PublicLanguage.Other(ProgrammeId);
        return Page();
    }

    private string Hash() =>
        Convert.ToHexStringLower(
            SHA256.HashData([
                .. Shown.ToByteArray(),
                .. System.Text.Encoding.UTF8.GetBytes($"{Version}{PublicLanguage.IsEnglish}"),
            ])
        )[..32];
}
