using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Client = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Organisation.Tests.Reports;

/// <summary>A lead at work on the reports of one sub-project that meets every 14 days and reports two days before.</summary>
internal sealed class Reporter(Client client, SubProject subProject)
{
    public string SubProject => subProject.Name;

    public Client Client => client;

    /// <summary>Today as the tests' hosts have it.</summary>
    public static DateOnly Today => TimeProvider.System.Today();

    /// <summary>A sub-project whose first meeting is some days from today, and whose reports are asked for from the first on.</summary>
    public static async Task<Reporter> BeginAsync(
        Office office,
        int firstMeeting,
        string code = "A4",
        DateOnly? today = null,
        Action<ReportingCadence>? change = null
    )
    {
        var first = (today ?? Today).AddDays(firstMeeting);
        var made = await office.SubProjectAsync(code);
        made.ReportingCadence = new()
        {
            IntervalDays = 14,
            DueDaysBefore = 2,
            FirstMeetingDate = first.ToDate(),
            ReportsFromDate = first.AddDays(-60).ToDate(),
        };
        change?.Invoke(made.ReportingCadence);
        return new(office.Client, await office.Client.UpdateSubProjectAsync(new() { SubProject = made }));
    }

    public string OccurrenceName(DateOnly planned) =>
        FormattableString.Invariant($"{SubProject}/reportingOccurrences/{planned:yyyy-MM-dd}");

    public async Task<ReportingOccurrence> OccurrenceAsync(DateOnly planned) =>
        await client.GetReportingOccurrenceAsync(new() { Name = OccurrenceName(planned) });

    public async Task<Report> CreateAsync(DateOnly planned) =>
        await client.CreateReportAsync(
            new()
            {
                Parent = SubProject,
                Report = new() { ReportingOccurrence = OccurrenceName(planned) },
            }
        );

    public async Task<ReportPart> WriteAsync(ReportPart part, Action<ReportPart> change)
    {
        var written = part.Clone();
        change(written);
        return await client.UpdateReportPartAsync(new() { ReportPart = written });
    }

    /// <summary>Says of every part that it has changed, with a status and words.</summary>
    public async Task<Report> FillInAsync(
        Report report,
        ReportStatus status = ReportStatus.Green,
        string words = "Går etter planen"
    )
    {
        foreach (var part in report.Parts)
            await WriteAsync(
                part,
                p =>
                {
                    p.Status = p.Kind <= ReportPartKind.Risk ? status : ReportStatus.Unspecified;
                    p.Text = $"{words}: {p.Kind}";
                    p.Confirmation = PartConfirmation.Changed;
                }
            );
        return await GetAsync(report);
    }

    public async Task<Report> GetAsync(Report report) => await client.GetReportAsync(new() { Name = report.Name });

    public async Task<Report> SubmitAsync(Report report) =>
        await client.SubmitReportAsync(new() { Name = report.Name, Etag = report.Etag });

    /// <summary>A report that has been written and submitted.</summary>
    public async Task<Report> DeliverAsync(
        DateOnly planned,
        ReportStatus status = ReportStatus.Green,
        string words = "Går etter planen"
    ) => await SubmitAsync(await FillInAsync(await CreateAsync(planned), status, words));
}
