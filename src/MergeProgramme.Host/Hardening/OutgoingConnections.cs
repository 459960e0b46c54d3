using System.Net;
using Npgsql;

namespace MergeProgramme.Host.Hardening;

/// <summary>
/// What the host connects to beyond this machine is reached over TLS, with its certificate checked, or the host does not start. Unless
/// <c>Network:Protected=true</c> says that others cannot listen in or step in between: a wire of its own, a tunnel, a service mesh.
/// </summary>
internal static class OutgoingConnections
{
    private const string OrSay = "or Network:Protected=true where the network itself is protected (a tunnel, a service mesh)";

    // One collector for all, or one for each signal.
    private static readonly string[] Signals = ["", "TRACES_", "METRICS_"];

    /// <exception cref="StartRefusedException">One of them could be listened in on. The text says which, and what to set.</exception>
    public static void Require(IConfiguration configuration)
    {
        if (configuration.GetValue<bool>("Network:Protected"))
            return;
        RequireDatabase(configuration["Database:PostgreSql"]);
        foreach (var module in configuration.GetSection("Modules").GetChildren())
            RequireAddress($"Modules:{module.Key}:Address", module["Address"]);
        foreach (var signal in Signals)
            RequireAddress($"OTEL_EXPORTER_OTLP_{signal}ENDPOINT", configuration[$"OTEL_EXPORTER_OTLP_{signal}ENDPOINT"]);
    }

    private static void RequireAddress(string setting, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        if (!Uri.TryCreate(value, UriKind.Absolute, out var address))
            throw new StartRefusedException($"{setting} is '{value}'. Write an address such as https://10.0.0.4:5081.");
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
        {
            throw new StartRefusedException(
                $"{setting} is '{value}', which lies beyond this machine and could be listened in on. Use https, {OrSay}."
            );
        }
    }

    private static void RequireDatabase(string? connection)
    {
        if (string.IsNullOrEmpty(connection))
            return;
        var settings = Read(connection);
        // Several hosts may be named, each with a port.
        var beyond = (settings.Host ?? "").Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(host => !IsHere(host));
        if (beyond is not null && settings.SslMode is not (SslMode.VerifyFull or SslMode.VerifyCA))
        {
            throw new StartRefusedException(
                $"Database:PostgreSql names {beyond}, which lies beyond this machine, with SSL Mode={settings.SslMode}: the connection could be listened in on, or be somebody else's. Use SSL Mode=VerifyFull, {OrSay}."
            );
        }
    }

    private static NpgsqlConnectionStringBuilder Read(string connection)
    {
        try
        {
            return new(connection);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // Without the cause: it may hold the password.
            throw new StartRefusedException(
                "Database:PostgreSql cannot be read. Write Host=…;Username=…;Password=…;Database=…;SSL Mode=VerifyFull."
            );
        }
    }

    // A socket's folder, this machine, or nothing at all, which is this machine too.
    private static bool IsHere(string host)
    {
        var name =
            host.StartsWith('[') ? host[1..].Split(']')[0]
            : host.Count(c => c == ':') == 1 ? host.Split(':')[0]
            : host;
        return name.Length == 0
            || name[0] is '/' or '@'
            || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }
}
