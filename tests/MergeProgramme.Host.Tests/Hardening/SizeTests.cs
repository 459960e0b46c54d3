using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Host.Tests.Hardening;

/// <summary>What is too long, too deep or too much is refused, and the host goes on.</summary>
[Collection("hosts")]
public sealed class SizeTests(SharedHosts hosts)
{
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(bytes => bytes, bytes => bytes);

    [Fact]
    public async Task A_path_that_is_too_long_is_refused()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);

        Assert.Equal(414, (await RawHttp.GetAsync(host, "/programmes/" + new string('a', 9000))).Status);
        Assert.Equal(414, (await RawHttp.GetAsync(host, "/programmes?x=" + new string('a', 9000))).Status);
    }

    [Fact]
    public async Task Headers_that_are_too_many_or_too_long_are_refused()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);

        var many = await RawHttp.GetAsync(
            host,
            "/accessibility",
            [.. Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"X-{i}: a"))]
        );
        var big = await RawHttp.GetAsync(host, "/accessibility", "X-Long: " + new string('a', 40_000));

        Assert.Equal((431, 431), (many.Status, big.Status));
    }

    [Theory]
    [InlineData("/preferences", "application/x-www-form-urlencoded")]
    [InlineData("/v1/programmes", "application/json")]
    public async Task A_body_that_is_too_long_is_refused_before_it_is_sent(string path, string type)
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);

        var answer = await RawHttp.SendAsync(
            host,
            $"POST {path} HTTP/1.1\nHost: localhost\nContent-Type: {type}\nContent-Length: {8 * 1024 * 1024 + 1}\nConnection: close",
            "{"
        );

        Assert.True(answer.Status == 413, answer.Answer);
    }

    [Fact]
    public async Task A_form_with_too_many_fields_is_refused()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);

        Assert.Equal(400, await PostAsync(host, string.Join('&', Enumerable.Range(0, 6000).Select(i => $"f{i}=x"))));
        Assert.Equal(400, await PostAsync(host, string.Join('&', Enumerable.Repeat("f=x", 6000))));
        Assert.Equal(400, await PostAsync(host, new string('n', 600) + "=x"));
        Assert.Equal(400, await PostAsync(host, string.Join('&', Enumerable.Repeat("&&=", 3000))));
    }

    [Fact]
    public async Task Files_are_taken_nowhere_else()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        using var client = new HttpClient { BaseAddress = host.Pages };
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes("x"));
        using var form = new MultipartFormDataContent { { file, "file", "../../x.cshtml" } };

        using var answer = await client.PostAsync(new Uri("/preferences", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task JSON_that_is_too_deep_or_none_is_refused()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);

        foreach (
            var body in (string[])
                [
                    // Known fields, unknown ones and plain brackets.
                    Nested("{\"programme\":", "1", "}", 200),
                    Nested("{\"x\":", "1", "}", 100_000),
                    Nested("[", "", "]", 100_000),
                    "{\"displayName\":\"" + new string('x', 300_000) + "\"}",
                    "{",
                    "null",
                    "\"text\"",
                    "{\"displayName\":\"\\ud800\"}",
                    "{\"displayName\":{\"$type\":\"System.Diagnostics.Process\"}}",
                    "{\"__proto__\":{\"displayName\":\"x\"},\"constructor\":{}}",
                ]
        )
        {
            using var client = new HttpClient { BaseAddress = host.Pages };
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri("/v1/programmes", UriKind.Relative), content);
            var said = await answer.Content.ReadAsStringAsync();
            Assert.True(
                answer.StatusCode == HttpStatusCode.BadRequest,
                $"{body[..Math.Min(40, body.Length)]}: {answer.StatusCode} {said}"
            );
            Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_gRPC_message_that_is_too_long_is_refused()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);

        var refused = await CallAsync(host, new byte[4 * 1024 * 1024 + 1]);

        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
    }

    [Fact]
    public async Task A_gRPC_message_that_nests_too_deep_is_refused()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        // An unknown group in a group in a group …: 3 bytes a level, which a parser without a limit would follow to the end of its stack.
        var groups = Enumerable.Repeat<byte>(0x7B, 100_000).ToArray();

        var refused = await CallAsync(host, groups);

        // What the bytes are is the caller's fault, whatever the parser calls it.
        Assert.NotEqual(StatusCode.OK, refused.StatusCode);
        Assert.DoesNotContain("   at ", refused.Status.Detail, StringComparison.Ordinal);
        await new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.H2c)).ListProgrammesAsync(new());
    }

    [Fact]
    public void Protobuf_stops_at_a_hundred_levels()
    {
        Assert.NotNull(Parser(99));
        Assert.Throws<InvalidProtocolBufferException>(() => Parser(200));

        static Value Parser(int levels) => Value.Parser.ParseFrom(Bytes(levels / 2));

        static byte[] Bytes(int lists)
        {
            // Written by hand: the writer of our own library would not stop at its limit, only the reader does.
            byte[] inner = [];
            for (var i = 0; i < lists; i++)
                inner = Field(6, Field(1, inner));
            return inner;
        }

        static byte[] Field(int number, byte[] value)
        {
            using var stream = new MemoryStream();
            using (var output = new CodedOutputStream(stream, leaveOpen: true))
            {
                output.WriteTag(number, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(ByteString.CopyFrom(value));
            }
            return stream.ToArray();
        }
    }

    [Fact]
    public async Task Packed_messages_are_not_taken()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(host.Grpc);

        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await new OrganisationService.OrganisationServiceClient(channel).ListProgrammesAsync(
                new() { PageToken = new string('x', 100_000) },
                new Metadata { { "grpc-internal-encoding-request", "gzip" } }
            )
        );

        Assert.Equal(StatusCode.Unimplemented, refused.StatusCode);
    }

    private static async Task<RpcException> CallAsync(RunningHost host, byte[] message)
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(host.Grpc, new() { MaxSendMessageSize = null });
        var method = new Method<byte[], byte[]>(
            MethodType.Unary,
            OrganisationService.Descriptor.FullName,
            "ListProgrammes",
            Raw,
            Raw
        );
        return await Assert.ThrowsAsync<RpcException>(async () =>
            await channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(), message)
        );
    }

    private static async Task<int> PostAsync(RunningHost host, string body)
    {
        using var client = new HttpClient { BaseAddress = host.Pages };
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using var answer = await client.PostAsync(new Uri("/preferences", UriKind.Relative), content);
        return (int)answer.StatusCode;
    }

    private static string Nested(string open, string middle, string close, int times) =>
        string.Concat(Enumerable.Repeat(open, times)) + middle + string.Concat(Enumerable.Repeat(close, times));
}
