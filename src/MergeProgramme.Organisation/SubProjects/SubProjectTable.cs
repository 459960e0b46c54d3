using Google.Type;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.SubProjects;

/// <summary>The SQL and the checks that several rpcs on sub-projects share.</summary>
internal static class SubProjectTable
{
    /// <param name="today">The day that the next dates are seen from.</param>
    public static async Task<SubProject> GetAsync(Session session, string name, DateOnly today)
    {
        var subProject =
            await session.FindAsync<SubProject>("SELECT * FROM sub_projects WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        var cadence = await session.FindAsync<CadenceRow>(
            "SELECT * FROM reporting_cadences WHERE sub_project = @name",
            new { name }
        );
        subProject.ReportingCadence = CadenceDates.On(today, cadence?.ToMessage());
        return subProject;
    }

    /// <summary>Gives sub-projects of one programme their cadences.</summary>
    public static async Task FillAsync(Session session, string programme, IEnumerable<SubProject> subProjects, DateOnly today)
    {
        var cadences = (
            await session.QueryAsync<CadenceRow>(
                "SELECT c.* FROM reporting_cadences c JOIN sub_projects s ON s.name = c.sub_project WHERE s.programme = @programme",
                new { programme }
            )
        ).ToDictionary(c => c.SubProject, StringComparer.Ordinal);
        foreach (var subProject in subProjects)
            subProject.ReportingCadence = CadenceDates.On(today, cadences.GetValueOrDefault(subProject.Name)?.ToMessage());
    }

    /// <summary>
    /// Brings the code into its one form and refuses what contradicts: a code that is none or taken, a kind that the letters do not say,
    /// a parent or lead elsewhere, a circle of parents, a cadence that cannot be kept.
    /// </summary>
    /// <returns>The code's sort key.</returns>
    public static async Task<string> RequireValidAsync(Session session, string programme, SubProject subProject)
    {
        List<Violation> violations = [.. CadenceDates.Check(subProject.ReportingCadence)];
        var code = SubProjectCode.Read(subProject.Code);
        if (code is null)
            violations.Insert(0, new("sub_project.code", "CODE_MALFORMED", subProject.Code));
        else if (code.Kind != subProject.Kind)
            violations.Insert(0, new("sub_project.kind", "KIND_NOT_OF_CODE", code.Text));
        if (violations.Count > 0)
            throw Problem.Invalid(violations);

        subProject.Code = code!.Text;
        // Interval 0 says that there is no cadence.
        if (subProject.ReportingCadence is { IntervalDays: 0 })
            subProject.ReportingCadence = null;
        await References.RequireAsync(
            session,
            programme,
            new Reference("sub_project.parent_sub_project", subProject.ParentSubProject, "sub_projects"),
            new Reference("sub_project.lead", subProject.Lead, "persons")
        );
        await References.RequireNoCycleAsync(
            session,
            "sub_projects",
            "parent_sub_project",
            "sub_project.parent_sub_project",
            subProject.Name,
            subProject.ParentSubProject
        );
        var other = await session.FindAsync<string>(
            "SELECT display_name FROM sub_projects WHERE programme = @programme AND code = @Code AND name <> @Name",
            new
            {
                programme,
                subProject.Code,
                subProject.Name,
            }
        );
        if (other is not null)
            throw Problem.Taken("sub_project.code", "CODE_TAKEN", subProject.Code, other);
        return code.SortKey;
    }

    public static async Task WriteCadenceAsync(WriteSession session, SubProject subProject)
    {
        await session.ExecuteAsync("DELETE FROM reporting_cadences WHERE sub_project = @Name", new { subProject.Name });
        if (subProject.ReportingCadence is not { } cadence)
            return;
        await session.ExecuteAsync(
            """
            INSERT INTO reporting_cadences (sub_project, interval_days, due_days_before, first_meeting_date, last_meeting_date,
                reports_from_date, escalate_to_chair_days, escalate_to_office_days)
            VALUES (@Name, @IntervalDays, @DueDaysBefore, @FirstMeetingDate, @LastMeetingDate,
                @ReportsFromDate, @EscalateToChairDays, @EscalateToOfficeDays)
            """,
            new
            {
                subProject.Name,
                cadence.IntervalDays,
                cadence.DueDaysBefore,
                cadence.FirstMeetingDate,
                cadence.LastMeetingDate,
                cadence.ReportsFromDate,
                cadence.EscalateToChairDays,
                cadence.EscalateToOfficeDays,
            }
        );
    }

    /// <summary>A cadence as it stands in its table.</summary>
    internal sealed class CadenceRow
    {
        public string SubProject { get; set; } = "";
        public int IntervalDays { get; set; }
        public int DueDaysBefore { get; set; }
        public Date? FirstMeetingDate { get; set; }
        public Date? LastMeetingDate { get; set; }
        public Date? ReportsFromDate { get; set; }
        public int EscalateToChairDays { get; set; }
        public int EscalateToOfficeDays { get; set; }

        public ReportingCadence ToMessage() =>
            new()
            {
                IntervalDays = IntervalDays,
                DueDaysBefore = DueDaysBefore,
                FirstMeetingDate = FirstMeetingDate,
                LastMeetingDate = LastMeetingDate,
                ReportsFromDate = ReportsFromDate,
                EscalateToChairDays = EscalateToChairDays,
                EscalateToOfficeDays = EscalateToOfficeDays,
            };
    }
}
