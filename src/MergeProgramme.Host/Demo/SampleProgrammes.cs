using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Host.Demo;

/// <summary>
/// The two real programmes of the seeds, twice: as if their mandates were waiting for BP1 right now, and in their own time. Titles,
/// municipalities, dates and amounts are the documents'; persons and organisation numbers are made up.
/// </summary>
internal static class SampleProgrammes
{
    /// <summary>Loads them through the public contracts. Written days are relative to the day that the host thinks it is.</summary>
    public static async Task LoadAsync(IServiceProvider services)
    {
        SampleWriter.SignIn();
        var today = services.GetRequiredService<TimeProvider>().Today();
        // A week ago: the document has been read, the committee can decide today.
        var now = new SampleCalendar(today.AddDays(-7));
        await IndreOstfoldSample.LoadAsync(new SampleWriter(services), "indre-ostfold", "Indre Østfold kommune", now);
        await BodoSample.LoadAsync(new SampleWriter(services), "bodo-pfv2", "Bodø: Framtida vårres del 2", now);
        await IndreOstfoldSample.LoadAsync(
            new SampleWriter(services),
            "indre-ostfold-2017",
            "Indre Østfold kommune (slik det var i 2017)",
            new SampleCalendar(new DateOnly(2017, 12, 6))
        );
        await BodoSample.LoadAsync(
            new SampleWriter(services),
            "bodo-pfv2-2013",
            "Bodø: Framtida vårres del 2 (slik det var i 2013)",
            new SampleCalendar(new DateOnly(2013, 10, 29))
        );
        await PlanSample.LoadAsync(services, now);
        // After the plans: agreements name their milestones.
        await DependenciesSample.LoadAsync(services, "programmes/indre-ostfold", today);
        await TolerancesSample.LoadAsync(services);
        await ReportsSample.LoadAsync(services, today);
        await SamplePeople.LoadAsync(services);
    }
}
