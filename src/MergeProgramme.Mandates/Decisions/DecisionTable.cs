using System.Globalization;
using Google.Type;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace MergeProgramme.Mandates.Decisions;

/// <summary>The SQL on decisions.</summary>
internal static class DecisionTable
{
    /// <summary>The whole decision on a mandate that is decided; the gate in the reader's language.</summary>
    public static async Task<Decision> GetAsync(Session session, string mandate)
    {
        var of = new { mandate };
        var decision = (
            await session.FindAsync<Decision>(
                """
                SELECT decision_point, verdict, decision_date, place, body, body_display_name, votes_for, votes_against, wording,
                    case_number, archive_reference, participation_waiver, text_hash, record_time
                FROM decisions WHERE mandate = @mandate
                """,
                of
            )
        )!;
        decision.Present.AddRange(
            (
                await session.QueryAsync<(string Person, string DisplayName, int Voting)>(
                    "SELECT person, display_name, voting FROM decision_attendees WHERE mandate = @mandate ORDER BY position",
                    of
                )
            ).Select(row => new Attendee
            {
                Person = row.Person,
                DisplayName = row.DisplayName,
                Voting = row.Voting == 1,
            })
        );
        decision.Dissents.AddRange(
            await session.QueryAsync<Dissent>(
                "SELECT display_name, text FROM decision_dissents WHERE mandate = @mandate ORDER BY position",
                of
            )
        );
        decision.Conditions.AddRange(
            await session.QueryAsync<Condition>(
                """
                SELECT c.number, c.text, c.owner, c.due_date, f.met_date, f.met_evidence
                FROM decision_conditions c LEFT JOIN condition_fulfilments f ON f.mandate = c.mandate AND f.number = c.number
                WHERE c.mandate = @mandate ORDER BY c.number
                """,
                of
            )
        );
        decision.Signatories.AddRange(
            await session.QueryAsync<Signatory>(
                "SELECT display_name, role FROM decision_signatories WHERE mandate = @mandate ORDER BY position",
                of
            )
        );
        decision.Participation.AddRange(
            await session.QueryAsync<ParticipationEvidence>(
                """
                SELECT participation_record, party, representative, heard_date, view
                FROM decision_participation WHERE mandate = @mandate ORDER BY position
                """,
                of
            )
        );
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        decision.GatePoints.AddRange(
            (
                await session.QueryAsync<GatePointRow>(
                    "SELECT * FROM decision_gate_points WHERE mandate = @mandate ORDER BY position",
                    of
                )
            ).Select(row => row.ToPoint(english))
        );
        return decision;
    }

    /// <summary>The text that was decided on, with its hash; null while nothing is.</summary>
    public static Task<MandateText?> FindTextAsync(Session session, string mandate) =>
        session.FindAsync<MandateText>("SELECT text, text_hash AS hash FROM decisions WHERE mandate = @mandate", new { mandate });

    /// <summary>Gives those decided a decision with verdict, date, body and case number.</summary>
    public static async Task FillVerdictsAsync(Session session, IReadOnlyCollection<Mandate> mandates)
    {
        var decided = mandates.Where(mandate => mandate.State == MandateState.Decided).ToDictionary(mandate => mandate.Name);
        if (decided.Count == 0)
            return;
        var (names, parameters) = Names.Of(decided.Keys);
        var rows = await session.QueryAsync<(
            string Mandate,
            DecisionPoint DecisionPoint,
            Verdict Verdict,
            Date DecisionDate,
            string Body,
            string BodyDisplayName,
            string CaseNumber
        )>(
            $"""
            SELECT mandate, decision_point, verdict, decision_date, body, body_display_name, case_number
            FROM decisions WHERE mandate IN ({names})
            """,
            parameters
        );
        foreach (var row in rows)
        {
            decided[row.Mandate].Decision = new Decision
            {
                DecisionPoint = row.DecisionPoint,
                Verdict = row.Verdict,
                DecisionDate = row.DecisionDate,
                Body = row.Body,
                BodyDisplayName = row.BodyDisplayName,
                CaseNumber = row.CaseNumber,
            };
        }
    }

    /// <summary>Writes a decision with all that belongs to it. Comes before the mandate's own row says DECIDED: from then on the lock holds.</summary>
    /// <param name="text">The text decided on.</param>
    /// <param name="bokmal">The gate's points in Bokmål, in the order of those of the decision.</param>
    /// <param name="english">The same in English.</param>
    public static async Task InsertAsync(
        WriteSession session,
        string mandate,
        Decision decision,
        string text,
        IReadOnlyList<GatePoint> bokmal,
        IReadOnlyList<GatePoint> english
    )
    {
        await session.ExecuteAsync(
            """
            INSERT INTO decisions (mandate, decision_point, verdict, decision_date, place, body, body_display_name, votes_for,
                votes_against, wording, case_number, archive_reference, participation_waiver, text, text_hash, record_time)
            VALUES (@mandate, @DecisionPoint, @Verdict, @DecisionDate, @Place, @Body, @BodyDisplayName, @VotesFor,
                @VotesAgainst, @Wording, @CaseNumber, @ArchiveReference, @ParticipationWaiver, @text, @TextHash, @RecordTime)
            """,
            new
            {
                mandate,
                decision.DecisionPoint,
                decision.Verdict,
                decision.DecisionDate,
                decision.Place,
                decision.Body,
                decision.BodyDisplayName,
                decision.VotesFor,
                decision.VotesAgainst,
                decision.Wording,
                decision.CaseNumber,
                decision.ArchiveReference,
                decision.ParticipationWaiver,
                text,
                decision.TextHash,
                decision.RecordTime,
            }
        );
        await session.ExecuteAsync(
            """
            INSERT INTO decision_attendees (mandate, position, person, display_name, voting)
            VALUES (@mandate, @position, @Person, @DisplayName, @Voting)
            """,
            decision.Present.Select(
                (attendee, position) =>
                    new
                    {
                        mandate,
                        position,
                        attendee.Person,
                        attendee.DisplayName,
                        Voting = attendee.Voting ? 1 : 0,
                    }
            )
        );
        await session.ExecuteAsync(
            "INSERT INTO decision_dissents (mandate, position, display_name, text) VALUES (@mandate, @position, @DisplayName, @Text)",
            decision.Dissents.Select(
                (dissent, position) =>
                    new
                    {
                        mandate,
                        position,
                        dissent.DisplayName,
                        dissent.Text,
                    }
            )
        );
        await session.ExecuteAsync(
            "INSERT INTO decision_conditions (mandate, number, text, owner, due_date) VALUES (@mandate, @Number, @Text, @Owner, @DueDate)",
            decision.Conditions.Select(condition => new
            {
                mandate,
                condition.Number,
                condition.Text,
                condition.Owner,
                condition.DueDate,
            })
        );
        await session.ExecuteAsync(
            "INSERT INTO decision_signatories (mandate, position, display_name, role) VALUES (@mandate, @position, @DisplayName, @Role)",
            decision.Signatories.Select(
                (signatory, position) =>
                    new
                    {
                        mandate,
                        position,
                        signatory.DisplayName,
                        signatory.Role,
                    }
            )
        );
        await session.ExecuteAsync(
            """
            INSERT INTO decision_participation (mandate, position, participation_record, party, representative, heard_date, view)
            VALUES (@mandate, @position, @ParticipationRecord, @Party, @Representative, @HeardDate, @View)
            """,
            decision.Participation.Select(
                (evidence, position) =>
                    new
                    {
                        mandate,
                        position,
                        evidence.ParticipationRecord,
                        evidence.Party,
                        evidence.Representative,
                        evidence.HeardDate,
                        evidence.View,
                    }
            )
        );
        await session.ExecuteAsync(
            """
            INSERT INTO decision_gate_points (mandate, position, point, text_nb, text_en, kind, mandatory, answer, comment,
                answered_by, answer_time, obstacle_nb, obstacle_en)
            VALUES (@mandate, @position, @Point, @TextNb, @TextEn, @Kind, @Mandatory, @Answer, @Comment,
                @AnsweredBy, @AnswerTime, @ObstacleNb, @ObstacleEn)
            """,
            decision.GatePoints.Select(
                (point, position) =>
                    new
                    {
                        mandate,
                        position,
                        point.Point,
                        TextNb = bokmal[position].Text,
                        TextEn = english[position].Text,
                        point.Kind,
                        Mandatory = point.Mandatory ? 1 : 0,
                        point.Answer,
                        point.Comment,
                        point.AnsweredBy,
                        point.AnswerTime,
                        ObstacleNb = bokmal[position].Obstacle,
                        ObstacleEn = english[position].Obstacle,
                    }
            )
        );
    }

    private sealed class GatePointRow
    {
        public string Point { get; set; } = "";
        public string TextNb { get; set; } = "";
        public string TextEn { get; set; } = "";
        public GatePointKind Kind { get; set; }
        public int Mandatory { get; set; }
        public GateAnswer Answer { get; set; }
        public string Comment { get; set; } = "";
        public string AnsweredBy { get; set; } = "";
        public Timestamp? AnswerTime { get; set; }
        public string ObstacleNb { get; set; } = "";
        public string ObstacleEn { get; set; } = "";

        public GatePoint ToPoint(bool english) =>
            new()
            {
                Point = Point,
                Text = english ? TextEn : TextNb,
                Kind = Kind,
                Mandatory = Mandatory == 1,
                Answer = Answer,
                Comment = Comment,
                AnsweredBy = AnsweredBy,
                AnswerTime = AnswerTime,
                Obstacle = english ? ObstacleEn : ObstacleNb,
            };
    }
}
