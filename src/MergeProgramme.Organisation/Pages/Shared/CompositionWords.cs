using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Organisation.Pages.Shared;

/// <summary>What the composition check found, in the words of the reader.</summary>
/// <param name="municipalities">Display names by resource name.</param>
/// <param name="persons">Who holds an appointment, by the appointment's resource name.</param>
internal sealed class CompositionWords(
    IStringLocalizer texts,
    IReadOnlyDictionary<string, string> municipalities,
    IReadOnlyDictionary<string, string> persons
)
{
    public static CompositionWords Of(
        IStringLocalizer texts,
        IEnumerable<Municipality> municipalities,
        IEnumerable<Appointment> appointments
    ) =>
        new(
            texts,
            municipalities.ToDictionary(m => m.Name, m => m.DisplayName, StringComparer.Ordinal),
            appointments.ToDictionary(a => a.Name, a => a.PersonDisplayName, StringComparer.Ordinal)
        );

    /// <summary>What the rule asks for: "Minst én fra hver kommune som slås sammen".</summary>
    public string Rule(CompositionRule rule) => texts[$"Rule.{rule.Kind}{(rule.Minimum == 1 ? ".1" : "")}", rule.Minimum].Value;

    /// <summary>What is short: "Mangler representant for Spydeberg og Hobøl"; empty where the rule holds.</summary>
    public string Lack(CompositionFinding finding)
    {
        if (finding.GapDate is null)
            return "";
        if (finding.MissingMunicipalities.Count > 0)
            return texts[
                finding.Rule.Minimum == 1 ? "Lack.Municipalities" : "Lack.Municipalities.More",
                Listed([.. finding.MissingMunicipalities.Select(m => municipalities.GetValueOrDefault(m, m))]),
                finding.Rule.Minimum
            ];
        if (finding.Rule.Kind == CompositionRuleKind.OneChair)
            return texts[finding.Shortfall > 0 ? "Lack.NoChair" : "Lack.TwoChairs"];
        return texts[$"Lack.{finding.Rule.Kind}{(finding.Shortfall == 1 ? ".1" : "")}", finding.Shortfall];
    }

    /// <summary>Who leaves: "Kari Berg går ut"; empty where nobody does.</summary>
    public string Leaving(CompositionFinding finding) =>
        finding.LeavingAppointments.Count == 0
            ? ""
            : texts[
                "Lack.Leaving",
                Listed([.. finding.LeavingAppointments.Select(a => persons.GetValueOrDefault(a, "?"))])
            ].Value;

    /// <summary>All of it in one line: "Mangler representant for Spydeberg fra 1.5.2018 – Kari Berg går ut".</summary>
    public string Gap(CompositionFinding finding)
    {
        var gap = Lack(finding);
        if (finding is { Met: true, GapDate: not null })
            gap = $"{gap} {texts["Gap.From.Inline", NorwegianTime.Format(finding.GapDate.ToDateOnly()!.Value)].Value}";
        var leaving = Leaving(finding);
        return leaving.Length > 0 ? $"{gap} – {leaving}" : gap;
    }

    /// <summary>What to do about it.</summary>
    public string Remedy(CompositionFinding finding) =>
        finding switch
        {
            { GapDate: null } => "",
            { Rule.Kind: CompositionRuleKind.OneChair, Shortfall: 0 } => texts["Remedy.TwoChairs"],
            { Met: true } => texts["Remedy.Ahead", NorwegianTime.Format(finding.GapDate.ToDateOnly()!.Value)],
            _ => texts["Remedy.Now"],
        };

    /// <summary>Words in a row: "Askim, Hobøl og Spydeberg".</summary>
    public string Listed(IReadOnlyList<string> words) =>
        words.Count < 2
            ? string.Concat(words)
            : texts["List.And", string.Join(", ", words.Take(words.Count - 1)), words[^1]].Value;
}
