using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Stakeholders.PersonalData;

/// <summary>What each table of this module holds on persons, and what of it stays when somebody is forgotten. A new text column is declared here.</summary>
internal static class PersonalTables
{
    public static IReadOnlyList<PersonalTable> All { get; } =
    [
        new("built_in_participation_rules") { None = "id source note" },
        new("built_in_processing_activities") { None = "id purpose legal_basis archive_duty" },
        new("retention_periods") { None = "activity" },
        new("disclosures")
        {
            Names = "requester_display_name",
            Texts = "purpose",
            None = "case_number pseudonym requester",
        },
        new("notes")
        {
            Names = "author_display_name",
            Texts = "text",
            None = "stakeholder author",
            Category = PersonalDataCategory.Note,
            ClosedWhen = "1 = 1",
            OpenTo = "stakeholders.readAllNotes",
        },
        new("participation_records")
        {
            Names = "representative",
            Words = "view",
            Texts = "party setting",
            None = "matter registered_party",
            Kept = PersonalDataKeepReason.Participation,
        },
        new("participation_rules") { Texts = "source note" },
        new("participation_steps") { Texts = "basis waiver", None = "matter party" },
        new("parties")
        {
            Names = "representative",
            Texts = "display_name federation",
            None = "spokes_party",
        },
        new("stakeholder_sub_projects") { None = "stakeholder sub_project" },
        new("stakeholders")
        {
            Names = "display_name",
            Contacts = "contact",
            Texts = "why expectations",
        },
    ];
}
