using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Sheets;

namespace MergeProgramme.Organisation.Sheets;

/// <summary>What cells of a sheet refer to by what people call it: municipalities, units, persons. Pure.</summary>
internal sealed class SheetRegister(
    IReadOnlyCollection<Unit> units,
    IReadOnlyCollection<Municipality> municipalities,
    IReadOnlyCollection<Person> persons
)
{
    private readonly ILookup<string, Person> personsByName = persons.ToLookup(p => Key(p.DisplayName));
    private readonly ILookup<string, Unit> unitsByWord = units
        .SelectMany(u => new[] { Key(u.Code), Key(u.DisplayName) }.Distinct().Where(w => w.Length > 0).Select(w => (Word: w, u)))
        .ToLookup(w => w.Word, w => w.u);

    /// <summary>How words are compared: whatever the case and the space.</summary>
    public static string Key(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    /// <summary>The municipality of a cell; null where it is empty or unknown.</summary>
    public Municipality? Municipality(SheetTable table, SheetRow row, string key)
    {
        var word = table.Line(row, key);
        if (word.Length == 0)
            return null;
        var found = municipalities.FirstOrDefault(m =>
            Key(m.DisplayName) == Key(word) || Key($"{m.DisplayName} kommune") == Key(word) || m.Number == word.PadLeft(4, '0')
        );
        if (found is null)
            table.Find(row, key, "CELL_MUNICIPALITY_UNKNOWN", word);
        return found;
    }

    /// <summary>The unit of a cell, by its code or name; null where it is empty or unknown.</summary>
    /// <param name="municipality">Only of this municipality's chart; null for those of all.</param>
    /// <param name="isNew">In the new chart, not in those of today.</param>
    public Unit? Unit(SheetTable table, SheetRow row, string key, Municipality? municipality, bool isNew, bool required)
    {
        var word = table.Line(row, key, required: required);
        if (word.Length == 0)
            return null;
        List<Unit> found =
        [
            .. unitsByWord[Key(word)]
                .Where(u => u.NewOrganisation == isNew && (municipality is null || u.Municipality == municipality.Name)),
        ];
        // A code says more than a name.
        if (found.Count > 1 && found.Where(u => Key(u.Code) == Key(word)).ToList() is [var byCode])
            found = [byCode];
        if (found.Count == 1)
            return found[0];
        if (found.Count == 0)
            table.Find(row, key, isNew ? "NEW_UNIT_UNKNOWN" : "UNIT_UNKNOWN", word);
        else
            table.Find(row, key, "UNIT_AMBIGUOUS", word, found.Count);
        return null;
    }

    /// <summary>The person of a cell, by name; null where it is empty or unknown.</summary>
    public Person? Person(SheetTable table, SheetRow row, string key, bool required = false)
    {
        var word = table.Line(row, key, required: required);
        if (word.Length == 0)
            return null;
        List<Person> found = [.. personsByName[Key(word)]];
        if (found.Count == 1)
            return found[0];
        table.Find(row, key, found.Count == 0 ? "PERSON_UNKNOWN" : "CELL_PERSON_AMBIGUOUS", word);
        return null;
    }
}
