using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>Where the pages of procurements stand, and the colours of their states.</summary>
internal static class CaseWords
{
    /// <summary>The page of a case.</summary>
    public static string UrlOf(string name) =>
        "/" + name.Replace("/procurementCases/", "/procurements/", StringComparison.Ordinal);

    public static string ColorOf(ProcurementCaseState state) =>
        state switch
        {
            ProcurementCaseState.Published or ProcurementCaseState.Opened or ProcurementCaseState.Awarded => "info",
            ProcurementCaseState.Contracted => "success",
            _ => "neutral",
        };

    public static string ColorOf(TenderState state) =>
        state switch
        {
            TenderState.Sealed or TenderState.Opened => "info",
            TenderState.Qualified => "success",
            TenderState.Replaced => "neutral",
            _ => "warning",
        };

    public static string ColorOf(DeclarationState state) =>
        state switch
        {
            DeclarationState.NoConflict => "success",
            DeclarationState.Conflict => "danger",
            _ => "warning",
        };
}
