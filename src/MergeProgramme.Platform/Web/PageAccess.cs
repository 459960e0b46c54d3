using System.Reflection;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Platform.Web;

/// <summary>Which pages the caller may open, and what it may do on them. The rpcs behind them check for themselves; this is so that nobody is shown what would be refused.</summary>
public sealed class PageAccess(
    IActionDescriptorCollectionProvider actions,
    PageLoader loader,
    GrantsCache grants,
    SecurityLog security
) : IAsyncAuthorizationFilter
{
    private Page[]? pages;

    /// <summary>Whether the caller of this request holds a permission on a resource.</summary>
    public async ValueTask<bool> MayAsync(string permission, string resource)
    {
        var caller = Caller.Current;
        return caller.Kind == CallerKind.Internal
            || (
                caller.Kind != CallerKind.Anonymous
                && (await grants.OfAsync(caller, CancellationToken.None)).May(permission, resource, caller.Scopes)
            );
    }

    /// <summary>Whether the caller may open the page at an address of this host. Addresses of no page are open.</summary>
    /// <param name="address">Such as <c>/programmes/x/bodies/new?from=y</c>.</param>
    public async ValueTask<bool> MayOpenAsync(string address) => await MissingAsync(address) is null;

    /// <summary>The permission that the caller lacks for the page at an address of this host; null where it may open it.</summary>
    internal async ValueTask<string?> MissingAsync(string address)
    {
        if (!address.StartsWith('/'))
            return null;
        var end = address.AsSpan().IndexOfAny('?', '#');
        var path = new PathString(end < 0 ? address : address[..end]);
        pages ??= await LoadAsync();
        foreach (var page in pages)
        {
            var values = new RouteValueDictionary();
            if (!page.Matcher.TryMatch(path, values))
                continue;
            return page.Permission is null || await MayAsync(page.Permission.Permission, page.Permission.ResourceFor(values))
                ? null
                : page.Permission.Permission;
        }
        return null;
    }

    /// <inheritdoc/>
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        if (
            context.ActionDescriptor is not CompiledPageActionDescriptor page
            || page.ModelTypeInfo?.GetCustomAttribute<PagePermissionAttribute>() is not { } needed
        )
            return;
        var resource = needed.ResourceFor(context.RouteData.Values);
        if (await MayAsync(needed.Permission, resource))
            return;
        var caller = Caller.Current;
        var knows =
            !resource.StartsWith("programmes/", StringComparison.Ordinal)
            || (
                caller.Kind != CallerKind.Anonymous
                && (await grants.OfAsync(caller, CancellationToken.None)).Knows(ResourceNames.Programme(resource))
            );
        // The page as it is written, without whose it was asked for.
        security.AccessRefused(page.ViewEnginePath, knows ? "PERMISSION_DENIED" : "hidden", caller, "");
        // The same answer as where there is no such programme.
        context.Result = new StatusCodeResult(knows ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound);
    }

    private async Task<Page[]> LoadAsync()
    {
        var found = new List<Page>();
        foreach (var action in actions.ActionDescriptors.Items.OfType<PageActionDescriptor>())
        {
            if (action.AttributeRouteInfo?.Template is not { } template)
                continue;
            var compiled = await loader.LoadAsync(action, new EndpointMetadataCollection(action.EndpointMetadata));
            var route = new RouteTemplate(RoutePatternFactory.Parse(template));
            found.Add(
                new(
                    new TemplateMatcher(route, []),
                    RoutePrecedence.ComputeInbound(route),
                    compiled.ModelTypeInfo?.GetCustomAttribute<PagePermissionAttribute>()
                )
            );
        }
        // As routing does: /programmes/new before /programmes/{programme}.
        return [.. found.OrderBy(p => p.Precedence)];
    }

    private sealed record Page(TemplateMatcher Matcher, decimal Precedence, PagePermissionAttribute? Permission);
}

/// <summary>For page models that show more to some than to others.</summary>
public static class PageAccessExtensions
{
    /// <summary>Whether the caller of this request holds a permission on a resource.</summary>
    public static ValueTask<bool> MayAsync(this PageModel page, string permission, string resource) =>
        page.HttpContext.RequestServices.GetRequiredService<PageAccess>().MayAsync(permission, resource);
}
