using Google.Protobuf;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.V1;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Organisation.Pages.Shared;

/// <summary>Something that has happened, in words that people understand.</summary>
/// <param name="Text">What happened.</param>
/// <param name="Href">Where to read more; empty where there is nothing to read.</param>
/// <param name="Time">When.</param>
/// <param name="Actor">Who did it.</param>
internal sealed record Happening(string Text, string Href, DateTimeOffset Time, string Actor);

/// <summary>Events of this module and of the mandates module as sentences.</summary>
internal static class EventWords
{
    /// <summary>
    /// The newest first. Events that have no sentence are left out. Ten appointments to one body in a row on one day are one happening, and
    /// so are ten changes of one thing.
    /// </summary>
    public static List<Happening> Of(IStringLocalizer texts, IEnumerable<Event> events, int most)
    {
        List<Happening> happenings = [];
        Sentence? group = null;
        var others = 0;
        foreach (var e in events.OrderByDescending(e => e.Time.ToDateTimeOffset()).ThenByDescending(e => e.Sequence))
        {
            if (Read(texts, e) is not { } sentence)
                continue;
            if (group is not null && sentence.Group == group.Group)
            {
                // The same thing changed twice is one thing still.
                others += sentence.Subject == group.Subject ? 0 : 1;
                continue;
            }
            if (group is not null)
                happenings.Add(Say(texts, group, others));
            (group, others) = (sentence, 0);
            if (happenings.Count == most)
                return happenings;
        }
        if (group is not null)
            happenings.Add(Say(texts, group, others));
        return happenings;
    }

    private static Happening Say(IStringLocalizer texts, Sentence sentence, int others)
    {
        var more = texts[$"Event.{sentence.Type}.more", [.. sentence.Args, others]];
        var text = others > 0 && !more.ResourceNotFound ? more.Value : texts[$"Event.{sentence.Type}", sentence.Args].Value;
        var gone = sentence.Type.EndsWith(".deleted", StringComparison.Ordinal);
        return new(
            text,
            gone ? "" : Addresses.Of(others > 0 ? sentence.AboutMany : sentence.About),
            sentence.Time,
            sentence.Actor
        );
    }

    private static Sentence? Read(IStringLocalizer texts, Event e)
    {
        var (args, about, many) = Data(texts, e);
        if (args.Length == 0 || texts[$"Event.{e.Type}"].ResourceNotFound)
            return null;
        var time = e.Time.ToDateTimeOffset();
        // With a sentence for many, what they have in common makes the group; without one, only the very same thing does.
        var common = texts[$"Event.{e.Type}.more"].ResourceNotFound ? e.Subject : many;
        return new(
            e.Type,
            e.Subject,
            args,
            about,
            many,
            $"{e.Type} {common} {e.Actor} {NorwegianTime.DateIn(time)}",
            time,
            e.Actor
        );
    }

    private sealed record Sentence(
        string Type,
        string Subject,
        object[] Args,
        string About,
        string AboutMany,
        string Group,
        DateTimeOffset Time,
        string Actor
    );

    // What stands in the sentence, the page that tells more, and the page that tells more of many such.
    private static (object[] Args, string About, string AboutMany) Data(IStringLocalizer texts, Event e)
    {
        if (Unpack<Programme>(e) is { } programme)
            return ([programme.DisplayName], programme.Name, programme.Name);
        if (Unpack<Municipality>(e) is { } municipality)
        {
            var list = $"{ResourceNames.Programme(municipality.Name)}#municipalities";
            return ([municipality.DisplayName], list, list);
        }
        if (Unpack<SubProject>(e) is { } subProject)
            return (
                [$"{subProject.Code} {subProject.DisplayName}", texts[$"SubProjectPhase.{subProject.Phase}"].Value],
                subProject.Name,
                $"{ResourceNames.Programme(subProject.Name)}/sub-projects"
            );
        if (Unpack<ChangeRequest>(e) is { } change)
            return ([change.Title], change.Name, $"{ResourceNames.Programme(change.Name)}/change-requests");
        if (Unpack<Deliverable>(e) is { } deliverable)
            return ([deliverable.Title], deliverable.Name, $"{ResourceNames.Parent(deliverable.Name)}/deliverables");
        if (Unpack<Body>(e) is { } body)
            return ([body.DisplayName], body.Name, $"{ResourceNames.Programme(body.Name)}/bodies");
        if (Unpack<Person>(e) is { } person)
            return ([person.DisplayName], person.Name, $"{ResourceNames.Programme(person.Name)}/persons");
        if (Unpack<Appointment>(e) is { } appointment)
            return (
                [
                    appointment.PersonDisplayName,
                    appointment.BodyDisplayName,
                    texts[$"AppointmentRole.{appointment.Role}"].Value.ToLowerInvariant(),
                ],
                appointment.Body,
                appointment.Body
            );
        if (Unpack<Meeting>(e) is { } meeting)
            return (
                [meeting.BodyDisplayName, NorwegianTime.Format(meeting.Date.ToDateOnly()!.Value)],
                meeting.Name,
                $"{meeting.Body}/meetings"
            );
        if (Unpack<Case>(e) is { } asked)
            return ([asked.Title], asked.Name, $"{ResourceNames.Programme(asked.Name)}/cases");
        if (Unpack<Report>(e) is { } report)
            return (
                [report.SubProjectDisplayName, NorwegianTime.Format(report.MeetingDate.ToDateOnly()!.Value)],
                report.Name,
                report.Name
            );
        if (Unpack<ReportingOccurrence>(e) is { } occurrence)
        {
            var reporting = $"{ResourceNames.Parent(occurrence.Name)}/reporting";
            var code = ResourceNames.Id(ResourceNames.Parent(occurrence.Name)).ToUpperInvariant();
            return e.Type.EndsWith(".escalated", StringComparison.Ordinal)
                ? (
                    [
                        code,
                        NorwegianTime.Format(occurrence.MeetingDate.ToDateOnly()!.Value),
                        texts[$"EscalationLevel.{occurrence.Escalations[^1].Level}"].Value,
                    ],
                    reporting,
                    reporting
                )
                : ([code, occurrence.Reason], reporting, reporting);
        }
        if (Unpack<Unit>(e) is { } unit)
        {
            var charts = $"{ResourceNames.Programme(unit.Name)}/units";
            return (
                [unit.DisplayName, unit.NewOrganisation ? texts["Chart.New"].Value : unit.MunicipalityDisplayName],
                unit.Name,
                charts
            );
        }
        if (Unpack<Position>(e) is { } position)
            return (
                [position.Title, position.NewUnitDisplayName],
                position.Name,
                $"{ResourceNames.Programme(position.Name)}/units"
            );
        if (Unpack<PositionRequest>(e) is { } vacancy)
            return (
                [vacancy.Title, vacancy.UnitDisplayName, texts[$"PositionRequestState.{vacancy.State}"].Value.ToLowerInvariant()],
                vacancy.Name,
                $"{ResourceNames.Programme(vacancy.Name)}/position-requests"
            );
        if (Unpack<DependencyAgreement>(e) is { } agreement)
            return (
                [agreement.GiverDisplayName, agreement.TakerDisplayName, agreement.Deliverable],
                agreement.Name,
                $"{ResourceNames.Programme(agreement.Name)}/dependencies"
            );
        if (Unpack<DependencySlip>(e) is { Hits.Count: > 0 } slip)
            return (
                [
                    slip.Hits[0].GiverDisplayName,
                    slip.Hits[0].Deliverable,
                    NorwegianTime.Format(slip.PromisedDate.ToDateOnly()!.Value),
                    string.Join(", ", slip.Hits.Select(h => h.TakerDisplayName).Distinct(StringComparer.Ordinal)),
                ],
                slip.DependencyAgreement,
                slip.DependencyAgreement
            );
        if (Unpack<Mandate>(e) is { } mandate)
            return (
                [mandate.Title, mandate.Decision is { } decision ? texts[$"Verdict.{VerdictKey.Of(decision)}"].Value : ""],
                mandate.Name,
                mandate.Name
            );
        if (Unpack<Milestone>(e) is { } milestone)
        {
            var subProjectName = ResourceNames.Parent(milestone.Name);
            return (
                [milestone.Title, ResourceNames.Id(subProjectName).ToUpperInvariant()],
                milestone.Name,
                $"{subProjectName}/milestones"
            );
        }
        if (Unpack<Tolerance>(e) is { } tolerance)
            return (
                [
                    texts[$"Overview.Alarm.{tolerance.Dimension}"].Value,
                    ResourceNames.Id(ResourceNames.Parent(tolerance.Name)).ToUpperInvariant(),
                    tolerance.BodyDisplayName,
                ],
                tolerance.Name,
                $"{ResourceNames.Programme(tolerance.Name)}/tolerances"
            );
        if (Unpack<Risk>(e) is { } risk)
            return ([risk.Title], risk.Name, $"{ResourceNames.Programme(risk.Name)}/risks");
        return ([], "", "");
    }

    private static T? Unpack<T>(Event e)
        where T : class, IMessage<T>, new() => e.Data is not null && e.Data.TryUnpack<T>(out var data) ? data : null;
}
