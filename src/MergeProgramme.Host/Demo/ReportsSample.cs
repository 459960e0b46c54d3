using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Host.Demo;

/// <summary>The reporting rounds of the sample programmes of today: a report that is submitted, one that is being written and one that is late.</summary>
internal static class ReportsSample
{
    private const int Fortnight = 14;
    private const int DueDaysBefore = 2;

    public static async Task LoadAsync(IServiceProvider services, DateOnly today)
    {
        var client = services.GetRequiredService<OrganisationServiceClient>();
        await IndreOstfoldAsync(client, "programmes/indre-ostfold", today);
        await BodoAsync(client, today);
    }

    private static async Task IndreOstfoldAsync(OrganisationServiceClient client, string programme, DateOnly today)
    {
        var a1 = await RoundAsync(
            client,
            $"{programme}/subProjects/a1",
            today.AddDays(-12),
            await PersonAsync(client, programme, "Randi Fossumlia", "leder for delprosjekt A1", "randi.fossumlia")
        );
        await SubmitAsync(
            client,
            await WriteAsync(
                client,
                await BeginAsync(client, a1, today.AddDays(-12)),
                (ReportPartKind.Time, ReportStatus.Green, "Kartleggingen av stillinger er i rute."),
                (ReportPartKind.Cost, ReportStatus.Yellow, "Frikjøp av tillitsvalgte er ikke avklart for våren."),
                (ReportPartKind.Scope, ReportStatus.Green, "Mandatet dekker det vi er bedt om."),
                (ReportPartKind.Benefits, ReportStatus.Green, "Gevinstene er knyttet til felles ledelse."),
                (ReportPartKind.Risk, ReportStatus.Yellow, "Uro i organisasjonen fram til lederne er på plass."),
                (ReportPartKind.Done, default, "Møte med alle fem kommuner om organisasjonskart."),
                (ReportPartKind.Next, default, "Forslag til øverste ledernivå legges fram for PSU."),
                (ReportPartKind.Decisions, default, ""),
                (ReportPartKind.Deviations, default, "")
            )
        );
        await SubmitAsync(
            client,
            await WriteAsync(
                client,
                await BeginAsync(client, a1, today.AddDays(2)),
                (ReportPartKind.Time, ReportStatus.Yellow, "Innplasseringen av ledere er to uker forsinket."),
                (ReportPartKind.Cost, ReportStatus.Green, "Frikjøpet er avklart og ligger innenfor rammen."),
                (ReportPartKind.Scope, default, null),
                (ReportPartKind.Benefits, default, null),
                (ReportPartKind.Risk, default, null),
                (ReportPartKind.Done, default, "Forslaget til øverste ledernivå er drøftet i PSU."),
                (ReportPartKind.Next, default, "Fellesnemnda behandler ledernivået."),
                (ReportPartKind.Decisions, default, "Fellesnemnda må ta stilling til antall kommunalsjefer."),
                (ReportPartKind.Deviations, default, "To ukers forsinkelse i innplasseringen.")
            )
        );

        var a4 = await RoundAsync(client, $"{programme}/subProjects/a4", today.AddDays(-11));
        await SubmitAsync(
            client,
            await WriteAsync(
                client,
                await BeginAsync(client, a4, today.AddDays(-11)),
                (ReportPartKind.Time, ReportStatus.Green, "Mandatet blir ferdig til fristen."),
                (ReportPartKind.Cost, ReportStatus.Green, "Arbeidet er dekket av egne stillinger."),
                (ReportPartKind.Scope, ReportStatus.Yellow, "Uklart om interkommunale ordninger hører til A4 eller A/P4."),
                (ReportPartKind.Benefits, ReportStatus.Yellow, "Gevinsteierne er ikke navngitt."),
                (ReportPartKind.Risk, ReportStatus.Yellow, "Valg av felles journalsystem haster."),
                (ReportPartKind.Done, default, "Fagmøter i alle fem kommuner."),
                (ReportPartKind.Next, default, "Utkast til mandat sendes på høring til tillitsvalgte."),
                (ReportPartKind.Decisions, default, "Grensen mot A/P4 må avklares."),
                (ReportPartKind.Deviations, default, "")
            )
        );
        // Begun, and not ready: the lead sees what is left to confirm.
        await WriteAsync(
            client,
            await BeginAsync(client, a4, today.AddDays(3)),
            (ReportPartKind.Time, ReportStatus.Yellow, "Høringen tok en uke lenger enn planlagt."),
            (ReportPartKind.Cost, default, null),
            (ReportPartKind.Scope, ReportStatus.Green, "Grensen mot A/P4 er avklart.")
        );

        await RoundAsync(
            client,
            $"{programme}/subProjects/a2",
            today.AddDays(-13),
            await PersonAsync(client, programme, "Terje Skogerbråten", "leder for delprosjekt A2", "terje.skogerbraten")
        );
    }

    private static async Task BodoAsync(OrganisationServiceClient client, DateOnly today)
    {
        var listed = await client.ListSubProjectsAsync(new() { Parent = "programmes/bodo-pfv2" });
        var project = await RoundAsync(client, listed.SubProjects[0].Name, today.AddDays(-22));
        await SubmitAsync(
            client,
            await WriteAsync(
                client,
                await BeginAsync(client, project, today.AddDays(-22)),
                (ReportPartKind.Time, ReportStatus.Green, "Oppstartsmøtet i styringsgruppen er holdt."),
                (ReportPartKind.Cost, ReportStatus.Green, "0,5 MNOK er satt av til utredningen."),
                (ReportPartKind.Scope, ReportStatus.Yellow, "Områdene for analyse må avgrenses."),
                (
                    ReportPartKind.Benefits,
                    ReportStatus.Red,
                    "Helårseffekt kan ikke nås uten at tiltak settes i gang før sommeren."
                ),
                (ReportPartKind.Risk, ReportStatus.Yellow, "Overleveringen til linjen er ikke planlagt."),
                (ReportPartKind.Done, default, "Konsulent er engasjert, og prosjektmandatet er skrevet."),
                (ReportPartKind.Next, default, "Metaanalyser av helse- og omsorgsområdet."),
                (ReportPartKind.Decisions, default, "Styringsgruppen må velge innsatsområder."),
                (ReportPartKind.Deviations, default, "")
            )
        );
        // The meeting between them got no report: it is missing. The next one is begun.
        await WriteAsync(
            client,
            await BeginAsync(client, project, today.AddDays(6)),
            (ReportPartKind.Time, ReportStatus.Yellow, "Metaanalysene er en uke forsinket."),
            (ReportPartKind.Benefits, default, null)
        );
    }

    /// <summary>Gives a sub-project a fortnightly cadence whose first report is asked for.</summary>
    private static async Task<string> RoundAsync(
        OrganisationServiceClient client,
        string name,
        DateOnly firstMeeting,
        string lead = ""
    )
    {
        var subProject = await client.GetSubProjectAsync(new() { Name = name });
        if (lead.Length > 0)
            subProject.Lead = lead;
        var last = subProject.ReportingCadence?.LastMeetingDate;
        // Taken away first: what a cadence asked for before does not stand in the way of the sample's.
        subProject.ReportingCadence = null;
        subProject = await client.UpdateSubProjectAsync(new() { SubProject = subProject });
        subProject.ReportingCadence = new()
        {
            IntervalDays = Fortnight,
            DueDaysBefore = DueDaysBefore,
            FirstMeetingDate = firstMeeting.ToDate(),
            LastMeetingDate = last,
            ReportsFromDate = firstMeeting.AddDays(-DueDaysBefore).ToDate(),
        };
        return (await client.UpdateSubProjectAsync(new() { SubProject = subProject })).Name;
    }

    private static async Task<string> PersonAsync(
        OrganisationServiceClient client,
        string programme,
        string name,
        string title,
        string mailbox
    ) =>
        (
            await client.CreatePersonAsync(
                new()
                {
                    Parent = programme,
                    Person = new()
                    {
                        DisplayName = name,
                        Title = title,
                        Email = $"{mailbox}@example.com",
                    },
                }
            )
        ).Name;

    private static async Task<Report> BeginAsync(OrganisationServiceClient client, string subProject, DateOnly meeting) =>
        await client.CreateReportAsync(
            new()
            {
                Parent = subProject,
                Report = new()
                {
                    ReportingOccurrence = FormattableString.Invariant($"{subProject}/reportingOccurrences/{meeting:yyyy-MM-dd}"),
                },
            }
        );

    /// <summary>Says of parts that they have changed, with what; without words, that they have not.</summary>
    private static async Task<Report> WriteAsync(
        OrganisationServiceClient client,
        Report report,
        params (ReportPartKind Kind, ReportStatus Status, string? Text)[] parts
    )
    {
        foreach (var (kind, status, text) in parts)
        {
            var part = report.Parts.Single(p => p.Kind == kind);
            await client.UpdateReportPartAsync(
                new()
                {
                    ReportPart = new(part)
                    {
                        Status = text is null ? part.Status : status,
                        Text = text ?? part.Text,
                        Confirmation = text is null ? PartConfirmation.Unchanged : PartConfirmation.Changed,
                    },
                    UpdateMask = new FieldMask { Paths = { "status", "text", "confirmation" } },
                }
            );
        }
        return await client.GetReportAsync(new() { Name = report.Name });
    }

    private static async Task SubmitAsync(OrganisationServiceClient client, Report report) =>
        await client.SubmitReportAsync(new() { Name = report.Name, Etag = report.Etag });
}
