using Grpc.Core;
using Grpc.Core.Interceptors;
using MergeProgramme.Platform.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace MergeProgramme.Testing;

/// <summary>
/// Who calls in tests that are about something else than access: the installation itself, which may do everything. Tests of access set a caller
/// or sign in, and start their host with the setting <c>Tests:SignedIn=false</c>.
/// </summary>
public static class TestCaller
{
    /// <summary>Header of a page request that is to come from a principal instead.</summary>
    public const string PrincipalHeader = "X-Test-Principal";

    /// <summary>The installation itself.</summary>
    public static Caller Office { get; } = Caller.Internal("tests");

    /// <summary>Calls as <see cref="Office"/> where the test has not set a caller.</summary>
    public static CallInvoker AsOffice(this CallInvoker invoker) => invoker.Intercept(new AsCaller());

    /// <summary>Sets <see cref="Office"/> for the rest of an asynchronous flow, where the test has not set a caller.</summary>
    public static void SetOffice()
    {
        if (Caller.Current.Kind == CallerKind.Anonymous)
            Caller.Set(Office);
    }

    /// <summary>Sets <see cref="Office"/> on every request that comes from outside.</summary>
    internal sealed class Requests : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, following) =>
                    {
                        var principal = context.Request.Headers[PrincipalHeader].ToString();
                        Caller.Set(principal.Length > 0 ? new Caller(principal, principal) : Office);
                        return following();
                    }
                );
                next(app);
            };
    }

    private sealed class AsCaller : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation
        ) => As(() => continuation(request, context));

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            BlockingUnaryCallContinuation<TRequest, TResponse> continuation
        ) => As(() => continuation(request, context));

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation
        ) => As(() => continuation(request, context));

        private static T As<T>(Func<T> call)
        {
            var before = Caller.Current;
            SetOffice();
            try
            {
                return call();
            }
            finally
            {
                Caller.Set(before);
            }
        }
    }
}
