using System.Globalization;
using MergeProgramme.Access.Pages;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.PersonalData;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Access.PersonalData;

/// <summary>What a row of somebody's account says, as a sentence in the caller's language. Pure.</summary>
internal static class AccountWords
{
    /// <param name="row">The columns that <see cref="PersonalTables"/> declares as facts, without those that are NULL.</param>
    public static string Of(PersonalTable table, IReadOnlyDictionary<string, object> row, IStringLocalizer<Texts> texts) =>
        table.Name switch
        {
            "principals" => texts[
                Number(row, "state") == (long)PrincipalState.Disabled ? "Held.Account.Disabled" : "Held.Account",
                Text(row, "display_name"),
                Text(row, "subject"),
                Text(row, "issuer"),
                Time(row, "create_time"),
                Time(row, "last_seen_time")
            ],
            "role_assignments" => RoleOf(row, texts),
            "person_links" => texts["Held.PersonLink"],
            "sessions" => texts[
                "Held.Session",
                Time(row, "create_time"),
                Text(row, "origin"),
                Time(row, "last_seen_time"),
                Time(row, "expire_time"),
                Text(row, "user_agent")
            ],
            "local_accounts" => LocalAccountOf(row, texts),
            "local_account_passkeys" => texts["Held.Passkey", Text(row, "display_name"), Time(row, "create_time")],
            _ => throw new ArgumentOutOfRangeException(nameof(table), table.Name, "It has no words for its facts."),
        };

    private static string RoleOf(IReadOnlyDictionary<string, object> row, IStringLocalizer<Texts> texts)
    {
        var given = new RoleAssignment
        {
            StartDate = Day(row, "start_date"),
            EndDate = Day(row, "end_date"),
            ExpireTime = row.ContainsKey("expire_time") ? Instants.ToTimestamp(Number(row, "expire_time")) : null,
        };
        var role = (Role)Number(row, "role");
        var isBreakGlass = Convert.ToBoolean(row["break_glass"], CultureInfo.InvariantCulture);
        var said = texts[
            isBreakGlass ? "Held.BreakGlass" : "Held.Role",
            texts[$"Role.{role}"].Value,
            ScopeOf(Text(row, "scope"), texts),
            AssignmentWords.PeriodOf(given, texts),
            Time(row, "create_time")
        ].Value;
        return row["reason"] is string { Length: > 0 } reason ? $"{said} {texts["Held.Reason", reason].Value}" : said;
    }

    // Below a programme by its resource name: what that is called, the organisation module knows.
    private static string ScopeOf(string scope, IStringLocalizer<Texts> texts) =>
        scope == CallerGrants.Everywhere ? texts["Held.Everywhere"]
        : scope == ResourceNames.Programme(scope) ? texts["Held.Programme"]
        : scope;

    private static string LocalAccountOf(IReadOnlyDictionary<string, object> row, IStringLocalizer<Texts> texts)
    {
        var said = texts["Held.LocalAccount", Text(row, "login"), Time(row, "create_time")].Value;
        if (Number(row, "failed_count") > 0 && row.ContainsKey("attempt_time"))
            said = $"{said} {texts["Held.Attempts", Number(row, "failed_count"), Time(row, "attempt_time")].Value}";
        if (row.ContainsKey("link_expire_time"))
            said = $"{said} {texts["Held.Link", Time(row, "link_expire_time")].Value}";
        return said;
    }

    private static string Text(IReadOnlyDictionary<string, object> row, string column) =>
        row.GetValueOrDefault(column) is string { Length: > 0 } text ? text : "–";

    // Whole numbers of different widths in the two databases.
    private static long Number(IReadOnlyDictionary<string, object> row, string column) =>
        Convert.ToInt64(row[column], CultureInfo.InvariantCulture);

    private static string Time(IReadOnlyDictionary<string, object> row, string column) =>
        NorwegianTime.Format(Instants.ToTimestamp(Number(row, column)).ToDateTimeOffset());

    private static Google.Type.Date? Day(IReadOnlyDictionary<string, object> row, string column) =>
        row.GetValueOrDefault(column) is string day ? DateOnly.Parse(day, CultureInfo.InvariantCulture).ToDate() : null;
}
