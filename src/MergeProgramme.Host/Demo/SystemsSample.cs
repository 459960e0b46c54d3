using MergeProgramme.Procurement.V1;
using Date = Google.Type.Date;

namespace MergeProgramme.Host.Demo;

/// <summary>The systems of the five municipalities, by function. Systems and vendors are made up.</summary>
internal static class SystemsSample
{
    private const string Alfa = "Alfa Omsorgsdata AS";
    private const string Beta = "Beta Helsesystem AS";
    private const string Delta = "Delta Lønn AS";
    private const string Gamma = "Gamma Arkiv AS";

    /// <summary>Fills the matrix.</summary>
    /// <param name="shires">Names of the five, Askim first, in the order of the documents, and then of the new one.</param>
    public static async Task IndreOstfoldAsync(SampleWriter w, SampleCalendar when, IReadOnlyList<string> shires)
    {
        var (askim, eidsberg, hobol, spydeberg, trogstad, newOne) = (
            shires[0],
            shires[1],
            shires[2],
            shires[3],
            shires[4],
            shires[5]
        );
        await HealthRecordsAsync(w, when, askim, eidsberg, hobol, spydeberg, trogstad);

        var payroll = await FunctionAsync(w, "Lønn og personal", "Lønnskjøring, turnus og personalmapper.");
        var first = await SystemAsync(
            w,
            payroll,
            askim,
            "Lønn Delta",
            Delta,
            when.NewYear(4),
            null,
            890_000,
            1900,
            Keep("Størst, og kan ta alle fem.")
        );
        foreach (
            var (shire, title, cost, state) in ((string, string, long, MigrationState)[])
                [
                    (eidsberg, "Lønn Delta", 720_000, MigrationState.Planned),
                    (hobol, "Personal Epsilon", 310_000, MigrationState.UnderWay),
                    (trogstad, "Personal Epsilon", 335_000, MigrationState.NotStarted),
                ]
        )
            await SystemAsync(
                w,
                payroll,
                shire,
                title,
                title == "Lønn Delta" ? Delta : "Epsilon Personal AS",
                when.NewYear(3),
                when.Days(120),
                cost,
                0,
                s =>
                {
                    (s.Verdict, s.VerdictReason, s.Successor, s.MigrationState) = (
                        SystemVerdict.Replace,
                        "Askims avtale dekker alle.",
                        first,
                        state
                    );
                }
            );
        // Nobody has seen yet that two are paid for.
        await SystemAsync(
            w,
            payroll,
            spydeberg,
            "Lønn Delta",
            Delta,
            when.NewYear(5),
            null,
            295_000,
            640,
            Keep("Avtalen er nylig fornyet.")
        );

        var archive = await FunctionAsync(w, "Sak og arkiv", "Saksbehandling, postliste og møter.");
        var next = await SystemAsync(
            w,
            archive,
            newOne,
            "Sakarkiv Gamma",
            Gamma,
            when.NewYear(6),
            null,
            1_400_000,
            0,
            s => (s.Verdict, s.VerdictReason) = (SystemVerdict.Extend, "Eidsbergs rammeavtale har opsjon på flere kommuner.")
        );
        foreach (
            var (shire, title, cost) in ((string, string, long)[])
                [
                    (askim, "Arkiv Zeta", 610_000),
                    (eidsberg, "Sakarkiv Gamma", 540_000),
                    (hobol, "Arkiv Zeta", 240_000),
                    (spydeberg, "Arkiv Zeta", 260_000),
                ]
        )
            await SystemAsync(
                w,
                archive,
                shire,
                title,
                title == "Arkiv Zeta" ? "Zeta Dokument AS" : Gamma,
                when.NewYear(3),
                when.Days(240),
                cost,
                0,
                s =>
                {
                    (s.Verdict, s.VerdictReason, s.Successor) = (SystemVerdict.Replace, "Felles arkiv fra første dag.", next);
                    s.MigrationState = MigrationState.Planned;
                    s.DataHeld = "Saker siden 2004. Eldre saker er på papir.";
                }
            );
        await SystemAsync(
            w,
            archive,
            trogstad,
            "Arkiv Eta",
            "Eta Kontor AS",
            null,
            null,
            180_000,
            0,
            s =>
                (s.Verdict, s.VerdictReason, s.MigrationState) = (
                    SystemVerdict.Archive,
                    "Avsluttet arkiv, deponeres.",
                    MigrationState.NotStarted
                )
        );

        var alarms = await FunctionAsync(w, "Trygghetsalarm", "Alarmer hjemme hos brukerne, og hvem som rykker ut.");
        foreach (var shire in (string[])[askim, eidsberg, hobol, spydeberg])
            await SystemAsync(
                w,
                alarms,
                shire,
                "Alarm Theta",
                "Theta Trygghet AS",
                when.NewYear(4),
                null,
                150_000,
                0,
                s => (s.Verdict, s.VerdictReason) = (SystemVerdict.Retire, "Avtalen dekker ikke et felles alarmmottak.")
            );

        await w.Procurement.CreateServiceFunctionAsync(
            new()
            {
                Parent = w.Programme,
                ServiceFunction = new() { Title = "Søknad om kulturmidler", Description = "Kan vente til etter virkningsdagen." },
            }
        );
    }

    // Two systems in five municipalities: the choice that the rest waits for.
    private static async Task HealthRecordsAsync(
        SampleWriter w,
        SampleCalendar when,
        string askim,
        string eidsberg,
        string hobol,
        string spydeberg,
        string trogstad
    )
    {
        var records = await FunctionAsync(
            w,
            "Elektronisk pasientjournal",
            "Journal for hjemmetjeneste, sykehjem, helsestasjon og legevakt."
        );
        const string Data = "Journaler siden 2001, meldinger og medisinlister. Kopi av hele basen må kunne leses i minst ti år.";
        const string Links = "Nasjonal kjernejournal, e-resept, meldinger med sykehus og fastleger, lønn (turnus).";
        foreach (
            var (shire, alfa, end, notice, cost, users) in ((string, bool, Date?, Date?, long, int)[])
                [
                    (askim, true, when.NewYear(4), when.NewYear(3), 1_450_000, 610),
                    (eidsberg, true, when.NewYear(3), when.Days(40), 1_120_000, 480),
                    (hobol, false, when.NewYear(2), when.Days(-20), 520_000, 190),
                    (spydeberg, false, when.NewYear(3), when.Days(300), 560_000, 210),
                    (trogstad, false, null, when.NewYear(2), 540_000, 205),
                ]
        )
            await SystemAsync(
                w,
                records,
                shire,
                alfa ? "Omsorgsjournal Alfa" : "Helsejournal Beta",
                alfa ? Alfa : Beta,
                end,
                notice,
                cost,
                users,
                s =>
                {
                    (s.DataHeld, s.Integrations, s.Owner) = (Data, Links, "Helse- og omsorgssjefen");
                    s.MigrationState = MigrationState.NotStarted;
                }
            );
    }

    private static Action<LegacySystem> Keep(string reason) =>
        s => (s.Verdict, s.VerdictReason, s.MigrationState) = (SystemVerdict.Keep, reason, MigrationState.NotNeeded);

    private static async Task<string> FunctionAsync(SampleWriter w, string title, string description) =>
        (
            await w.Procurement.CreateServiceFunctionAsync(
                new()
                {
                    Parent = w.Programme,
                    ServiceFunction = new()
                    {
                        Title = title,
                        Description = description,
                        NeededOnVestingDay = true,
                    },
                }
            )
        ).Name;

    private static async Task<string> SystemAsync(
        SampleWriter w,
        string function,
        string shire,
        string title,
        string vendor,
        Date? end,
        Date? notice,
        long cost,
        int users,
        Action<LegacySystem> more
    )
    {
        var system = new LegacySystem
        {
            ServiceFunction = function,
            Municipality = shire,
            Title = title,
            Vendor = vendor,
            Owner = "IKT-leder",
            ContractEndDate = end,
            NoticeDate = notice,
            YearlyCost = new() { CurrencyCode = "NOK", Units = cost },
            UserCount = users,
        };
        more(system);
        return (await w.Procurement.CreateLegacySystemAsync(new() { Parent = w.Programme, LegacySystem = system })).Name;
    }
}
