using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using Date = Google.Type.Date;

namespace MergeProgramme.Host.Demo;

/// <summary>Budgets of the sample programmes. Frames are the documents'; what is bound and booked is made up.</summary>
internal static class BudgetSample
{
    /// <summary>0.5 MNOK in the tertial before the mandate for the assessment, then 2 MNOK a year for a project organisation.</summary>
    public static async Task BodoAsync(SampleWriter w, string project, SampleCalendar when)
    {
        var tertial = Tertial.Of(when.MandateDate).Plus(-1);
        await FrameAsync(
            w,
            project,
            tertial.Year,
            tertial.Number,
            CostKind.Assessment,
            500_000,
            "Økonomisk ramme for utredningen: kjøp av prosjektleder og annen konsulentbruk",
            "13/169",
            when.Days(-21)
        );
        for (var year = when.Year + 1; year <= when.Year + 2; year++)
            await FrameAsync(
                w,
                project,
                year,
                0,
                CostKind.ProjectOrganisation,
                2_000_000,
                "Prosjektorganisasjon ved siden av driften, 1,5–2,0 mill. i året (2–3 stillinger)",
                "",
                when.Days(-7)
            );
        var consultants = await CommitAsync(
            w,
            project,
            "KS-Konsulent",
            "Analyse og utredning, fase 1",
            CostKind.Assessment,
            380_000,
            when.Days(0).Year == tertial.Year ? when.Days(0) : tertial.LastDay.ToDate()
        );
        var first = tertial.LastDay.ToDate();
        await BookAsync(
            w,
            project,
            "Visma Bodø",
            (first, "30211", "12700", "KS-Konsulent, oppstart", 96_250, CostKind.Assessment),
            (first, "30244", "11500", "Reise og møter", 14_830, CostKind.Assessment),
            (first, "30251", "12700", "KS-Konsulent, kreditnota for dobbeltført dag", -11_500, CostKind.Assessment)
        );
        await w.Mandates.DrawDownCommitmentAsync(
            new()
            {
                Name = consultants.Name,
                Etag = consultants.Etag,
                Drawdown = new()
                {
                    Amount = SampleWriter.Nok(96_250),
                    Date = first,
                    Voucher = "30211",
                },
            }
        );
        await ForecastAsync(
            w,
            project,
            tertial.Year,
            CostKind.Assessment,
            540_000,
            "Avtalen med KS-Konsulent og reiser til andre kommuner",
            "Besøkene til kommuner som har fått til hverdagsrehabilitering, ble flere enn planlagt. Resten av året gjøres møter på video."
        );
    }

    /// <summary>A1's frames are its approved mandate's. A4's wait for BP1, with up to 2 MNOK a year and ICT procurement on top.</summary>
    public static async Task IndreOstfoldAsync(SampleWriter w, string a1, string a4, SampleCalendar when)
    {
        await w.Mandates.AdoptBudgetAsync(new() { Parent = a1 });
        for (var year = when.Year + 1; year <= when.Year + 2; year++)
        {
            const string Why = "Etter utkastet til mandat. Settes endelig når fellesnemnda har vedtatt det.";
            await FrameAsync(w, a4, year, 0, CostKind.Operations, 2_000_000, Why, "", when.Mandate);
            await FrameAsync(
                w,
                a4,
                year,
                0,
                CostKind.Procurement,
                null,
                "Anskaffelse av IKT og velferdsteknologi kommer i tillegg",
                "",
                when.Mandate
            );
        }
        await FrameAsync(
            w,
            a4,
            when.Year,
            0,
            CostKind.ProjectOrganisation,
            450_000,
            "Prosjektleder i 100 % stilling fram til mandatet er vedtatt",
            "",
            when.Days(-60)
        );
        await FrameAsync(
            w,
            w.Programme,
            when.Year,
            0,
            CostKind.Operations,
            900_000,
            "Fellesnemndas budsjett for felles samlinger",
            "4/17",
            when.Days(-60)
        );
        await CommitAsync(
            w,
            a4,
            "Tjenestedesign Øst AS",
            "Veiledere til tjenestedesign",
            CostKind.Operations,
            640_000,
            when.NewYear(1)
        );
        await CommitAsync(
            w,
            a4,
            "Kommunene",
            "Frikjøp av deltagere i arbeidsgruppene",
            CostKind.Operations,
            820_000,
            when.NewYear(1)
        );
        await CommitAsync(
            w,
            w.Programme,
            "Askim kulturhus",
            "Samling for alle lederne",
            CostKind.Operations,
            68_000,
            when.Days(0)
        );
        var paid = when.Days(-20);
        await BookAsync(
            w,
            a4,
            "Visma Askim",
            (when.Days(-40), "18012", "10100", "Lønn prosjektleder", 71_416, CostKind.ProjectOrganisation),
            (paid, "18077", "10100", "Lønn prosjektleder", 71_416, CostKind.ProjectOrganisation),
            (paid, "18081", "11500", "Studiebesøk, velferdsteknologi", 18_640, CostKind.ProjectOrganisation)
        );
        await BookAsync(
            w,
            w.Programme,
            "Visma Askim",
            (paid, "18090", "11200", "Kick-off for lederne, foredragsholdere", 124_900, CostKind.Operations)
        );
        await ForecastAsync(
            w,
            a4,
            when.Year + 1,
            CostKind.Operations,
            2_150_000,
            "Frikjøp i ti arbeidsgrupper og veiledere",
            "Flere arbeidsgrupper enn lagt til grunn. Styringsgruppen får forslag om å slå sammen tre av dem."
        );
        await ForecastAsync(w, a4, when.Year, CostKind.ProjectOrganisation, 430_000, "Lønn til og med desember", "");
        await ForecastAsync(w, w.Programme, when.Year, CostKind.Operations, 880_000, "Én samling gjenstår", "");
    }

    private static async Task FrameAsync(
        SampleWriter w,
        string place,
        int year,
        int tertial,
        CostKind kind,
        long? kroner,
        string reason,
        string caseNumber,
        Date decided
    ) =>
        await w.Mandates.CreateBudgetLineAsync(
            new()
            {
                Parent = place,
                BudgetLine = new()
                {
                    Year = year,
                    Tertial = tertial,
                    Kind = kind,
                },
                Change = new()
                {
                    ToAmount = kroner is { } set ? SampleWriter.Nok(set) : null,
                    Reason = reason,
                    CaseNumber = caseNumber,
                    DecisionDate = decided,
                },
            }
        );

    private static async Task<Commitment> CommitAsync(
        SampleWriter w,
        string place,
        string supplier,
        string subject,
        CostKind kind,
        long kroner,
        Date expected
    ) =>
        await w.Mandates.CreateCommitmentAsync(
            new()
            {
                Parent = place,
                Commitment = new()
                {
                    Supplier = supplier,
                    Subject = subject,
                    Kind = kind,
                    Amount = SampleWriter.Nok(kroner),
                    ExpectedDate = expected,
                },
            }
        );

    private static async Task BookAsync(
        SampleWriter w,
        string place,
        string system,
        params (Date Date, string Voucher, string Account, string Text, long Kroner, CostKind Kind)[] entries
    ) =>
        await w.Mandates.ImportActualsAsync(
            new()
            {
                Parent = place,
                Entries =
                {
                    entries.Select(e => new ActualEntry
                    {
                        AccountEntry = new()
                        {
                            SourceSystem = system,
                            Voucher = e.Voucher,
                            Date = e.Date,
                            Account = e.Account,
                            Text = e.Text,
                            Amount = SampleWriter.Nok(e.Kroner),
                            Kind = e.Kind,
                        },
                    }),
                },
            }
        );

    private static async Task ForecastAsync(
        SampleWriter w,
        string place,
        int year,
        CostKind kind,
        long kroner,
        string reason,
        string explanation
    ) =>
        await w.Mandates.CreateForecastAsync(
            new()
            {
                Parent = place,
                Forecast = new() { Year = year, Kind = kind },
                Statement = new()
                {
                    Amount = SampleWriter.Nok(kroner),
                    Reason = reason,
                    Explanation = explanation,
                },
            }
        );
}
