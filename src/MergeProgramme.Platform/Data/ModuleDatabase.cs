using Google.Protobuf;
using Grpc.Core;

namespace MergeProgramme.Platform.Data;

/// <summary>
/// The database of one module: a file of its own in SQLite, a schema and a role of its own in PostgreSQL. Nothing else reads or writes it.
/// </summary>
public abstract class ModuleDatabase : IAsyncDisposable
{
    private readonly TimeProvider time;
    private volatile TaskCompletionSource committed = NewSignal();
    private long version;

    private protected ModuleDatabase(string module, TimeProvider time)
    {
        TypeHandlers.Register();
        Module = module;
        this.time = time;
    }

    /// <summary>The module's name, such as <c>mandates</c>.</summary>
    public string Module { get; }

    /// <summary>Grows with every commit of this process: what was read before a commit may be out of date.</summary>
    public long Version => Volatile.Read(ref version);

    /// <summary>Completes at the next commit of this process; ask before reading, so that no commit is missed.</summary>
    internal Task NextCommit => committed.Task;

    /// <summary>Other processes may write too, so waiting for this process's commits is not enough.</summary>
    internal abstract bool IsShared { get; }

    /// <summary>OpenTelemetry's name of the database system.</summary>
    private protected abstract string SystemName { get; }

    /// <summary>Brings the schema up to date.</summary>
    public abstract void Migrate(System.Reflection.Assembly migrations);

    /// <summary>Reads, with a consistent view for each statement.</summary>
    /// <exception cref="DatabaseBusyException">The database did not answer in time.</exception>
    public abstract Task<T> ReadAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellation = default);

    /// <summary>
    /// Writes state and events in one transaction. Where the request has a <c>request_id</c>, a repetition gets the first answer again and
    /// writes nothing.
    /// </summary>
    /// <param name="work">Reads and writes through its session only. It may run again if the database asks for that, so it has no other effects and calls no other module.</param>
    /// <exception cref="MergeProgramme.Platform.Errors.Problem">What <paramref name="work"/> refuses, or ALREADY_EXISTS where the request_id was used for another request.</exception>
    /// <exception cref="DatabaseBusyException">The database did not answer in time; nothing was written.</exception>
    public Task<TResponse> WriteAsync<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        Func<WriteSession, Task<TResponse>> work
    )
        where TRequest : IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
    {
        var requestId = RequestIds.Of(request);
        return WriteAsync(
            requestId.Length == 0 ? work : session => RequestIds.OnceAsync(session, context.Method, requestId, request, work),
            requestId,
            context.CancellationToken
        );
    }

    /// <summary>Writes without a request, such as what a consumed event brings about.</summary>
    public Task<T> WriteAsync<T>(Func<WriteSession, Task<T>> work, string requestId, CancellationToken cancellation = default) =>
        CommitAsync(
            async session =>
            {
                var result = await work(session);
                await session.FlushEventsAsync(Module, requestId);
                return result;
            },
            cancellation
        );

    /// <summary>Runs the work in a transaction and commits it.</summary>
    private protected abstract Task<T> CommitAsync<T>(Func<WriteSession, Task<T>> work, CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    private protected WriteSession NewWrite(System.Data.Common.DbConnection connection) =>
        new(connection, Module, SystemName, time.GetUtcNow());

    private protected Session NewRead(System.Data.Common.DbConnection connection) => new(connection, Module, SystemName);

    private protected void SignalCommit()
    {
        Interlocked.Increment(ref version);
        Interlocked.Exchange(ref committed, NewSignal()).SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
