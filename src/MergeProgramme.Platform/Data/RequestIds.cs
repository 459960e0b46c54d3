using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Platform.Data;

/// <summary>A retried write answers the same and happens once (AIP-155). Answers are kept as long as the module's database is.</summary>
internal static class RequestIds
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor?> Fields = new();

    public static string Of(IMessage request) =>
        Fields.GetOrAdd(request.Descriptor, d => d.FindFieldByName("request_id"))?.Accessor.GetValue(request) as string ?? "";

    public static async Task<TResponse> OnceAsync<TRequest, TResponse>(
        WriteSession session,
        string method,
        string requestId,
        TRequest request,
        Func<WriteSession, Task<TResponse>> work
    )
        where TRequest : IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
    {
        // Two callers may choose the same id; they do not see each other's answers.
        var key = $"{Caller.Current.Id} {requestId}";
        var hash = Hash(method, request);
        // Claims the id first: a second request with it waits here until the first is committed or undone.
        var claimed = await session.ExecuteAsync(
            "INSERT INTO requests (request_id, request_hash, response, create_time) VALUES (@Key, @Hash, '', @Now) ON CONFLICT (request_id) DO NOTHING",
            new
            {
                Key = key,
                Hash = hash,
                Now = Instants.ToMicroseconds(session.Now),
            }
        );
        if (claimed == 0)
        {
            var earlier = await session.FindAsync<Earlier>(
                "SELECT request_hash, response FROM requests WHERE request_id = @Key",
                new { Key = key }
            );
            if (earlier!.RequestHash != hash)
                throw Problem.RequestIdReused(requestId);
            var answer = new TResponse();
            answer.MergeFrom(Convert.FromBase64String(earlier.Response));
            return answer;
        }
        var response = await work(session);
        await session.ExecuteAsync(
            "UPDATE requests SET response = @Response WHERE request_id = @Key",
            new { Key = key, Response = Convert.ToBase64String(response.ToByteArray()) }
        );
        return response;
    }

    private static string Hash(string method, IMessage request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(method + "\n"));
        hash.AppendData(request.ToByteArray());
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed class Earlier
    {
        public string RequestHash { get; set; } = "";
        public string Response { get; set; } = "";
    }
}
