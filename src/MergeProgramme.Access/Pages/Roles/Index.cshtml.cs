using MergeProgramme.Access.V1;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Access.V1.AccessService;

namespace MergeProgramme.Access.Pages.Roles;

/// <summary>What each role may do.</summary>
internal sealed class IndexModel(AccessServiceClient access, IStringLocalizer<Texts> texts) : PageModel
{
    public IReadOnlyList<RoleDescription> Roles { get; private set; } = [];

    /// <summary>What a permission lets somebody do, in the reader's words.</summary>
    public string Say(string permission) =>
        texts[$"Permission.{permission}"] is { ResourceNotFound: false } said ? said.Value : permission;

    public async Task OnGetAsync()
    {
        ViewData["Title"] = texts["Roles.Title"].Value;
        Roles = (await access.ListRolesAsync(new(), cancellationToken: HttpContext.RequestAborted)).Roles;
    }
}
