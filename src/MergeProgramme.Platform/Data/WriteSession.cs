using System.Data.Common;
using Dapper;
using Google.Protobuf;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Events;

namespace MergeProgramme.Platform.Data;

/// <summary>A write in progress: what it writes and the events that say so are committed together, or not at all.</summary>
public sealed class WriteSession : Session
{
    private readonly List<(string Type, string Subject, IMessage Data)> events = [];

    internal WriteSession(DbConnection connection, string module, string system, DateTimeOffset now)
        : base(connection, module, system) => Now = now;

    /// <summary>The time of this write, for every row and event of it.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Says what was written. It is in the event log if and only if the write is committed.</summary>
    /// <param name="type">What happened, such as <c>mandates.mandate.decided</c>.</param>
    /// <param name="subject">Resource name of what it happened to.</param>
    /// <param name="data">The resource after the change, or what the event says instead.</param>
    public void Append(string type, string subject, IMessage data) => events.Add((type, subject, data));

    /// <summary>Updates the one row of a resource, if it still is the version that this write has read.</summary>
    /// <param name="sql">An UPDATE whose WHERE names the row; the etag is added to it.</param>
    /// <param name="currentEtag">The etag that this write has read.</param>
    /// <exception cref="Problem">ABORTED where another write came between.</exception>
    public async Task UpdateAsync(string sql, IMessage resource, string currentEtag)
    {
        var parameters = new DynamicParameters(resource);
        parameters.Add("CurrentEtag", currentEtag);
        if (await ExecuteAsync($"{sql} AND etag = @CurrentEtag", parameters) == 0)
            throw Problem.Stale((string)resource.Descriptor.FindFieldByName("name").Accessor.GetValue(resource));
    }

    internal Task FlushEventsAsync(string module, string requestId) =>
        events.Count == 0 ? Task.CompletedTask : EventLog.AppendAsync(this, module, requestId, events);

    internal int EventCount => events.Count;
}
