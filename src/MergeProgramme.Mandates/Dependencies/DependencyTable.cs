using System.Security.Cryptography;
using System.Text;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.Dependencies;

/// <summary>The SQL that several rpcs on dependency agreements share.</summary>
internal static class DependencyTable
{
    /// <summary>An agreement with its history.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<DependencyAgreement> GetAsync(Session session, string name)
    {
        var agreement =
            await session.FindAsync<DependencyAgreement>("SELECT * FROM dependency_agreements WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        agreement.Entries.AddRange(
            await session.QueryAsync<DependencyEntry>(
                "SELECT * FROM dependency_agreement_entries WHERE dependency_agreement = @name ORDER BY number",
                new { name }
            )
        );
        return agreement;
    }

    /// <summary>All of a programme, without histories.</summary>
    public static Task<List<DependencyAgreement>> OfProgrammeAsync(Session session, string programme) =>
        session.QueryAsync<DependencyAgreement>(
            "SELECT * FROM dependency_agreements WHERE programme = @programme ORDER BY name",
            new { programme }
        );

    /// <summary>Writes a new request with its first entry; gives it its etag, state and times.</summary>
    /// <param name="agreement">With its name and what both ends are called.</param>
    public static async Task InsertAsync(WriteSession session, DependencyAgreement agreement)
    {
        agreement.State = DependencyState.Requested;
        agreement.Etag = Etags.New();
        agreement.StateTime = agreement.CreateTime = agreement.UpdateTime = Instants.ToTimestamp(session.Now);
        await session.ExecuteAsync(
            """
            INSERT INTO dependency_agreements (name, programme, deliverable, reason, giver_sub_project, giver_stakeholder, giver_display_name,
                taker_sub_project, taker_display_name, giver_milestone, taker_milestone, giver_owner, taker_owner, needed_by_date, state,
                document, document_reason, document_key, state_time, etag, create_time, update_time)
            VALUES (@Name, @Programme, @Deliverable, @Reason, @GiverSubProject, @GiverStakeholder, @GiverDisplayName,
                @TakerSubProject, @TakerDisplayName, @GiverMilestone, @TakerMilestone, @GiverOwner, @TakerOwner, @NeededByDate, @State,
                @Document, @DocumentReason, @DocumentKey, @StateTime, @Etag, @CreateTime, @UpdateTime)
            """,
            new
            {
                agreement.Name,
                Programme = ResourceNames.Programme(agreement.Name),
                agreement.Deliverable,
                agreement.Reason,
                agreement.GiverSubProject,
                agreement.GiverStakeholder,
                agreement.GiverDisplayName,
                agreement.TakerSubProject,
                agreement.TakerDisplayName,
                agreement.GiverMilestone,
                agreement.TakerMilestone,
                agreement.GiverOwner,
                agreement.TakerOwner,
                agreement.NeededByDate,
                agreement.State,
                agreement.Document,
                agreement.DocumentReason,
                DocumentKey = agreement.Document.Length == 0 ? "" : KeyOf(agreement.DocumentReason),
                agreement.StateTime,
                agreement.Etag,
                agreement.CreateTime,
                agreement.UpdateTime,
            }
        );
        await AddEntryAsync(
            session,
            agreement,
            new()
            {
                Act = DependencyAct.Request,
                Date = agreement.NeededByDate,
                Reason = agreement.Reason,
                ActingEnd = agreement.TakerSubProject,
            }
        );
    }

    /// <summary>Writes what has changed, and the act that changed it where one did; gives it its next etag and times.</summary>
    /// <exception cref="Problem">ABORTED where another write came between.</exception>
    public static async Task UpdateAsync(
        WriteSession session,
        DependencyAgreement agreement,
        string currentEtag,
        DependencyEntry? entry
    )
    {
        agreement.Etag = Etags.New();
        agreement.UpdateTime = Instants.ToTimestamp(session.Now);
        if (entry is not null)
            agreement.StateTime = agreement.UpdateTime;
        await session.UpdateAsync(
            """
            UPDATE dependency_agreements SET deliverable = @Deliverable, reason = @Reason, giver_milestone = @GiverMilestone,
                taker_milestone = @TakerMilestone, giver_owner = @GiverOwner, taker_owner = @TakerOwner, needed_by_date = @NeededByDate,
                promised_date = @PromisedDate, state = @State, delivered_date = @DeliveredDate, received_date = @ReceivedDate,
                state_time = @StateTime, etag = @Etag, update_time = @UpdateTime
            WHERE name = @Name
            """,
            agreement,
            currentEtag
        );
        if (entry is not null)
            await AddEntryAsync(session, agreement, entry);
    }

    /// <summary>What tells the dependencies of a document from each other, beside their ends: the hash of their reason.</summary>
    public static string KeyOf(string reason) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reason.Trim())));

    private static async Task AddEntryAsync(WriteSession session, DependencyAgreement agreement, DependencyEntry entry)
    {
        var caller = Caller.Current;
        entry.Number = agreement.Entries.Count + 1;
        entry.Actor = caller.Id;
        entry.ActorDisplayName = caller.DisplayName;
        entry.RecordTime = Instants.ToTimestamp(session.Now);
        agreement.Entries.Add(entry);
        await session.ExecuteAsync(
            """
            INSERT INTO dependency_agreement_entries (dependency_agreement, number, act, date, reason, said_by, said_date, acting_end, actor,
                actor_display_name, record_time)
            VALUES (@Agreement, @Number, @Act, @Date, @Reason, @SaidBy, @SaidDate, @ActingEnd, @Actor, @ActorDisplayName, @RecordTime)
            """,
            new
            {
                Agreement = agreement.Name,
                entry.Number,
                entry.Act,
                entry.Date,
                entry.Reason,
                entry.SaidBy,
                entry.SaidDate,
                entry.ActingEnd,
                entry.Actor,
                entry.ActorDisplayName,
                entry.RecordTime,
            }
        );
    }
}
