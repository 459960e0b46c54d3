using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MergeProgramme.Testing;

/// <summary>Addresses for hosts that must know each other's before they start.</summary>
public static class FreePort
{
    /// <summary>An address on loopback that nobody listens on.</summary>
    public static string Address()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
