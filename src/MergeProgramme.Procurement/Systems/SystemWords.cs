using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Procurement.Systems;

/// <summary>What is found in a matrix, in the caller's words.</summary>
internal sealed class SystemWords(
    IStringLocalizer<Texts> texts,
    IReadOnlyCollection<ServiceFunction> functions,
    IReadOnlyCollection<Municipality> municipalities,
    DateOnly? vesting
)
{
    private readonly Dictionary<string, string> titles = functions
        .Select(f => (f.Name, Said: f.Title))
        .Concat(municipalities.Select(m => (m.Name, Said: m.DisplayName)))
        .ToDictionary(f => f.Name, f => f.Said, StringComparer.Ordinal);

    /// <summary>A finding as a sentence.</summary>
    public string Of(SystemFindings.Found found)
    {
        var kind = Enum.GetName(found.Kind)!;
        var first = found.Systems.Count > 0 ? found.Systems[0] : null;
        if (found.Kind == SystemFindingKind.NoSystem)
            kind = found.Municipality.Length > 0 ? $"{kind}.There" : kind;
        if (found.Kind is SystemFindingKind.NoticeSoon or SystemFindingKind.NoticeOverdue && Math.Abs(found.Days) == 1)
            kind = $"{kind}.1";
        if (found.Kind == SystemFindingKind.NoticeSoon && found.Days == 0)
            kind = $"{kind}.Today";
        if (found.Kind == SystemFindingKind.ContractEnds)
            kind = $"{kind}.{Enum.GetName(first!.Verdict)}";
        return texts[
            $"SystemFinding.{kind}",
            TitleOf(found.Function),
            found.Kind is SystemFindingKind.SuccessorCycle or SystemFindingKind.DoubleLicences
                ? string.Join(", ", found.Systems.Select(Named))
            : first is null ? ""
            : Named(first),
            found.Municipality.Length > 0 ? TitleOf(found.Municipality) : "",
            found.Date is { } day ? NorwegianTime.Format(day) : "",
            Math.Abs(found.Days),
            vesting is { } vests ? NorwegianTime.Format(vests) : "",
            Formats.Amount(Ore.ToMoney(found.Ore)),
            found.Systems.Count
        ];
    }

    private string Named(LegacySystem system) => $"{system.Title} ({TitleOf(system.Municipality)})";

    private string TitleOf(string name) => titles.GetValueOrDefault(name) ?? Platform.Names.ResourceNames.Id(name);
}
