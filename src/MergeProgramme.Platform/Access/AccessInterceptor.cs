using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Platform.Access;

/// <summary>Refuses callers who have not said who they are, before anything of their request is looked at.</summary>
public sealed class AuthenticationInterceptor(AccessRules rules) : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    )
    {
        Require(context);
        return continuation(request, context);
    }

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        Require(context);
        return continuation(request, responseStream, context);
    }

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        // Reflection: no interceptor of ours translates refusals there.
        if (Caller.Current.Kind == CallerKind.Anonymous)
            throw new RpcException(new Status(StatusCode.Unauthenticated, "Sign in first."));
        return continuation(requestStream, responseStream, context);
    }

    private void Require(ServerCallContext context)
    {
        // Whether the host is well is for load balancers to ask, who sign in nowhere.
        if (
            Caller.Current.Kind != CallerKind.Anonymous
            || context.Method.StartsWith("/grpc.health.v1.Health/", StringComparison.Ordinal)
        )
            return;
        // Whoever came with a token that is no good is told so, even where none is needed.
        if (Caller.Current.Refused is { } refused)
            throw refused;
        if (rules.Find(context.Method) is not { Rule.Anyone: true })
            throw Problem.Unauthenticated();
    }
}

/// <summary>Holds every call against what its proto says that the caller must be allowed to.</summary>
public sealed class AccessInterceptor(AccessRules rules, GrantsCache grants, TimeProvider time) : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    )
    {
        var caller = Caller.Current;
        var looking = GrantsOf(caller, context);
        if (!looking.IsCompletedSuccessfully)
            return Awaited();
        Enter(caller, looking.Result, request, context);
        return continuation(request, context);

        async Task<TResponse> Awaited()
        {
            Enter(caller, await looking, request, context);
            return await continuation(request, context);
        }
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        var caller = Caller.Current;
        var held = await GrantsOf(caller, context);
        Enter(caller, held, request, context);
        if (caller.Kind is CallerKind.Internal or CallerKind.Anonymous || rules.Find(context.Method) is not { } method)
        {
            await continuation(request, responseStream, context);
            return;
        }
        // A stream may outlast the role that opened it.
        var watch = new StreamWatch(
            grants,
            time,
            caller,
            held,
            method.Rule.Permission,
            now => Require(caller, now, method, (IMessage)request)
        );
        Caller.Set(Caller.Current with { Watch = watch });
        await watch.ServeAsync(
            async stop =>
                await continuation(
                    request,
                    new StreamWatch.Writer<TResponse>(responseStream, stop),
                    new StreamWatch.Context(context, stop)
                ),
            context.CancellationToken
        );
    }

    private const string Health = "/grpc.health.v1.Health/";

    private ValueTask<CallerGrants> GrantsOf(Caller caller, ServerCallContext context) =>
        caller.Kind is CallerKind.Internal or CallerKind.Anonymous ? new(CallerGrants.None)
        : caller.Grants is { } known ? new(known)
        : grants.OfAsync(caller, context.CancellationToken);

    private void Enter(Caller caller, CallerGrants held, object request, ServerCallContext context)
    {
        if (rules.Find(context.Method) is not { } method)
        {
            if (context.Method.StartsWith(Health, StringComparison.Ordinal))
                return;
            throw Problem.Denied("unknown");
        }
        if (caller.Kind != CallerKind.Internal)
            Require(caller, held, method, (IMessage)request);
        // What the module asks of others from here on, it asks on the caller's behalf.
        if (caller.Via is null && caller.Kind != CallerKind.Anonymous)
            Caller.Set(caller with { Via = method.Module, Grants = held });
    }

    private static void Require(Caller caller, CallerGrants held, MethodAccess method, IMessage request)
    {
        var rule = method.Rule;
        if (rule.SignedIn || rule.Anyone)
            return;
        if (rule.Internal)
            throw Problem.Denied("internal");
        Require(caller, held, rule, method.ResourceOf(request));
        foreach (var resource in method.FurtherOf(request))
            Require(caller, held, rule, resource);
    }

    private static void Require(Caller caller, CallerGrants held, AccessRule rule, string resource)
    {
        if (resource.StartsWith("programmes/", StringComparison.Ordinal) && resource != CallerGrants.Everywhere)
        {
            // The same answer as where there is no such programme: no hint to whoever guesses names.
            if (!held.Knows(ResourceNames.Programme(resource)))
                throw Problem.Hidden(resource);
            // A module may read what its rule needs to know; what it writes elsewhere, the caller must be allowed to.
            if (caller.Via is not null && !rule.Confidential && rule.Permission.EndsWith(".read", StringComparison.Ordinal))
                return;
        }
        if (!held.May(rule.Permission, resource, caller.Scopes, rule.Confidential))
            throw Problem.Denied(rule.Permission);
    }
}
