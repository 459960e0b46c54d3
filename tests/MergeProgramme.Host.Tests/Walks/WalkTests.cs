using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Testing;
using MergeProgramme.Testing.SignIn;

namespace MergeProgramme.Host.Tests.Walks;

/// <summary>The main job from end to end through all five modules.</summary>
[Collection("hosts")]
public sealed class WalkTests(SharedHosts hosts)
{
    [Theory, MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task A_mandate_goes_from_draft_to_decision_and_what_follows(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        var walk = new A4Walk(A4Walk.Clients.Of(host.Invoker(transport)));

        var outcome = await walk.RunAsync();

        var mandate = outcome.Decided;
        Assert.Equal(MandateState.Decided, mandate.State);
        Assert.Equal(Verdict.Start, mandate.Decision.Verdict);
        Assert.Equal(["Fagforbundet", "Hovedverneombudet"], mandate.Decision.Participation.Select(p => p.Party).Order());
        var text = await walk.Through.Mandates.GetMandateTextAsync(new() { Name = mandate.Name });
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Text))), mandate.Decision.TextHash);
        Assert.Equal((SubProjectPhase.Concept, mandate.Name), (outcome.SubProject.Phase, outcome.SubProject.PhaseSource));
        Assert.Equal(mandate.Name, Assert.Single(outcome.Needs).SourceMandate);
        Assert.Equal(2, outcome.Goals.Count);
        Assert.Equal(
            ["Ett journalsystem i stedet for fem", "Lik tildeling av tjenester i alle fem kommuner"],
            outcome.Benefits.Select(b => b.Text)
        );
    }

    [Theory, MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task What_was_decided_on_cannot_be_changed_by_any_call(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        var walk = new A4Walk(A4Walk.Clients.Of(host.Invoker(transport)));
        var decided = (await walk.RunAsync()).Decided;
        var mandates = walk.Through.Mandates;
        var section = new Section { Name = decided.Sections[0].Name, Body = "Endret etter vedtaket" };

        foreach (
            var attempt in (Func<Task>[])
                [
                    async () => await mandates.UpdateSectionAsync(new() { Section = section }),
                    async () => await mandates.UpdateMandateAsync(new() { Mandate = new(decided) { Title = "Et annet mandat" } }),
                    async () => await mandates.DeleteMandateAsync(new() { Name = decided.Name }),
                    async () => await mandates.WithdrawMandateAsync(new() { Name = decided.Name }),
                    async () => await mandates.SubmitMandateAsync(new() { Name = decided.Name }),
                    async () => await mandates.ReviseMandateAsync(new() { Name = decided.Name }),
                    async () => await walk.DecideAsync(),
                    async () => await walk.AnswerGateAsync(),
                ]
        )
            Assert.NotEmpty(await Refusals.RefusedAsync(StatusCode.FailedPrecondition, attempt));
        Assert.Equal(decided, await walk.ReadAsync());
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_foreign_client_walks_over_grpc_alone(TestDatabase database)
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var host = await RunningHost.StartAsync(
            database,
            null,
            "Tests:SignedIn=false",
            $"SignIn:Tokens:test:Authority={issuer.Address}",
            $"SignIn:Tokens:test:Audience={TokenHost.Audience}"
        );
        const string Client = "fremmed-klient";
        await host.AdmitAsync(issuer, Client, CallerGrants.Everywhere);
        string[] scopes =
        [
            "mergeprogramme:organisation.create",
            .. from module in (string[])["organisation", "mandates", "stakeholders", "procurement", "benefits"]
            from act in (string[])["read", "write"]
            select $"mergeprogramme:{module}.{act}",
            "mergeprogramme:mandates.submit",
            "mergeprogramme:mandates.decide",
            "mergeprogramme:stakeholders.participate",
        ];
        var secret = await issuer.AddMachineAsync(Client);
        var token = await issuer.MachineTokenAsync(Client, secret, TokenHost.Audience, scopes);

        var (exitCode, output) = await RunAsync(token, host.Grpc.Authority);

        Assert.True(exitCode == 0, output);
        string[] steps =
        [
            "draft",
            "check",
            "sections",
            "heard",
            "gate",
            "submitted",
            "BP1",
            "hash",
            "locked",
            "Word file",
            "phase",
            "need",
            "goals",
            "benefits",
            "done",
        ];
        var lines = output.Split('\n');
        foreach (var step in steps)
            Assert.Single(lines, line => line.StartsWith($"{step} ", StringComparison.Ordinal));
        // What the foreign client says that it did is what is there.
        var name = lines.Single(line => line.StartsWith("done ", StringComparison.Ordinal))[5..].Trim();
        var client = new MandatesService.MandatesServiceClient(host.Invoker(Transport.InProcess));
        var mandate = await client.GetMandateAsync(new() { Name = name });
        Assert.Equal(Verdict.Start, mandate.Decision.Verdict);
        Assert.Contains(mandate.Decision.TextHash, output, StringComparison.Ordinal);
        var file = lines.Single(line => line.StartsWith("Word file ", StringComparison.Ordinal))[10..].Trim().Split(',')[0];
        Assert.True(File.Exists(file), file);
        Directory.GetParent(file)!.Delete(recursive: true);
    }

    [Fact]
    public async Task A_foreign_client_that_finds_nobody_says_so_and_fails()
    {
        var (exitCode, output) = await RunAsync("token", "127.0.0.1:1");

        Assert.Equal(1, exitCode);
        Assert.Contains("organisation.CreateProgramme was refused: UNAVAILABLE", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demonstration_gives_a_foreign_client_its_token()
    {
        await using var host = await RunningHost.StartAsync(
            TestDatabase.Sqlite,
            null,
            "Tests:SignedIn=false",
            "Demo:Enabled=true"
        );

        var (exitCode, output) = await RunAsync(null, host.Grpc.Authority, host.Pages.AbsoluteUri);

        Assert.True(exitCode == 0, output);
        Assert.Contains("\ndone ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_demonstration_gives_tokens()
    {
        await using var host = await RunningHost.StartAsync(TestDatabase.Sqlite, null, "Tests:SignedIn=false");

        var (exitCode, output) = await RunAsync(null, host.Grpc.Authority, host.Pages.AbsoluteUri);

        Assert.Equal(1, exitCode);
        Assert.Contains("No token: POST", output, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output)> RunAsync(string? token, params string[] addresses) =>
        RunAsync(token, addresses, Root());

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    private static async Task<(int ExitCode, string Output)> RunAsync(string? token, string[] addresses, string root)
    {
        var start = new ProcessStartInfo(Path.Combine(root, "tools/walk"), addresses)
        {
            Environment = { ["MERGEPROGRAMME_TOKEN"] = token },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await complained);
    }
}
