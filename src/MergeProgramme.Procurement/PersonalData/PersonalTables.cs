using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Procurement.PersonalData;

/// <summary>What each table of this module holds on persons, and what of it stays when somebody is forgotten. A new text column is declared here.</summary>
internal static class PersonalTables
{
    public static IReadOnlyList<PersonalTable> All { get; } =
    [
        new("awards")
        {
            Names = "tenderer",
            Texts = "reasons body_display_name standstill_source",
            None = "procurement_case tender decision_case case_number",
            Kept = PersonalDataKeepReason.Procurement,
        },
        new("built_in_procurement_rules") { None = "id source" },
        new("case_members")
        {
            Names = "person_display_name",
            Words = "declared_interests",
            Texts = "employer",
            None = "procurement_case person employer_number",
            Kept = PersonalDataKeepReason.Procurement,
        },
        new("case_needs") { None = "procurement_case need" },
        new("case_openings")
        {
            Names = "display_name",
            None = "procurement_case opener",
            Kept = PersonalDataKeepReason.Procurement,
        },
        new("clarifications")
        {
            Texts = "question answer new_description old_description",
            None = "procurement_case criterion",
            Kept = PersonalDataKeepReason.Procurement,
        },
        new("complaints")
        {
            Names = "tenderer",
            Words = "text",
            Texts = "answer",
            None = "procurement_case award tender",
            Kept = PersonalDataKeepReason.Procurement,
        },
        new("consensus_criteria")
        {
            Texts = "minutes",
            None = "consensus criterion",
            Kept = PersonalDataKeepReason.Procurement,
        },
        new("consensus_meetings")
        {
            Names = "recorder_display_name",
            None = "procurement_case",
            Kept = PersonalDataKeepReason.Procurement,
        },
        new("consensus_members") { None = "consensus member" },
        new("consensus_scores") { None = "consensus criterion tender" },
        new("contract_options") { Texts = "title", None = "contract" },
        new("contracts")
        {
            Names = "supplier",
            None = "procurement_case archive_reference award",
            Kept = PersonalDataKeepReason.Procurement,
        },
        new("criteria") { Texts = "title description", None = "procurement_case parent_criterion" },
        new("cutover_plan_checks")
        {
            Names = "answerer_display_name",
            Texts = "text comment",
            None = "cutover_plan answerer",
        },
        new("cutover_plan_steps")
        {
            Names = "responsible",
            Texts = "title",
            None = "cutover_plan",
        },
        new("cutover_plans")
        {
            Names = "responsible decider_display_name",
            Texts = "title target fallback verdict_reason",
            None = "service_function municipality legacy_system decider",
        },
        new("disclosed_evaluations") { None = "procurement_case" },
        new("evaluations")
        {
            Texts = "withdraw_reason",
            None = "procurement_case member",
            Kept = PersonalDataKeepReason.Procurement,
            ClosedWhen =
                "NOT EXISTS (SELECT 1 FROM disclosed_evaluations d WHERE d.procurement_case = evaluations.procurement_case)",
        },
        new("legacy_systems")
        {
            Names = "owner",
            Texts = "title vendor data_held integrations verdict_reason",
            None = "service_function municipality successor",
        },
        new("needs")
        {
            Names = "responsible",
            Texts = "title description state_reason source_mandate_title",
            None = "sub_project source_mandate",
        },
        new("option_appraisal_options")
        {
            Texts = "title permitted_reason cost_text risk_text benefit_text drawbacks",
            None = "option_appraisal legacy_system",
        },
        new("option_appraisals") { Texts = "question recommendation_reason", None = "service_function decision_case" },
        new("procurement_cases")
        {
            Texts = "title description estimate_basis procedure_reason environment_reason cancel_reason",
            None = "sub_project",
        },
        new("procurement_rules") { Texts = "source" },
        new("sealed_tenders") { None = "tender", Unsearched = "terms content" },
        new("service_functions") { Texts = "title description" },
        new("standstill_steps") { None = "award holiday" },
        new("tender_accesses")
        {
            Names = "display_name",
            None = "tender procurement_case caller",
            Kept = PersonalDataKeepReason.Procurement,
        },
        new("tender_scores")
        {
            Texts = "reason",
            None = "evaluation tender criterion",
            Kept = PersonalDataKeepReason.Procurement,
            ClosedWhen =
                "NOT EXISTS (SELECT 1 FROM evaluations e JOIN disclosed_evaluations d ON d.procurement_case = e.procurement_case WHERE e.name = tender_scores.evaluation)",
        },
        new("tenders")
        {
            Names = "tenderer",
            Contacts = "contact_email",
            Texts = "reject_reason",
            None = "procurement_case organisation_number",
            Kept = PersonalDataKeepReason.Procurement,
        },
    ];
}
