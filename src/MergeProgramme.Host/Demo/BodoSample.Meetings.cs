using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Host.Demo;

/// <summary>Bystyret's meeting with case 15 of the year, the steering group's every 14 days, and the report's way to Bystyret.</summary>
internal static partial class BodoSample
{
    private static async Task MeetingsAsync(
        SampleWriter w,
        string project,
        string council,
        string committee,
        string steering,
        string lead,
        SampleCalendar when
    )
    {
        const string Place = "Bodø rådhus";
        var day = when.Days(2);
        var report = await w.CaseAsync(
            new()
            {
                Title = "Sluttrapport for fase 1 av Framtida vårres del 2",
                Background = "Rapporten med analyse og forslag til tiltak behandles i formannskapet og bystyret før sommeren.",
                Proposal =
                    "Bystyret slutter seg til innsatsområdene i sluttrapporten, og ber om at tiltakene settes i verk med helårseffekt på 60 millioner kroner.",
                Subject = $"{project}/mandates/1",
                SubProject = project,
                Officer = lead,
            },
            (1, steering, when.DateAhead(5, 12)),
            (2, committee, when.DateAhead(6, 9)),
            (3, council, when.DateAhead(6, 24))
        );
        _ = report;
        var meeting = await w.MeetingAsync(council, day, "Bystyresalen", 5, PapersDayKind.WorkingDays);
        meeting = await w.AgendaAsync(
            meeting,
            new AgendaItem
            {
                Title = "Tertialrapport 2 med budsjettreguleringer – Framtida vårres del 2, presisering",
                Kind = AgendaItemKind.Information,
                CaseNumber = SampleWriter.CaseNumber(day, 15),
                ArchiveReference = FormattableString.Invariant($"{day.Year}/6984"),
                Description =
                    "Rådmannen har startet arbeidet med å organisere gjennomføringen. Det foreligger utkast til mandat for fase 1. Det tas forbehold om tidsendringer og endringer i mandatet.",
                Presenter = "rådmannen",
            }
        );
        meeting = await w.HoldAsync(meeting, "Rådmannen og HR-sjefen", ("Jens Petter Kjerringøy", ""));
        meeting = await w.DecideAsync(
            meeting,
            1,
            Outcome.Noted,
            "Saken tas til orientering. Formannskapet holdes orientert om framdriften."
        );
        await w.FollowUpAsync(meeting, "Orienter formannskapet om framdriften", lead, when.Days(4));

        var first = when.Days(13);
        AgendaItem[] agenda =
        [
            new()
            {
                Title = "Prosjektmandat for Framtida vårres del 2",
                Kind = AgendaItemKind.Decision,
                Proposal = "Styringsgruppen gir sin tilslutning til utkastet til mandat for fase 1.",
                Presenter = "stabslederen",
            },
            new() { Title = "Arbeidsform, metodikk og krav til medvirkning", Kind = AgendaItemKind.Discussion },
            new() { Title = "Konsulentens rolle og bidrag", Kind = AgendaItemKind.Information },
        ];
        if (first.ToDateOnly() <= w.Today)
        {
            // As it was: the group met, and approved its minutes the week after.
            var held = await w.AgendaAsync(await w.MeetingAsync(steering, first, Place, 2, PapersDayKind.CalendarDays), agenda);
            held = await w.HoldAsync(held, "Stabsleder");
            held = await w.DecideAsync(held, 1, Outcome.Adopted, held.Agenda[0].Proposal);
            held = await w.DecideAsync(held, 2, Outcome.Noted, "");
            held = await w.DecideAsync(held, 3, Outcome.Noted, "");
            await w.ApproveAsync(
                held,
                new()
                {
                    Kind = ApprovalKind.ChairAndSecretary,
                    Chair = w.PersonOf("Randi Skjerstadnes"),
                    Secretary = lead,
                    Date = when.Days(20),
                }
            );
            return;
        }
        await w.Organisation.CreateMeetingSeriesAsync(
            new()
            {
                Parent = steering,
                MeetingSeries = new()
                {
                    FirstDate = first,
                    LastDate = when.DateAhead(6, 24),
                    IntervalDays = 14,
                    HolidayRule = SeriesHolidayRule.NextWorkingDay,
                    StartTime = new() { Hours = 9 },
                    EndTime = new() { Hours = 11 },
                    Place = Place,
                    PapersDays = 2,
                    PapersDayKind = PapersDayKind.CalendarDays,
                },
            }
        );
        var meetings = (await w.Organisation.ListMeetingsAsync(new() { Parent = steering })).Meetings;
        await w.SendAsync(await w.AgendaAsync(meetings[0], agenda));
    }
}
