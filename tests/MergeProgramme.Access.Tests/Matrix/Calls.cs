using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace MergeProgramme.Access.Tests.Matrix;

/// <summary>Calls any rpc by its descriptor, through the generated client.</summary>
internal static class Calls
{
    private static readonly MethodInfo UnaryMethod = typeof(Calls).GetMethod(
        nameof(UnaryAsync),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;
    private static readonly MethodInfo StreamMethod = typeof(Calls).GetMethod(
        nameof(FirstAsync),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    /// <summary>The answer, or of a stream the first message; null where the stream is empty.</summary>
    /// <exception cref="RpcException">The call was refused.</exception>
    public static Task<IMessage?> CallAsync(CallInvoker invoker, MethodDescriptor method, IMessage request) =>
        (Task<IMessage?>)
            (method.IsServerStreaming ? StreamMethod : UnaryMethod)
                .MakeGenericMethod(method.InputType.ClrType, method.OutputType.ClrType)
                .Invoke(null, [invoker, method, request])!;

    private static async Task<IMessage?> UnaryAsync<TRequest, TResponse>(
        CallInvoker invoker,
        MethodDescriptor method,
        TRequest request
    )
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() =>
        await invoker.AsyncUnaryCall(Of<TRequest, TResponse>(method, MethodType.Unary), null, default, request);

    private static async Task<IMessage?> FirstAsync<TRequest, TResponse>(
        CallInvoker invoker,
        MethodDescriptor method,
        TRequest request
    )
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        using var call = invoker.AsyncServerStreamingCall(
            Of<TRequest, TResponse>(method, MethodType.ServerStreaming),
            null,
            default,
            request
        );
        return await call.ResponseStream.MoveNext(CancellationToken.None) ? call.ResponseStream.Current : null;
    }

    private static Method<TRequest, TResponse> Of<TRequest, TResponse>(MethodDescriptor method, MethodType type)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() =>
        new(type, method.Service.FullName, method.Name, Marshaller<TRequest>(), Marshaller<TResponse>());

    private static Marshaller<T> Marshaller<T>()
        where T : class, IMessage<T>, new() =>
        Marshallers.Create(
            m => m.ToByteArray(),
            bytes =>
            {
                var message = new T();
                message.MergeFrom(bytes);
                return message;
            }
        );
}
