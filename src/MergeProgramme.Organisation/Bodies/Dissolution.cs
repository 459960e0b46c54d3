using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation.Bodies;

/// <summary>What ends when bodies are dissolved. Pure.</summary>
/// <param name="Bodies">The bodies, as they are.</param>
/// <param name="Ending">Appointments that run on past the last day, or until further notice, as they are.</param>
/// <param name="Orphaned">Bodies below one of them that outlast it.</param>
/// <param name="Invalid">What is wrong with the request.</param>
/// <param name="Broken">Appointments that would begin when their body is no more.</param>
internal sealed record Dissolution(
    IReadOnlyList<Body> Bodies,
    IReadOnlyList<Appointment> Ending,
    IReadOnlyList<Body> Orphaned,
    IReadOnlyList<Violation> Invalid,
    IReadOnlyList<Violation> Broken,
    DateOnly Last
)
{
    /// <param name="bodies">All of the programme.</param>
    /// <param name="appointments">All of the programme.</param>
    /// <param name="chosen">Resource names of those to dissolve; one that stands twice counts once.</param>
    /// <param name="last">The last day that they exist.</param>
    public static Dissolution Of(
        IReadOnlyList<Body> bodies,
        IReadOnlyList<Appointment> appointments,
        IReadOnlyList<string> chosen,
        DateOnly last
    )
    {
        var names = chosen.ToHashSet(StringComparer.Ordinal);
        List<Body> ending = [.. bodies.Where(b => names.Contains(b.Name))];
        List<Violation> invalid = [];
        foreach (var body in ending)
        {
            var place = $"bodies[{chosen.Index().First(c => c.Item == body.Name).Index}]";
            if (body.StartDate.ToDateOnly() is { } start && start > last)
                invalid.Add(new(place, "BODY_NOT_BEGUN", body.DisplayName, NorwegianTime.Format(start)));
            else if (body.EndDate.ToDateOnly() is { } end && end <= last)
                invalid.Add(new(place, "BODY_ENDED_BEFORE", body.DisplayName, NorwegianTime.Format(end)));
        }
        var held = appointments.Where(a => names.Contains(a.Body)).ToList();
        return new(
            ending,
            held.FindAll(a => a.StartDate.ToDateOnly() <= last && (a.EndDate.ToDateOnly() ?? DateOnly.MaxValue) > last),
            [
                .. bodies.Where(b =>
                    names.Contains(b.ParentBody)
                    && !names.Contains(b.Name)
                    && (b.EndDate.ToDateOnly() ?? DateOnly.MaxValue) > last
                ),
            ],
            invalid,
            [
                .. held.Where(a => a.StartDate.ToDateOnly() > last)
                    .Select(a => new Violation(
                        a.Name,
                        "APPOINTMENT_BEGINS_LATER",
                        a.PersonDisplayName,
                        a.BodyDisplayName,
                        NorwegianTime.Format(a.StartDate.ToDateOnly()!.Value)
                    )),
            ],
            last
        );
    }

    /// <summary>As it would be.</summary>
    public DissolveBodiesResponse Shown()
    {
        var response = new DissolveBodiesResponse { OrphanedBodies = { Orphaned } };
        response.Bodies.AddRange(Bodies.Select(b => new Body(b) { EndDate = Last.ToDate() }));
        response.EndedAppointments.AddRange(Ending.Select(a => new Appointment(a) { EndDate = Last.ToDate() }));
        return response;
    }
}
