using MergeProgramme.Common.V1;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.StatutoryRules;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Bodies;

/// <summary>The SQL and the checks that several rpcs on bodies share.</summary>
internal static class BodyTable
{
    public static async Task<Body> GetAsync(Session session, string name)
    {
        var body =
            await session.FindAsync<Body>("SELECT * FROM bodies WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        await FillAsync(session, [body], "body = @key", name);
        return body;
    }

    /// <summary>Gives bodies of one programme what they decide and their rules.</summary>
    public static Task FillAsync(Session session, string programme, IReadOnlyCollection<Body> bodies) =>
        FillAsync(session, bodies, "body IN (SELECT name FROM bodies WHERE programme = @key)", programme);

    /// <summary>Refuses what contradicts, and references that lead nowhere, elsewhere or in a circle. Brings what it decides in order.</summary>
    public static async Task RequireValidAsync(Session session, string programme, Body body)
    {
        List<Violation> violations = [.. BodyRules.Check(body)];
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
        DecisionPoint[] decides = [.. body.Decides.Distinct().Order()];
        body.Decides.Clear();
        body.Decides.AddRange(decides);
        await References.RequireAsync(
            session,
            programme,
            new Reference("body.parent_body", body.ParentBody, "bodies"),
            new Reference("body.sub_project", body.SubProject, "sub_projects"),
            new Reference("body.municipality", body.Municipality, "municipalities")
        );
        await StatutoryRuleTable.RequireKnownAsync(session, programme, body);
        await References.RequireNoCycleAsync(session, "bodies", "parent_body", "body.parent_body", body.Name, body.ParentBody);
    }

    public static async Task WriteListsAsync(WriteSession session, Body body)
    {
        await session.ExecuteAsync("DELETE FROM body_decides WHERE body = @Name", new { body.Name });
        await session.ExecuteAsync("DELETE FROM composition_rules WHERE body = @Name", new { body.Name });
        await session.ExecuteAsync(
            "INSERT INTO body_decides (body, decision_point) VALUES (@Name, @point)",
            body.Decides.Select(point => new { body.Name, point })
        );
        await session.ExecuteAsync(
            """
            INSERT INTO composition_rules (body, position, kind, minimum, source, organisation, percent, statutory_rule, start_date, end_date)
            VALUES (@Name, @position, @Kind, @Minimum, @Source, @Organisation, @Percent, @StatutoryRule, @StartDate, @EndDate)
            """,
            body.CompositionRules.Select(
                (rule, position) =>
                    new
                    {
                        body.Name,
                        position,
                        rule.Kind,
                        rule.Minimum,
                        rule.Source,
                        rule.Organisation,
                        rule.Percent,
                        rule.StatutoryRule,
                        rule.StartDate,
                        rule.EndDate,
                    }
            )
        );
    }

    private static async Task FillAsync(Session session, IReadOnlyCollection<Body> bodies, string condition, string key)
    {
        var decides = (
            await session.QueryAsync<(string Body, int Point)>(
                $"SELECT body, decision_point FROM body_decides WHERE {condition} ORDER BY body, decision_point",
                new { key }
            )
        ).ToLookup(d => d.Body, d => (DecisionPoint)d.Point);
        var owners = await session.QueryAsync<string>(
            $"SELECT body FROM composition_rules WHERE {condition} ORDER BY body, position",
            new { key }
        );
        var rules = (
            await session.QueryAsync<CompositionRule>(
                $"SELECT * FROM composition_rules WHERE {condition} ORDER BY body, position",
                new { key }
            )
        )
            .Zip(owners)
            .ToLookup(r => r.Second, r => r.First);
        foreach (var body in bodies)
        {
            body.Decides.AddRange(decides[body.Name]);
            body.CompositionRules.AddRange(rules[body.Name]);
        }
    }
}
