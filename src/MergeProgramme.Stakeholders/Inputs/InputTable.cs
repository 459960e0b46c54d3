using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Inputs;

/// <summary>The SQL that several rpcs on inputs share.</summary>
internal static class InputTable
{
    /// <summary>Inputs with what their givers are called.</summary>
    public const string Inputs = """
        SELECT i.*, s.display_name AS stakeholder_display_name FROM inputs i JOIN stakeholders s ON s.name = i.stakeholder
        """;

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Input> GetAsync(Session session, string name) =>
        await session.FindAsync<Input>($"SELECT * FROM ({Inputs}) t WHERE name = @name", new { name })
        ?? throw Problem.NotFound(name);

    /// <summary>All answers to a consultation: point by point, those received first first.</summary>
    public static Task<List<Input>> OfConsultationAsync(Session session, string consultation) =>
        session.QueryAsync<Input>(
            $"SELECT * FROM ({Inputs}) t WHERE consultation = @consultation ORDER BY point, receive_date, name",
            new { consultation }
        );

    /// <summary>Writes what has changed of an input, with its event.</summary>
    public static async Task UpdateAsync(WriteSession session, Input input, string currentEtag, string type)
    {
        input.Etag = Etags.New();
        await session.UpdateAsync(
            """
            UPDATE inputs SET receive_date = @ReceiveDate, text = @Text, stance = @Stance, sub_project = @SubProject, state = @State,
                answer = @Answer, answer_place = @AnswerPlace, answer_date = @AnswerDate, tell_date = @TellDate,
                tell_channel = @TellChannel, etag = @Etag
            WHERE name = @Name
            """,
            input,
            currentEtag
        );
        session.Append(type, input.Name, Stored(input));
    }

    /// <summary>What the log keeps: the giver by resource name only.</summary>
    public static Input Stored(Input input)
    {
        var stored = input.Clone();
        stored.StakeholderDisplayName = "";
        return stored;
    }
}
