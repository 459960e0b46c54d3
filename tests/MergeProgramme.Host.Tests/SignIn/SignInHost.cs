using System.Net;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MergeProgramme.Host.Tests.SignIn;

/// <summary>A host on which one has to sign in, with a provider of the tests that vouches for anybody, and a clock that the tests move.</summary>
internal static class SignInHost
{
    public const string Issuer = "https://provider.example";

    private const string Vouch = "/tests/vouch";

    /// <summary>The clock of the hosts started here.</summary>
    public static async Task<(RunningHost Host, FakeTimeProvider Clock)> StartAsync(
        TestDatabase database,
        Action<WebApplicationBuilder>? configure = null,
        params string[] settings
    )
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var host = await RunningHost.StartAsync(
            database,
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                builder.Services.AddSingleton<IStartupFilter, Provider>();
                configure?.Invoke(builder);
            },
            ["Tests:SignedIn=false", .. settings]
        );
        return (host, clock);
    }

    /// <summary>A browser of its own: its cookies, and no redirect followed.</summary>
    public static HttpClient Browser(this RunningHost host, CookieContainer? cookies = null) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new() }) { BaseAddress = host.Pages };

    /// <summary>Signs in as the provider would after its own sign-in.</summary>
    public static async Task<HttpResponseMessage> SignInAsync(
        this HttpClient browser,
        string subject,
        string providerSession = ""
    )
    {
        var answer = await browser.PostAsync(
            new Uri($"{Vouch}?subject={subject}&sid={providerSession}", UriKind.Relative),
            content: null
        );
        return answer.EnsureSuccessStatusCode();
    }

    /// <summary>The status of a page.</summary>
    public static async Task<HttpStatusCode> StatusAsync(this HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    public static AccessService.AccessServiceClient Access(this RunningHost host) => new(host.Invoker(Transport.InProcess));

    public static Task<Principal> PrincipalAsync(this RunningHost host, string subject) =>
        host.Access()
            .ResolvePrincipalAsync(
                new()
                {
                    Issuer = Issuer,
                    Subject = subject,
                    Kind = PrincipalKind.Person,
                    DisplayName = $"Navn på {subject}",
                }
            )
            .ResponseAsync;

    private sealed class Provider : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Map(
                    Vouch,
                    vouch =>
                        vouch.Run(async context =>
                        {
                            Caller.Set(Caller.Internal("tests"));
                            var query = context.Request.Query;
                            var principal = await context
                                .RequestServices.GetRequiredService<AccessService.AccessServiceClient>()
                                .ResolvePrincipalAsync(
                                    new()
                                    {
                                        Issuer = Issuer,
                                        Subject = query["subject"].ToString(),
                                        Kind = PrincipalKind.Person,
                                        DisplayName = $"Navn på {query["subject"]}",
                                    }
                                );
                            await context.SignInAsync(
                                SignInClaims.Scheme,
                                SignInClaims.Identity(principal.Name, principal.DisplayName, Issuer, query["sid"].ToString())
                            );
                        })
                );
                next(app);
            };
    }
}
