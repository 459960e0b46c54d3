using System.Security.Claims;
using System.Text;
using MergeProgramme.Access.V1;
using MergeProgramme.Host.SignIn.Oidc;
using MergeProgramme.Host.Tests.Starting;
using Microsoft.Extensions.Configuration;

namespace MergeProgramme.Host.Tests.SignIn;

/// <summary>What the settings of a provider must hold, and where its secret may stand.</summary>
public sealed class OidcSettingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_settings_there_is_no_provider() => Assert.Null(OidcSettings.Read(Of()));

    [Fact]
    public void A_secret_comes_from_a_file_without_its_last_line_break()
    {
        var settings = OidcSettings.Read(Of(Good()))!;

        Assert.Equal("hemmelig", settings.ClientSecret);
        Assert.Equal("https://login.example.org/tenant/.well-known/openid-configuration", settings.Metadata.AbsoluteUri);
        Assert.Equal("login.example.org", settings.DisplayName);
    }

    [Fact]
    public void A_secret_comes_from_the_environment()
    {
        Environment.SetEnvironmentVariable("OIDC_SETTINGS_TESTS_SignIn__Oidc__ClientSecret", "hemmelig");
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Good().Where(setting => !setting.Key.EndsWith("File", StringComparison.Ordinal)))
            .AddEnvironmentVariables("OIDC_SETTINGS_TESTS_")
            .Build();

        Assert.Equal("hemmelig", OidcSettings.Read(configuration)!.ClientSecret);
    }

    [Fact]
    public void A_secret_on_the_command_line_or_in_appsettings_is_refused()
    {
        var others = Good().Where(setting => !setting.Key.EndsWith("File", StringComparison.Ordinal)).ToList();
        using var json = new MemoryStream(Encoding.UTF8.GetBytes("""{"SignIn":{"Oidc":{"ClientSecret":"hemmelig"}}}"""));
        foreach (
            var configuration in (ConfigurationBuilder[])
                [
                    (ConfigurationBuilder)new ConfigurationBuilder().AddInMemoryCollection(others).AddJsonStream(json),
                    (ConfigurationBuilder)
                        new ConfigurationBuilder()
                            .AddInMemoryCollection(others)
                            .AddCommandLine(["--SignIn:Oidc:ClientSecret=hemmelig"]),
                ]
        )
        {
            var refusal = Assert.Throws<StartRefusedException>(() => OidcSettings.Read(configuration.Build()));
            Assert.Contains("ClientSecretFile", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("hemmelig", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Authority", "", "SignIn:Oidc:Authority is missing")]
    [InlineData("Authority", "http://login.example.org", "It must be an address with https://")]
    [InlineData("Authority", "login.example.org", "It must be an address with https://")]
    [InlineData("ClientId", "", "SignIn:Oidc:ClientId is missing")]
    [InlineData("ClientSecretFile", "", "needs either a secret")]
    [InlineData("ClientSecretFile", "/does/not/exist", "cannot be read")]
    [InlineData("MaxAgeMinutes", "-1", "Write a whole number")]
    [InlineData("Roles:0:Role", "OVERLORD", "Write a role as the contract has it")]
    [InlineData("Roles:0:Role", "NEIGHBOURING_SYSTEM", "Write a role as the contract has it")]
    [InlineData("Roles:0:Value", "", "SignIn:Oidc:Roles:0:Value is missing")]
    public void What_is_missing_or_wrong_is_said(string key, string value, string message)
    {
        var settings = Good();
        settings[$"SignIn:Oidc:{key}"] = value;

        Assert.Contains(
            message,
            Assert.Throws<StartRefusedException>(() => OidcSettings.Read(Of(settings))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_key_that_is_none_is_refused()
    {
        var settings = Good();
        settings.Remove("SignIn:Oidc:ClientSecretFile", out var file);
        settings["SignIn:Oidc:ClientKeyFile"] = file;
        settings["SignIn:Oidc:ClientKeyId"] = "our-key";

        var refusal = Assert.Throws<StartRefusedException>(() => OidcSettings.Read(Of(settings)));

        Assert.Contains("holds no RSA key in PEM form", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hemmelig", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_persons_id_token_cannot_be_made_to_pass_for_a_systems_access_token()
    {
        string[] settings =
        [
            .. Good().Select(setting => $"{setting.Key}={setting.Value}"),
            "SignIn:Tokens:same:Authority=https://login.example.org/tenant",
            "SignIn:Tokens:same:Audience=mergeprogramme",
        ];

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() =>
            Testing.RunningHost.StartAsync(Testing.TestDatabase.Sqlite, null, settings)
        );

        Assert.Contains("give the API an audience of its own", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Roles_follow_from_claims_of_exactly_the_value()
    {
        var settings = Good();
        settings["SignIn:Oidc:Roles:1:Claim"] = "department";
        settings["SignIn:Oidc:Roles:1:Value"] = "prosjekt";
        settings["SignIn:Oidc:Roles:1:Role"] = "programme_office";
        var read = OidcSettings.Read(Of(settings))!;

        Assert.Equal([Role.Auditor], read.RolesOf(Person(("groups", "revisjon"), ("department", "Prosjekt"))));
        Assert.Equal([Role.ProgrammeOffice], read.RolesOf(Person(("department", "prosjekt"), ("groups", "prosjekt"))));
        Assert.Empty(read.RolesOf(Person(("groups", "revisjon2"), ("role", "revisjon"))));
    }

    private Dictionary<string, string?> Good()
    {
        var file = Path.Combine(folder.Path, "secret");
        File.WriteAllText(file, "hemmelig\n");
        return new()
        {
            ["SignIn:Oidc:Authority"] = "https://login.example.org/tenant/",
            ["SignIn:Oidc:ClientId"] = "mergeprogramme",
            ["SignIn:Oidc:ClientSecretFile"] = file,
            ["SignIn:Oidc:Roles:0:Value"] = "revisjon",
            ["SignIn:Oidc:Roles:0:Role"] = "AUDITOR",
        };
    }

    private static IConfigurationRoot Of(Dictionary<string, string?>? settings = null) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings ?? []).Build();

    private static ClaimsPrincipal Person(params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(claims.Select(c => new Claim(c.Type, c.Value))));
}
