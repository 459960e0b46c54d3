using System.Net;
using System.Text.Json;
using Google.Rpc;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Host.Tests.Hardening;

/// <summary>Whoever asks too much is told when to come back, and stands in nobody else's way.</summary>
public sealed class RateTests
{
    // A bucket of one call that fills up again once an hour: the second call of the test is refused however slow the machine is.
    private const string Few = "1";

    [Fact]
    public async Task GRPC_says_RESOURCE_EXHAUSTED_and_when_to_come_back_in_the_callers_language()
    {
        await using var host = await StartAsync($"Limits:PersonPerMinute={Few}");
        Caller.Set(await PersonAsync(host, "ivrig"));
        var client = new AccessService.AccessServiceClient(host.InvokerAsCaller(Transport.H2c));
        await client.GetCallerAsync(new());

        foreach (var (language, words) in ((string, string)[])[("nb", "For mange kall"), ("en", "Too many calls")])
        {
            var refused = await Assert.ThrowsAsync<RpcException>(async () =>
                await client.GetCallerAsync(new(), new Metadata { { "accept-language", language } })
            );

            Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
            var status = refused.GetRpcStatus()!;
            Assert.Equal("TOO_MANY_CALLS", status.GetDetail<ErrorInfo>()!.Reason);
            Assert.InRange(status.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan().TotalSeconds, 1, 60);
            Assert.Contains(words, status.GetDetail<LocalizedMessage>()!.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task One_callers_haste_is_nobody_elses()
    {
        await using var host = await StartAsync($"Limits:PersonPerMinute={Few}");
        var client = new AccessService.AccessServiceClient(host.InvokerAsCaller(Transport.H2c));
        var (hasty, calm) = (await PersonAsync(host, "ivrig"), await PersonAsync(host, "rolig"));

        Caller.Set(hasty);
        await client.GetCallerAsync(new());
        await Assert.ThrowsAsync<RpcException>(async () => await client.GetCallerAsync(new()));
        Caller.Set(calm);
        Assert.Equal(calm.Id, (await client.GetCallerAsync(new())).Principal.Name);
    }

    [Fact]
    public async Task The_installations_own_calls_are_not_counted()
    {
        await using var host = await StartAsync($"Limits:PersonPerMinute={Few}", $"Limits:AddressPerMinute={Few}");
        Caller.Set(TestCaller.Office);
        var client = new OrganisationService.OrganisationServiceClient(host.InvokerAsCaller(Transport.H2c));

        for (var i = 0; i < 20; i++)
            await client.ListProgrammesAsync(new());
    }

    [Fact]
    public async Task A_header_that_nobody_sealed_buys_no_allowance()
    {
        await using var host = await StartAsync($"Limits:AddressPerMinute={Few}");
        using var client = new HttpClient { BaseAddress = host.Pages };
        HttpStatusCode last = default;

        for (var i = 0; i < 3; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/v1/programmes", UriKind.Relative));
            request.Headers.Add(CallerSeal.Header, $"forged-{i}");
            using var answer = await client.SendAsync(request);
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task REST_says_429_with_the_same_words_as_gRPC()
    {
        await using var host = await StartAsync($"Limits:AddressPerMinute={Few}");
        using var client = new HttpClient { BaseAddress = host.Pages };
        (await client.GetAsync(new Uri("/v1/programmes", UriKind.Relative))).Dispose();

        using var answer = await client.GetAsync(new Uri("/v1/programmes", UriKind.Relative));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(8, json.RootElement.GetProperty("code").GetInt32());
        Assert.Equal("TOO_MANY_CALLS", json.RootElement.GetProperty("details")[0].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("nb", "For mange forespørsler")]
    [InlineData("en", "Too many requests")]
    public async Task A_reader_gets_a_page_that_says_so(string language, string title)
    {
        await using var host = await StartAsync($"Limits:AddressPerMinute={Few}");
        using var client = new HttpClient { BaseAddress = host.Pages };
        client.DefaultRequestHeaders.Add("Accept-Language", language);
        (await client.GetAsync(new Uri("/accessibility", UriKind.Relative))).Dispose();

        using var answer = await client.GetAsync(new Uri("/accessibility", UriKind.Relative));
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Contains(title, html, StringComparison.Ordinal);
        Assert.Contains("<main", html, StringComparison.Ordinal);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_files_of_a_page_are_not_counted()
    {
        await using var host = await StartAsync($"Limits:AddressPerMinute={Few}");
        using var client = new HttpClient { BaseAddress = host.Pages };

        for (var i = 0; i < 20; i++)
        {
            using var answer = await client.GetAsync(new Uri("/css/site.css", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Attempts_to_sign_in_have_a_limit_of_their_own()
    {
        await using var host = await StartAsync($"Limits:SignInPerMinute={Few}");
        using var client = new HttpClient { BaseAddress = host.Pages };
        var answers = new List<HttpStatusCode>();

        foreach (var path in (string[])["/sign-in", "/Sign-In", "/sign-in/anything"])
        {
            using var form = new FormUrlEncodedContent([]);
            using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), form);
            answers.Add(answer.StatusCode);
        }

        Assert.NotEqual(HttpStatusCode.TooManyRequests, answers[0]);
        Assert.All(answers[1..], answer => Assert.Equal(HttpStatusCode.TooManyRequests, answer));
    }

    [Fact]
    public async Task A_caller_has_only_so_many_calls_at_a_time()
    {
        await using var host = await StartAsync("Limits:CallsAtATime=2");
        var hasty = await PersonAsync(host, "ivrig");
        var programmes = new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.InProcess));
        var programme = await programmes.CreateProgrammeAsync(
            new()
            {
                ProgrammeId = "eget",
                Programme = new() { DisplayName = "Eget", Kind = ProgrammeKind.MunicipalMerger },
            }
        );
        var access = new AccessService.AccessServiceClient(host.Invoker(Transport.InProcess));
        await access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = programme.Name,
                RoleAssignment = new() { Principal = hasty.Id, Role = Role.ProgrammeOffice },
            }
        );
        Caller.Set(hasty);
        var client = new OrganisationService.OrganisationServiceClient(host.InvokerAsCaller(Transport.H2c));

        using var first = client.StreamEvents(new() { Subject = programme.Name, Follow = true });
        using var second = client.StreamEvents(new() { Subject = programme.Name, Follow = true });
        Assert.True(await first.ResponseStream.MoveNext(CancellationToken.None));
        Assert.True(await second.ResponseStream.MoveNext(CancellationToken.None));

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.GetProgrammeAsync(new() { Name = programme.Name })
        );
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
    }

    [Theory]
    [InlineData("Limits:PersonPerMinute", "0")]
    [InlineData("Limits:MessageBytes", "4 MB")]
    [InlineData("Limits:Connections", "-1")]
    public async Task A_limit_that_is_none_is_refused(string key, string value)
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => RunningHost.StartAsync(settings: $"{key}={value}"));

        Assert.Contains($"{key} is '{value}'", refused.Message, StringComparison.Ordinal);
    }

    private static Task<RunningHost> StartAsync(params string[] settings) =>
        RunningHost.StartAsync(settings: ["Tests:SignedIn=false", .. settings]);

    private static async Task<Caller> PersonAsync(RunningHost host, string subject)
    {
        var before = Caller.Current;
        Caller.Set(TestCaller.Office);
        var principal = await host
            .Services.GetRequiredService<AccessService.AccessServiceClient>()
            .ResolvePrincipalAsync(
                new()
                {
                    Issuer = "tests",
                    Subject = subject,
                    Kind = PrincipalKind.Person,
                    DisplayName = subject,
                }
            );
        Caller.Set(before);
        return new(principal.Name, principal.DisplayName);
    }
}
