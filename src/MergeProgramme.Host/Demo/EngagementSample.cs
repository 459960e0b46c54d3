using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Host.Demo;

/// <summary>Whom Indre Østfold has met, what they said, what is laid before them and what they are told.</summary>
internal static class EngagementSample
{
    /// <param name="outside">The stakeholders of the sample, by what they are called in it.</param>
    public static async Task IndreOstfoldAsync(
        SampleWriter w,
        string a4,
        IReadOnlyDictionary<string, string> outside,
        SampleCalendar when
    )
    {
        await StandsAsync(
            w,
            outside["NAV"],
            StakeholderAttitude.Neutral,
            StakeholderAttitude.Supportive,
            "Månedlig kontaktmøte."
        );
        await StandsAsync(
            w,
            outside["Sykehuset"],
            StakeholderAttitude.Supportive,
            StakeholderAttitude.Leading,
            "Egen samarbeidsavtale før virkningsdagen."
        );
        await StandsAsync(
            w,
            outside["Brukere"],
            StakeholderAttitude.Sceptical,
            StakeholderAttitude.Supportive,
            "Høres før hvert valg."
        );
        var hospital = outside["Sykehuset"];
        var users = outside["Brukere"];
        var dialogue = await EngagementAsync(
            w,
            "Dialogmøte om pasientforløp",
            EngagementKind.Meeting,
            when.Days(-40),
            "Kalnes",
            "Sykehuset vil ha én kontakt for utskrivningsklare pasienter fra første dag.",
            a4,
            hospital
        );
        await EngagementAsync(
            w,
            "Studiebesøk hos utviklingssenteret",
            EngagementKind.StudyVisit,
            when.Days(-34),
            "Eidsberg",
            "Gruppen så hvordan fagutviklingen er lagt opp, og hva som står på spill når eierkommunen blir en annen.",
            a4,
            outside["Utviklingssenter"]
        );
        var workshop = await EngagementAsync(
            w,
            "Verksted med brukere og pårørende",
            EngagementKind.Workshop,
            when.Days(-28),
            "Askim kulturhus",
            "34 deltakere. De fleste er redde for at tilbudet flytter langt unna.",
            a4,
            users
        );
        var oneDoor = await InputAsync(
            w,
            hospital,
            dialogue,
            when.Days(-40),
            "Kommunen må ha én kontakt for utskrivningsklare pasienter fra første dag.",
            a4
        );
        oneDoor = await AnswerAsync(
            w,
            oneDoor,
            InputState.TakenIn,
            "Det står nå som eget mål i mandatet.",
            "Mandatet for A4, mål 1"
        );
        await w.Stakeholders.TellInputAsync(
            new()
            {
                Name = oneDoor.Name,
                // The day on which it was answered: the sample is written on one day.
                TellDate = oneDoor.AnswerDate,
                TellChannel = "Brev",
                Etag = oneDoor.Etag,
            }
        );
        var near = await InputAsync(
            w,
            users,
            workshop,
            when.Days(-28),
            "Dagtilbudet for personer med demens må bli der folk bor.",
            a4
        );
        await AnswerAsync(
            w,
            near,
            InputState.PartlyTakenIn,
            "Tilbudet blir i alle fem tettsteder ut det første året. Hva som skjer etterpå, utredes.",
            "Mandatet for A4, avgrensninger"
        );
        await InputAsync(
            w,
            users,
            workshop,
            when.Days(-28),
            "Pårørende må kunne lese journalen i samme system, uansett hvor i kommunen den syke bor.",
            a4
        );

        var consultation = await w.Stakeholders.CreateConsultationAsync(
            new()
            {
                Parent = w.Programme,
                Consultation = new()
                {
                    Title = "Plassering av helsehus",
                    Introduction =
                        "Delprosjektet foreslår ett helsehus med korttidsplasser, legevakt og fysioterapi. Vi ber om syn på hvor det skal ligge, og hva som må være på plass.",
                    Points =
                    {
                        new ConsultationPoint { Text = "Hvor bør helsehuset ligge?" },
                        new ConsultationPoint { Text = "Hvilke tjenester må være der fra første dag?" },
                    },
                    Stakeholders = { hospital, users, outside["NAV"], outside["Helsedirektoratet"] },
                    DeadlineDate = when.Days(60),
                    SubProject = a4,
                    ShortDeadlineReason = "Fellesnemnda skal vedta plasseringen sammen med BP2.",
                    Published = true,
                },
            }
        );
        // A sample in the documents' own time is over by now: its consultation stays a draft.
        if (consultation.LastDate.ToDateOnly() >= w.Today)
        {
            await w.Stakeholders.OpenConsultationAsync(new() { Name = consultation.Name, Etag = consultation.Etag });
            await w.Stakeholders.CreateInputAsync(
                new()
                {
                    Parent = w.Programme,
                    Input = new()
                    {
                        Stakeholder = hospital,
                        Consultation = consultation.Name,
                        Point = 1,
                        Stance = InputStance.SupportsWithRemarks,
                        ReceiveDate = w.Today.ToDate(),
                        Text = "Askim, nær stasjonen: korteste vei for ambulansen til Kalnes.",
                        SubProject = a4,
                    },
                }
            );
        }

        await w.Stakeholders.UpdatePublicPageAsync(
            new()
            {
                PublicPage = new()
                {
                    Name = $"{w.Programme}/publicPage",
                    Published = true,
                    Title = "Nye Indre Østfold kommune",
                    Introduction =
                        "Askim, Eidsberg, Hobøl, Spydeberg og Trøgstad blir én kommune.\n\n"
                        + "Alle tjenester skal virke fra første dag. Etterpå skal de bli bedre enn hver kommune kunne gjøre dem alene.",
                    Deciders =
                    {
                        new PublicDecider
                        {
                            Title = "Fellesnemnda",
                            Description = "Folkevalgte fra alle fem kommunene. Vedtar det som binder den nye kommunen.",
                        },
                        new PublicDecider
                        {
                            Title = "Styringsgruppen",
                            Description = "Rådmennene og tillitsvalgte. Godkjenner mandatene og følger opp arbeidet.",
                        },
                        new PublicDecider
                        {
                            Title = "Kommunestyrene",
                            Description = "Vedtar det som gjelder den enkelte kommunen fram til sammenslåingen.",
                        },
                    },
                    Contact = "Programkontoret for nye Indre Østfold",
                    ContactEmail = "programkontoret@example.no",
                    ContactAddress = "Askim rådhus",
                },
            }
        );

        var newsletter = await CommunicationAsync(
            w,
            new()
            {
                Title = "Nyhetsbrev om A4",
                Stakeholders = { users, hospital, outside["NAV"] },
                Purpose = "Alle skal vite hva som er bestemt og hva som kommer.",
                Message = "Hva som er avklart i delprosjektet, og hva vi spør om framover.",
                Channel = "Nyhetsbrev",
                Frequency = CommunicationFrequency.Monthly,
                StartDate = when.Days(-50),
                EndDate = when.NewYear(2),
                Responsible = "Kommunikasjonsrådgiveren",
                SubProject = a4,
            }
        );
        await w.Stakeholders.RecordCommunicationAsync(
            new()
            {
                Name = newsletter.Name,
                DueDate = newsletter.StartDate,
                State = OccurrenceState.Done,
                DoneDate = when.Days(-49),
                Note = "Sendt ut, arkivsak 17/402",
            }
        );
        await CommunicationAsync(
            w,
            new()
            {
                Title = "Orientering for direktoratet",
                Stakeholders = { outside["Helsedirektoratet"] },
                Message = "Tidsplanen for valg av journalsystem, og hvor vi trenger råd.",
                Channel = "Møte",
                Frequency = CommunicationFrequency.Tertial,
                StartDate = when.Days(20),
                EndDate = when.NewYear(2),
                Responsible = "Prosjektleder A4",
                SubProject = a4,
            }
        );
    }

    private static async Task StandsAsync(
        SampleWriter w,
        string stakeholder,
        StakeholderAttitude now,
        StakeholderAttitude wanted,
        string strategy
    ) =>
        await w.Stakeholders.UpdateStakeholderAsync(
            new()
            {
                Stakeholder = new()
                {
                    Name = stakeholder,
                    Attitude = now,
                    WantedAttitude = wanted,
                    Strategy = strategy,
                },
                UpdateMask = new() { Paths = { "attitude", "wanted_attitude", "strategy" } },
            }
        );

    private static async Task<string> EngagementAsync(
        SampleWriter w,
        string title,
        EngagementKind kind,
        Google.Type.Date date,
        string place,
        string summary,
        string subProject,
        string stakeholder
    ) =>
        (
            await w.Stakeholders.CreateEngagementAsync(
                new()
                {
                    Parent = w.Programme,
                    Engagement = new()
                    {
                        Title = title,
                        Kind = kind,
                        Date = date,
                        Place = place,
                        Summary = summary,
                        Stakeholders = { stakeholder },
                        SubProjects = { subProject },
                    },
                }
            )
        ).Name;

    private static async Task<Input> InputAsync(
        SampleWriter w,
        string stakeholder,
        string engagement,
        Google.Type.Date date,
        string text,
        string subProject
    ) =>
        await w.Stakeholders.CreateInputAsync(
            new()
            {
                Parent = w.Programme,
                Input = new()
                {
                    Stakeholder = stakeholder,
                    Engagement = engagement,
                    ReceiveDate = date,
                    Text = text,
                    SubProject = subProject,
                },
            }
        );

    private static async Task<Input> AnswerAsync(SampleWriter w, Input input, InputState state, string answer, string place) =>
        await w.Stakeholders.AnswerInputAsync(
            new()
            {
                Name = input.Name,
                State = state,
                Answer = answer,
                AnswerPlace = place,
                Etag = input.Etag,
            }
        );

    private static async Task<CommunicationItem> CommunicationAsync(SampleWriter w, CommunicationItem item) =>
        await w.Stakeholders.CreateCommunicationItemAsync(new() { Parent = w.Programme, CommunicationItem = item });
}
