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
            module.Entries.Select(e =>
                (string[])
                    [
                        texts[$"PersonalCategory.{e.Category}"],
                        HeldWords.Of(e, texts),
                        e.Place,
                        e.Erasable ? texts["PersonalData.Goes"] : texts[$"KeepReason.{e.KeepReason}"],
                    ]
            )
        );
        foreach (var unsearched in module.Unsearched)
            file.Text(texts["PersonalData.Unsearched", unsearched.Count, unsearched.Place]);
    }
}

/// <summary>How an entry is said. Pure.</summary>
internal static class HeldWords
{
    /// <summary>The text, or what stands where there is none to show.</summary>
    public static string Of(PersonalDataEntry entry, IStringLocalizer<Texts> texts) =>
        entry.Closed
            ? texts["PersonalData.Closed"]
            : entry.Category switch
            {
                PersonalDataCategory.Reference => texts["PersonalData.Points"],
                PersonalDataCategory.Log => texts["PersonalData.InLog", entry.Count],
                PersonalDataCategory.Answer => texts["PersonalData.InAnswers", entry.Count],
                _ => entry.Text,
            };
}
