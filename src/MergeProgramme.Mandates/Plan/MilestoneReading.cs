using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using OrganisationClient = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Mandates.Plan;

/// <summary>What a milestone refers to: only to what exists, never into another programme, never round in a circle.</summary>
internal static class MilestoneReading
{
    private const int MostNamed = 3;

    /// <summary>Refuses a responsible person that the programme does not have. Asks another module: before the write.</summary>
    public static async Task<Violation?> UnknownPersonAsync(
        OrganisationClient organisation,
        string programme,
        string person,
        ServerCallContext context
    )
    {
        // Of another programme: said by the rules.
        if (person.Length == 0 || ResourceNames.Programme(person) != programme)
            return null;
        try
        {
            await organisation.GetPersonAsync(new() { Name = person }, cancellationToken: context.CancellationToken);
            return null;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return new("milestone.responsible", Reason.PersonUnknown, person);
        }
    }

    /// <summary>Refuses what contradicts itself, what leads nowhere and what would wait for itself, all at once.</summary>
    /// <param name="before">The milestone as it stood; null for a new one.</param>
    /// <param name="person">What was found of the responsible person.</param>
    public static async Task RequireValidAsync(WriteSession session, Milestone milestone, Milestone? before, Violation? person)
    {
        List<Violation> violations = [.. MilestoneRules.Check(milestone.Name, milestone, NorwegianTime.DateIn(session.Now))];
        if (person is not null)
            violations.Add(person);
        if (
            milestone.Kind == MilestoneKind.DecisionPoint
            && milestone.DecisionPoint is not (DecisionPoint.Unspecified or DecisionPoint.Bp3)
            && (before?.DecisionPoint != milestone.DecisionPoint)
            && await session.FindAsync<string>(
                "SELECT MIN(name) FROM milestones WHERE sub_project = @SubProject AND decision_point = @DecisionPoint AND name <> @Name",
                new
                {
                    SubProject = ResourceNames.Parent(milestone.Name),
                    milestone.DecisionPoint,
                    milestone.Name,
                }
            )
                is not null
        )
        {
            violations.Add(
                new("milestone.decision_point", Reason.DecisionPointTwice, DecisionPoints.Label(milestone.DecisionPoint))
            );
        }
        if (violations.Count == 0 && milestone.Predecessors.Count > 0 && !milestone.Predecessors.Equals(before?.Predecessors))
            violations.AddRange(await BadLinksAsync(session, milestone));
        if (violations.Count > 0)
            throw Problem.Invalid(violations);
    }

    /// <summary>What waits for a milestone, in words: at most three, and how many more.</summary>
    public static async Task RequireNobodyWaitsAsync(WriteSession session, string name)
    {
        var waiting = await session.QueryAsync<string>(
            """
            SELECT m.title FROM milestone_predecessors p JOIN milestones m ON m.name = p.milestone
            WHERE p.predecessor = @name ORDER BY m.planned_end_date, m.name
            """,
            new { name }
        );
        if (waiting.Count == 0)
            return;
        throw Problem.Precondition(
            name,
            Reason.MilestoneAwaited,
            waiting.Count,
            string.Join(", ", waiting.Take(MostNamed).Select(title => $"«{title}»")) + (waiting.Count > MostNamed ? " …" : "")
        );
    }

    private static async Task<List<Violation>> BadLinksAsync(WriteSession session, Milestone milestone)
    {
        var programme = ResourceNames.Programme(milestone.Name);
        await MilestoneTable.LockAsync(session, programme);
        var titles = (
            await session.QueryAsync<TitleRow>(
                "SELECT name, title FROM milestones WHERE programme = @programme",
                new { programme }
            )
        ).ToDictionary(row => row.Name, row => row.Title, StringComparer.Ordinal);
        titles[milestone.Name] = milestone.Title;
        var after = (
            await session.QueryAsync<LinkRow>(
                """
                SELECT p.predecessor, p.milestone FROM milestone_predecessors p JOIN milestones m ON m.name = p.milestone
                WHERE m.programme = @programme AND p.milestone <> @Name
                """,
                new { programme, milestone.Name }
            )
        ).ToLookup(row => row.Predecessor, row => row.Milestone, StringComparer.Ordinal);
        List<Violation> violations = [];
        foreach (var (i, link) in milestone.Predecessors.Index())
        {
            var field = $"milestone.predecessors[{i}].predecessor";
            if (!titles.ContainsKey(link.Predecessor) || !May(link.Predecessor))
            {
                violations.Add(new(field, Reason.MilestoneUnknown, link.Predecessor));
                continue;
            }
            var path = PlanGraph.Path(after, milestone.Name, link.Predecessor);
            if (path.Count > 0)
            {
                violations.Add(
                    // What the caller may not read is named by its sub-project.
                    new(
                        field,
                        Reason.PlanCycle,
                        MilestoneRules.InWords([.. path.Select(name => May(name) ? titles[name] : Code(name))])
                    )
                );
            }
        }
        return violations;
    }

    private static bool May(string milestone) => Caller.Current.May("mandates.read", milestone);

    private static string Code(string milestone) => ResourceNames.Id(ResourceNames.Parent(milestone)).ToUpperInvariant();

    private sealed class TitleRow
    {
        public string Name { get; set; } = "";
        public string Title { get; set; } = "";
    }

    private sealed class LinkRow
    {
        public string Predecessor { get; set; } = "";
        public string Milestone { get; set; } = "";
    }
}
