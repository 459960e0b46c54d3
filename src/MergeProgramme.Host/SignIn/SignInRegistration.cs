using MergeProgramme.Host.SignIn.Local;
using MergeProgramme.Host.SignIn.Oidc;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Grpc;
using Microsoft.AspNetCore.StaticAssets;

namespace MergeProgramme.Host.SignIn;

/// <summary>Who may come in: people's sessions, and the rule that pages are for those who have signed in.</summary>
internal static class SignInRegistration
{
    /// <summary>Registers sessions and the rule. Ways to sign in are schemes with a display name, each a button on the sign-in page.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        var isSecure =
            configuration["Listen:Pages"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true
            || configuration.GetValue<bool>("Listen:BehindProxy");
        services.AddScoped<SessionEvents>();
        services
            .AddAuthentication(SignInClaims.Scheme)
            .AddCookie(
                SignInClaims.Scheme,
                session =>
                {
                    // The prefix makes browsers refuse it from a neighbouring subdomain, and without TLS.
                    session.Cookie.Name = isSecure ? "__Host-session" : "session";
                    session.Cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                    session.Cookie.HttpOnly = true;
                    session.Cookie.SameSite = SameSiteMode.Lax;
                    session.Cookie.Path = "/";
                    session.Cookie.IsEssential = true;
                    // The access module knows when it was last used.
                    session.SlidingExpiration = false;
                    session.EventsType = typeof(SessionEvents);
                }
            );
        services.AddOidc((IConfigurationRoot)configuration, isSecure);
        services.AddLocalSignIn(configuration);
        services
            .AddAuthorizationBuilder()
            .SetDefaultPolicy(
                new(
                    [
                        new Microsoft.AspNetCore.Authorization.Infrastructure.AssertionRequirement(_ =>
                            Caller.Current.Kind is CallerKind.Person or CallerKind.Internal
                        ),
                    ],
                    []
                )
            );
        return services;
    }

    /// <summary>Finds out who each request is from. After routing, before pages.</summary>
    public static IApplicationBuilder UseSignIn(this IApplicationBuilder app)
    {
        // Whoever fetches a style sheet is nobody's concern, and worth no look into the database.
        app.UseWhen(
            context => context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null,
            asked => asked.UseAuthentication()
        );
        return app.UseCallers().UseAuthorization();
    }
}
