using System.Globalization;
using Grpc.Core;
using MergeProgramme.Organisation.Appointments;
using MergeProgramme.Organisation.Bodies;
using MergeProgramme.Organisation.Import;
using MergeProgramme.Organisation.Persons;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    // An office appoints hundreds at most; more in one write would keep everybody else waiting.
    private const int MostLines = 1000;

    public override async Task<ImportAppointmentsResponse> ImportAppointments(
        ImportAppointmentsRequest request,
        ServerCallContext context
    )
    {
        var count = request.Text.Split('\n').Count(line => !string.IsNullOrWhiteSpace(line));
        if (count > MostLines)
            throw Problem.Invalid("text", "TOO_MANY_LINES", MostLines, count);
        if (request.ValidateOnly)
        {
            return await database.ReadAsync(
                async session =>
                {
                    await ProgrammeTable.RequireAsync(session, request.Parent);
                    var (list, lines) = await InterpretAsync(session, request);
                    return Shown(list, lines, context.Method);
                },
                context.CancellationToken
            );
        }
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                var (list, lines) = await InterpretAsync(session, request);
                var wrong = lines
                    .Where(line => line.Problems.Count > 0)
                    .Select(line => new Violation(
                        $"lines[{line.Line.Number}]",
                        "LINE_WRONG",
                        line.Line.Number,
                        texts.Of(context.Method, line.Problems[0].Violation, CultureInfo.CurrentUICulture)
                    ))
                    .ToList();
                if (wrong.Count > 0)
                    throw Problem.Invalid(wrong.Take(MostNamedInRefusal));
                if (lines.Count == 0)
                    throw Problem.Invalid("text", "NO_LINES");
                await WriteAsync(session, request.Parent, lines);
                return Shown(list, lines, context.Method);
            }
        );
    }

    private static async Task<(PastedList List, IReadOnlyList<InterpretedLine> Lines)> InterpretAsync(
        Session session,
        ImportAppointmentsRequest request
    )
    {
        Body? body = null;
        if (request.Body.Length > 0)
        {
            await References.RequireAsync(session, request.Parent, new Reference("body", request.Body, "bodies"));
            body = await BodyTable.GetAsync(session, request.Body);
        }
        var state = new ImportState(
            await session.QueryAsync<Municipality>(
                "SELECT * FROM municipalities WHERE programme = @Parent",
                new { request.Parent }
            ),
            await session.QueryAsync<Body>("SELECT * FROM bodies WHERE programme = @Parent", new { request.Parent }),
            await session.QueryAsync<Person>(
                "SELECT * FROM persons WHERE programme = @Parent ORDER BY display_name, name",
                new { request.Parent }
            ),
            await session.QueryAsync<Appointment>(
                $"{AppointmentTable.Select} WHERE a.programme = @Parent ORDER BY a.start_date, a.name",
                new { request.Parent }
            )
        );
        var list = PastedList.Read(request.Text, state.Words());
        if (list.Lines.Count > 0 && !list.Has(ImportColumn.Name) && !list.Has(ImportColumn.FamilyName))
            throw Problem.Invalid("text", "NO_NAME_COLUMN");
        var choices = request.Choices.GroupBy(c => c.Line).ToDictionary(g => g.Key, g => g.Last().Person);
        var interpreter = new ListInterpreter(
            state,
            list,
            body,
            request.StartDate.ToDateOnly(),
            request.EndDate.ToDateOnly(),
            choices
        );
        return (list, interpreter.Read());
    }

    private static async Task WriteAsync(WriteSession session, string programme, IReadOnlyList<InterpretedLine> lines)
    {
        var registered = new HashSet<Person>(ReferenceEqualityComparer.Instance);
        foreach (var person in lines.Select(line => line.NewPerson).OfType<Person>())
        {
            if (!registered.Add(person))
                continue;
            // As CreatePerson does: no name of a person in an address.
            person.Name = await NewNames.ChooseAsync(
                session,
                "persons",
                $"{programme}/persons",
                "",
                "person_id",
                displayName: ""
            );
            await PersonTable.InsertAsync(session, programme, person);
        }
        var byLine = new Dictionary<int, string>();
        // Seats before the deputies that are for them.
        foreach (var line in lines.OrderBy(line => line.DeputyForLine > 0 ? 1 : 0))
        {
            line.Appointment.Person = line.NewPerson?.Name ?? line.Appointment.Person;
            if (line.DeputyForLine > 0)
                line.Appointment.DeputyFor = byLine[line.DeputyForLine];
            var created = await AppointmentTable.InsertAsync(session, programme, line.Appointment);
            byLine[line.Line.Number] = created.Name;
            line.Appointment.MergeFrom(created);
        }
    }

    private ImportAppointmentsResponse Shown(PastedList list, IReadOnlyList<InterpretedLine> lines, string method)
    {
        var response = new ImportAppointmentsResponse
        {
            Columns = { list.Columns },
            ErrorCount = lines.Count(line => line.Problems.Count > 0),
            NewPersonCount = lines
                .Where(line => line.NewPerson is not null)
                .Select(line => line.NewPerson!)
                .Distinct(ReferenceEqualityComparer.Instance)
                .Count(),
        };
        foreach (var line in lines)
        {
            var shown = new ImportedLine
            {
                Line = line.Line.Number,
                Appointment = new(line.Appointment),
                NewPerson = line.NewPerson is not null,
                LookAlikes = { line.LookAlikes },
            };
            // Nobody has the names that stand in for new persons and seats of the list.
            if (shown.Appointment.Person.StartsWith("line/", StringComparison.Ordinal))
                shown.Appointment.Person = "";
            if (shown.Appointment.DeputyFor.StartsWith("line/", StringComparison.Ordinal))
                shown.Appointment.DeputyFor = "";
            shown.Problems.AddRange(
                line.Problems.Select(p => new ImportProblem
                {
                    Reason = p.Violation.Reason,
                    Text = texts.Of(method, p.Violation, CultureInfo.CurrentUICulture),
                    Column = p.Column,
                })
            );
            response.Lines.Add(shown);
        }
        return response;
    }
}
