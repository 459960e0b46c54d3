using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Mandates.PersonalData;

/// <summary>What each table of this module holds on persons, and what of it stays when somebody is forgotten. A new text column is declared here.</summary>
internal static class PersonalTables
{
    public static IReadOnlyList<PersonalTable> All { get; } =
    [
        new("account_entries")
        {
            Texts = "text",
            None = "source_system voucher account corrects_voucher entry_key",
            Kept = PersonalDataKeepReason.Accounts,
        },
        new("budget_line_changes")
        {
            Texts = "reason",
            None = "budget_line case_number mandate actor",
            Kept = PersonalDataKeepReason.Decision,
        },
        new("budget_lines") { None = "mandate" },
        new("change_assessments")
        {
            Names = "assessed_by_display_name",
            Texts = "recommendation scope",
            None = "change_request benefit assessed_by",
        },
        new("change_request_decisions")
        {
            Texts = "body_display_name wording",
            None = "change_request body case_number",
            Kept = PersonalDataKeepReason.Decision,
        },
        new("change_request_sections") { None = "change_request section" },
        new("change_requests")
        {
            Names = "raised_by_display_name",
            Texts = "title description reason withdraw_reason",
            None = "sub_project document raised_by revision",
        },
        new("commitment_drawdowns") { None = "commitment voucher" },
        new("commitments")
        {
            Texts = "supplier subject reference cancel_reason",
            Kept = PersonalDataKeepReason.Accounts,
            KeptColumns = "supplier",
        },
        new("condition_fulfilments")
        {
            Texts = "met_evidence",
            None = "mandate",
            Kept = PersonalDataKeepReason.Decision,
        },
        new("decision_attendees")
        {
            Names = "display_name",
            None = "mandate person",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = decision_attendees.mandate AND m.state = 3)",
        },
        new("decision_conditions")
        {
            Names = "owner",
            Texts = "text",
            None = "mandate",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = decision_conditions.mandate AND m.state = 3)",
        },
        new("decision_dissents")
        {
            Names = "display_name",
            Words = "text",
            None = "mandate",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = decision_dissents.mandate AND m.state = 3)",
        },
        new("decision_gate_points")
        {
            Names = "answered_by",
            Texts = "text_nb text_en comment obstacle_nb obstacle_en",
            None = "mandate point",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = decision_gate_points.mandate AND m.state = 3)",
        },
        new("decision_participation")
        {
            Names = "representative",
            Words = "view",
            Texts = "party",
            None = "mandate participation_record",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = decision_participation.mandate AND m.state = 3)",
        },
        new("decision_signatories")
        {
            Names = "display_name",
            Texts = "role",
            None = "mandate",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = decision_signatories.mandate AND m.state = 3)",
        },
        new("decisions")
        {
            Texts = "place body_display_name wording participation_waiver text",
            None = "mandate body case_number archive_reference",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = decisions.mandate AND m.state = 3)",
        },
        new("deliverable_answered_items") { Texts = "text", None = "deliverable mandate" },
        new("deliverable_hand_ins")
        {
            Texts = "reference note body_display_name wording",
            None = "deliverable body case_number",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "deliverable_hand_ins.verdict <> 0",
        },
        new("deliverables")
        {
            Names = "responsible_display_name",
            Texts = "title description",
            None = "sub_project responsible",
        },
        new("dependency_agreement_entries")
        {
            Names = "said_by actor_display_name",
            Texts = "reason",
            None = "dependency_agreement acting_end actor",
        },
        new("dependency_agreements")
        {
            Texts = "reason giver_display_name taker_display_name document_reason",
            None =
                "deliverable giver_sub_project giver_stakeholder taker_sub_project giver_milestone taker_milestone giver_owner taker_owner document document_key",
        },
        new("forecast_statements") { Texts = "reason explanation", None = "forecast actor" },
        new("gate_answers")
        {
            Names = "answered_by",
            Texts = "comment",
            None = "mandate point",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = gate_answers.mandate AND m.state = 3)",
        },
        new("gate_points") { None = "point text_nb text_en" },
        new("heading_words") { None = "words section" },
        new("import_blocks") { Texts = "text", None = "import section" },
        new("import_candidates")
        {
            Texts = "text title detail period_label corrected_text",
            None = "import section target_section code",
        },
        new("import_remarks") { Texts = "text", None = "import" },
        new("import_sources")
        {
            Texts = "content",
            None = "import own_code",
            Unsearched = "content",
            UnsearchedWhen = "import_sources.is_text = 0",
        },
        new("imports") { Texts = "file_name failure_reason", None = "sub_project template mandate" },
        new("mandates")
        {
            Names = "prepared_by_display_name",
            Texts = "title change_summary",
            None = "sub_project template prepared_by predecessor",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "mandates.state = 3",
        },
        new("milestone_baselines") { None = "milestone source_mandate" },
        new("milestone_predecessors") { None = "milestone predecessor" },
        new("milestones") { Texts = "title source_text note", None = "sub_project responsible source_mandate" },
        new("outside_bodies") { None = "word" },
        new("own_template_points") { Texts = "text_nb text_en", None = "own_template point" },
        new("own_template_sections")
        {
            Texts = "title_nb title_en guidance_nb guidance_en",
            None = "own_template section number parts",
        },
        new("own_templates") { Texts = "display_name_nb display_name_en", None = "copied_from predecessor" },
        new("risk_assessments") { Texts = "reason", None = "risk" },
        new("risks")
        {
            Names = "owner_display_name",
            Texts = "title cause effect action outcome",
            None = "owner",
        },
        new("section_attachments")
        {
            Texts = "title period_label reference",
            None = "mandate section",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = section_attachments.mandate AND m.state = 3)",
        },
        new("section_budget_frames")
        {
            Texts = "period_label note",
            None = "mandate section",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = section_budget_frames.mandate AND m.state = 3)",
        },
        new("section_dependencies")
        {
            Texts = "display_name reason period_label",
            None = "mandate section sub_project stakeholder",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = section_dependencies.mandate AND m.state = 3)",
        },
        new("section_expected_benefits")
        {
            Texts = "text beneficiary",
            None = "mandate section",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = section_expected_benefits.mandate AND m.state = 3)",
        },
        new("section_goals")
        {
            Texts = "text",
            None = "mandate section",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = section_goals.mandate AND m.state = 3)",
        },
        new("section_items")
        {
            Texts = "text",
            None = "mandate section",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = section_items.mandate AND m.state = 3)",
        },
        new("section_plan_entries")
        {
            Texts = "text period_label",
            None = "mandate section",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = section_plan_entries.mandate AND m.state = 3)",
        },
        new("section_success_factors")
        {
            Texts = "text",
            None = "mandate section",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = section_success_factors.mandate AND m.state = 3)",
        },
        new("sections")
        {
            Texts = "title body",
            None = "mandate section number",
            Kept = PersonalDataKeepReason.Decision,
            KeptWhen = "EXISTS (SELECT 1 FROM mandates m WHERE m.name = sections.mandate AND m.state = 3)",
        },
        new("success_factor_assessments") { Texts = "reason", None = "success_factor" },
        new("success_factors")
        {
            Names = "owner_display_name",
            Texts = "text",
            None = "owner mandate",
        },
        new("template_sections") { None = "template section number title_nb title_en guidance_nb guidance_en parts" },
        new("templates") { None = "display_name_nb display_name_en source" },
        new("tolerance_alarms") { Texts = "body_display_name cause action", None = "tolerance body acknowledge_actor" },
        new("tolerance_changes")
        {
            Texts = "reason body_display_name",
            None = "tolerance body case_number actor",
            Kept = PersonalDataKeepReason.Decision,
        },
        new("tolerance_measures") { Texts = "cause", None = "tolerance" },
        new("tolerances") { Texts = "body_display_name", None = "sub_project body" },
    ];
}
