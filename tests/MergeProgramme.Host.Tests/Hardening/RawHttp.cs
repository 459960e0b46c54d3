using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MergeProgramme.Testing;

namespace MergeProgramme.Host.Tests.Hardening;

/// <summary>Sends what no well-meaning client sends, byte by byte.</summary>
internal static class RawHttp
{
    // Only reached where the host hangs: then the test fails instead of running for ever.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Sends a request as it stands and reads the answer until the connection ends.</summary>
    /// <param name="head">Request line and headers, <c>\n</c> between lines.</param>
    /// <returns>The status; 0 where the connection was cut without an answer. And all that was answered.</returns>
    public static async Task<(int Status, string Answer)> SendAsync(RunningHost host, string head, string body = "")
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, host.Pages.Port, deadline.Token);
        var stream = tcp.GetStream();
        var text = new StringBuilder();
        try
        {
            await stream.WriteAsync(
                Encoding.Latin1.GetBytes(head.ReplaceLineEndings("\r\n") + "\r\n\r\n" + body),
                deadline.Token
            );
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var buffer = new char[4096];
            int read;
            while ((read = await reader.ReadAsync(buffer, deadline.Token)) > 0)
                text.Append(buffer, 0, read);
        }
        catch (IOException)
        {
            // The host has cut the connection; what it said before is read.
        }
        var answer = text.ToString();
        return answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
            ? (int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture), answer)
            : (0, answer);
    }

    /// <summary>A GET with further headers; the connection is closed after the answer.</summary>
    public static Task<(int Status, string Answer)> GetAsync(RunningHost host, string target, params string[] headers) =>
        SendAsync(host, string.Join('\n', [$"GET {target} HTTP/1.1", "Host: localhost", "Connection: close", .. headers]));
}
