using System.Globalization;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.OwnTemplates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace MergeProgramme.Mandates.Decisions;

/// <summary>The SQL on the gate: the checklist of each decision point and what people answered to it.</summary>
internal static class GateTable
{
    /// <summary>The points in order, in a language, with the answers given so far on a mandate.</summary>
    public static async Task<IReadOnlyList<GatePoint>> ChecklistAsync(Session session, Mandate mandate, CultureInfo language)
    {
        var english = language.TwoLetterISOLanguageName == "en";
        var rows = await session.QueryAsync<Row>(
            """
            SELECT p.point, p.text_nb, p.text_en, p.kind, p.mandatory, COALESCE(a.answer, 0) AS answer,
                COALESCE(a.comment, '') AS comment, COALESCE(a.answered_by, '') AS answered_by, a.answer_time
            FROM gate_points p LEFT JOIN gate_answers a ON a.point = p.point AND a.mandate = @Name
            WHERE p.decision_point = @DecisionPoint AND (@IsOwn = 0 OR p.kind = @Automatic) ORDER BY p.position
            """,
            new
            {
                mandate.Name,
                mandate.DecisionPoint,
                IsOwn = OwnTemplateTable.IsOwn(mandate.Template) ? 1 : 0,
                GatePointKind.Automatic,
            }
        );
        // An office's own template has its own points for people to answer; what the system finds out about is always asked.
        if (OwnTemplateTable.IsOwn(mandate.Template))
            rows.AddRange(
                await session.QueryAsync<Row>(
                    """
                    SELECT p.point, p.text_nb, CASE WHEN p.text_en = '' THEN p.text_nb ELSE p.text_en END AS text_en,
                        CAST(@Answered AS INTEGER) AS kind, p.mandatory, COALESCE(a.answer, 0) AS answer,
                        COALESCE(a.comment, '') AS comment, COALESCE(a.answered_by, '') AS answered_by, a.answer_time
                    FROM own_template_points p LEFT JOIN gate_answers a ON a.point = p.point AND a.mandate = @Name
                    WHERE p.own_template = @Template ORDER BY p.position
                    """,
                    new
                    {
                        mandate.Name,
                        mandate.Template,
                        GatePointKind.Answered,
                    }
                )
            );
        return [.. rows.Select(row => row.ToPoint(english))];
    }

    /// <summary>Writes an answer; it takes the place of an earlier one, which stays in the event log.</summary>
    public static Task WriteAnswerAsync(WriteSession session, AnswerGatePointRequest request) =>
        session.ExecuteAsync(
            """
            INSERT INTO gate_answers (mandate, point, answer, comment, answered_by, answer_time)
            VALUES (@Name, @Point, @Answer, @Comment, @AnsweredBy, @AnswerTime)
            ON CONFLICT (mandate, point) DO UPDATE SET answer = excluded.answer, comment = excluded.comment,
                answered_by = excluded.answered_by, answer_time = excluded.answer_time
            """,
            new
            {
                request.Name,
                request.Point,
                request.Answer,
                request.Comment,
                request.AnsweredBy,
                AnswerTime = Instants.ToTimestamp(session.Now),
            }
        );

    private sealed class Row
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
            };
    }
}
