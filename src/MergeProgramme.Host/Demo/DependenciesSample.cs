using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Host.Demo;

/// <summary>
/// What A4 depends on, after its mandate, as agreements in every state: one put off, one broken, two that wait for each other. Days are counted from today.
/// </summary>
internal static class DependenciesSample
{
    private const string Hospital = "Sykehuset Østfold";

    public static async Task LoadAsync(IServiceProvider services, string programme, DateOnly today)
    {
        var w = new Writer(new(services), programme, today);
        var subProjects = (
            await w.Sample.Organisation.ListSubProjectsAsync(new() { Parent = programme, PageSize = 1000 })
        ).SubProjects.ToDictionary(s => s.Code, StringComparer.Ordinal);
        var outside = (
            await w.Sample.Stakeholders.ListStakeholdersAsync(new() { Parent = programme, PageSize = 1000 })
        ).Stakeholders.ToDictionary(s => s.DisplayName, s => s.Name, StringComparer.Ordinal);

        Task<DependencyAgreement> Ask(string giver, string taker, string what, string why, int needed, string awaiting = "") =>
            w.AskAsync(
                new()
                {
                    Deliverable = what,
                    Reason = why,
                    GiverSubProject = subProjects.GetValueOrDefault(giver)?.Name ?? "",
                    GiverStakeholder = outside.GetValueOrDefault(giver, ""),
                    TakerSubProject = subProjects[taker].Name,
                    GiverOwner = subProjects.GetValueOrDefault(giver)?.Lead ?? "",
                    TakerOwner = subProjects[taker].Lead,
                    NeededByDate = today.AddDays(needed).ToDate(),
                    TakerMilestone = awaiting.Length > 0 ? $"{subProjects[taker].Name}/milestones/{awaiting}" : "",
                }
            );

        await Ask(
            "A1",
            "A4",
            "Organisasjonsmodell for nivå 1 til 3",
            "Bemanning og ledelse i A4 må følge modellen.",
            40,
            "bemanning"
        );
        var accounts = await Ask(
            "A2",
            "A4",
            "Økonomiske grunnlagsdokumenter",
            "Konseptet må regnes på felles tall for de fem kommunene.",
            5
        );
        await w.PromiseAsync(accounts, 3);
        await w.AcceptAsync(accounts);
        await w.DeliverAsync(accounts, "KOSTRA-tall og regnskap for alle fem, sak 17/1200");
        await w.ReceiveAsync(accounts);

        // Put off: A4 cannot hold what it has promised A2, nor A2 what it has promised A1.
        var buildings = await Ask(
            "A3",
            "A4",
            "Oversikt over kommunale bygg og kjøkkendrift",
            "Avklaring av kjøkkendrift og bygg når tjenestene skal lokaliseres.",
            35,
            "bemanning"
        );
        await w.PromiseAsync(buildings, 30, milestone: "oversikt");
        await w.AcceptAsync(buildings);
        var staffing = await Ask(
            "A4",
            "A2",
            "Bemannings- og lokaliseringsplan med kostnader",
            "Budsjettet for det første året bygger på den.",
            60,
            "ramme"
        );
        await w.PromiseAsync(staffing, 55, milestone: "bemanning");
        await w.AcceptAsync(staffing);
        var frame = await Ask(
            "A2",
            "A1",
            "Budsjettramme for den nye organisasjonen",
            "Innplassering av ledere krever en ramme.",
            75,
            "ledere"
        );
        await w.PromiseAsync(frame, 70, milestone: "ramme");
        await w.AcceptAsync(frame);
        await w.PromiseAsync(buildings, 52, "Tilstandsvurderingen av byggene i Trøgstad tar lengre tid enn ventet.");

        // Each needs the other's before it gives its own.
        var children = await Ask(
            "A5",
            "A4",
            "Avklaring av barnevern, PPT og helsestasjon",
            "Helheten i oppvekst og familie: barnevern og PPT ligger i A5, helsestasjonen her.",
            50
        );
        await w.PromiseAsync(children, 46);
        var clinics = await Ask("A4", "A5", "Plan for helsestasjonene", "Familiens hus skal ha helsestasjon.", 42);
        await w.PromiseAsync(clinics, 50);

        var companies = await Ask(
            "A/P4",
            "A4",
            "Eierstrategi for Helsehuset, Krisesenteret og avlastningshjemmet",
            "Selskapene hører til fagområdet til A4.",
            95
        );
        await w.PromiseAsync(companies, 90);
        await w.AcceptAsync(companies);
        var rooms = await Ask(
            "A4",
            "A3",
            "Romprogram for legevakt og øyeblikkelig hjelp",
            "Bygg som skal leies, må søkes nå.",
            8
        );
        await w.PromiseAsync(rooms, 6);
        await w.AcceptAsync(rooms);
        await w.DeliverAsync(rooms, "Romprogram versjon 1.0, arkivsak 2017/812");

        // Outside bodies: the office writes down who said what.
        var nav = await Ask(
            "NAV stat",
            "A4",
            "Premisser for NAV-kontoret i Indre Østfold",
            "Staten er en stor premissleverandør.",
            25
        );
        await w.PromiseAsync(nav, 20, said: ("Gro Anita Halsrudmo, administrasjonssjef", -4));
        await w.AcceptAsync(nav);
        var hospital = await Ask(
            Hospital,
            "A4",
            "Utkast til samarbeidsavtale om pasientforløp",
            "Forløpene må være avtalt før flytting.",
            10
        );
        await w.PromiseAsync(hospital, -6, said: ("Truls Eidsbergmoen, samhandlingssjef", -30));
        await w.AcceptAsync(hospital);
        await Ask(
            "Helsedirektoratet",
            "A4",
            "Nasjonale føringer for nytt journalsystem",
            "Kravene til anskaffelsen bygger på dem.",
            -2
        );
    }

    private sealed record Writer(SampleWriter Sample, string Programme, DateOnly Today)
    {
        private MandatesService.MandatesServiceClient Client => Sample.Mandates;

        public async Task<DependencyAgreement> AskAsync(DependencyAgreement asked) =>
            await Client.CreateDependencyAgreementAsync(new() { Parent = Programme, DependencyAgreement = asked });

        public async Task PromiseAsync(
            DependencyAgreement of,
            int day,
            string reason = "",
            (string By, int Day) said = default,
            string milestone = ""
        ) =>
            await Client.PromiseDependencyAgreementAsync(
                new()
                {
                    Name = of.Name,
                    Giver = GiverOf(of),
                    PromisedDate = Today.AddDays(day).ToDate(),
                    Reason = reason,
                    GiverMilestone = milestone.Length > 0 ? $"{of.GiverSubProject}/milestones/{milestone}" : "",
                    SaidBy = said.By ?? "",
                    SaidDate = said.By is null ? null : Today.AddDays(said.Day).ToDate(),
                }
            );

        public async Task AcceptAsync(DependencyAgreement of) =>
            await Client.AcceptDependencyAgreementAsync(new() { Name = of.Name, Taker = of.TakerSubProject });

        public async Task DeliverAsync(DependencyAgreement of, string what) =>
            await Client.DeliverDependencyAgreementAsync(
                new()
                {
                    Name = of.Name,
                    Giver = GiverOf(of),
                    Reason = what,
                }
            );

        public async Task ReceiveAsync(DependencyAgreement of) =>
            await Client.ReceiveDependencyAgreementAsync(new() { Name = of.Name, Taker = of.TakerSubProject });

        private string GiverOf(DependencyAgreement of) => of.GiverSubProject.Length > 0 ? of.GiverSubProject : Programme;
    }
}
