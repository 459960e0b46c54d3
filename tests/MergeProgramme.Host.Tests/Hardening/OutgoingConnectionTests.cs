using MergeProgramme.Host.Hardening;
using MergeProgramme.Testing;
using Microsoft.Extensions.Configuration;

namespace MergeProgramme.Host.Tests.Hardening;

/// <summary>Beyond this machine the host connects over TLS, or does not start.</summary>
public sealed class OutgoingConnectionTests
{
    private const string Secret = "Password=hemmelig";

    [Theory]
    [InlineData("Database:PostgreSql", "Host=db.example.org;" + Secret, "SSL Mode=VerifyFull")]
    [InlineData("Database:PostgreSql", "Host=10.0.0.4;SSL Mode=Require;" + Secret, "SSL Mode=VerifyFull")]
    [InlineData("Database:PostgreSql", "Host=localhost,10.0.0.4:5433;" + Secret, "10.0.0.4")]
    [InlineData("Database:PostgreSql", "Host=db;No Such=1;" + Secret, "cannot be read")]
    [InlineData("Modules:benefits:Address", "http://10.0.0.4:6081", "https")]
    [InlineData("Modules:benefits:Address", "10.0.0.4", "https://")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector.example.org:4317", "https")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://10.0.0.4:4317", "https")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://10.0.0.4:4317", "https")]
    public void What_could_be_listened_in_on_is_refused_with_what_to_set(string setting, string value, string says)
    {
        var refused = Assert.Throws<StartRefusedException>(() => OutgoingConnections.Require(With((setting, value))));

        Assert.Contains(setting, refused.Message, StringComparison.Ordinal);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hemmelig", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Database:PostgreSql", "Host=db.example.org;SSL Mode=VerifyFull;" + Secret)]
    [InlineData("Database:PostgreSql", "Host=db.example.org;SSL Mode=VerifyCA;" + Secret)]
    [InlineData("Database:PostgreSql", "Host=localhost;" + Secret)]
    [InlineData("Database:PostgreSql", "Host=127.0.0.1:5433,[::1]:5434;" + Secret)]
    [InlineData("Database:PostgreSql", "Host=/var/run/postgresql;" + Secret)]
    [InlineData("Database:PostgreSql", "")]
    [InlineData("Modules:benefits:Address", "https://10.0.0.4:6081")]
    [InlineData("Modules:benefits:Address", "http://127.0.0.1:6081")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector.example.org:4317")]
    public void What_is_protected_or_on_this_machine_is_taken(string setting, string value) =>
        OutgoingConnections.Require(With((setting, value)));

    [Fact]
    public void Who_says_that_the_network_is_protected_is_believed() =>
        OutgoingConnections.Require(
            With(
                ("Network:Protected", "true"),
                ("Database:PostgreSql", "Host=10.0.0.4;" + Secret),
                ("Modules:benefits:Address", "http://10.0.0.4:6081"),
                ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://10.0.0.4:4317")
            )
        );

    [Fact]
    public async Task The_host_does_not_start_then()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() =>
            RunningHost.StartAsync(settings: "Modules:benefits:Address=http://10.0.0.4:6081")
        );

        Assert.Contains("Network:Protected=true", refused.Message, StringComparison.Ordinal);
    }

    private static IConfiguration With(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
            .Build();
}
