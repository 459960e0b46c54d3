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
    [InlineData("Listen:Pages", "http://example.org:5080", "others on the network")]
    [InlineData("Listen:Pages", "5080", "Write it as")]
    [InlineData("Listen:Grpc", "https://127.0.0.1:5081", "Write it as")]
    public async Task An_address_that_is_not_ours_alone_is_refused(string key, string value, string why)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output) = await HostProcess.RunAsync($"--{key}={value}", $"--Database:Folder={folder.Path}");

        Assert.Equal(1, exitCode);
        Assert.Contains($"{key} is '{value}'", output, StringComparison.Ordinal);
        Assert.Contains(why, output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
