using MergeProgramme.Testing;

namespace MergeProgramme.Host.Tests.Starting;

/// <summary>What an operator gets who starts the host, rightly and wrongly.</summary>
public sealed class CommandsTests
{
    private static readonly string[] AnyPorts = ["--Listen:Pages=http://127.0.0.1:0", "--Listen:Grpc=http://127.0.0.1:0"];

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public async Task Help_lists_the_verbs_and_the_settings(string argument)
    {
        var (exitCode, output) = await HostProcess.RunAsync(argument);

        Assert.Equal(0, exitCode);
        foreach (
            var word in (string[])
                [
                    "demo",
                    "migrate",
                    "audit",
                    "Listen:Pages",
                    "Listen:Grpc",
                    "Database:Folder",
                    "Database:PostgreSql",
                    "Modules:NAME:Address",
                ]
        )
            Assert.Contains(word, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_verb_is_named()
    {
        var (exitCode, output) = await HostProcess.RunAsync("serv");

        Assert.Equal(2, exitCode);
        Assert.Contains("'serv'", output, StringComparison.Ordinal);
        Assert.Contains("--help", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_makes_the_databases_and_ends_and_a_second_run_changes_nothing()
    {
        using var folder = new TemporaryFolder();

        var first = await HostProcess.RunAsync("migrate", $"--Database:Folder={folder.Path}");
        var second = await HostProcess.RunAsync("migrate", $"--Database:Folder={folder.Path}");

        Assert.Equal((0, "The databases are up to date."), (first.ExitCode, first.Output.Trim()));
        Assert.Equal(first, second);
        foreach (var module in (string[])["benefits", "mandates", "organisation", "procurement", "stakeholders"])
            Assert.True(File.Exists(Path.Combine(folder.Path, $"{module}.db")), module);
    }

    [Fact]
    public async Task The_first_start_prints_a_link_and_a_lost_one_is_printed_anew_while_the_host_is_stopped()
    {
        using var folder = new TemporaryFolder();
        await using (
            var host = await HostProcess.ServeUntilAsync("/sign-in/link#", [.. AnyPorts, $"--Database:Folder={folder.Path}"])
        )
            Assert.Matches("/sign-in/link#[0-9a-f]{64}", host.Output);

        var (exitCode, output) = await HostProcess.RunAsync("sign-in-link", "administrator", $"--Database:Folder={folder.Path}");
        var unknown = await HostProcess.RunAsync("sign-in-link", "nobody", $"--Database:Folder={folder.Path}");

        Assert.Equal(0, exitCode);
        Assert.Matches("(?m)^ +[0-9a-f]{64}$", output);
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("'nobody'", unknown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_host_on_the_same_folder_refuses_to_start_and_says_why()
    {
        using var folder = new TemporaryFolder();
        await using var first = await HostProcess.ServeAsync([.. AnyPorts, $"--Database:Folder={folder.Path}"]);

        var (exitCode, output) = await HostProcess.RunAsync([.. AnyPorts, $"--Database:Folder={folder.Path}"]);

        Assert.Equal(1, exitCode);
        Assert.Contains($"Another MergeProgramme host is using {folder.Path}", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_of_a_host_that_crashed_can_be_used_again()
    {
        using var folder = new TemporaryFolder();
        await using (var crashed = await HostProcess.ServeAsync([.. AnyPorts, $"--Database:Folder={folder.Path}"]))
            await crashed.KillAsync();

        await using var next = await HostProcess.ServeAsync([.. AnyPorts, $"--Database:Folder={folder.Path}"]);

        Assert.Contains("Application started", next.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Listen:Pages", "http://0.0.0.0:0", "others on the network")]
    [InlineData("Listen:Grpc", "http://[::]:0", "others on the network")]
    [InlineData("Listen:Grpc", "http://192.0.2.7:5081", "others on the network")]
    [InlineData("Listen:Pages", "http://example.org:5080", "the address of a network card")]
    [InlineData("Listen:Pages", "5080", "Write it as")]
    [InlineData("Listen:Grpc", "ftp://127.0.0.1:5081", "Write it as")]
    [InlineData("Listen:Pages", "https://0.0.0.0:0", "Set up an OpenID provider first")]
    public async Task An_address_that_is_not_ours_alone_is_refused(string key, string value, string why)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output) = await HostProcess.RunAsync($"--{key}={value}", $"--Database:Folder={folder.Path}");

        Assert.Equal(1, exitCode);
        Assert.Contains($"{key} is '{value}'", output, StringComparison.Ordinal);
        Assert.Contains(why, output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Audit_looks_at_a_folder_that_another_host_has_and_writes_nothing_there()
    {
        using var folder = new TemporaryFolder();
        using var anchors = new TemporaryFolder();
        await using var serving = await HostProcess.ServeAsync([.. AnyPorts, $"--Database:Folder={folder.Path}"]);

        var verified = await HostProcess.RunAsync("audit", "verify", $"--Database:Folder={folder.Path}");
        var anchored = await HostProcess.RunAsync("audit", "anchor", "--to", anchors.Path, $"--Database:Folder={folder.Path}");
        await serving.KillAsync();
        var afterwards = await HostProcess.RunAsync(
            "audit",
            "verify",
            $"--Audit:AnchorFolder={anchors.Path}",
            $"--Database:Folder={folder.Path}"
        );

        Assert.Equal(0, verified.ExitCode);
        Assert.EndsWith("Nothing is wrong.", verified.Output.Trim(), StringComparison.Ordinal);
        Assert.Equal((0, Path.Combine(anchors.Path, "anchor-000001.json")), (anchored.ExitCode, anchored.Output.Trim()));
        Assert.Equal(0, afterwards.ExitCode);
        Assert.Contains($"1 anchors in {anchors.Path}", afterwards.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no database", "verify", "--Database:Folder=/nowhere/at/all")]
    [InlineData(
        "The database of access cannot be opened",
        "verify",
        "--Database:PostgreSql=Host=/nowhere/at/all;Username=x;Database=x"
    )]
    [InlineData("The anchors in /nowhere/at/all cannot be read", "verify", "--anchors", "/nowhere/at/all")]
    [InlineData("'--anchor' is not understood", "verify", "--anchor", "x")]
    [InlineData("'anchors' is not understood", "verify", "anchors")]
    [InlineData("--anchors needs a folder", "verify", "--anchors")]
    [InlineData("--to needs a folder", "anchor", "--to=")]
    [InlineData("There is no 'audit verfy'", "verfy")]
    [InlineData("Say verify or anchor")]
    public async Task Audit_says_what_it_cannot_do_and_never_that_all_is_well(string words, params string[] arguments)
    {
        using var output = new StringWriter();

        var exitCode = await MergeProgramme.Host.Audit.AuditCommand.RunAsync(arguments, output, output);

        Assert.Equal(2, exitCode);
        Assert.Contains(words, output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is wrong", output.ToString(), StringComparison.Ordinal);
    }
}
