using System.Security.Claims;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Access.V1.AccessService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using GrpcStatus = Grpc.Core.StatusCode;

namespace MergeProgramme.Access.Pages.Me;

/// <summary>What the reader is here, why, and where else she is signed in.</summary>
[ResponseCache(Duration = 0, Location = ResponseCacheLocation.None, NoStore = true)]
internal sealed class IndexModel(
    AccessServiceClient access,
    OrganisationServiceClient organisation,
    IStringLocalizer<Texts> texts
) : PageModel
{
    private const int Everything = 1000;

    private readonly Dictionary<string, string> scopes = new(StringComparer.Ordinal);

    public Principal Principal { get; private set; } = new();

    public IReadOnlyList<RoleAssignment> Assignments { get; private set; } = [];

    public IReadOnlyList<V1.Session> Sessions { get; private set; } = [];

    public string ScopeOf(string scope) => scopes[scope];

    /// <summary>From when to when.</summary>
    public string PeriodOf(RoleAssignment assignment) => AssignmentWords.PeriodOf(assignment, texts);

    /// <summary>Whether it is the session of this request.</summary>
    public bool IsThis(V1.Session session) => session.Name == User.FindFirstValue(SignInClaims.Session);

    public async Task OnGetAsync()
    {
        ViewData["Title"] = texts["Me.Title"].Value;
        var caller = await access.GetCallerAsync(new(), cancellationToken: HttpContext.RequestAborted);
        (Principal, Assignments) = (caller.Principal, caller.RoleAssignments);
        foreach (var scope in Assignments.Select(a => a.Scope).Distinct())
            scopes[scope] = await NameAsync(scope);
        Sessions = await SessionsAsync();
    }

    /// <summary>Ends one session.</summary>
    public async Task<IActionResult> OnPostEndAsync(string name)
    {
        await access.DeleteSessionAsync(new() { Name = name }, cancellationToken: HttpContext.RequestAborted);
        return Done("Session.Ended");
    }

    /// <summary>Ends all sessions but this one.</summary>
    public async Task<IActionResult> OnPostEndOthersAsync()
    {
        Principal = (await access.GetCallerAsync(new(), cancellationToken: HttpContext.RequestAborted)).Principal;
        foreach (var other in (await SessionsAsync()).Where(s => !IsThis(s)))
        {
            try
            {
                await access.DeleteSessionAsync(new() { Name = other.Name });
            }
            catch (RpcException e) when (e.StatusCode is GrpcStatus.NotFound)
            {
                // It has ended by itself meanwhile.
            }
        }
        return Done("Session.OthersEnded");
    }

    private RedirectToPageResult Done(string text)
    {
        TempData["Status"] = texts[text].Value;
        return RedirectToPage();
    }

    private async Task<IReadOnlyList<V1.Session>> SessionsAsync() =>
        (
            await access.ListSessionsAsync(
                new() { Parent = Principal.Name, PageSize = Everything },
                cancellationToken: HttpContext.RequestAborted
            )
        ).Sessions;

    /// <summary>What people call a scope, as far as the reader may know.</summary>
    private async Task<string> NameAsync(string scope)
    {
        if (scope == CallerGrants.Everywhere)
            return texts["Scope.Everywhere"];
        var aborted = HttpContext.RequestAborted;
        var programme = ResourceNames.Programme(scope);
        var title = await ShownAsync(
            programme,
            async () => (await organisation.GetProgrammeAsync(new() { Name = programme }, cancellationToken: aborted)).DisplayName
        );
        if (scope == programme)
            return title;
        var part = await ShownAsync(
            scope,
            async () =>
            {
                if (scope.Contains("/bodies/", StringComparison.Ordinal))
                    return (await organisation.GetBodyAsync(new() { Name = scope }, cancellationToken: aborted)).DisplayName;
                var subProject = await organisation.GetSubProjectAsync(new() { Name = scope }, cancellationToken: aborted);
                return $"{subProject.Code} {subProject.DisplayName}";
            }
        );
        return $"{part}, {title}";
    }

    private static async Task<string> ShownAsync(string name, Func<Task<string>> displayName)
    {
        try
        {
            return await displayName();
        }
        catch (RpcException e) when (e.StatusCode is GrpcStatus.NotFound or GrpcStatus.PermissionDenied)
        {
            return ResourceNames.Id(name);
        }
    }
}
