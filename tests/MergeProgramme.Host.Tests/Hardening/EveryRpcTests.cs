using System.Collections;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Host.Tests.Hardening;

/// <summary>What is too deep, too long or no message at all is refused by every rpc of the contracts, so that a new one cannot be forgotten.</summary>
[Collection("hosts")]
public sealed partial class EveryRpcTests(SharedHosts hosts)
{
    private const int Deepest = 4;

    // Longer than any text of the contracts may be.
    private static readonly string TooLong = new('x', 300_001);
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(bytes => bytes, bytes => bytes);

    [Fact]
    public async Task What_is_no_message_or_nests_too_deep_says_so_in_details()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        using var channel = GrpcChannel.ForAddress(host.Grpc);
        var wrong = new List<string>();
        foreach (var method in SampleRequests.Methods)
        {
            // Groups in groups; a field that is cut short; a text that is no UTF-8.
            foreach (
                var bytes in (byte[][])
                    [
                        [.. Enumerable.Repeat<byte>(0x7B, 100_000)],
                        [0x0A, 0x7F, 0x41],
                        [0xFB],
                    ]
            )
            {
                var refused = await RefusedAsync(channel, method, bytes);
                if (Fields(refused, "MESSAGE_UNREADABLE") is not ["request"])
                    wrong.Add($"{method.FullName}: {refused?.Status}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task JSON_that_nests_too_deep_or_is_none_says_so_in_details()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        using var client = new HttpClient { BaseAddress = host.Pages };
        var wrong = new List<string>();
        var tried = 0;
        foreach (var method in SampleRequests.Methods)
        {
            if (method.GetOptions().GetExtension(AnnotationsExtensions.Http) is not { Body.Length: > 0 } rule)
                continue;
            var (verb, template) = rule.Post.Length > 0 ? (HttpMethod.Post, rule.Post) : (HttpMethod.Patch, rule.Patch);
            var path = Variables().Replace(template, m => m.Groups["pattern"].Value.Replace("*", "x", StringComparison.Ordinal));
            foreach (
                var body in (string[])[string.Concat(Enumerable.Repeat("{\"a\":", 20_000)), "[1", "{\"a\":\"\\ud800\"", "\u0001"]
            )
            {
                tried++;
                using var request = new HttpRequestMessage(verb, new Uri(path, UriKind.Relative));
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
                var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                if (
                    answer.StatusCode != HttpStatusCode.BadRequest
                    || !said.Contains("\"reason\": \"MESSAGE_UNREADABLE\"", StringComparison.Ordinal)
                    || said.Contains("MergeProgramme.", StringComparison.Ordinal)
                )
                    wrong.Add($"{verb} {path}: {answer.StatusCode} {said}");
            }
        }
        Assert.Empty(wrong);
        Assert.True(tried > 100, $"{tried}");
    }

    [Fact]
    public async Task Every_text_that_is_too_long_is_refused_at_its_field()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        using var channel = GrpcChannel.ForAddress(host.Grpc);
        var wrong = new List<string>();
        var tried = 0;
        foreach (var method in SampleRequests.Methods)
        {
            foreach (var path in TextsOf(method.InputType, 0))
            {
                tried++;
                var request = (IMessage)Activator.CreateInstance(method.InputType.ClrType)!;
                var place = Set(request, path);
                var refused = await RefusedAsync(channel, method, request.ToByteArray());
                if (!Fields(refused, "TEXT_TOO_LONG").Contains(place))
                    wrong.Add($"{method.FullName} {place}: {refused?.Status}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(tried > 200, $"{tried}");
    }

    [Fact]
    public async Task An_answer_quotes_only_a_little_of_what_was_sent()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        var name = await host.ProgrammeAsync("lang");
        var organisation = new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.H2c));

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await organisation.UpdateProgrammeAsync(
                new()
                {
                    Programme = new()
                    {
                        Name = name,
                        DisplayName = "Lang",
                        Kind = ProgrammeKind.MunicipalMerger,
                    },
                    UpdateMask = new() { Paths = { TooLong } },
                }
            )
        );

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.InRange(refused.Status.Detail.Length, 100, 400);
        Assert.InRange(refused.GetRpcStatus()!.CalculateSize(), 100, 2000);
    }

    private static IReadOnlyList<string> Fields(RpcException? refused, string reason) =>
        refused?.StatusCode == StatusCode.InvalidArgument
        && refused.GetRpcStatus() is { } status
        && status.GetDetail<ErrorInfo>() is not null
        && status.GetDetail<LocalizedMessage>() is not null
            ? [.. status.GetDetail<BadRequest>().FieldViolations.Where(v => v.Reason == reason).Select(v => v.Field)]
            : [];

    private static async Task<RpcException?> RefusedAsync(GrpcChannel channel, MethodDescriptor method, byte[] message)
    {
        var called = new Method<byte[], byte[]>(
            method.IsServerStreaming ? MethodType.ServerStreaming : MethodType.Unary,
            method.Service.FullName,
            method.Name,
            Raw,
            Raw
        );
        try
        {
            if (method.IsServerStreaming)
            {
                using var stream = channel.CreateCallInvoker().AsyncServerStreamingCall(called, null, default, message);
                await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken);
            }
            else
            {
                await channel.CreateCallInvoker().AsyncUnaryCall(called, null, default, message);
            }
            return null;
        }
        catch (RpcException e)
        {
            return e;
        }
    }

    /// <summary>The way to every text that a caller may write.</summary>
    private static IEnumerable<FieldDescriptor[]> TextsOf(MessageDescriptor message, int depth)
    {
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            var behaviour = field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior);
            if (field.IsMap || (behaviour?.Contains(FieldBehavior.OutputOnly) ?? false))
                continue;
            if (field.FieldType == FieldType.String)
                yield return [field];
            else if (
                field.FieldType == FieldType.Message
                && depth < Deepest
                && field.MessageType.File.Package.StartsWith("mergeprogramme", StringComparison.Ordinal)
            )
            {
                foreach (var inner in TextsOf(field.MessageType, depth + 1))
                    yield return [field, .. inner];
            }
        }
    }

    // Sets the text at the end of the way, and says where that is as a violation does.
    private static string Set(IMessage message, ReadOnlySpan<FieldDescriptor> path)
    {
        var field = path[0];
        // A pasted list may be longer than any other text.
        var most = field.GetOptions()?.GetExtension(TextExtensions.MaxLength) ?? 0;
        object value = most < TooLong.Length ? TooLong : new string('x', most + 1);
        var rest = "";
        if (path.Length > 1)
        {
            var nested = (IMessage)Activator.CreateInstance(field.MessageType.ClrType)!;
            rest = "." + Set(nested, path[1..]);
            value = nested;
        }
        if (!field.IsRepeated)
        {
            field.Accessor.SetValue(message, value);
            return field.Name + rest;
        }
        ((IList)field.Accessor.GetValue(message)).Add(value);
        return $"{field.Name}[0]{rest}";
    }

    [GeneratedRegex(@"\{[^=}]+=(?<pattern>[^}]+)\}", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Variables();
}
