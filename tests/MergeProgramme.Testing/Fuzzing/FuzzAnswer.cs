using System.Globalization;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;

namespace MergeProgramme.Testing.Fuzzing;

/// <summary>What a call was answered.</summary>
/// <param name="Http">HTTP status; 0 where the connection was cut.</param>
/// <param name="Code">gRPC status; null where none was said.</param>
/// <param name="Message">What goes with it.</param>
/// <param name="Details">The google.rpc.Status; null where none was sent.</param>
/// <param name="Said">Everything, headers and trailers too, as text with escapes resolved: for looking for what must not be there.</param>
/// <param name="Body">As it came.</param>
internal sealed record FuzzAnswer(
    int Http,
    StatusCode? Code,
    string Message,
    Google.Rpc.Status? Details,
    string Said,
    byte[] Body
)
{
    /// <summary>A connection that was cut without an answer.</summary>
    public static FuzzAnswer Cut(string why) => new(0, null, why, null, why, []);

    /// <summary>What it counts as in the summary.</summary>
    public string Kind =>
        Code is { } code ? code.ToString()
        : Http == 0 ? "cut"
        : string.Create(CultureInfo.InvariantCulture, $"HTTP {Http}");

    /// <summary>Reads the answer to a gRPC or REST request.</summary>
    public static async Task<FuzzAnswer> OfAsync(HttpResponseMessage response, bool isGrpc, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        var said = new StringBuilder();
        string? code = null,
            message = null,
            details = null;
        foreach (var header in response.Headers.Concat(response.Content.Headers).Concat(response.TrailingHeaders))
        {
            var value = string.Join(',', header.Value);
            said.Append(header.Key).Append(": ").AppendLine(Unescaped(value));
            switch (header.Key.ToLowerInvariant())
            {
                case "grpc-status":
                    code = value;
                    break;
                case "grpc-message":
                    message = Uri.UnescapeDataString(value);
                    break;
                case "grpc-status-details-bin":
                    details = value;
                    break;
            }
        }
        said.AppendLine(Unescaped(Encoding.UTF8.GetString(body)));
        var status = isGrpc ? FromTrailer(details) : FromJson(body);
        if (status is not null)
            said.AppendLine(status.Message).AppendLine(string.Join('\n', status.Details.Select(d => d.Value.ToStringUtf8())));
        StatusCode? number =
            int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? (StatusCode)parsed
            : !isGrpc && status is not null ? (StatusCode)status.Code
            : !isGrpc && response.IsSuccessStatusCode ? StatusCode.OK
            : null;
        return new((int)response.StatusCode, number, message ?? status?.Message ?? "", status, said.ToString(), body);
    }

    private static Google.Rpc.Status? FromTrailer(string? details)
    {
        if (details is null)
            return null;
        try
        {
            return Google.Rpc.Status.Parser.ParseFrom(
                Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '='))
            );
        }
        catch (Exception e) when (e is FormatException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static Google.Rpc.Status? FromJson(byte[] body)
    {
        if (body is not [(byte)'{', ..])
            return null;
        try
        {
            using var json = JsonDocument.Parse(body);
            return
                json.RootElement.TryGetProperty("code", out var code)
                && code.ValueKind == JsonValueKind.Number
                && json.RootElement.TryGetProperty("message", out _)
                ? Parser.Parse<Google.Rpc.Status>(json.RootElement.GetRawText())
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidProtocolBufferException or InvalidOperationException)
        {
            return null;
        }
    }

    private static readonly JsonParser Parser = new(
        JsonParser.Settings.Default.WithTypeRegistry(
            Google.Protobuf.Reflection.TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor)
        )
    );

    // %C3%A5 and \u00e5 are å.
    private static string Unescaped(string text)
    {
        if (text.Contains('%', StringComparison.Ordinal))
            text += "\n" + Uri.UnescapeDataString(text);
        return text.Contains("\\u", StringComparison.Ordinal)
            ? text
                + "\n"
                + System.Text.RegularExpressions.Regex.Replace(
                    text,
                    @"\\u(?<code>[0-9a-fA-F]{4})",
                    m => ((char)Convert.ToInt32(m.Groups["code"].Value, 16)).ToString(),
                    System.Text.RegularExpressions.RegexOptions.None,
                    TimeSpan.FromSeconds(5)
                )
            : text;
    }
}
