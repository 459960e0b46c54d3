using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Organisation.Pages.Shared;

/// <summary>What the composition check found, in the words of the reader.</summary>
/// <param name="municipalities">Display names by resource name.</param>
/// <param name="persons">Who holds an appointment, by the appointment's resource name.</param>
/// <param name="people">Display names of persons, by resource name.</param>
internal sealed class CompositionWords(
    IStringLocalizer texts,
    IReadOnlyDictionary<string, string> municipalities,
    IReadOnlyDictionary<string, string> persons,
    IReadOnlyDictionary<string, string>? people = null
)
{
    public static CompositionWords Of(
        IStringLocalizer texts,
        IEnumerable<Municipality> municipalities,
        IReadOnlyCollection<Appointment> appointments
    ) =>
        new(
            texts,
            municipalities.ToDictionary(m => m.Name, m => m.DisplayName, StringComparer.Ordinal),
            appointments.ToDictionary(a => a.Name, a => a.PersonDisplayName, StringComparer.Ordinal),
            appointments.GroupBy(a => a.Person).ToDictionary(g => g.Key, g => g.First().PersonDisplayName, StringComparer.Ordinal)
        );

    /// <summary>What the rule asks for: "Minst én fra hver kommune som slås sammen".</summary>
    public string Rule(CompositionRule rule) =>
        texts[$"Rule.{rule.Kind}{(rule.Minimum == 1 ? ".1" : "")}", rule.Minimum, rule.Organisation, rule.Percent].Value;

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
        return texts[
            $"Lack.{finding.Rule.Kind}{(finding.Shortfall == 1 ? ".1" : "")}",
            finding.Shortfall,
            finding.Rule.Organisation
        ];
    }

    /// <summary>Who leaves: "Kari Berg går ut"; empty where nobody does.</summary>
    public string Leaving(CompositionFinding finding) =>
        finding.LeavingAppointments.Count == 0
            ? ""
            : texts[
                "Lack.Leaving",
                Listed([.. finding.LeavingAppointments.Select(a => persons.GetValueOrDefault(a, "?"))])
            ].Value;

    /// <summary>Who comes in, where that opens the gap: "Kari Berg kommer inn"; empty where nobody does.</summary>
    public string Coming(CompositionFinding finding) =>
        finding.ArrivingAppointments.Count == 0
            ? ""
            : texts[
                "Lack.Coming",
                Listed([.. finding.ArrivingAppointments.Select(a => persons.GetValueOrDefault(a, "?"))])
            ].Value;

    /// <summary>Who breaks the rule by sitting there: "Kari Berg og Ola Dahl"; empty where nobody does.</summary>
    public string Conflicting(CompositionFinding finding) => Listed([.. finding.ConflictingPersons.Select(PersonOf)]);

    /// <summary>Why it cannot be checked; empty where it can.</summary>
    public string Unknown(CompositionFinding finding) =>
        finding.Undetermined ? texts["Lack.Undetermined", Listed([.. finding.UnknownPersons.Select(PersonOf)])].Value : "";

    /// <summary>Who is to act: "Kommunestyret i Hobøl", "Sekretæren, Kari Berg"; empty while there is no gap.</summary>
    public string Actor(CompositionFinding finding) =>
        finding.Actor switch
        {
            null => "",
            { Kind: CompositionActorKind.Municipalities } actor => texts[
                actor.Names.Count == 1 ? "Actor.Municipality" : "Actor.Municipalities",
                Listed([.. actor.Names.Select(m => municipalities.GetValueOrDefault(m, m))])
            ].Value,
            { Kind: CompositionActorKind.Union, Organisation.Length: > 0 } actor => actor.Organisation,
            { Kind: CompositionActorKind.Secretary } actor => texts[
                "Actor.Secretary",
                Listed([.. actor.Names.Select(a => persons.GetValueOrDefault(a, "?"))])
            ].Value,
            var actor => texts[$"CompositionActorKind.{actor.Kind}"].Value,
        };

    /// <summary>All of it in one line: "Mangler representant for Spydeberg fra 1.5.2018 – Kari Berg går ut".</summary>
    public string Gap(CompositionFinding finding)
    {
        if (finding.GapDate is null)
            return Unknown(finding);
        var gap = Lack(finding);
        if (finding.Met || finding.Undetermined)
            gap = $"{gap} {texts["Gap.From.Inline", NorwegianTime.Format(finding.GapDate.ToDateOnly()!.Value)].Value}";
        string[] why = [Leaving(finding), Coming(finding), Conflicting(finding)];
        var because = string.Join(", ", why.Where(w => w.Length > 0));
        return because.Length > 0 ? $"{gap} – {because}" : gap;
    }

    /// <summary>What to do about it.</summary>
    public string Remedy(CompositionFinding finding) =>
        finding switch
        {
            { GapDate: null, Undetermined: true } => texts["Remedy.Record"],
            { GapDate: null } => "",
            { Rule.Kind: CompositionRuleKind.OneChair, Shortfall: 0 } => texts["Remedy.TwoChairs"],
            {
                Rule.Kind: CompositionRuleKind.LeadersAtMost
                    or CompositionRuleKind.GenderBalance
                    or CompositionRuleKind.EmployerMajority
                    or CompositionRuleKind.NoDeciders
            } => texts["Remedy.Change"],
            { Met: true } => texts["Remedy.Ahead", NorwegianTime.Format(finding.GapDate.ToDateOnly()!.Value)],
            _ => texts["Remedy.Now"],
        };

    /// <summary>Words in a row: "Askim, Hobøl og Spydeberg".</summary>
    public string Listed(IReadOnlyList<string> words) =>
        words.Count < 2
            ? string.Concat(words)
            : texts["List.And", string.Join(", ", words.Take(words.Count - 1)), words[^1]].Value;

    private string PersonOf(string person) => people?.GetValueOrDefault(person) ?? ResourceNames.Id(person);
}
