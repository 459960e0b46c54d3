using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace MergeProgramme.Benefits.Handovers;

/// <summary>The SQL that several rpcs on handovers share.</summary>
internal static class HandoverTable
{
    private const string Columns = """
        name, subject, subject_display_name, sub_project, carrier, carrier_display_name, receiver, receiver_display_name,
        handover_date, conditions, state, create_time, etag, number
        """;

    /// <summary>With its items and rounds.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Handover> GetAsync(Session session, string name)
    {
        var handover =
            await session.FindAsync<Handover>($"SELECT {Columns} FROM handovers WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await FillAsync(session, [handover]);
        return handover;
    }

    /// <summary>Those after a place in the order of a programme, with their places.</summary>
    /// <param name="subject">Only those of this measure or benefit; all where it is empty.</param>
    public static async Task<List<(Handover Handover, long Position)>> ListAsync(
        Session session,
        string parent,
        string subject,
        long after,
        int limit
    )
    {
        const string Chosen = "parent = @parent AND (@subject = '' OR subject = @subject) AND position > @after";
        var parameters = new
        {
            parent,
            subject,
            after,
            limit,
        };
        var places = await session.QueryAsync<long>(
            $"SELECT position FROM handovers WHERE {Chosen} ORDER BY position LIMIT @limit",
            parameters
        );
        var handovers = await session.QueryAsync<Handover>(
            $"SELECT {Columns} FROM handovers WHERE {Chosen} ORDER BY position LIMIT @limit",
            parameters
        );
        await FillAsync(session, handovers);
        return [.. handovers.Zip(places)];
    }

    /// <summary>Who has accepted a measure or benefit last: the person's name and display name; empty where nobody has.</summary>
    public static async Task<(string Person, string DisplayName)> ReceiverAsync(Session session, string subject)
    {
        var accepted = await session.FindAsync<Handover>(
            $"SELECT {Columns} FROM handovers WHERE subject = @subject AND state = @Accepted ORDER BY number DESC LIMIT 1",
            new { subject, HandoverState.Accepted }
        );
        return accepted is null ? ("", "") : (accepted.Receiver, accepted.ReceiverDisplayName);
    }

    /// <summary>Writes a new handover last in the order of its programme, and gives it its number.</summary>
    /// <exception cref="Problem">FAILED_PRECONDITION where another of its subject is under way.</exception>
    public static async Task InsertAsync(WriteSession session, string parent, Handover handover)
    {
        var other = await session.FindAsync<string>(
            "SELECT name FROM handovers WHERE subject = @Subject AND state <> @Accepted",
            new { handover.Subject, HandoverState.Accepted }
        );
        if (other is not null)
            throw Problem.Precondition(other, "HANDOVER_UNDER_WAY", handover.SubjectDisplayName);
        handover.Number = (int)
            await session.FindAsync<long>(
                "SELECT COALESCE(MAX(number), 0) + 1 FROM handovers WHERE subject = @Subject",
                new { handover.Subject }
            );
        await session.ExecuteAsync(
            """
            INSERT INTO handovers (name, parent, position, subject, number, subject_display_name, sub_project, carrier,
                carrier_display_name, receiver, receiver_display_name, handover_date, conditions, state, create_time, etag)
            VALUES (@Name, @parent, (SELECT COALESCE(MAX(position), 0) + 1 FROM handovers WHERE parent = @parent), @Subject,
                @Number, @SubjectDisplayName, @SubProject,
                @Carrier, @CarrierDisplayName, @Receiver, @ReceiverDisplayName, @HandoverDate, @Conditions, @State, @CreateTime, @Etag)
            """,
            new
            {
                handover.Name,
                parent,
                handover.Subject,
                handover.Number,
                handover.SubjectDisplayName,
                handover.SubProject,
                handover.Carrier,
                handover.CarrierDisplayName,
                handover.Receiver,
                handover.ReceiverDisplayName,
                handover.HandoverDate,
                handover.Conditions,
                handover.State,
                handover.CreateTime,
                handover.Etag,
            }
        );
        await WriteItemsAsync(session, handover);
    }

    /// <summary>Writes a changed handover with a new etag, and its latest round.</summary>
    public static async Task UpdateAsync(WriteSession session, Handover handover, string currentEtag)
    {
        handover.Etag = Etags.New();
        await session.ExecuteAsync("DELETE FROM handover_items WHERE handover = @Name", new { handover.Name });
        await WriteItemsAsync(session, handover);
        if (handover.Rounds.LastOrDefault() is { } round)
            await session.ExecuteAsync(
                """
                INSERT INTO handover_rounds (handover, number, receiver_display_name, proposer, propose_time, verdict, wording, answerer,
                    answer_time)
                VALUES (@Name, @Number, @ReceiverDisplayName, @Proposer, @ProposeTime, @Verdict, @Wording, @Answerer, @AnswerTime)
                ON CONFLICT (handover, number) DO UPDATE SET verdict = excluded.verdict, wording = excluded.wording,
                    answerer = excluded.answerer, answer_time = excluded.answer_time
                """,
                new
                {
                    handover.Name,
                    round.Number,
                    round.ReceiverDisplayName,
                    round.Proposer,
                    round.ProposeTime,
                    round.Verdict,
                    round.Wording,
                    round.Answerer,
                    round.AnswerTime,
                }
            );
        // Last: from an acceptance on the database itself refuses every change.
        await session.UpdateAsync(
            """
            UPDATE handovers SET subject_display_name = @SubjectDisplayName, sub_project = @SubProject, carrier = @Carrier,
                carrier_display_name = @CarrierDisplayName, receiver = @Receiver, receiver_display_name = @ReceiverDisplayName,
                handover_date = @HandoverDate, conditions = @Conditions, state = @State, etag = @Etag
            WHERE name = @Name
            """,
            handover,
            currentEtag
        );
    }

    /// <summary>Takes the handover of a measure that is thrown away with it.</summary>
    /// <exception cref="Problem">FAILED_PRECONDITION where the line has accepted it.</exception>
    public static async Task DeleteOfAsync(WriteSession session, string subject)
    {
        foreach (
            var name in await session.QueryAsync<string>("SELECT name FROM handovers WHERE subject = @subject", new { subject })
        )
        {
            var handover = await GetAsync(session, name);
            if (handover.State == HandoverState.Accepted)
                throw Problem.Precondition(name, "HANDOVER_ACCEPTED");
            await session.ExecuteAsync("DELETE FROM handover_items WHERE handover = @name", new { name });
            await session.ExecuteAsync("DELETE FROM handover_rounds WHERE handover = @name", new { name });
            await session.ExecuteAsync("DELETE FROM handovers WHERE name = @name", new { name });
            session.Append("benefits.handover.deleted", name, handover);
        }
    }

    private static Task WriteItemsAsync(WriteSession session, Handover handover) =>
        session.ExecuteAsync(
            "INSERT INTO handover_items (handover, position, text, done, note) VALUES (@Name, @position, @Text, @done, @Note)",
            handover.Items.Select(
                (item, position) =>
                    new
                    {
                        handover.Name,
                        position,
                        item.Text,
                        done = item.Done ? 1 : 0,
                        item.Note,
                    }
            )
        );

    private static async Task FillAsync(Session session, IReadOnlyList<Handover> handovers)
    {
        foreach (var handover in handovers)
        {
            var items = await session.QueryAsync<ItemRow>(
                "SELECT text, done, note FROM handover_items WHERE handover = @Name ORDER BY position",
                new { handover.Name }
            );
            handover.Items.Add(
                items.Select(row => new HandoverItem
                {
                    Text = row.Text,
                    Done = row.Done == 1,
                    Note = row.Note,
                })
            );
            var rounds = await session.QueryAsync<RoundRow>(
                "SELECT * FROM handover_rounds WHERE handover = @Name ORDER BY number",
                new { handover.Name }
            );
            handover.Rounds.Add(rounds.Select(row => row.ToRound()));
        }
    }

    private sealed class ItemRow
    {
        public string Text { get; set; } = "";
        public int Done { get; set; }
        public string Note { get; set; } = "";
    }

    private sealed class RoundRow
    {
        public int Number { get; set; }
        public string ReceiverDisplayName { get; set; } = "";
        public string Proposer { get; set; } = "";
        public Timestamp? ProposeTime { get; set; }
        public HandoverVerdict Verdict { get; set; }
        public string Wording { get; set; } = "";
        public string Answerer { get; set; } = "";
        public Timestamp? AnswerTime { get; set; }

        public HandoverRound ToRound() =>
            new()
            {
                Number = Number,
                ReceiverDisplayName = ReceiverDisplayName,
                Proposer = Proposer,
                ProposeTime = ProposeTime,
                Verdict = Verdict,
                Wording = Wording,
                Answerer = Answerer,
                AnswerTime = AnswerTime,
            };
    }
}
