using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MergeProgramme.Host.Pages;

/// <summary>What a reader sees instead of a page that is missing, refused or broken: what to do next, and an id to state, never a stack.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(Duration = 0, Location = ResponseCacheLocation.None, NoStore = true)]
internal sealed class ErrorModel : PageModel
{
    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; private set; }

    /// <summary>Which of the texts fits the status best.</summary>
    public int TextOf =>
        Status switch
        {
            400 or 401 or 403 or 404 or 409 or 429 or 503 => Status,
            405 or 410 => 404,
            504 => 503,
            >= 400 and < 500 => 400,
            _ => 500,
        };

    /// <summary>The trace id, by which operations find what happened.</summary>
    public string TraceId => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    /// <summary>Answers what went wrong, whatever the method of the request was.</summary>
    /// <param name="status">The status in the path: that of the answer, except after an exception.</param>
    public void OnGet(int status) => Show(status);

    /// <inheritdoc cref="OnGet"/>
    public void OnPost(int status) => Show(status);

    private void Show(int status)
    {
        // Asked for directly, the page answers the status that it speaks of; after a failure the pipeline has set the right one already.
        if (Response.StatusCode == StatusCodes.Status200OK)
        {
            Response.StatusCode = status is >= 400 and < 600 ? status : StatusCodes.Status404NotFound;
        }

        Status = Response.StatusCode;
    }
}
