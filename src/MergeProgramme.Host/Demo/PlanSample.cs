using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Host.Demo;

/// <summary>
/// The plans of the sample programmes of today: A1's taken over from its approved mandate and slipping, others written by hand, a chain to vesting day,
/// something late and something that cannot hold.
/// </summary>
internal sealed class PlanSample
{
    private readonly MandatesServiceClient mandates;
    private readonly string programme;
    private readonly Dictionary<string, string> persons;
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    private PlanSample(MandatesServiceClient mandates, string programme, Dictionary<string, string> persons) =>
        (this.mandates, this.programme, this.persons) = (mandates, programme, persons);

    /// <param name="now">The calendar that the programmes were written by.</param>
    public static async Task LoadAsync(IServiceProvider services, SampleCalendar now)
    {
        var mandates = services.GetRequiredService<MandatesServiceClient>();
        var organisation = services.GetRequiredService<OrganisationServiceClient>();
        await (await OfAsync("programmes/indre-ostfold")).IndreOstfoldAsync(now);
        await (await OfAsync("programmes/bodo-pfv2")).BodoAsync(now);

        async Task<PlanSample> OfAsync(string programme)
        {
            var listed = await organisation.ListPersonsAsync(new() { Parent = programme, PageSize = 1000 });
            return new(
                mandates,
                programme,
                listed
                    .Persons.DistinctBy(p => p.DisplayName)
                    .ToDictionary(p => p.DisplayName, p => p.Name, StringComparer.Ordinal)
            );
        }
    }

    private async Task IndreOstfoldAsync(SampleCalendar when)
    {
        const string A1Lead = "Trond Skjelin";
        const string A4Lead = "Ingrid Solbakkmoen";
        var from = when.MandateDate;
        var vesting = new DateOnly(when.Year + 3, 1, 1);
        DateOnly In(int days) => from.AddDays(days);
        DateOnly Before(int days) => vesting.AddDays(-days);

        await OnAsync("a1", "omstilling", MilestoneKind.Milestone, "Omstillingsavtalen er vedtatt", In(-4), A1Lead);
        foreach (var entry in (await mandates.AdoptPlanAsync(new() { Parent = $"{programme}/subProjects/a1" })).Entries)
        {
            if (entry.Text != "Hovedstruktur vedtatt")
                continue;
            // Three weeks later than what was approved.
            names["struktur"] = entry.Milestone.Name;
            var slipped = entry.Milestone;
            slipped.PlannedEndDate = slipped.PlannedEndDate.ToDateOnly()!.Value.AddDays(21).ToDate();
            slipped.Responsible = persons[A1Lead];
            slipped.Predecessors.Add(new MilestonePredecessor { Predecessor = names["omstilling"], LagDays = 60 });
            await mandates.UpdateMilestoneAsync(new() { Milestone = slipped });
        }
        await PointAsync("a1", DecisionPoint.Bp2, "BP2 Starte planleggingen", In(190));
        await OnAsync(
            "a1",
            "ledere",
            MilestoneKind.Milestone,
            "Lederne på de to øverste nivåene er innplassert",
            Before(365),
            A1Lead,
            ("struktur", 120)
        );
        await OnAsync(
            "a1",
            "ansatte",
            MilestoneKind.Milestone,
            "Alle ansatte har fått tilbud om stilling",
            Before(184),
            A1Lead,
            ("ledere", 150)
        );

        // Waits for A1's structure, which slips: it cannot hold.
        await OnAsync("a2", "kontoplan", MilestoneKind.Milestone, "Felles kontoplan er vedtatt", In(150), "", ("struktur", 14));
        await OnAsync("a2", "ramme", MilestoneKind.Milestone, "Budsjettrammen for den nye organisasjonen er satt", In(77), "");
        await BetweenAsync(
            "a2",
            "okonomi",
            MilestoneKind.Activity,
            "Innføre felles økonomisystem",
            Before(400),
            Before(90),
            "",
            ("kontoplan", 30)
        );
        await OnAsync(
            "a2",
            "budsjett",
            MilestoneKind.Milestone,
            "Budsjettet for det første året er vedtatt",
            Before(24),
            "",
            ("kontoplan", 0)
        );

        // Later than A3 has promised A4: agreements say what that does.
        await OnAsync("a3", "oversikt", MilestoneKind.Milestone, "Oversikten over bygg og kjøkken er ferdig", In(64), "");
        await OnAsync("a3", "bygg", MilestoneKind.Milestone, "Kontorplasser og bygg er avklart", Before(300), "", ("ledere", 30));
        await BetweenAsync("a3", "flytting", MilestoneKind.Activity, "Flytting", Before(75), Before(40), "", ("bygg", 180));

        var start = await OnAsync(
            "a4",
            "oppstart",
            MilestoneKind.Milestone,
            "Felles oppstart for lederne i fagområdet",
            In(-20),
            A4Lead
        );
        await mandates.CompleteMilestoneAsync(new() { Name = start, DoneDate = In(-18).ToDate() });
        await PointAsync("a4", DecisionPoint.Bp1, "BP1 Mandatet besluttes", In(14));
        await BetweenAsync(
            "a4",
            "konsept",
            MilestoneKind.Phase,
            "Konsept: kartlegge utviklingsprosjektene i hver kommune",
            In(-37),
            In(110),
            A4Lead
        );
        await OnAsync("a4", "bemanning", MilestoneKind.Milestone, "Bemannings- og lokaliseringsplanen er ferdig", In(62), A4Lead);
        await PointAsync("a4", DecisionPoint.Bp2, "BP2 Prosjektforslaget besluttes", In(130), ("konsept", 14));
        await BetweenAsync(
            "a4",
            "planlegge",
            MilestoneKind.Phase,
            "Planlegge gjennomføringen av konseptet",
            In(131),
            In(250),
            A4Lead,
            ("a4-bp2", 1)
        );
        await PointAsync("a4", DecisionPoint.Bp3, "BP3 Styringsdokumentet besluttes", In(270), ("planlegge", 14));
        await BetweenAsync(
            "a4",
            "gjennomfore",
            MilestoneKind.Phase,
            "Gjennomføring: bygge en ny organisasjonsstruktur",
            In(271),
            Before(180),
            A4Lead,
            ("a4-bp3", 1)
        );
        await PointAsync("a4", DecisionPoint.Bp4, "BP4 Starte avslutningen", Before(160), ("gjennomfore", 14));
        await BetweenAsync(
            "a4",
            "gevinster",
            MilestoneKind.Activity,
            "Realisere gevinster av nye prosesser, organisering og styring",
            vesting,
            vesting.AddYears(2).AddDays(-1),
            A4Lead,
            afterVesting: true
        );

        // The chain to vesting day: each keeps the next from being earlier.
        await OnAsync("a4-2", "krav", MilestoneKind.Milestone, "Kravspesifikasjonen er ferdig", Before(530), A4Lead);
        await OnAsync("a4-2", "valgt", MilestoneKind.Milestone, "Ett journalsystem er valgt", Before(350), A4Lead, ("krav", 180));
        await OnAsync("a4-2", "kontrakt", MilestoneKind.Milestone, "Kontrakten er signert", Before(330), A4Lead, ("valgt", 20));
        await BetweenAsync(
            "a4-2",
            "opplaring",
            MilestoneKind.Activity,
            "Opplæring i journalsystemet",
            Before(140),
            Before(30),
            A4Lead,
            ("kontrakt", 190)
        );
        await OnAsync(
            "a4-2",
            "drift",
            MilestoneKind.Milestone,
            "Journalsystemet er i drift",
            Before(20),
            A4Lead,
            ("opplaring", 10)
        );

        await BetweenAsync(
            "a5",
            "skoleruter",
            MilestoneKind.Activity,
            "Samordne skoleruter og barnehageopptak",
            In(60),
            Before(260),
            ""
        );
        await OnAsync("p1", "reglement", MilestoneKind.Milestone, "Reglementene er vedtatt", Before(120), "");
        await OnAsync(
            "p1",
            "konstituert",
            MilestoneKind.Milestone,
            "Det nye kommunestyret er konstituert",
            Before(75),
            "",
            ("reglement", 0)
        );
    }

    private async Task BodoAsync(SampleCalendar when)
    {
        DateOnly In(int days) => when.MandateDate.AddDays(days);
        const string Lead = "Sindre Mørkvedhaug";
        await OnAsync("a1", "gruppe", MilestoneKind.Milestone, "Prosjektgruppen er konstituert", In(60), Lead);
        await BetweenAsync(
            "a1",
            "analyse",
            MilestoneKind.Phase,
            "Analyse og tiltak ferdigstilles",
            In(75),
            In(165),
            Lead,
            ("gruppe", 10)
        );
        await OnAsync("a1", "formannskap", MilestoneKind.Milestone, "Behandling i formannskapet", In(190), Lead, ("analyse", 21));
        await OnAsync("a1", "bystyre", MilestoneKind.Milestone, "Behandling i bystyret", In(205), Lead, ("formannskap", 15));
        await BetweenAsync(
            "a1",
            "tiltak",
            MilestoneKind.Phase,
            "Tiltakene gjennomføres",
            In(206),
            new(when.Year + 2, 12, 31),
            Lead,
            ("bystyre", 1)
        );
    }

    private Task<string> OnAsync(
        string subProject,
        string key,
        MilestoneKind kind,
        string title,
        DateOnly day,
        string responsible,
        params (string Key, int Lag)[] after
    ) =>
        WriteAsync(
            subProject,
            key,
            new()
            {
                Kind = kind,
                Title = title,
                PlannedEndDate = day.ToDate(),
                Responsible = responsible.Length > 0 ? persons[responsible] : "",
            },
            after
        );

    private Task<string> BetweenAsync(
        string subProject,
        string key,
        MilestoneKind kind,
        string title,
        DateOnly first,
        DateOnly last,
        string responsible,
        (string Key, int Lag)? after = null,
        bool afterVesting = false
    ) =>
        WriteAsync(
            subProject,
            key,
            new()
            {
                Kind = kind,
                Title = title,
                PlannedStartDate = first.ToDate(),
                PlannedEndDate = last.ToDate(),
                Responsible = responsible.Length > 0 ? persons[responsible] : "",
                AfterVesting = afterVesting,
            },
            after is { } one ? [one] : []
        );

    private Task<string> PointAsync(
        string subProject,
        DecisionPoint point,
        string title,
        DateOnly day,
        params (string Key, int Lag)[] after
    ) =>
        WriteAsync(
            subProject,
            $"{subProject}-{point.ToString().ToLowerInvariant()}",
            new()
            {
                Kind = MilestoneKind.DecisionPoint,
                DecisionPoint = point,
                Title = title,
                PlannedEndDate = day.ToDate(),
            },
            after
        );

    private async Task<string> WriteAsync(string subProject, string key, Milestone milestone, (string Key, int Lag)[] after)
    {
        milestone.Predecessors.AddRange(
            after.Select(one => new MilestonePredecessor { Predecessor = names[one.Key], LagDays = one.Lag })
        );
        return names[key] = (
            await mandates.CreateMilestoneAsync(
                new()
                {
                    Parent = $"{programme}/subProjects/{subProject}",
                    MilestoneId = key,
                    Milestone = milestone,
                }
            )
        ).Name;
    }
}
