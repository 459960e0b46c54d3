using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Organisation.PersonalData;

/// <summary>What each table of this module holds on persons, and what of it stays when somebody is forgotten. A new text column is declared here.</summary>
internal static class PersonalTables
{
    public static IReadOnlyList<PersonalTable> All { get; } =
    [
        new("agenda_items")
        {
            Texts = "title presenter description proposal",
            None = "meeting case_name case_number archive_reference body",
            Kept = PersonalDataKeepReason.Minutes,
            KeptWhen = "EXISTS (SELECT 1 FROM meetings m WHERE m.name = agenda_items.meeting AND m.state = 4)",
        },
        new("appointments") { Texts = "organisation", None = "person body municipality deputy_for predecessor" },
        new("attendances")
        {
            None = "meeting person deputy",
            Kept = PersonalDataKeepReason.Minutes,
            KeptWhen = "EXISTS (SELECT 1 FROM meetings m WHERE m.name = attendances.meeting AND m.state = 4)",
        },
        new("bodies") { Texts = "display_name remit", None = "parent_body sub_project municipality" },
        new("body_decides") { None = "body" },
        new("built_in_rules") { None = "id source note" },
        new("buy_outs") { Texts = "note", None = "appointment first_month last_month" },
        new("cases") { Texts = "title background proposal", None = "subject sub_project officer archive_reference" },
        new("composition_rules") { Texts = "source organisation", None = "body statutory_rule" },
        new("decision_conditions")
        {
            Texts = "text",
            None = "meeting",
            Kept = PersonalDataKeepReason.Minutes,
            KeptWhen = "EXISTS (SELECT 1 FROM meetings m WHERE m.name = decision_conditions.meeting AND m.state = 4)",
        },
        new("decision_dissents")
        {
            Texts = "words",
            None = "meeting person",
            Kept = PersonalDataKeepReason.Minutes,
            KeptWhen = "EXISTS (SELECT 1 FROM meetings m WHERE m.name = decision_dissents.meeting AND m.state = 4)",
        },
        new("follow_ups") { Texts = "text result", None = "meeting owner" },
        new("item_decisions")
        {
            Texts = "wording",
            None = "meeting",
            Kept = PersonalDataKeepReason.Minutes,
            KeptWhen = "EXISTS (SELECT 1 FROM meetings m WHERE m.name = item_decisions.meeting AND m.state = 4)",
        },
        new("meeting_corrections")
        {
            Texts = "text",
            None = "meeting",
            Kept = PersonalDataKeepReason.Minutes,
        },
        new("meeting_series") { Texts = "place title", None = "body" },
        new("meetings")
        {
            Texts = "title place note move_reason cancel_reason others_present",
            None = "body series calendar_uid",
            Kept = PersonalDataKeepReason.Minutes,
            KeptWhen = "meetings.state = 4",
        },
        new("minutes_approvals")
        {
            None = "meeting later_meeting chair secretary",
            Kept = PersonalDataKeepReason.Minutes,
            KeptWhen = "EXISTS (SELECT 1 FROM meetings m WHERE m.name = minutes_approvals.meeting AND m.state = 4)",
        },
        new("municipalities") { Texts = "display_name", None = "number organisation_number" },
        new("persons")
        {
            Names = "display_name",
            Contacts = "title email",
            Texts = "organisation",
            None = "municipality",
            Search = "search",
            Kept = PersonalDataKeepReason.Minutes,
            KeptColumns = "display_name",
            KeptWhen =
                "EXISTS (SELECT 1 FROM appointments a WHERE a.person = persons.name) OR EXISTS (SELECT 1 FROM attendances a WHERE persons.name IN (a.person, a.deputy)) OR EXISTS (SELECT 1 FROM decision_dissents d WHERE d.person = persons.name) OR EXISTS (SELECT 1 FROM minutes_approvals a WHERE persons.name IN (a.chair, a.secretary))",
        },
        new("position_requests")
        {
            Texts = "title why consequence decision_reason withdraw_reason advertise_reference",
            None = "position unit requester decider redeployed_person redeployed_from_unit creator",
            Kept = PersonalDataKeepReason.Decision,
            KeptColumns = "decision_reason",
        },
        new("positions")
        {
            Texts = "title",
            None = "number code unit holder new_unit",
            Search = "search",
        },
        new("programme_goals") { Texts = "text" },
        new("programmes") { Texts = "display_name description" },
        new("report_part_figures")
        {
            Texts = "text detail source_display_name",
            None = "report_part source",
            Kept = PersonalDataKeepReason.Report,
            KeptWhen =
                "EXISTS (SELECT 1 FROM report_parts p JOIN reports r ON r.name = p.report WHERE p.name = report_part_figures.report_part AND r.state = 2)",
        },
        new("report_parts")
        {
            Texts = "text unchanged_text",
            None = "report",
            Kept = PersonalDataKeepReason.Report,
            KeptWhen = "EXISTS (SELECT 1 FROM reports r WHERE r.name = report_parts.report AND r.state = 2)",
        },
        new("reporting_cadences") { None = "sub_project" },
        new("reporting_occurrence_escalations") { Names = "person_display_name", None = "reporting_occurrence person" },
        new("reporting_occurrences") { Texts = "reason", None = "sub_project meeting" },
        new("reports")
        {
            Names = "author_display_name",
            Texts = "correction_reason sub_project_display_name text",
            None = "sub_project reporting_occurrence corrects previous_report author",
            Kept = PersonalDataKeepReason.Report,
            KeptWhen = "reports.state = 2",
        },
        new("school_free_periods") { Texts = "display_name source", None = "municipality county" },
        new("statutory_rules") { Texts = "source note" },
        new("sub_projects") { Texts = "display_name purpose", None = "code sort_key parent_sub_project lead phase_source" },
        new("treatments")
        {
            Texts = "wording",
            None = "case_name body meeting case_number archive_reference",
            Kept = PersonalDataKeepReason.Minutes,
        },
        new("unit_mappings") { Texts = "part", None = "from_unit to_unit" },
        new("units") { Texts = "display_name", None = "code parent_unit municipality chart head delegate" },
    ];
}
