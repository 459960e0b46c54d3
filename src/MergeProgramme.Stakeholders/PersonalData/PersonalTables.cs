using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Stakeholders.PersonalData;

/// <summary>What each table of this module holds on persons, and what of it stays when somebody is forgotten. A new text column is declared here.</summary>
internal static class PersonalTables
{
    public static IReadOnlyList<PersonalTable> All { get; } =
    [
        new("built_in_consultation_rules") { None = "id source note" },
        new("built_in_participation_rules") { None = "id source note" },
        new("built_in_processing_activities") { None = "id purpose legal_basis archive_duty" },
        new("retention_periods") { None = "activity" },
        new("calendar_feeds") { Texts = "title", None = "owner" },
        new("communication_item_stakeholders") { None = "communication_item stakeholder" },
        new("communication_items")
        {
            Names = "responsible",
            Texts = "title purpose message channel",
            None = "sub_project",
        },
        new("communication_records") { Texts = "note", None = "communication_item" },
        new("consultation_points") { Texts = "text", None = "consultation" },
        new("consultation_stakeholders") { None = "consultation stakeholder" },
        new("consultations")
        {
            Texts = "title introduction short_deadline_reason conclusion document_uri",
            None = "document sub_project",
        },
        new("disclosures")
        {
            Names = "requester_display_name",
            Texts = "purpose",
            None = "case_number pseudonym requester",
        },
        new("engagement_stakeholders") { None = "engagement stakeholder" },
        new("engagement_sub_projects") { None = "engagement sub_project" },
        new("engagements") { Texts = "title place summary" },
        new("inputs")
        {
            Texts = "text answer answer_place tell_channel",
            None = "stakeholder engagement consultation sub_project",
            // What was said in a consultation is a paper of the case, and is kept with it.
            Kept = PersonalDataKeepReason.Participation,
            KeptWhen = "consultation IS NOT NULL",
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
        new("public_page_deciders") { Texts = "title description", None = "public_page" },
        new("public_pages") { Texts = "title introduction contact contact_email contact_phone contact_address" },
        new("stakeholder_assessments") { None = "stakeholder" },
        new("stakeholder_mandates") { None = "stakeholder mandate" },
        new("stakeholder_sub_projects") { None = "stakeholder sub_project" },
        new("stakeholders")
        {
            Names = "display_name",
            Contacts = "contact",
            Texts = "why expectations contribution strategy",
        },
    ];
}
