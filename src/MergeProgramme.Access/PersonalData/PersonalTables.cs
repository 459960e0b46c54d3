using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Access.PersonalData;

/// <summary>
/// What each table of this module holds on persons. A new text column is declared here. What shows who somebody is (hashes, tickets, keys) is never said.
/// </summary>
internal static class PersonalTables
{
    private static readonly string OwnLocalAccount =
        $"EXISTS (SELECT 1 FROM local_accounts a WHERE a.name = local_account AND {PersonalTable.IsAccount("a.principal")})";

    public static IReadOnlyList<PersonalTable> All { get; } =
    [
        new("principals")
        {
            Names = "display_name",
            Contacts = "email",
            None = "issuer subject",
            Search = "search",
            InProgramme = PersonalTable.IsAccount("name"),
            OwnWhen = PersonalTable.IsAccount("name"),
            Facts = "subject issuer display_name state create_time last_seen_time",
            Kept = PersonalDataKeepReason.Account,
        },
        // Of roles in the whole installation only the person's own: whose role somebody gave there is no matter of the programme's.
        new("role_assignments")
        {
            Names = "grantor_display_name",
            Texts = "reason",
            None = "principal scope grantor",
            InProgramme = $"parent = @Programme OR (parent = 'programmes/-' AND {PersonalTable.IsAccount("principal")})",
            OwnWhen = PersonalTable.IsAccount("principal"),
            Facts = "role scope start_date end_date reason expire_time break_glass create_time",
            Kept = PersonalDataKeepReason.Account,
        },
        new("person_links")
        {
            Owner = "person",
            None = "person principal",
            OwnWhen = PersonalTable.IsAccount("principal"),
            Facts = "person",
            Kept = PersonalDataKeepReason.Account,
        },
        // What is kept of organisation's events points to its register, where the names are.
        new("known_appointments") { None = "person body" },
        new("known_bodies") { None = "sub_project" },
        new("known_sub_projects") { None = "parent_sub_project lead" },
        new("sessions")
        {
            None = "principal issuer provider_session origin user_agent ticket",
            InProgramme = PersonalTable.IsAccount("principal"),
            OwnWhen = PersonalTable.IsAccount("principal"),
            Facts = "origin user_agent create_time last_seen_time expire_time",
            Kept = PersonalDataKeepReason.Account,
        },
        new("local_accounts")
        {
            None = "principal login one_time_key",
            Search = "login_key",
            InProgramme = PersonalTable.IsAccount("principal"),
            OwnWhen = PersonalTable.IsAccount("principal"),
            Facts = "login create_time failed_count attempt_time link_expire_time",
            Kept = PersonalDataKeepReason.Account,
        },
        new("local_account_recovery_codes")
        {
            Owner = "local_account",
            None = "local_account",
            InProgramme = OwnLocalAccount,
        },
        new("local_account_passkeys")
        {
            Owner = "local_account",
            None = "credential_id local_account display_name data",
            InProgramme = OwnLocalAccount,
            OwnWhen = OwnLocalAccount,
            Facts = "display_name create_time",
            Kept = PersonalDataKeepReason.Account,
        },
    ];
}
