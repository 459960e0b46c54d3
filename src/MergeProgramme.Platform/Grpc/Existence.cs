using Grpc.Core;

namespace MergeProgramme.Platform.Grpc;

/// <summary>Whether what a request refers to in another module exists.</summary>
public static class Existence
{
    /// <summary>False where a Get answers NOT_FOUND. Any other refusal is passed on.</summary>
    public static async Task<bool> ExistsAsync<T>(this AsyncUnaryCall<T> get)
    {
        try
        {
            await get;
            return true;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return false;
        }
    }
}
