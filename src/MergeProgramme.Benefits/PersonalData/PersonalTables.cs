using MergeProgramme.Platform.PersonalData;
using MergeProgramme.Platform.V1;

namespace MergeProgramme.Benefits.PersonalData;

/// <summary>What each table of this module holds on persons, and what of it stays when somebody is forgotten. A new text column is declared here.</summary>
internal static class PersonalTables
{
    public static IReadOnlyList<PersonalTable> All { get; } =
    [
        new("benefits") { Texts = "text beneficiary source_mandate_title", None = "owner goal sub_project source_mandate" },
        new("budget_bases") { Texts = "source", None = "budget_function budget_account municipality" },
        new("enablers") { Texts = "source_title", None = "measure source" },
        new("goals") { Texts = "text source_mandate_title", None = "sub_project source_mandate" },
        new("handover_items")
        {
            Texts = "text note",
            None = "handover",
            Kept = PersonalDataKeepReason.Handover,
            KeptWhen = "EXISTS (SELECT 1 FROM handovers h WHERE h.name = handover_items.handover AND h.state = 3)",
        },
        new("handover_rounds")
        {
            Names = "receiver_display_name",
            Texts = "wording",
            None = "handover proposer answerer",
            Kept = PersonalDataKeepReason.Handover,
            KeptWhen = "EXISTS (SELECT 1 FROM handovers h WHERE h.name = handover_rounds.handover AND h.state = 3)",
        },
        new("handovers")
        {
            Names = "carrier_display_name receiver_display_name",
            Texts = "subject_display_name conditions",
            None = "subject sub_project carrier receiver",
            Kept = PersonalDataKeepReason.Handover,
            KeptWhen = "handovers.state = 3",
        },
        new("indicator_series") { Texts = "municipality_display_name", None = "indicator municipality" },
        new("indicators") { Texts = "title unit description baseline_source", None = "code code_key benefit owner municipality" },
        new("ledger_entries")
        {
            Names = "creator_display_name verifier_display_name",
            Texts = "budget_adjustment note verify_reason",
            None = "measure case_number corrects budget_function budget_account municipality creator",
            Kept = PersonalDataKeepReason.Accounts,
        },
        new("measure_costs") { Texts = "text", None = "measure" },
        new("measure_plans") { None = "measure" },
        new("measurement_imports") { Texts = "file_name" },
        new("measurements")
        {
            Names = "creator_display_name verifier_display_name",
            Texts = "source verify_reason",
            None = "indicator municipality period_start creator measurement_import",
            Kept = PersonalDataKeepReason.Accounts,
        },
        new("measures")
        {
            Texts = "title description prerequisites revision_reason",
            None =
                "benefit sub_project unit municipality budget_function budget_account deciding_body owner decision_case_number",
        },
        new("realisation_totals") { None = "scope" },
        new("registered_mandates") { None = "mandate" },
        new("simulation_bands") { None = "simulation" },
        new("simulations") { Names = "creator_display_name", None = "scope" },
        new("tertial_closings")
        {
            Names = "closer_display_name",
            Texts = "reason",
            None = "closer",
            Kept = PersonalDataKeepReason.Accounts,
        },
        new("tertial_reports")
        {
            Names = "reporter_display_name",
            Words = "comment",
            None = "measure",
            Kept = PersonalDataKeepReason.Accounts,
            KeptWhen =
                "EXISTS (SELECT 1 FROM tertial_closings c WHERE c.programme = tertial_reports.programme AND (c.year > tertial_reports.year OR (c.year = tertial_reports.year AND c.tertial >= tertial_reports.tertial)))",
        },
        new("tertial_rows")
        {
            Texts = "measure_title",
            None = "closing measure owner report",
            Kept = PersonalDataKeepReason.Accounts,
        },
        new("usual_handover_items") { None = "text_nb text_en" },
    ];
}
