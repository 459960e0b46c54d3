using MergeProgramme.Organisation.Positions;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.PositionControl;

/// <summary>The SQL that several rpcs on position control share.</summary>
internal static class PositionRequestTable
{
    /// <summary>Requests with what they refer to, but for the department, which follows from the tree: <c>r</c> the request.</summary>
    public const string Select = """
        SELECT r.*, u.display_name AS unit_display_name, q.display_name AS requester_display_name,
            d.display_name AS decider_display_name, o.display_name AS redeployed_person_display_name,
            f.display_name AS redeployed_from_unit_display_name
        FROM position_requests r
        JOIN units u ON u.name = r.unit
        JOIN persons q ON q.name = r.requester
        LEFT JOIN persons d ON d.name = r.decider
        LEFT JOIN persons o ON o.name = r.redeployed_person
        LEFT JOIN units f ON f.name = r.redeployed_from_unit
        """;

    /// <summary>One request with its department.</summary>
    public static async Task<PositionRequest> GetAsync(Session session, string name, UnitTree tree) =>
        WithDepartment(
            await session.FindAsync<PositionRequest>($"{Select} WHERE r.name = @name", new { name })
                ?? throw Problem.NotFound(name),
            tree
        );

    /// <summary>All of a programme, with their departments.</summary>
    public static async Task<List<PositionRequest>> AllAsync(Session session, string programme, UnitTree tree)
    {
        var all = await session.QueryAsync<PositionRequest>(
            $"{Select} WHERE r.programme = @programme ORDER BY r.request_date, r.name",
            new { programme }
        );
        foreach (var request in all)
            WithDepartment(request, tree);
        return all;
    }

    /// <summary>The units of a programme as trees.</summary>
    public static async Task<UnitTree> TreeAsync(Session session, string programme) =>
        new(await UnitTable.AllAsync(session, programme));

    public static PositionRequest WithDepartment(PositionRequest request, UnitTree tree)
    {
        if (tree.DepartmentOf(request.Unit) is { } department)
            (request.Department, request.DepartmentDisplayName) = (department.Name, department.DisplayName);
        return request;
    }

    /// <summary>Inserts requests that have all that a new one has.</summary>
    public static Task InsertAsync(WriteSession session, string programme, IEnumerable<PositionRequest> requests) =>
        session.ExecuteAsync(
            """
            INSERT INTO position_requests (name, programme, position, title, unit, percent_hundredths, yearly_cost, vacant_from_date, why,
                consequence, requester, request_date, state, decision_reason, participation_missing, advertise_reference,
                withdraw_reason, creator, create_time, etag)
            VALUES (@Name, @programme, NULLIF(@Position, ''), @Title, @Unit, @PercentHundredths, @YearlyCost, @VacantFromDate, @Why,
                @Consequence, @Requester, @RequestDate, @State, '', @ParticipationMissing, '', '', @Creator, @CreateTime, @Etag)
            """,
            requests.Select(request => new
            {
                request.Name,
                programme,
                request.Position,
                request.Title,
                request.Unit,
                request.PercentHundredths,
                request.YearlyCost,
                request.VacantFromDate,
                request.Why,
                request.Consequence,
                request.Requester,
                request.RequestDate,
                request.State,
                request.ParticipationMissing,
                request.Creator,
                request.CreateTime,
                request.Etag,
            })
        );

    /// <summary>Writes the step that a request has taken, and says so.</summary>
    /// <param name="happened">The event's last word: decided, advertised …</param>
    /// <param name="currentEtag">The version that was read; a step on another one is refused.</param>
    public static async Task<PositionRequest> MoveAsync(
        WriteSession session,
        PositionRequest request,
        string happened,
        string currentEtag,
        UnitTree tree
    )
    {
        request.Etag = Etags.New();
        await session.UpdateAsync(
            """
            UPDATE position_requests SET state = @State, decider = NULLIF(@Decider, ''), decide_date = @DecideDate,
                decision_reason = @DecisionReason, redeployed_person = NULLIF(@RedeployedPerson, ''),
                redeployed_from_unit = NULLIF(@RedeployedFromUnit, ''), redeploy_date = @RedeployDate,
                participation_missing = @ParticipationMissing, advertise_date = @AdvertiseDate,
                advertise_reference = @AdvertiseReference, fill_date = @FillDate, withdraw_reason = @WithdrawReason, etag = @Etag
            WHERE name = @Name
            """,
            request,
            currentEtag
        );
        if (request.State is PositionRequestState.Filled or PositionRequestState.Redeployed && request.Position.Length > 0)
            await EndVacancyAsync(session, request.Position);
        var moved = await GetAsync(session, request.Name, tree);
        session.Append(happened, moved.Name, Logged(moved));
        return moved;
    }

    // Who has it now is for whoever keeps the register of positions to say.
    private static async Task EndVacancyAsync(WriteSession session, string position)
    {
        var ended = await session.ExecuteAsync(
            "UPDATE positions SET vacant = FALSE, vacant_from_date = NULL, etag = @Etag WHERE name = @position AND vacant",
            new { position, Etag = Etags.New() }
        );
        if (ended > 0)
            session.Append(
                "organisation.position.updated",
                position,
                PositionTable.Logged(await PositionTable.GetAsync(session, position))
            );
    }

    /// <summary>What the event log says of a request: everybody who reads the programme reads the log, and not who was redeployed.</summary>
    public static PositionRequest Logged(PositionRequest request)
    {
        var said = request.Clone();
        (said.RedeployedPerson, said.RedeployedPersonDisplayName) = ("", "");
        return said;
    }
}
