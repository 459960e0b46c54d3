using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace MergeProgramme.Platform.Data;

/// <summary>
/// SQLite in WAL mode: many readers, one writer. Writes that wait while a commit is being made durable share the next one
/// (group commit), each in a savepoint of its own so that one that fails takes nothing with it.
/// </summary>
internal sealed class SqliteModuleDatabase : ModuleDatabase
{
    private readonly string readers;
    private readonly SqliteConnection writer;
    private readonly Channel<PendingWrite> pending = Channel.CreateUnbounded<PendingWrite>(new() { SingleReader = true });
    private readonly int groupSize;
    private readonly string file;
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);
    private readonly Task writing;
    private int reading;
    private volatile bool closed;

    public SqliteModuleDatabase(string module, DatabaseOptions options, TimeProvider time)
        : base(module, time)
    {
        Directory.CreateDirectory(options.Folder);
        file = Path.Combine(options.Folder, $"{module}.db");
        groupSize = Math.Max(1, options.CommitGroupSize);
        writer = new(ConnectionString(SqliteOpenMode.ReadWriteCreate, pooling: false));
        writer.Open();
        using (var setUp = writer.CreateCommand())
        {
            setUp.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;";
            setUp.ExecuteNonQuery();
        }
        readers = ConnectionString(SqliteOpenMode.ReadOnly, pooling: true);
        writing = Task.Run(WriteGroupsAsync);
    }

    internal override bool IsShared => false;

    private protected override string SystemName => "sqlite";

    public override void Migrate(System.Reflection.Assembly migrations) =>
        Migrations.Run(
            Module,
            migrations,
            "sqlite",
            m => m.SqliteDatabase(ConnectionString(SqliteOpenMode.ReadWriteCreate, pooling: false))
        );

    public override async Task<T> ReadAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Interlocked.Increment(ref reading);
        try
        {
            // A stream that is late to hear of the end must not open the file again.
            if (closed)
                throw Closing();
            await using var connection = new SqliteConnection(readers);
            // SQLite has no asynchronous I/O: its async methods are the plain ones.
            connection.Open();
            return await read(NewRead(connection));
        }
        catch (SqliteException e) when (IsBusy(e))
        {
            throw new DatabaseBusyException($"{Module} could not be read in time.", e);
        }
        finally
        {
            Interlocked.Decrement(ref reading);
        }
    }

    private protected override async Task<T> CommitAsync<T>(Func<WriteSession, Task<T>> work, CancellationToken cancellation)
    {
        var write = new PendingWrite<T>(work, cancellation);
        if (!pending.Writer.TryWrite(write))
            throw Closing();
        return await write.Result;
    }

    private async Task WriteGroupsAsync()
    {
        var group = new List<PendingWrite>();
        while (await pending.Reader.WaitToReadAsync())
        {
            group.Clear();
            try
            {
                Execute("BEGIN IMMEDIATE");
                while (group.Count < groupSize && pending.Reader.TryRead(out var write))
                {
                    group.Add(write);
                    await RunInSavepointAsync(write);
                }
                Execute("COMMIT");
                Telemetry.CommitGroup.Record(group.Count, new KeyValuePair<string, object?>("db.namespace", Module));
                SignalCommit();
                foreach (var write in group)
                    write.Complete();
            }
            catch (Exception e)
            {
                // Nothing of the group is in the database; each of its callers is told so.
                Undo();
                if (group.Count == 0 && pending.Reader.TryRead(out var next))
                    group.Add(next);
                var failure =
                    e is SqliteException busy && IsBusy(busy)
                        ? new DatabaseBusyException($"{Module} could not be written in time.", e)
                        : e;
                foreach (var write in group)
                    write.Fail(failure);
            }
        }
    }

    private async Task RunInSavepointAsync(PendingWrite write)
    {
        if (write.IsCancelled)
            return;
        Execute("SAVEPOINT one_write");
        if (!await write.RunAsync(NewWrite(writer)))
            Execute("ROLLBACK TO one_write");
        Execute("RELEASE one_write");
    }

    /// <summary>The few statements around every write stay prepared.</summary>
    private void Execute(string sql)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            prepared[sql] = command = writer.CreateCommand();
            command.CommandText = sql;
        }
        command.ExecuteNonQuery();
    }

    private void Undo()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has undone it already, as it does when the disk is full.
        }
    }

    public override async ValueTask DisposeAsync()
    {
        pending.Writer.TryComplete();
        await writing;
        closed = true;
        // Whoever has not seen it yet is seen here.
        Interlocked.MemoryBarrier();
        while (Volatile.Read(ref reading) > 0)
            await Task.Delay(1);
        foreach (var command in prepared.Values)
            await command.DisposeAsync();
        await writer.DisposeAsync();
        using var pool = new SqliteConnection(readers);
        SqliteConnection.ClearPool(pool);
    }

    private string ConnectionString(SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            // Costs a statement each time a connection is opened, and says nothing to one that only reads.
            ForeignKeys = mode == SqliteOpenMode.ReadOnly ? null : true,
            Pooling = pooling,
            DefaultTimeout = 5,
        }.ToString();

    private DatabaseBusyException Closing() => new($"{Module} is closing.", new ObjectDisposedException(Module));

    private static bool IsBusy(SqliteException e) => e.SqliteErrorCode is 5 or 6;

    /// <summary>A write that waits for its turn, with the caller's language, trace and identity.</summary>
    private abstract class PendingWrite
    {
        public abstract bool IsCancelled { get; }
        public abstract Task<bool> RunAsync(WriteSession session);
        public abstract void Complete();
        public abstract void Fail(Exception e);
    }

    private sealed class PendingWrite<T>(Func<WriteSession, Task<T>> work, CancellationToken cancellation) : PendingWrite
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ExecutionContext? context = ExecutionContext.Capture();
        private T result = default!;
        private Exception? failure;

        public Task<T> Result => done.Task;

        public override bool IsCancelled
        {
            get
            {
                if (cancellation.IsCancellationRequested)
                    failure = new OperationCanceledException(cancellation);
                return failure is not null;
            }
        }

        public override async Task<bool> RunAsync(WriteSession session)
        {
            try
            {
                Task<T> running = null!;
                if (context is null)
                    running = work(session);
                else
                    ExecutionContext.Run(context, _ => running = work(session), null);
                result = await running;
                return true;
            }
            catch (Exception e)
            {
                failure = e;
                return false;
            }
        }

        public override void Complete()
        {
            if (failure is not null)
                done.SetException(failure);
            else
                done.SetResult(result);
        }

        public override void Fail(Exception e) => done.TrySetException(failure ?? e);
    }
}
