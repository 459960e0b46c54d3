using System.Text;
using System.Text.Json.Nodes;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MergeProgramme.Platform.Events;

namespace MergeProgramme.Testing.Fuzzing;

/// <summary>A request as REST has it: the http option of an rpc, filled from a message.</summary>
/// <param name="Body">Null where the request has none.</param>
internal sealed record RestCall(string Method, string Target, byte[]? Body, string ContentType)
{
    private static readonly JsonFormatter Format = new(
        JsonFormatter.Settings.Default.WithTypeRegistry(TypeRegistry.FromFiles(ContractTypes.Files))
    );

    private static readonly string[] BadNumbers =
    [
        "NaN",
        "Infinity",
        "1e999",
        "-1e999",
        "99999999999999999999",
        "-0",
        "1.5",
        "0x10",
    ];

    private static readonly string[] BadTimes =
    [
        "\"9999-12-31T23:59:60Z\"",
        "\"0000-00-00T00:00:00Z\"",
        "\"10000-01-01T00:00:00Z\"",
        "\"2024-02-30T25:61:61.9999999999Z\"",
        "\"\"",
        "17",
    ];

    private static readonly string[] Types =
    [
        "application/json; charset=utf-16",
        "application/json; charset=nonsense",
        "application/xml",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/grpc",
        "application/json;;;",
        "*/*",
    ];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "QUERY"];

    /// <summary>The request of an rpc; null where it is not served as REST, or where JSON has no way of saying the message.</summary>
    public static RestCall? Of(MethodDescriptor method, IMessage request)
    {
        if (method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not { } rule)
            return null;
        var (verb, template) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => ("GET", rule.Get),
            HttpRule.PatternOneofCase.Post => ("POST", rule.Post),
            HttpRule.PatternOneofCase.Put => ("PUT", rule.Put),
            HttpRule.PatternOneofCase.Patch => ("PATCH", rule.Patch),
            HttpRule.PatternOneofCase.Delete => ("DELETE", rule.Delete),
            _ => ("", ""),
        };
        JsonObject json;
        try
        {
            if (verb.Length == 0 || JsonNode.Parse(Format.Format(request)) is not JsonObject formatted)
                return null;
            json = formatted;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or System.Text.Json.JsonException)
        {
            return null;
        }
        var path = Path(template, json);
        if (rule.Body == "*")
            return new(verb, path, Encoding.UTF8.GetBytes(json.ToJsonString()), "application/json");
        byte[]? body = null;
        if (rule.Body.Length > 0)
        {
            var field = method.InputType.FindFieldByName(rule.Body).JsonName;
            body = Encoding.UTF8.GetBytes(json[field]?.ToJsonString() ?? "{}");
            json.Remove(field);
        }
        var query = new StringBuilder();
        Query(json, "", query);
        return new(verb, path + (query.Length > 0 ? $"?{query.ToString(1, query.Length - 1)}" : ""), body, "application/json");
    }

    /// <summary>The same request with something wrong in it.</summary>
    public (string What, RestCall Call) Mangled(Random random)
    {
        switch (random.Next(14))
        {
            case 0:
                return ("other method", this with { Method = Methods[random.Next(Methods.Length)] });
            case 1:
                return ("other content type", this with { ContentType = Types[random.Next(Types.Length)] });
            case 2:
                return ("deep objects", this with { Body = Deep("{\"a\":", "1", "}", random) });
            case 3:
                return ("deep lists", this with { Body = Deep("[", "", "]", random) });
            case 4:
                return ("bytes that are no JSON", this with { Body = Wire.Bytes(random, random.Next(1, 200)) });
            case 5:
                return (
                    "odd query",
                    this with
                    {
                        Target =
                            Target
                            + (Target.Contains('?', StringComparison.Ordinal) ? "&" : "?")
                            + (
                                (string[])
                                    [
                                        "pageSize=NaN",
                                        "pageSize=99999999999999",
                                        "pageSize=1&pageSize=2",
                                        "pageSize=",
                                        "startTime=never",
                                        "startTime=9999-99-99T00:00:00Z",
                                        "nosuch.field=1",
                                        "name.x.y=1",
                                        "%00=%00",
                                        "a[b]=c&a[]=d",
                                        "requestId=%ff%fe",
                                        "updateMask=..,*,%00",
                                        "follow=maybe",
                                        "=&&=&",
                                        "subject[]=x",
                                        "type=%C0%80",
                                        string.Join('&', Enumerable.Range(0, 500).Select(i => $"x{i}=1")),
                                    ]
                            )[random.Next(17)],
                    }
                );
            case 6:
                return (
                    "odd path",
                    this with
                    {
                        Target = Target.Insert(
                            random.Next(1, Target.Length + 1),
                            ((string[])["%2F", "%00", "..", "/", "//", "%ff", ":", "%25", ";x=1", "*", "%0d%0a", "æ", "-"])[
                                random.Next(13)
                            ]
                        ),
                    }
                );
            case 7 when Body is not null:
                return ("bytes changed", this with { Body = Wire.Mutated(random, Body) });
            case 8 when Body is not null:
                return ("unknown and doubled fields", this with { Body = [.. "{\"zz\":{\"\":[null]},"u8, .. Doubled(Body)] });
            case 9 when Body is not null:
                return ("other values", this with { Body = Replaced(random, BadNumbers[random.Next(BadNumbers.Length)]) });
            case 10 when Body is not null:
                return ("other times", this with { Body = Replaced(random, BadTimes[random.Next(BadTimes.Length)]) });
            case 11 when Body is not null:
                return (
                    "other kinds",
                    this with
                    {
                        Body = Replaced(
                            random,
                            ((string[])["null", "[]", "{}", "true", "[[1]]", "\"\\ud800\"", "{\"@type\":\"x\"}", "-1"])[
                                random.Next(8)
                            ]
                        ),
                    }
                );
            case 12 when Body is not null:
                return (
                    "text that is no UTF-8",
                    this with
                    {
                        Body = [.. "{\"requestId\":\""u8, 0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, .. "\"}"u8],
                    }
                );
            default:
                return ("no body", this with { Body = Body is null ? "{}"u8.ToArray() : null });
        }
    }

    private static byte[] Deep(string open, string middle, string close, Random random)
    {
        var levels = random.Next(3) == 0 ? 70 : 12_000;
        return Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat(open, levels)) + middle + string.Concat(Enumerable.Repeat(close, levels))
        );
    }

    private static byte[] Doubled(byte[] body)
    {
        var inner = Encoding.UTF8.GetString(body).Trim()[1..^1];
        return Encoding.UTF8.GetBytes(inner.Length == 0 ? "\"y\":1}" : $"{inner},{inner}}}");
    }

    // One value of the body, whatever it was, made another.
    private byte[] Replaced(Random random, string value)
    {
        const string Mark = "\u0001replaced\u0001";
        if (JsonNode.Parse(Body!) is not JsonObject root)
            return Body!;
        JsonNode at = root;
        while (true)
        {
            var inner = at switch
            {
                JsonObject o => o.Select(f => f.Value).OfType<JsonNode>().ToList(),
                JsonArray a => a.OfType<JsonNode>().ToList(),
                _ => [],
            };
            if (inner.Count == 0)
                break;
            at = inner[random.Next(inner.Count)];
            if (random.Next(3) == 0)
                break;
        }
        if (at.Parent is null)
            return Encoding.UTF8.GetBytes(value);
        at.ReplaceWith(JsonValue.Create(Mark));
        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace("\"\\u0001replaced\\u0001\"", value, StringComparison.Ordinal));
    }

    // {parent=programmes/*} takes the name as it stands; it is taken out of what is sent otherwise.
    private static string Path(string template, JsonObject json)
    {
        var path = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{')
            {
                path.Append(template[i]);
                continue;
            }
            var end = template.IndexOf('}', i);
            var field = template[(i + 1)..end].Split('=')[0];
            path.Append(Taken(json, field.Split('.')));
            i = end;
        }
        return path.ToString();
    }

    private static string Taken(JsonObject json, string[] path)
    {
        JsonNode? at = json;
        foreach (var part in path[..^1])
            at = (at as JsonObject)?[JsonName(part)];
        if (at is not JsonObject holder || holder[JsonName(path[^1])] is not JsonValue value)
            return "x";
        var text = value.ToString();
        if (path.Length == 1)
            holder.Remove(JsonName(path[^1]));
        return string.Join('/', text.Split('/').Select(Escaped));
    }

    private static string Escaped(string text) =>
        string.Concat(
            Encoding
                .UTF8.GetBytes(text)
                .Take(1500)
                .Select(b =>
                    char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'*'
                        ? ((char)b).ToString()
                        : $"%{b:X2}"
                )
        );

    private static void Query(JsonNode? node, string name, StringBuilder query)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var (key, value) in o)
                    Query(value, name.Length == 0 ? key : $"{name}.{key}", query);
                break;
            case JsonArray a:
                foreach (var value in a)
                    Query(value, name, query);
                break;
            case JsonValue value when query.Length < 6000:
                query.Append('&').Append(name).Append('=').Append(Escaped(value.ToString()));
                break;
        }
    }

    private static string JsonName(string field) =>
        string.Concat(field.Split('_').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
}
