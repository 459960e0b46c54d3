using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Host.Demo;

/// <summary>Meetings of A4's steering group and the joint committee, and cases on their way.</summary>
internal static partial class IndreOstfoldSample
{
    private const string Place = "Askim rådhus, møterom Solbergfoss";

    private static async Task MeetingsAsync(
        SampleWriter w,
        string a4,
        string committee,
        string group,
        SampleCalendar when,
        IReadOnlyList<(string Name, string Municipality)> merging
    )
    {
        var (first, second, next) = (
            SampleWriter.AtWork(when.Days(-21)),
            SampleWriter.AtWork(when.Days(0)),
            SampleWriter.AtWork(when.Days(21))
        );
        var mandate = await w.CaseAsync(
            new()
            {
                Title = "Mandat for delprosjekt A4 Helse, sosial og omsorg",
                Background =
                    "Delprosjektet skal utrede og anbefale en framtidsrettet og effektiv helse-, sosial- og omsorgstjeneste for den nye kommunen. Mandatet bygger på malen for konseptfasen.",
                Proposal = "Mandatet for delprosjekt A4 godkjennes, og konseptfasen startes.",
                Subject = $"{a4}/mandates/1",
                SubProject = a4,
                Officer = w.PersonOf("Ingrid Solbakkmoen"),
            },
            (1, group, second),
            (2, committee, next)
        );
        var journal = await w.CaseAsync(
            new()
            {
                Title = "Felles journalsystem for helse og omsorg",
                Proposal = "Styringsgruppen ber A4.2 legge fram alternativer for felles journalsystem innen 1. april.",
                SubProject = a4,
            },
            (1, group, when.Days(-3)),
            (2, committee, next)
        );
        await SteeringGroupMeetingsAsync(w, group, mandate, first, second, when);
        await NameOfMunicipalityAsync(w, committee, when, next, merging);
        // In the sample's own time there is nothing ahead.
        if (next.ToDateOnly() <= w.Today)
            return;
        var coming = await w.MeetingAsync(committee, next, "Eidsberg rådhus, kommunestyresalen", 5, PapersDayKind.WorkingDays);
        await w.AgendaAsync(
            coming,
            new AgendaItem { Title = "Godkjenning av innkalling og saksliste", Kind = AgendaItemKind.Decision },
            new AgendaItem
            {
                Title = mandate.Title,
                Kind = AgendaItemKind.Decision,
                Case = mandate.Name,
                CaseNumber = SampleWriter.CaseNumber(next, 1),
                Presenter = "Ingrid Solbakkmoen",
            }
        );
        var series = await w.Organisation.CreateMeetingSeriesAsync(
            new()
            {
                Parent = group,
                MeetingSeries = new()
                {
                    FirstDate = SampleWriter.AtWork(when.Days(14)),
                    LastDate = when.Days(98),
                    IntervalDays = 14,
                    HolidayRule = SeriesHolidayRule.NextWorkingDay,
                    StartTime = new() { Hours = 9 },
                    EndTime = new() { Hours = 11 },
                    Place = Place,
                    PapersDays = 2,
                    PapersDayKind = PapersDayKind.WorkingDays,
                },
            }
        );
        var meetings = (await w.Organisation.ListMeetingsAsync(new() { Parent = group, StartDate = series.FirstDate })).Meetings;
        var agenda = await w.AgendaAsync(
            meetings[0],
            new AgendaItem { Title = "Godkjenning av protokoll fra forrige møte", Kind = AgendaItemKind.Decision },
            new AgendaItem
            {
                Title = journal.Title,
                Kind = AgendaItemKind.Decision,
                Case = journal.Name,
                CaseNumber = SampleWriter.CaseNumber(meetings[0].Date, 4),
                Description = "De fem kommunene har tre ulike journalsystemer i dag. Avtalene løper ut til ulik tid.",
                Presenter = "Ingrid Solbakkmoen",
            },
            new AgendaItem { Title = "Status fra arbeidsgruppene", Kind = AgendaItemKind.Information }
        );
        await w.Organisation.RecordAttendanceAsync(
            new()
            {
                Name = agenda.Name,
                Attendances =
                {
                    new Attendance { Person = w.PersonOf("Nina Grønnsund"), Status = AttendanceStatus.Excused },
                },
            }
        );
        await w.Organisation.CancelMeetingAsync(
            new() { Name = meetings[2].Name, Reason = "Felles samling for alle delprosjektene samme dag" }
        );
        await w.Organisation.MoveMeetingAsync(
            new()
            {
                Name = meetings[3].Name,
                Date = SampleWriter.AtWork(meetings[3].Date.ToDateOnly()!.Value.AddDays(2).ToDate()),
                StartTime = new() { Hours = 12 },
                EndTime = new() { Hours = 14 },
                Place = Place,
                Reason = "Kolliderer med møte i fellesnemnda",
            }
        );
    }

    private static async Task SteeringGroupMeetingsAsync(
        SampleWriter w,
        string group,
        Case mandate,
        Google.Type.Date first,
        Google.Type.Date second,
        SampleCalendar when
    )
    {
        var (chair, lead, deputy) = (
            w.PersonOf("Hanne Vestbymoen"),
            w.PersonOf("Ingrid Solbakkmoen"),
            w.PersonOf("Siri Langenes")
        );
        var start = await w.MeetingAsync(group, first, Place, 2, PapersDayKind.WorkingDays);
        start = await w.AgendaAsync(
            start,
            new AgendaItem
            {
                Title = "Arbeidsform og møteplan",
                Kind = AgendaItemKind.Decision,
                CaseNumber = SampleWriter.CaseNumber(first, 1),
                Proposal = "Styringsgruppen møtes hver 14. dag. Sakspapirer sendes to virkedager før møtet.",
            },
            new AgendaItem
            {
                Title = "Medvirkning fra tillitsvalgte og vernetjenesten",
                Kind = AgendaItemKind.Discussion,
                CaseNumber = SampleWriter.CaseNumber(first, 2),
            }
        );
        start = await w.HoldAsync(start, "Ingrid Solbakkmoen, leder for delprosjekt A4", ("Erik Sandnæss", deputy));
        start = await w.DecideAsync(start, 1, Outcome.Adopted, start.Agenda[0].Proposal);
        start = await w.DecideAsync(
            start,
            2,
            Outcome.Noted,
            "Hovedtillitsvalgte og hovedverneombudet får sakspapirene samtidig med medlemmene."
        );
        await w.FollowUpAsync(
            start,
            "Send møteplanen til alle virksomhetsledere",
            lead,
            when.Days(-14),
            when.Days(-15),
            "Sendt på e-post og lagt ut på prosjektets side."
        );
        await w.FollowUpAsync(
            start,
            "Kartlegg hvem som bruker velferdsteknologi i dag",
            w.PersonOf("Nina Grønnsund"),
            when.Days(-4)
        );
        await w.ApproveAsync(
            start,
            new()
            {
                Kind = ApprovalKind.ChairAndSecretary,
                Chair = chair,
                Secretary = lead,
                Date = SampleWriter.AtWork(when.Days(-14)),
            }
        );

        var treated = await w.MeetingAsync(group, second, Place, 2, PapersDayKind.WorkingDays);
        treated = await w.AgendaAsync(
            treated,
            new AgendaItem
            {
                Title = mandate.Title,
                Kind = AgendaItemKind.Decision,
                Case = mandate.Name,
                CaseNumber = SampleWriter.CaseNumber(second, 3),
                Presenter = "Ingrid Solbakkmoen",
            },
            new AgendaItem { Title = "Status fra arbeidsgruppene", Kind = AgendaItemKind.Information }
        );
        treated = await w.HoldAsync(treated, "Ingrid Solbakkmoen, leder for delprosjekt A4", ("Astrid Ueland", ""));
        var against = w.PersonOf("Farah Nordin");
        await w.DecideAsync(
            treated,
            1,
            Outcome.Amended,
            "Mandatet for delprosjekt A4 anbefales godkjent, med en egen milepæl for medvirkning fra brukerne. Konseptfasen startes.",
            decision =>
            {
                (decision.VotesFor, decision.VotesAgainst) = (8, 1);
                decision.Dissents.Add(
                    new ItemDissent
                    {
                        Person = against,
                        Words = "Tillitsvalgte fikk utkastet to dager før møtet. Det er for kort tid til å høre medlemmene.",
                    }
                );
                decision.Conditions.Add(new DecisionCondition { Text = "Tillitsvalgte høres før saken går til fellesnemnda." });
            }
        );
        await w.FollowUpAsync(treated, "Innarbeid milepælen for medvirkning i mandatet", lead, when.Days(12));
    }

    // The same proposal in every council and in the joint committee.
    private static async Task NameOfMunicipalityAsync(
        SampleWriter w,
        string committee,
        SampleCalendar when,
        Google.Type.Date next,
        IReadOnlyList<(string Name, string Municipality)> merging
    )
    {
        List<string> councils = [];
        foreach (var (name, municipality) in merging)
        {
            councils.Add(
                await w.BodyAsync(
                    new()
                    {
                        DisplayName = $"Kommunestyret i {name}",
                        Kind = BodyKind.LineCouncil,
                        Authority = BodyAuthority.Deciding,
                        Municipality = municipality,
                    }
                )
            );
        }
        var planned = when.Days(-9);
        var name2 = await w.CaseAsync(
            new()
            {
                Title = "Navn på den nye kommunen",
                Background = "De fem kommunestyrene og fellesnemnda må gjøre likelydende vedtak om navnet.",
                Proposal = "Den nye kommunens navn skal være Indre Østfold kommune. Kommunesenteret legges til Askim.",
            },
            [.. councils.Select(c => (1, c, (Google.Type.Date?)planned)), (1, committee, next)]
        );
        await w.TreatAsync(name2, councils[0], Outcome.Adopted, name2.Proposal, planned, 12);
        await w.TreatAsync(
            name2,
            councils[1],
            Outcome.Amended,
            "Den nye kommunens navn skal være Indre Østfold kommune. Kommunesenteret legges til Askim, med tjenestesteder i alle de fem dagens kommuner.",
            planned,
            7
        );
        await w.TreatAsync(name2, councils[2], Outcome.Adopted, name2.Proposal, planned, 21);
        await w.TreatAsync(name2, councils[3], Outcome.Deferred, "", planned, 4);
    }
}
