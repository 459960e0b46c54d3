using System.Globalization;
using System.Text.RegularExpressions;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Import;

/// <summary>What a cell says by itself.</summary>
/// <param name="Role">The role.</param>
/// <param name="Representation">Whom such a role is for; <see cref="Representation.Unspecified"/> where the word does not say.</param>
/// <param name="CallOrder">"1. vara": 1; otherwise 0.</param>
/// <param name="Rest">What follows the word, such as the union in "HTV Fagforbundet".</param>
internal sealed record RoleWord(AppointmentRole Role, Representation Representation, int CallOrder, string Rest);

/// <summary>The words that people use in lists of members, Norwegian (both written languages) and English. Pure.</summary>
/// <param name="Municipalities">Display name → resource name.</param>
/// <param name="Bodies">Display name → resource name.</param>
internal sealed partial record ImportWords(
    IReadOnlyDictionary<string, string> Municipalities,
    IReadOnlyDictionary<string, string> Bodies
)
{
    private static readonly string[] DateFormats =
    [
        "d.M.yyyy",
        "d.M.yy",
        "yyyy-M-d",
        "d/M/yyyy",
        "d-M-yyyy",
        "d. MMMM yyyy",
        "d MMM yyyy",
        "d MMMM yyyy",
    ];

    private static readonly CultureInfo[] DateLanguages = [CultureInfo.GetCultureInfo("nb-NO"), CultureInfo.InvariantCulture];

    private static readonly Dictionary<string, ImportColumn> Headers = new(StringComparer.Ordinal)
    {
        ["navn"] = ImportColumn.Name,
        ["namn"] = ImportColumn.Name,
        ["person"] = ImportColumn.Name,
        ["medlem"] = ImportColumn.Name,
        ["name"] = ImportColumn.Name,
        ["fornavn"] = ImportColumn.GivenName,
        ["førenamn"] = ImportColumn.GivenName,
        ["first name"] = ImportColumn.GivenName,
        ["given name"] = ImportColumn.GivenName,
        ["etternavn"] = ImportColumn.FamilyName,
        ["etternamn"] = ImportColumn.FamilyName,
        ["last name"] = ImportColumn.FamilyName,
        ["family name"] = ImportColumn.FamilyName,
        ["stilling"] = ImportColumn.Title,
        ["tittel"] = ImportColumn.Title,
        ["title"] = ImportColumn.Title,
        ["position"] = ImportColumn.Title,
        ["epost"] = ImportColumn.Email,
        ["epostadresse"] = ImportColumn.Email,
        ["email"] = ImportColumn.Email,
        ["rolle"] = ImportColumn.Role,
        ["verv"] = ImportColumn.Role,
        ["funksjon"] = ImportColumn.Role,
        ["role"] = ImportColumn.Role,
        ["kommune"] = ImportColumn.Employer,
        ["arbeidsgiver"] = ImportColumn.Employer,
        ["arbeidsgjevar"] = ImportColumn.Employer,
        ["representerer"] = ImportColumn.Employer,
        ["organisasjon"] = ImportColumn.Employer,
        ["fagforening"] = ImportColumn.Employer,
        ["fra kommune"] = ImportColumn.Employer,
        ["employer"] = ImportColumn.Employer,
        ["municipality"] = ImportColumn.Employer,
        ["organisation"] = ImportColumn.Employer,
        ["organization"] = ImportColumn.Employer,
        ["union"] = ImportColumn.Employer,
        ["represents"] = ImportColumn.Employer,
        ["organ"] = ImportColumn.Body,
        ["utvalg"] = ImportColumn.Body,
        ["utval"] = ImportColumn.Body,
        ["gruppe"] = ImportColumn.Body,
        ["body"] = ImportColumn.Body,
        ["committee"] = ImportColumn.Body,
        ["fra"] = ImportColumn.Start,
        ["fra og med"] = ImportColumn.Start,
        ["fom"] = ImportColumn.Start,
        ["fra dato"] = ImportColumn.Start,
        ["frå"] = ImportColumn.Start,
        ["start"] = ImportColumn.Start,
        ["startdato"] = ImportColumn.Start,
        ["from"] = ImportColumn.Start,
        ["start date"] = ImportColumn.Start,
        ["til"] = ImportColumn.End,
        ["til og med"] = ImportColumn.End,
        ["tom"] = ImportColumn.End,
        ["til dato"] = ImportColumn.End,
        ["slutt"] = ImportColumn.End,
        ["sluttdato"] = ImportColumn.End,
        ["to"] = ImportColumn.End,
        ["until"] = ImportColumn.End,
        ["end date"] = ImportColumn.End,
        ["periode"] = ImportColumn.Period,
        ["period"] = ImportColumn.Period,
        ["prosent"] = ImportColumn.Percent,
        ["stillingsprosent"] = ImportColumn.Percent,
        ["percent"] = ImportColumn.Percent,
        ["%"] = ImportColumn.Percent,
        ["vara for"] = ImportColumn.DeputyFor,
        ["varamedlem for"] = ImportColumn.DeputyFor,
        ["deputy for"] = ImportColumn.DeputyFor,
        ["rekkefølge"] = ImportColumn.CallOrder,
        ["rekkjefølgje"] = ImportColumn.CallOrder,
        ["varanummer"] = ImportColumn.CallOrder,
        ["order of call"] = ImportColumn.CallOrder,
    };

    // The longest word that fits is meant: "varamedlem" before "vara", "hovedverneombud" before anything that begins alike.
    private static readonly (string Word, AppointmentRole Role, Representation For)[] Roles =
    [
        .. new (string Word, AppointmentRole Role, Representation For)[]
        {
            ("leder", AppointmentRole.Chair, default),
            ("leiar", AppointmentRole.Chair, default),
            ("møteleder", AppointmentRole.Chair, default),
            ("utvalgsleder", AppointmentRole.Chair, default),
            ("chair", AppointmentRole.Chair, default),
            ("nestleder", AppointmentRole.DeputyChair, default),
            ("nestleiar", AppointmentRole.DeputyChair, default),
            ("deputy chair", AppointmentRole.DeputyChair, default),
            ("vice chair", AppointmentRole.DeputyChair, default),
            ("medlem", AppointmentRole.Member, default),
            ("medlemer", AppointmentRole.Member, default),
            ("fast medlem", AppointmentRole.Member, default),
            ("member", AppointmentRole.Member, default),
            ("vara", AppointmentRole.DeputyMember, default),
            ("varamedlem", AppointmentRole.DeputyMember, default),
            ("vararepresentant", AppointmentRole.DeputyMember, default),
            ("deputy", AppointmentRole.DeputyMember, default),
            ("deputy member", AppointmentRole.DeputyMember, default),
            ("sekretær", AppointmentRole.Secretary, default),
            ("sekretar", AppointmentRole.Secretary, default),
            ("secretary", AppointmentRole.Secretary, default),
            ("prosjektleder", AppointmentRole.Lead, default),
            ("prosjektleiar", AppointmentRole.Lead, default),
            ("project lead", AppointmentRole.Lead, default),
            ("observatør", AppointmentRole.Observer, default),
            ("observer", AppointmentRole.Observer, default),
            ("rådgiver", AppointmentRole.Adviser, default),
            ("rådgjevar", AppointmentRole.Adviser, default),
            ("adviser", AppointmentRole.Adviser, default),
            ("advisor", AppointmentRole.Adviser, default),
            ("htv", AppointmentRole.Member, Representation.Union),
            ("hovedtillitsvalgt", AppointmentRole.Member, Representation.Union),
            ("hovudtillitsvald", AppointmentRole.Member, Representation.Union),
            ("tillitsvalgt", AppointmentRole.Member, Representation.Union),
            ("tillitsvald", AppointmentRole.Member, Representation.Union),
            ("ftv", AppointmentRole.Member, Representation.Union),
            ("fellestillitsvalgt", AppointmentRole.Member, Representation.Union),
            ("union representative", AppointmentRole.Member, Representation.Union),
            ("hvo", AppointmentRole.Member, Representation.ChiefSafetyRepresentative),
            ("hovedverneombud", AppointmentRole.Member, Representation.ChiefSafetyRepresentative),
            ("hovudverneombod", AppointmentRole.Member, Representation.ChiefSafetyRepresentative),
            ("chief safety representative", AppointmentRole.Member, Representation.ChiefSafetyRepresentative),
            ("verneombud", AppointmentRole.Member, Representation.SafetyService),
            ("verneombod", AppointmentRole.Member, Representation.SafetyService),
            ("safety representative", AppointmentRole.Member, Representation.SafetyService),
        }.OrderByDescending(role => role.Word.Length),
    ];

    /// <summary>The columns that a line names, where it is a header: its cells are known words, two of them at least unless there is but one.</summary>
    public static ImportColumn[]? ReadHeader(IReadOnlyList<string> cells)
    {
        var columns = cells.Select(cell => Headers.GetValueOrDefault(HeaderWord(cell))).ToArray();
        var known = columns.Count(column => column != ImportColumn.Unspecified);
        if (known < Math.Min(2, cells.Count(cell => cell.Length > 0)) || known * 2 < cells.Count(cell => cell.Length > 0))
            return null;
        // A line of one name and one role is none: "Medlem" is a role, too.
        if (known == columns.Count(column => column == ImportColumn.Name) && cells.Count > 1)
            return null;
        // What stands twice counts once.
        for (var i = 0; i < columns.Length; i++)
        {
            if (Array.IndexOf(columns, columns[i]) < i)
                columns[i] = ImportColumn.Unspecified;
        }
        return columns;
    }

    /// <summary>The kind of column that a cell would stand in, by itself.</summary>
    public ImportColumn KindOf(string cell)
    {
        if (cell.Contains('@', StringComparison.Ordinal))
            return ImportColumn.Email;
        if (ReadDate(cell) is not null)
            return ImportColumn.Start;
        if (ReadPeriod(cell) is { End: not null })
            return ImportColumn.Period;
        if (cell.EndsWith('%') && ReadPercent(cell) is not null)
            return ImportColumn.Percent;
        if (ReadRole(cell) is not null)
            return ImportColumn.Role;
        if (MunicipalityOf(cell) is not null)
            return ImportColumn.Employer;
        return Bodies.ContainsKey(Norm(cell)) ? ImportColumn.Body : ImportColumn.Unspecified;
    }

    /// <summary>The municipality that a cell names, with or without "kommune" behind it.</summary>
    public string? MunicipalityOf(string cell)
    {
        var word = Norm(cell);
        return Municipalities.GetValueOrDefault(word)
            ?? (
                word.EndsWith(" kommune", StringComparison.Ordinal)
                    ? Municipalities.GetValueOrDefault(word[..^" kommune".Length])
                    : null
            );
    }

    /// <summary>The role that a cell says; null where it says none.</summary>
    public static RoleWord? ReadRole(string cell)
    {
        var text = cell.Trim();
        var order = 0;
        if (Ordinal().Match(text) is { Success: true } numbered)
        {
            order = int.Parse(numbered.Groups["order"].ValueSpan, CultureInfo.InvariantCulture);
            text = text[numbered.Length..];
        }
        var lower = text.ToLowerInvariant();
        foreach (var (word, role, representation) in Roles)
        {
            if (!lower.StartsWith(word, StringComparison.Ordinal))
                continue;
            var rest = text[word.Length..];
            if (rest.Length > 0 && char.IsLetter(rest[0]))
                continue;
            rest = rest.Trim().Trim(',', '/', '(', ')', '-', '–', ':').Trim();
            if (order > 0 && role != AppointmentRole.DeputyMember)
                return null;
            // "Leder, HTV Fagforbundet" is a chair for a union; "vara 2" is the second deputy.
            if (
                role == AppointmentRole.DeputyMember
                && order == 0
                && int.TryParse(rest, CultureInfo.InvariantCulture, out var after)
            )
                return new(role, representation, after, "");
            if (rest.Length > 0 && ReadRole(rest) is { } second && second.Representation != Representation.Unspecified)
                return new(role, second.Representation, order, second.Rest);
            // What else follows belongs to a union; behind a plain role it is a title such as "leder hjemmetjenesten".
            if (
                rest.Length > 0
                && representation
                    is not (Representation.Union or Representation.SafetyService or Representation.ChiefSafetyRepresentative)
            )
                return null;
            return new(role, representation, order, rest);
        }
        return null;
    }

    /// <summary>A day as people write it; null for anything else.</summary>
    public static DateOnly? ReadDate(string cell)
    {
        foreach (var language in DateLanguages)
        {
            if (DateOnly.TryParseExact(cell.Trim(), DateFormats, language, DateTimeStyles.None, out var date))
                return date;
        }
        return null;
    }

    /// <summary>Two days with a dash between, or one; null where the cell is neither.</summary>
    public static (DateOnly Start, DateOnly? End)? ReadPeriod(string cell)
    {
        if (ReadDate(cell) is { } single)
            return (single, null);
        foreach (var dash in (string[])["–", "—", " - ", " til ", "-"])
        {
            var at = cell.IndexOf(dash, StringComparison.Ordinal);
            if (at < 0)
                continue;
            var end = cell[(at + dash.Length)..].Trim();
            if (ReadDate(cell[..at]) is { } start && (end.Length == 0 || ReadDate(end) is not null))
                return (start, ReadDate(end));
        }
        return null;
    }

    /// <summary>0–100, with or without the sign; null for anything else.</summary>
    public static int? ReadPercent(string cell) =>
        int.TryParse(
            cell.Replace("%", "", StringComparison.Ordinal).Trim(),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var percent
        )
        && percent <= 100
            ? percent
            : null;

    /// <summary>Lower case, one space between words.</summary>
    public static string Norm(string text) =>
        string.Join(' ', text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // "F.o.m.", "E-post:" and "Fra og med (dato)" are the words behind them.
    private static string HeaderWord(string cell)
    {
        var word = Norm(cell);
        var bracket = word.IndexOf('(', StringComparison.Ordinal);
        if (bracket > 0)
            word = word[..bracket];
        return string.Concat(word.Where(c => c is not '.' and not ':' and not '-' and not '*')).Trim();
    }

    [GeneratedRegex(@"^(?<order>\d{1,2})\s*\.?\s*", RegexOptions.NonBacktracking)]
    private static partial Regex Ordinal();
}
