using System.Globalization;
using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.Persons;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation.Import;

/// <summary>What a list may refer to, as it is.</summary>
/// <param name="Bodies">All of the programme.</param>
/// <param name="Persons">All of the programme.</param>
/// <param name="Appointments">All of the programme.</param>
internal sealed record ImportState(
    IReadOnlyList<Municipality> Municipalities,
    IReadOnlyList<Body> Bodies,
    IReadOnlyList<Person> Persons,
    IReadOnlyList<Appointment> Appointments
)
{
    public ImportWords Words() =>
        new(ByName(Municipalities.Select(m => (m.DisplayName, m.Name))), ByName(Bodies.Select(b => (b.DisplayName, b.Name))));

    private static Dictionary<string, string> ByName(IEnumerable<(string DisplayName, string Name)> things) =>
        things
            .GroupBy(thing => ImportWords.Norm(thing.DisplayName), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Name, StringComparer.Ordinal);
}

/// <summary>A line as it was understood.</summary>
/// <param name="Appointment">Of an existing person; of a new one its person is <see cref="NewPerson"/>'s stand-in name.</param>
/// <param name="NewPerson">Somebody to register; one and the same for every line that means them. Null: the person is registered.</param>
/// <param name="DeputyForLine">The line of the seat that a deputy is for, where the list itself makes it; else 0.</param>
internal sealed record InterpretedLine(
    PastedLine Line,
    Appointment Appointment,
    Person? NewPerson,
    IReadOnlyList<Person> LookAlikes,
    List<(Violation Violation, ImportColumn Column)> Problems
)
{
    public int DeputyForLine { get; set; }
}

/// <summary>From lines of cells to appointments. Every line says all that is wrong with it. Pure.</summary>
internal sealed class ListInterpreter(
    ImportState state,
    PastedList list,
    Body? defaultBody,
    DateOnly? defaultStart,
    DateOnly? defaultEnd,
    IReadOnlyDictionary<int, string> choices
)
{
    private readonly ImportWords words = state.Words();

    private readonly List<(Person Person, string Key)> persons =
    [
        .. state.Persons.Select(p => (p, PersonMatch.Key(p.DisplayName))),
    ];

    private readonly Dictionary<string, Body> bodies = state.Bodies.ToDictionary(b => b.Name, StringComparer.Ordinal);

    private readonly Dictionary<string, Municipality> municipalities = state.Municipalities.ToDictionary(
        m => m.Name,
        StringComparer.Ordinal
    );

    private readonly Dictionary<string, (Person Person, int Line)> newcomers = new(StringComparer.Ordinal);

    public IReadOnlyList<InterpretedLine> Read()
    {
        List<InterpretedLine> lines = [.. list.Lines.Select(ReadLine)];
        FindSeats(lines);
        var byBody = state.Appointments.GroupBy(a => a.Body).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        foreach (var line in lines)
        {
            // Lines that are wrong already are not also held against the others.
            if (line.Problems.Count > 0 || line.Appointment.Body.Length == 0)
                continue;
            if (!byBody.TryGetValue(line.Appointment.Body, out var others))
                byBody[line.Appointment.Body] = others = [];
            if (AppointmentRules.Conflict(line.Appointment, others) is { } conflict)
                line.Problems.Add(
                    int.TryParse(conflict.Field, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                        ? (new("text", "LINE_CONFLICTS", first), ImportColumn.Name)
                        : (conflict, ImportColumn.Name)
                );
            else
                others.Add(new(line.Appointment) { Name = line.Line.Number.ToString(CultureInfo.InvariantCulture) });
        }
        return lines;
    }

    private InterpretedLine ReadLine(PastedLine line)
    {
        List<(Violation, ImportColumn)> problems = [];
        void Wrong(ImportColumn column, string reason, params object[] args) =>
            problems.Add((new Violation("text", reason, args), column));
        if (line.Cells.Count > list.Columns.Count && line.Cells.Skip(list.Columns.Count).Any(cell => cell.Length > 0))
            Wrong(ImportColumn.Unspecified, "TOO_MANY_CELLS", line.Cells.Count, list.Columns.Count);
        string Cell(ImportColumn column) => list.Cell(line, column);

        var name = PersonMatch.Ordered(
            list.Has(ImportColumn.Name)
                ? Cell(ImportColumn.Name)
                : $"{Cell(ImportColumn.GivenName)} {Cell(ImportColumn.FamilyName)}".Trim()
        );
        var roleText = Cell(ImportColumn.Role);
        // "Kari Berg (leder)"
        if (name.EndsWith(')') && name.IndexOf('(', StringComparison.Ordinal) is > 0 and var bracket)
        {
            if (roleText.Length == 0 && ImportWords.ReadRole(name[(bracket + 1)..^1]) is not null)
                roleText = name[(bracket + 1)..^1];
            name = name[..bracket].Trim();
        }
        var title = Cell(ImportColumn.Title);
        var employer = Cell(ImportColumn.Employer);
        // "HTV Fagforbundet" and "virksomhetsleder Askim kommune", where people write all of it in one cell.
        if (roleText.Length == 0 && ImportWords.ReadRole(title) is { Representation: not Representation.Unspecified })
            roleText = title;
        if (employer.Length == 0 && EmployerIn(title) is { } found)
            (title, employer) = found;
        var role = ImportWords.ReadRole(roleText) ?? new RoleWord(AppointmentRole.Member, default, 0, "");
        if (roleText.Length > 0 && ImportWords.ReadRole(roleText) is null)
            Wrong(ImportColumn.Role, "ROLE_UNKNOWN", roleText);

        var appointment = new Appointment { Role = role.Role };
        ReadBody(appointment, Cell(ImportColumn.Body), Wrong);
        ReadDays(appointment, line, Wrong);
        ReadFigures(appointment, line, role, Wrong);
        if (name.Length == 0 || !name.Any(char.IsLetter))
        {
            Wrong(ImportColumn.Name, "NAME_MISSING");
            appointment.PersonDisplayName = name;
            ReadFor(appointment, employer, role, null, Wrong);
            return new(line, appointment, null, [], problems);
        }
        var (person, isNew, lookAlikes) = Find(line.Number, name, Wrong);
        if (isNew)
        {
            person.Title = person.Title.Length > 0 ? person.Title : title;
            person.Email = person.Email.Length > 0 ? person.Email : Cell(ImportColumn.Email);
            if (person.Email.Length > 0 && !EmailAddress.IsPossible(person.Email))
                Wrong(ImportColumn.Email, "EMAIL_MALFORMED", person.Email);
        }
        ReadFor(appointment, employer, role, person, Wrong);
        if (isNew && person is { Municipality: "", Organisation: "" })
            (person.Municipality, person.Organisation) = (appointment.Municipality, appointment.Organisation);
        (appointment.Person, appointment.PersonDisplayName, appointment.PersonTitle) = (
            person.Name,
            person.DisplayName,
            person.Title
        );
        CheckAppointment(appointment, problems);
        return new(line, appointment, isNew ? person : null, lookAlikes, problems);
    }

    private void ReadBody(Appointment appointment, string cell, Action<ImportColumn, string, object[]> wrong)
    {
        var body = defaultBody;
        if (cell.Length > 0)
        {
            if (words.Bodies.TryGetValue(ImportWords.Norm(cell), out var named))
                body = bodies[named];
            else
                wrong(ImportColumn.Body, "BODY_UNKNOWN", [cell]);
        }
        else if (body is null)
        {
            wrong(ImportColumn.Body, "BODY_MISSING", []);
        }
        if (body is not null)
            (appointment.Body, appointment.BodyDisplayName) = (body.Name, body.DisplayName);
    }

    private void ReadDays(Appointment appointment, PastedLine line, Action<ImportColumn, string, object[]> wrong)
    {
        var (start, end) = (defaultStart, defaultEnd);
        var period = list.Cell(line, ImportColumn.Period);
        if (period.Length > 0)
        {
            if (ImportWords.ReadPeriod(period) is { } read)
                (start, end) = (read.Start, read.End);
            else
                wrong(ImportColumn.Period, "DATE_UNREADABLE", [period]);
        }
        if (list.Cell(line, ImportColumn.Start) is { Length: > 0 } from)
        {
            if (ImportWords.ReadDate(from) is { } read)
                start = read;
            else
                wrong(ImportColumn.Start, "DATE_UNREADABLE", [from]);
        }
        if (list.Cell(line, ImportColumn.End) is { Length: > 0 } to)
        {
            if (ImportWords.ReadDate(to) is { } read)
                end = read;
            else
                wrong(ImportColumn.End, "DATE_UNREADABLE", [to]);
        }
        if (start is null)
            wrong(ImportColumn.Start, "START_MISSING", []);
        (appointment.StartDate, appointment.EndDate) = (start.ToDate(), end.ToDate());
    }

    private void ReadFigures(
        Appointment appointment,
        PastedLine line,
        RoleWord role,
        Action<ImportColumn, string, object[]> wrong
    )
    {
        if (list.Cell(line, ImportColumn.Percent) is { Length: > 0 } percent)
        {
            if (ImportWords.ReadPercent(percent) is { } read)
                appointment.Percent = read;
            else
                wrong(ImportColumn.Percent, "PERCENT_UNREADABLE", [percent]);
        }
        appointment.CallOrder = role.CallOrder;
        if (list.Cell(line, ImportColumn.CallOrder) is { Length: > 0 } order)
        {
            if (ImportWords.ReadPercent(order.TrimEnd('.')) is > 0 and < 100 and var read)
                appointment.CallOrder = read;
            else
                wrong(ImportColumn.CallOrder, "ORDER_UNREADABLE", [order]);
        }
    }

    private void ReadFor(
        Appointment appointment,
        string employer,
        RoleWord role,
        Person? person,
        Action<ImportColumn, string, object[]> wrong
    )
    {
        var municipality = words.MunicipalityOf(employer);
        appointment.Representation = role.Representation;
        switch (role.Representation)
        {
            case Representation.Union:
                // The municipality in the list is then the employer, not whom the seat is for.
                appointment.Organisation =
                    role.Rest.Length > 0 ? role.Rest
                    : municipality is null && employer.Length > 0 ? employer
                    : person?.Organisation ?? "";
                if (appointment.Organisation.Length == 0)
                    wrong(ImportColumn.Employer, "UNION_MISSING", []);
                return;
            case Representation.SafetyService or Representation.ChiefSafetyRepresentative:
                return;
        }
        if (municipality is null && employer.Length == 0)
            municipality = person?.Municipality is { Length: > 0 } own ? own : null;
        if (municipality is not null)
        {
            appointment.Representation = Representation.Municipality;
            appointment.Municipality = municipality;
            appointment.MunicipalityDisplayName = municipalities[municipality].DisplayName;
        }
        else if (employer.Length == 0 || ImportWords.Norm(employer) is "programmet" or "prosjektet" or "programme")
        {
            appointment.Representation = Representation.Programme;
        }
        else if (ImportWords.Norm(employer).EndsWith(" kommune", StringComparison.Ordinal))
        {
            wrong(ImportColumn.Employer, "MUNICIPALITY_UNKNOWN", [employer]);
        }
        else
        {
            appointment.Representation = Representation.External;
            appointment.Organisation = employer;
        }
    }

    // The registered person, or the new one that this and other lines mean.
    private (Person Person, bool IsNew, IReadOnlyList<Person> LookAlikes) Find(
        int line,
        string name,
        Action<ImportColumn, string, object[]> wrong
    )
    {
        var key = PersonMatch.Key(name);
        var lookAlikes = PersonMatch.LookAlikes(key, persons, out var exact);
        if (choices.TryGetValue(line, out var chosen))
        {
            if (chosen.Length == 0)
                return (Newcomer(line, key, name), true, lookAlikes);
            var person = persons.Find(p => p.Person.Name == chosen).Person;
            if (person is not null)
                return (person, false, lookAlikes);
            wrong(ImportColumn.Name, "REFERENCE_NOT_FOUND", [chosen]);
        }
        else if (exact.Count == 1)
        {
            return (exact[0], false, []);
        }
        else if (exact.Count > 1)
        {
            wrong(ImportColumn.Name, "PERSON_AMBIGUOUS", [name, exact.Count]);
        }
        else if (lookAlikes.Count > 0)
        {
            wrong(ImportColumn.Name, "PERSON_LOOKS_LIKE", [name, lookAlikes[0].DisplayName]);
        }
        else if (
            !newcomers.ContainsKey(key)
            && newcomers.FirstOrDefault(other => PersonMatch.LooksAlike(key, other.Key)) is { Key: not null } alike
        )
        {
            wrong(ImportColumn.Name, "PERSON_LOOKS_LIKE_LINE", [name, alike.Value.Person.DisplayName, alike.Value.Line]);
        }
        return (Newcomer(line, key, name), true, lookAlikes);
    }

    private Person Newcomer(int line, string key, string name)
    {
        if (newcomers.TryGetValue(key, out var known))
            return known.Person;
        // A name to tell them apart by until they are registered; nothing registered has such a one.
        var person = new Person { Name = $"line/{line}", DisplayName = name };
        newcomers[key] = (person, line);
        return person;
    }

    // "virksomhetsleder primærhelse Askim kommune": the title, and the employer behind it.
    private (string Title, string Employer)? EmployerIn(string title)
    {
        foreach (var municipality in state.Municipalities)
        {
            foreach (var ending in (string[])[$"{municipality.DisplayName} kommune", municipality.DisplayName])
            {
                if (title.Length > ending.Length && title.EndsWith($" {ending}", StringComparison.OrdinalIgnoreCase))
                    return (title[..^ending.Length].Trim().TrimEnd(',').Trim(), municipality.DisplayName);
            }
        }
        return null;
    }

    private void CheckAppointment(Appointment appointment, List<(Violation, ImportColumn)> problems)
    {
        if (appointment.StartDate is null)
            return;
        // What a cell has been refused for is not refused once more for what it makes.
        foreach (var violation in AppointmentRules.Check(appointment).Where(v => v.Reason == "END_BEFORE_START"))
            problems.Add((violation, ImportColumn.End));
        if (appointment.CallOrder > 0 && appointment.Role != AppointmentRole.DeputyMember)
            problems.Add((new("text", "NOT_A_DEPUTY"), ImportColumn.CallOrder));
        if (bodies.TryGetValue(appointment.Body, out var body))
        {
            foreach (var violation in AppointmentRules.CheckAgainst(body, appointment))
                problems.Add(
                    (
                        violation,
                        violation.Field.EndsWith("end_date", StringComparison.Ordinal) ? ImportColumn.End : ImportColumn.Start
                    )
                );
        }
    }

    // Whom deputies are for: somebody of the list, or somebody who has the seat already.
    private void FindSeats(List<InterpretedLine> lines)
    {
        foreach (var line in lines)
        {
            if (list.Cell(line.Line, ImportColumn.DeputyFor) is not { Length: > 0 } cell)
                continue;
            if (line.Appointment.Role != AppointmentRole.DeputyMember)
            {
                line.Problems.Add((new("text", "NOT_A_DEPUTY"), ImportColumn.DeputyFor));
                continue;
            }
            var key = PersonMatch.Key(cell);
            var inList = lines.FirstOrDefault(other =>
                other != line
                && other.Appointment.Body == line.Appointment.Body
                && Composition.CompositionCheck.IsMember(other.Appointment.Role)
                && PersonMatch.Key(other.Appointment.PersonDisplayName) == key
            );
            var seat = state.Appointments.LastOrDefault(a =>
                a.Body == line.Appointment.Body
                && Composition.CompositionCheck.IsMember(a.Role)
                && PersonMatch.Key(a.PersonDisplayName) == key
            );
            if (inList is not null)
            {
                line.DeputyForLine = inList.Line.Number;
                line.Appointment.DeputyForDisplayName = inList.Appointment.PersonDisplayName;
                // Stands for the seat until it has a name, so that two first deputies of one seat are seen.
                line.Appointment.DeputyFor = $"line/{inList.Line.Number}";
            }
            else if (seat is not null)
            {
                line.Appointment.DeputyFor = seat.Name;
                line.Appointment.DeputyForDisplayName = seat.PersonDisplayName;
            }
            else
            {
                line.Problems.Add((new("text", "SEAT_UNKNOWN", cell, line.Appointment.BodyDisplayName), ImportColumn.DeputyFor));
            }
        }
    }
}
