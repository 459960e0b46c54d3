using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Pages.Systems;

/// <summary>Colours of tags. The text always says it too.</summary>
internal static class SystemLook
{
    public static string Of(SystemVerdict verdict) =>
        verdict switch
        {
            SystemVerdict.Keep => "success",
            SystemVerdict.Extend => "info",
            SystemVerdict.Replace => "warning",
            SystemVerdict.Retire => "danger",
            SystemVerdict.Archive => "neutral",
            _ => "neutral",
        };

    public static string Of(SystemFindingKind kind) =>
        kind switch
        {
            SystemFindingKind.SuccessorCycle
            or SystemFindingKind.NoticeOverdue
            or SystemFindingKind.NoSystem
            or SystemFindingKind.ContractEnds => "danger",
            SystemFindingKind.NoticeBeforeVesting or SystemFindingKind.NoVerdict => "info",
            _ => "warning",
        };
}
