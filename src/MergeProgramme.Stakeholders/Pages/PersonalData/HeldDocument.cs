using System.Globalization;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Documents;
using MergeProgramme.Platform.V1;
using MergeProgramme.Stakeholders.V1;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Stakeholders.Pages.PersonalData;

/// <summary>The report that is handed out: what is held on the person, module by module, what would stay, and the person's rights. Pure.</summary>
internal static class HeldDocument
{
    /// <summary>The Word file, in the reader's language.</summary>
    public static byte[] Write(
        string programme,
        IReadOnlyList<string> names,
        Disclosure disclosure,
        IReadOnlyList<ModuleHolds> held,
        IStringLocalizer<Texts> texts,
        DateTimeOffset now
    )
    {
        var file = new WordFile();
        var title = texts["PersonalData.Word.Title"].Value;
        file.Paragraph("Title", title);
        file.Text(programme);
        file.Text(
            texts["PersonalData.Word.About", string.Join(", ", names), NorwegianTime.Format(NorwegianTime.DateIn(now))].Value
        );
        file.Text(
            disclosure.CaseNumber.Length > 0
                ? $"{disclosure.Purpose} ({texts["PersonalData.Case"].Value} {disclosure.CaseNumber})"
                : disclosure.Purpose
        );
        foreach (var module in held)
            Write(file, module, texts);
        file.Heading(1, texts["PersonalData.Kept"]);
        var reasons = held.SelectMany(m => m.Entries)
            .Select(e => e.KeepReason)
            .Where(r => r != PersonalDataKeepReason.Unspecified)
            .Distinct()
            .Order()
            .ToList();
        file.Text(texts[reasons.Count == 0 ? "PersonalData.KeptNone" : "PersonalData.KeptLead"]);
        foreach (var reason in reasons)
            file.Text(texts[$"KeepReason.{reason}.Long"]);
        file.Heading(1, texts["PersonalData.Word.Rights"]);
        file.Text(texts["PersonalData.Word.RightsText"]);
        return file.Save(
            CultureInfo.CurrentUICulture,
            new WordFoot(title, texts["PersonalData.Word.Page"], texts["PersonalData.Word.Of"]),
            new WordProperties(title)
        );
    }

    private static void Write(WordFile file, ModuleHolds module, IStringLocalizer<Texts> texts)
    {
        file.Heading(1, texts[$"Holds.{module.Module}"]);
        if (module.Failure is not null)
        {
            file.Bold(texts["PersonalData.NotAsked"]);
            return;
        }
        if (module.Entries.Count == 0)
            file.Text(texts["PersonalData.Nothing"]);
        file.Table(
            texts[$"Holds.{module.Module}"],
            [1900, 4270, 1500, 1400],
            [
                texts["PersonalData.Category"],
                texts["PersonalData.Text"],
                texts["PersonalData.Place"],
                texts["PersonalData.OnErasure"],
            ],
            HeldWords.Lines(module, texts).Select(l => (string[])[l.Category, l.Text, l.Place, l.OnErasure])
        );
        foreach (var unsearched in HeldWords.Unsearched(module.Unsearched, texts))
            file.Text(unsearched);
    }
}

/// <summary>A line of the report, in the reader's words.</summary>
internal sealed record HeldLine(string Category, string Text, string Place, string OnErasure);

/// <summary>How what is held is said. Pure.</summary>
internal static class HeldWords
{
    /// <summary>The lines of a module: what has no words of its own (references, events, answers) is counted, not listed.</summary>
    public static IEnumerable<HeldLine> Lines(ModuleHolds module, IStringLocalizer<Texts> texts) =>
        module
            .Entries.GroupBy(e =>
                (e.Category, e.Place, e.Erasable, e.KeepReason, Words: IsCounted(e) ? "" : $"{e.Resource}\n{e.Text}")
            )
            .Select(group => new HeldLine(
                texts[$"PersonalCategory.{group.Key.Category}"],
                Text([.. group], texts),
                Place(group.Key.Place, texts),
                group.Key.Erasable ? texts["PersonalData.Goes"] : texts[$"KeepReason.{group.Key.KeepReason}"]
            ));

    /// <summary>What people call the table; its own name where they have no word for it.</summary>
    public static string Place(string place, IStringLocalizer<Texts> texts)
    {
        var said = texts[$"Place.{place.Split('.')[0]}"];
        return said.ResourceNotFound ? place : said.Value;
    }

    /// <summary>What was not searched: one line for each kind of record, however many of its parts are closed.</summary>
    public static IEnumerable<string> Unsearched(IEnumerable<PersonalDataUnsearched> unsearched, IStringLocalizer<Texts> texts) =>
        unsearched
            .GroupBy(u => Place(u.Place, texts))
            .Select(g => texts["PersonalData.Unsearched", g.Max(u => u.Count), g.Key].Value);

    private static bool IsCounted(PersonalDataEntry entry) =>
        entry.Category is PersonalDataCategory.Reference or PersonalDataCategory.Log or PersonalDataCategory.Answer;

    private static string Text(IReadOnlyList<PersonalDataEntry> entries, IStringLocalizer<Texts> texts) =>
        entries[0].Category switch
        {
            PersonalDataCategory.Reference => texts["PersonalData.Points", entries.Count],
            PersonalDataCategory.Log => texts["PersonalData.InLog", entries.Sum(e => e.Count)],
            PersonalDataCategory.Answer => texts["PersonalData.InAnswers", entries.Sum(e => e.Count)],
            _ => entries[0].Closed ? texts["PersonalData.Closed"] : entries[0].Text,
        };
}
