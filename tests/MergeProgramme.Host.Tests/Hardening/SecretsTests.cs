using MergeProgramme.Host.Hardening;
using MergeProgramme.Host.Tests.Starting;
using MergeProgramme.Testing;
using Microsoft.Extensions.Configuration;

namespace MergeProgramme.Host.Tests.Hardening;

/// <summary>Secrets come from the environment or from files, and from nowhere else.</summary>
public sealed class SecretsTests
{
    private const string Connection = "Host=db;Username=mp;Password=hunter2;Database=mp";

    [Theory]
    [InlineData("Database:PostgreSql", Connection)]
    [InlineData("SignIn:Oidc:ClientSecret", "hunter2")]
    [InlineData("Listen:CertificatePassword", "hunter2")]
    public void On_the_command_line_they_are_refused_without_being_repeated(string key, string value)
    {
        using var configuration = new ConfigurationManager();
        configuration.AddCommandLine([$"--{key}={value}"]);

        var refused = Assert.Throws<StartRefusedException>(() => Secrets.Read(configuration));

        Assert.Contains($"{key} holds a secret and stands in the command line", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_settings_file_they_are_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "appsettings.json"), """{"Database":{"PostgreSql":"Password=hunter2"}}""");
        using var configuration = new ConfigurationManager();
        configuration.SetBasePath(folder.Path).AddJsonFile("appsettings.json");

        var refused = Assert.Throws<StartRefusedException>(() => Secrets.Read(configuration));

        Assert.Contains("stands in appsettings.json", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Database__PostgreSql", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Database:PostgreSql", "")]
    [InlineData("Database:PostgreSql", "Host=/run/postgresql;Username=mp;Database=mp")]
    [InlineData("Database:Folder", "/var/lib/mergeprogramme")]
    [InlineData("SignIn:Oidc:ClientId", "0f6c")]
    public void What_is_no_secret_may_stand_anywhere(string key, string value)
    {
        using var configuration = new ConfigurationManager();
        configuration.AddCommandLine([$"--{key}={value}"]);

        Secrets.Read(configuration);

        Assert.Equal(value, configuration[key]);
    }

    [Fact]
    public void The_environment_may_hold_them_or_name_a_file()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "pg");
        File.WriteAllText(file, Connection + "\n");
        using var configuration = new ConfigurationManager();
        // As the environment is read: two underscores stand for a colon.
        configuration.AddInMemoryCollection([new("Database:PostgreSql_FILE", file), new("SignIn:Oidc:ClientSecret", "hunter2")]);

        Secrets.Read(configuration);

        Assert.Equal(Connection, configuration["Database:PostgreSql"]);
        Assert.Equal("hunter2", configuration["SignIn:Oidc:ClientSecret"]);
    }

    [Fact]
    public void A_folder_may_hold_a_file_for_each()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "Database__PostgreSql"), Connection);
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("Secrets:Folder", folder.Path)]);

        Secrets.Read(configuration);

        Assert.Equal(Connection, configuration["Database:PostgreSql"]);
    }

    [Fact]
    public void A_file_that_is_not_there_or_says_it_twice_is_refused()
    {
        using var missing = new ConfigurationManager();
        missing.AddInMemoryCollection([new("Database:PostgreSql_FILE", "/no/such/file")]);
        using var twice = new ConfigurationManager();
        twice.AddInMemoryCollection([new("Database:PostgreSql_FILE", "/no/such/file"), new("Database:PostgreSql", Connection)]);
        using var folder = new ConfigurationManager();
        folder.AddInMemoryCollection([new("Secrets:Folder", "/no/such/folder")]);

        Assert.Contains(
            "cannot be read",
            Assert.Throws<StartRefusedException>(() => Secrets.Read(missing)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "both set",
            Assert.Throws<StartRefusedException>(() => Secrets.Read(twice)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no folder",
            Assert.Throws<StartRefusedException>(() => Secrets.Read(folder)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_host_does_not_start_with_a_secret_on_its_command_line()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output) = await HostProcess.RunAsync(
            $"--Database:Folder={folder.Path}",
            $"--Database:PostgreSql={Connection}"
        );

        Assert.Equal(1, exitCode);
        Assert.Contains("Database__PostgreSql_FILE", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
