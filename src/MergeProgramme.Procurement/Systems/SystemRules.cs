using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Systems;

/// <summary>What holds for a system beyond the shape of its fields. Pure.</summary>
internal static class SystemRules
{
    private const string Path = "legacy_system";

    /// <summary>What is wrong with a system as it would be written, whatever else there is.</summary>
    /// <param name="programme">The programme that it stands in.</param>
    public static IEnumerable<Violation> Check(string programme, LegacySystem system)
    {
        foreach (
            var (field, name) in ((string, string)[])
                [
                    ("service_function", system.ServiceFunction),
                    ("municipality", system.Municipality),
                    ("successor", system.Successor),
                ]
        )
            if (name.Length > 0 && ResourceNames.Programme(name) != programme)
                yield return new($"{Path}.{field}", "OTHER_PROGRAMME", name);
        var (notice, end) = (system.NoticeDate.ToDateOnly(), system.ContractEndDate.ToDateOnly());
        if (notice > end)
            yield return new($"{Path}.notice_date", "NOTICE_AFTER_END", NorwegianTime.Format(end!.Value));
        if (system.Verdict != SystemVerdict.Unspecified && string.IsNullOrWhiteSpace(system.VerdictReason))
            yield return new($"{Path}.verdict_reason", "VERDICT_REASON_REQUIRED");
        if (system.Successor.Length > 0 && system.Verdict != SystemVerdict.Replace)
            yield return new($"{Path}.successor", "SUCCESSOR_NOT_REPLACED");
        if (system.Successor.Length > 0 && system.Successor == system.Name)
            yield return new($"{Path}.successor", "SUCCESSOR_ITSELF");
    }

    /// <summary>How titles are compared: whatever their case, and however many spaces are between the words.</summary>
    public static string KeyOf(string title) =>
        string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    /// <summary>The other system that has the same title for the same function and municipality; null where none has.</summary>
    public static LegacySystem? Twin(IEnumerable<LegacySystem> others, LegacySystem system) =>
        others.FirstOrDefault(o =>
            o.Name != system.Name
            && o.ServiceFunction == system.ServiceFunction
            && o.Municipality == system.Municipality
            && KeyOf(o.Title) == KeyOf(system.Title)
        );

    /// <summary>Whether a system runs on after vesting day by what is decided.</summary>
    public static bool RunsOn(SystemVerdict verdict) => verdict is SystemVerdict.Keep or SystemVerdict.Extend;
}
