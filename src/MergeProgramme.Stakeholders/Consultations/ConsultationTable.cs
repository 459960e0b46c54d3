using System.Globalization;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Consultations;

/// <summary>The SQL that several rpcs on consultations share.</summary>
internal static class ConsultationTable
{
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Consultation> GetAsync(Session session, string name) =>
        await FindAsync(session, name) ?? throw Problem.NotFound(name);

    /// <summary>Null where there is none.</summary>
    public static async Task<Consultation?> FindAsync(Session session, string name)
    {
        var consultation = await session.FindAsync<Consultation>("SELECT * FROM consultations WHERE name = @name", new { name });
        if (consultation is not null)
            await FillAsync(session, [consultation], "SELECT name FROM consultations WHERE name = @name", new { name });
        return consultation;
    }

    /// <summary>Fills in points and who is asked.</summary>
    /// <param name="names">A SELECT of their names.</param>
    public static async Task FillAsync(Session session, IEnumerable<Consultation> consultations, string names, object parameters)
    {
        var stakeholders = await StakeholderLists.OfConsultations.OfAsync(session, names, parameters);
        var points = (
            await session.QueryAsync<(string Consultation, int Number, string Text)>(
                $"""
                SELECT consultation, number, text FROM consultation_points WHERE consultation IN ({names})
                ORDER BY consultation, number
                """,
                parameters
            )
        ).ToLookup(p => p.Consultation, p => new ConsultationPoint { Number = p.Number, Text = p.Text });
        foreach (var consultation in consultations)
        {
            consultation.Stakeholders.AddRange(stakeholders[consultation.Name]);
            consultation.Points.AddRange(points[consultation.Name]);
        }
    }

    /// <summary>The rule in effect on a day; null where none is known for it.</summary>
    public static async Task<ConsultationRule?> RuleAsync(Session session, DateOnly day) =>
        (
            await session.QueryAsync<ConsultationRule>(
                """
                SELECT least_days, usual_days, source, effect_date, note FROM built_in_consultation_rules
                WHERE effect_date <= @Day ORDER BY effect_date DESC LIMIT 1
                """,
                new { Day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }
            )
        ).FirstOrDefault();

    /// <summary>Writes points and who is asked.</summary>
    public static async Task WriteListsAsync(WriteSession session, Consultation consultation)
    {
        await StakeholderLists.OfConsultations.WriteAsync(session, consultation.Name, consultation.Stakeholders);
        await session.ExecuteAsync("DELETE FROM consultation_points WHERE consultation = @Name", consultation);
        await session.ExecuteAsync(
            "INSERT INTO consultation_points (consultation, number, text) VALUES (@Name, @Number, @Text)",
            consultation.Points.Select(p => new
            {
                consultation.Name,
                p.Number,
                p.Text,
            })
        );
    }

    /// <summary>Writes a changed consultation with a new etag and its event.</summary>
    public static async Task<Consultation> UpdateAsync(
        WriteSession session,
        Consultation consultation,
        string currentEtag,
        string happened
    )
    {
        consultation.Etag = Etags.New();
        consultation.LastDate = ConsultationRules.LastDay(consultation.DeadlineDate.ToDateOnly()!.Value).ToDate();
        await session.UpdateAsync(
            """
            UPDATE consultations SET title = @Title, introduction = @Introduction, document = @Document,
                deadline_date = @DeadlineDate, last_date = @LastDate, short_deadline_reason = @ShortDeadlineReason,
                sub_project = @SubProject, state = @State, open_date = @OpenDate, close_date = @CloseDate, conclusion = @Conclusion,
                conclude_date = @ConcludeDate, published = @Published, document_uri = @DocumentUri, etag = @Etag
            WHERE name = @Name
            """,
            consultation,
            currentEtag
        );
        await WriteListsAsync(session, consultation);
        session.Append($"stakeholders.consultation.{happened}", consultation.Name, consultation);
        return consultation;
    }
}
