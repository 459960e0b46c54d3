using MergeProgramme.Platform.Data;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Evaluations;

/// <summary>The SQL that several rpcs on the consensus share.</summary>
internal static class ConsensusTable
{
    public static string NameOf(string procurementCase) => $"{procurementCase}/consensus";

    /// <summary>What was agreed on in a case; without an etag where no meeting has been recorded.</summary>
    public static async Task<Consensus> ReadAsync(Session session, string procurementCase)
    {
        var name = NameOf(procurementCase);
        var consensus = await session.FindAsync<Consensus>("SELECT * FROM consensus_meetings WHERE name = @name", new { name });
        if (consensus is null)
            return new() { Name = name };
        consensus.PresentMembers.Add(
            await session.QueryAsync<string>(
                "SELECT member FROM consensus_members WHERE consensus = @name ORDER BY position",
                new { name }
            )
        );
        var scores = (
            await session.QueryAsync<ScoreRow>(
                "SELECT criterion, tender, score FROM consensus_scores WHERE consensus = @name ORDER BY criterion, tender",
                new { name }
            )
        ).ToLookup(row => row.Criterion, row => new ConsensusScore { Tender = row.Tender, Score = row.Score });
        consensus.Criteria.Add(
            await session.QueryAsync<ConsensusCriterion>(
                """
                SELECT p.criterion, p.minutes FROM consensus_criteria p JOIN criteria c ON c.name = p.criterion
                WHERE p.consensus = @name ORDER BY c.position
                """,
                new { name }
            )
        );
        foreach (var part in consensus.Criteria)
            part.Scores.Add(scores[part.Criterion]);
        return consensus;
    }

    /// <summary>Writes it in place of what was recorded before. The case must be locked by this write.</summary>
    public static async Task WriteAsync(WriteSession session, Consensus next)
    {
        next.Etag = Etags.New();
        foreach (var table in new[] { "consensus_scores", "consensus_criteria", "consensus_members" })
            await session.ExecuteAsync($"DELETE FROM {table} WHERE consensus = @Name", new { next.Name });
        await session.ExecuteAsync(
            """
            INSERT INTO consensus_meetings (name, procurement_case, meeting_date, record_time, recorder_display_name, etag)
            VALUES (@Name, @procurementCase, @MeetingDate, @RecordTime, @RecorderDisplayName, @Etag)
            ON CONFLICT (name) DO UPDATE SET meeting_date = excluded.meeting_date, record_time = excluded.record_time,
                recorder_display_name = excluded.recorder_display_name, etag = excluded.etag
            """,
            new
            {
                next.Name,
                procurementCase = next.Name[..next.Name.LastIndexOf('/')],
                next.MeetingDate,
                next.RecordTime,
                next.RecorderDisplayName,
                next.Etag,
            }
        );
        foreach (var (position, member) in next.PresentMembers.Index())
            await session.ExecuteAsync(
                "INSERT INTO consensus_members (consensus, position, member) VALUES (@Name, @position, @member)",
                new
                {
                    next.Name,
                    position,
                    member,
                }
            );
        foreach (var part in next.Criteria)
        {
            await session.ExecuteAsync(
                "INSERT INTO consensus_criteria (consensus, criterion, minutes) VALUES (@Name, @Criterion, @Minutes)",
                new
                {
                    next.Name,
                    part.Criterion,
                    part.Minutes,
                }
            );
            foreach (var score in part.Scores)
                await session.ExecuteAsync(
                    "INSERT INTO consensus_scores (consensus, criterion, tender, score) VALUES (@Name, @Criterion, @Tender, @Score)",
                    new
                    {
                        next.Name,
                        part.Criterion,
                        score.Tender,
                        score.Score,
                    }
                );
        }
    }

    private sealed class ScoreRow
    {
        public string Criterion { get; set; } = "";
        public string Tender { get; set; } = "";
        public Google.Type.Decimal Score { get; set; } = new();
    }
}
