using MergeProgramme.Host.SignIn;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Security;
using Microsoft.AspNetCore.Hosting;

namespace MergeProgramme.Host.Hardening;

/// <summary>Tells of requests for a host name that is not this host's: a foreign name may have been pointed here.</summary>
internal sealed class RefusedHosts(SecurityLog security) : IStartupFilter
{
    /// <summary>Registers it around the framework's filter of host names, which answers by itself and tells nobody.</summary>
    public static void Add(IServiceCollection services) =>
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, RefusedHosts>());

    /// <summary>Marks a request as one that the filter let through.</summary>
    public static void LetThrough(HttpContext context) => context.Items[typeof(RefusedHosts)] = true;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                async (context, filtered) =>
                {
                    await filtered(context);
                    if (
                        context.Response.StatusCode == StatusCodes.Status400BadRequest
                        && !context.Items.ContainsKey(typeof(RefusedHosts))
                    )
                        security.ControlTried(Control.HostName, Caller.Anonymous, Callers.OriginOf(context));
                }
            );
            next(app);
        };
}
