using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Systems;

/// <summary>The SQL that several rpcs on functions and systems share.</summary>
internal static class SystemTable
{
    /// <summary>Makes whoever else writes in the matrix of a programme wait until this write is committed.</summary>
    public static Task LockAsync(WriteSession session, string programme) =>
        session.ExecuteAsync(
            """
            INSERT INTO system_locks (programme, writes) VALUES (@programme, 1)
            ON CONFLICT (programme) DO UPDATE SET writes = system_locks.writes + 1
            """,
            new { programme }
        );

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<ServiceFunction> GetFunctionAsync(Session session, string name) =>
        await session.FindAsync<ServiceFunction>("SELECT * FROM service_functions WHERE name = @name", new { name })
        ?? throw Problem.NotFound(name);

    /// <summary>All functions of a programme, in the order in which they were added.</summary>
    public static Task<List<ServiceFunction>> FunctionsAsync(Session session, string programme) =>
        session.QueryAsync<ServiceFunction>(
            "SELECT * FROM service_functions WHERE parent = @programme ORDER BY create_time, name",
            new { programme }
        );

    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<LegacySystem> GetAsync(Session session, string name) =>
        await session.FindAsync<LegacySystem>("SELECT * FROM legacy_systems WHERE name = @name", new { name })
        ?? throw Problem.NotFound(name);

    /// <summary>All systems of a programme, in the order in which they were added.</summary>
    public static Task<List<LegacySystem>> AllAsync(Session session, string programme) =>
        session.QueryAsync<LegacySystem>(
            "SELECT * FROM legacy_systems WHERE parent = @programme ORDER BY create_time, name",
            new { programme }
        );

    /// <summary>Refuses a title that another function of the programme has.</summary>
    /// <exception cref="Problem">ALREADY_EXISTS.</exception>
    public static async Task RequireFreeAsync(WriteSession session, string programme, ServiceFunction function)
    {
        var key = SystemRules.KeyOf(function.Title);
        var twin = (await FunctionsAsync(session, programme)).Find(f =>
            f.Name != function.Name && SystemRules.KeyOf(f.Title) == key
        );
        if (twin is not null)
            throw Problem.Taken("service_function.title", "FUNCTION_TITLE_TAKEN", twin.Title);
    }

    /// <summary>Refuses a system whose function or successor is not there, or that is there already.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT, ALREADY_EXISTS.</exception>
    public static async Task RequireAsync(WriteSession session, string programme, LegacySystem system)
    {
        List<Violation> wrong = [.. SystemRules.Check(programme, system)];
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        var all = await AllAsync(session, programme);
        if (!(await FunctionsAsync(session, programme)).Exists(f => f.Name == system.ServiceFunction))
            wrong.Add(new("legacy_system.service_function", "NOT_FOUND", system.ServiceFunction));
        if (system.Successor.Length > 0 && !all.Exists(s => s.Name == system.Successor))
            wrong.Add(new("legacy_system.successor", "NOT_FOUND", system.Successor));
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        if (SystemRules.Twin(all, system) is { } twin)
            throw Problem.Taken("legacy_system.title", "SYSTEM_THERE", twin.Title);
    }

    /// <summary>Writes a new function, with its event.</summary>
    /// <param name="function">All but its create time and etag, which it gets here.</param>
    public static async Task InsertAsync(WriteSession session, ServiceFunction function)
    {
        function.CreateTime = Instants.ToTimestamp(session.Now);
        function.Etag = Etags.New();
        await session.ExecuteAsync(
            """
            INSERT INTO service_functions (name, parent, title, description, needed_on_vesting_day, create_time, etag)
            VALUES (@Name, @Parent, @Title, @Description, @NeededOnVestingDay, @CreateTime, @Etag)
            """,
            new
            {
                function.Name,
                Parent = ResourceNames.Programme(function.Name),
                function.Title,
                function.Description,
                function.NeededOnVestingDay,
                function.CreateTime,
                function.Etag,
            }
        );
        session.Append("procurement.serviceFunction.created", function.Name, function);
    }

    /// <summary>Writes a new system, with its event.</summary>
    /// <param name="system">All but its create time and etag, which it gets here.</param>
    public static async Task InsertAsync(WriteSession session, LegacySystem system)
    {
        system.CreateTime = Instants.ToTimestamp(session.Now);
        system.Etag = Etags.New();
        await session.ExecuteAsync(
            """
            INSERT INTO legacy_systems (name, parent, service_function, municipality, title, vendor, owner, contract_end_date,
                notice_date, notice_given_date, yearly_cost, user_count, data_held, integrations, verdict, verdict_reason,
                migration_state, successor, create_time, etag)
            VALUES (@Name, @Parent, @ServiceFunction, @Municipality, @Title, @Vendor, @Owner, @ContractEndDate,
                @NoticeDate, @NoticeGivenDate, @YearlyCost, @UserCount, @DataHeld, @Integrations, @Verdict, @VerdictReason,
                @MigrationState, @Successor, @CreateTime, @Etag)
            """,
            new
            {
                system.Name,
                Parent = ResourceNames.Programme(system.Name),
                system.ServiceFunction,
                system.Municipality,
                system.Title,
                system.Vendor,
                system.Owner,
                system.ContractEndDate,
                system.NoticeDate,
                system.NoticeGivenDate,
                system.YearlyCost,
                system.UserCount,
                system.DataHeld,
                system.Integrations,
                system.Verdict,
                system.VerdictReason,
                system.MigrationState,
                system.Successor,
                system.CreateTime,
                system.Etag,
            }
        );
        session.Append("procurement.legacySystem.created", system.Name, system);
    }

    /// <summary>Writes a changed system with a new etag and its event.</summary>
    public static async Task UpdateAsync(WriteSession session, LegacySystem system, string currentEtag)
    {
        system.Etag = Etags.New();
        await session.UpdateAsync(
            """
            UPDATE legacy_systems SET service_function = @ServiceFunction, municipality = @Municipality, title = @Title,
                vendor = @Vendor, owner = @Owner, contract_end_date = @ContractEndDate, notice_date = @NoticeDate,
                notice_given_date = @NoticeGivenDate, yearly_cost = @YearlyCost, user_count = @UserCount, data_held = @DataHeld,
                integrations = @Integrations, verdict = @Verdict, verdict_reason = @VerdictReason,
                migration_state = @MigrationState, successor = @Successor, etag = @Etag
            WHERE name = @Name
            """,
            system,
            currentEtag
        );
        session.Append("procurement.legacySystem.updated", system.Name, system);
    }
}
