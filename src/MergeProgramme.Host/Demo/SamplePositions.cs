using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.V1;
using Date = Google.Type.Date;

namespace MergeProgramme.Host.Demo;

/// <summary>Charts, positions and position control of the sample programmes. Persons are made up.</summary>
internal static class SamplePositions
{
    private static readonly (string Municipality, string Number, string Director, string Home, string Nursing)[] Merging =
    [
        ("Askim", "0124", "Eva Rødenesli", "Berit Langnesmo", "Odd Fossumhagen"),
        ("Eidsberg", "0125", "Terje Lekumsrud", "Trine Momsmarken", "Hallvard Slituhagen"),
        ("Hobøl", "0138", "Ranveig Kirkebygdli", "Silje Tomterlia", "Arne Ringvollmo"),
        ("Spydeberg", "0123", "Jan Håvar Griniås", "Gunnar Hylliås", "Wenche Lyserenmo"),
        ("Trøgstad", "0122", "Mette Skjønhaugrud", "Aud Båstadhaug", "Ivar Havnåsmo"),
    ];

    /// <summary>Five charts of today and the new one, which is only partly settled.</summary>
    public static async Task IndreOstfoldAsync(SampleWriter w, SampleCalendar when)
    {
        var municipalities = (await w.Organisation.ListMunicipalitiesAsync(new() { Parent = w.Programme })).Municipalities;
        var vesting = when.NewYear(3);
        var top = await NewUnitAsync(w, "Indre Østfold kommune", UnitLevel.Organisation, "1", "", vesting);
        var health = await NewUnitAsync(w, "Helse og velferd", UnitLevel.Department, "4", top, vesting);
        var home = await NewUnitAsync(w, "Hjemmetjenester", UnitLevel.Service, "41", health, vesting);
        var nursing = await NewUnitAsync(w, "Institusjonstjenester", UnitLevel.Service, "42", health, vesting);
        var mastering = await NewUnitAsync(w, "Rehabilitering og mestring", UnitLevel.Service, "43", health, vesting);
        await NewUnitAsync(w, "Oppvekst", UnitLevel.Department, "5", top, vesting);
        var heads = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, municipalityNumber, director, homeHead, nursingHead) in Merging)
        {
            var municipality = municipalities.Single(m => m.Number == municipalityNumber).Name;
            heads[director] = await w.PersonAsync(director, "kommunalsjef helse og omsorg", municipality);
            heads[homeHead] = await w.PersonAsync(homeHead, "virksomhetsleder hjemmetjenesten", municipality);
            heads[nursingHead] = await w.PersonAsync(nursingHead, "virksomhetsleder sykehjem", municipality);
        }
        string firstUnit = "",
            firstRequester = "",
            firstDirector = "",
            nurse = "";
        foreach (var (name, municipalityNumber, director, homeHead, nursingHead) in Merging)
        {
            var municipality = municipalities.Single(m => m.Number == municipalityNumber).Name;
            var (directorName, homeHeadName) = (heads[director], heads[homeHead]);
            var all = await UnitAsync(w, $"{name} kommune", UnitLevel.Organisation, "1", "", municipality);
            var department = await UnitAsync(w, "Helse og omsorg", UnitLevel.Department, "3", all, municipality, directorName);
            var homeUnit = await UnitAsync(w, "Hjemmetjenesten", UnitLevel.Unit, "31", department, municipality, homeHeadName);
            var nursingUnit = await UnitAsync(
                w,
                name == "Eidsberg" ? "Eidsberg omsorgssenter" : $"{name} sykehjem",
                UnitLevel.Unit,
                "32",
                department,
                municipality,
                heads[nursingHead]
            );
            var settled = name is "Askim" or "Eidsberg";
            if (name != "Hobøl")
                await MapAsync(w, homeUnit, home, MappingExtent.Whole);
            if (name == "Eidsberg")
            {
                await MapAsync(w, nursingUnit, nursing, MappingExtent.Share, 70);
                await MapAsync(w, nursingUnit, mastering, MappingExtent.Part, part: "Korttidsavdelingen med rehabilitering");
            }
            else if (settled)
            {
                await MapAsync(w, nursingUnit, nursing, MappingExtent.Whole);
            }
            var placement =
                name == "Askim" ? Placement.Agreed
                : settled ? Placement.Proposed
                : Placement.Unspecified;
            var number = Array.FindIndex(Merging, m => m.Municipality == name) * 100 + 1001;
            var vacant = await PositionAsync(
                w,
                homeUnit,
                "sykepleier",
                number,
                10_000,
                712_000,
                home,
                placement,
                vacantFrom: name == "Askim" ? when.Days(-35) : null
            );
            await PositionAsync(w, homeUnit, "helsefagarbeider", number + 1, 7_500, 438_000, home, placement);
            await PositionAsync(w, nursingUnit, "sykepleier", number + 2, 7_042, 501_400, nursing, placement);
            await PositionAsync(w, nursingUnit, "avdelingsleder", number + 3, 10_000, 834_000, nursing, placement);
            if (name != "Askim")
                continue;
            (firstUnit, firstRequester, firstDirector, nurse) = (homeUnit, homeHeadName, directorName, vacant);
        }
        await AskAsync(w, firstUnit, firstRequester, "sykepleier", 10_000, 712_000, when.Days(-35), when.Days(-10), nurse);
        var approved = await AskAsync(
            w,
            firstUnit,
            firstRequester,
            "helsefagarbeider, natt",
            5_000,
            310_000,
            when.Days(-70),
            when.Days(-60)
        );
        await DecideAsync(w, approved, firstDirector, PositionVerdict.Approve, "Natt må være dekket.", when.Days(-50));
    }

    /// <summary>Bodø's position control: what it says in the case paper of PFV2, with made-up requests.</summary>
    public static async Task BodoAsync(SampleWriter w, SampleCalendar when)
    {
        var bodo = (await w.Organisation.ListMunicipalitiesAsync(new() { Parent = w.Programme })).Municipalities[0].Name;
        var persons = (
            await w.Organisation.ListPersonsAsync(new() { Parent = w.Programme, PageSize = 1000 })
        ).Persons.ToDictionary(p => p.DisplayName, p => p.Name, StringComparer.Ordinal);
        var director = persons["Randi Skjerstadnes"];
        var homeHead = await w.PersonAsync("Torill Hunstadbakk", "virksomhetsleder hjemmetjenesten sentrum", bodo);
        var nursingHead = await w.PersonAsync("Kåre Vågønesmo", "virksomhetsleder sykehjem", bodo);
        var schoolDirector = await w.PersonAsync("Jorunn Alstadmyr", "kommunaldirektør oppvekst og kultur", bodo);
        var daycareHead = await w.PersonAsync("Stig Rune Løpsmarkli", "virksomhetsleder barnehager", bodo);
        var redeployed = await w.PersonAsync("Rita Kjerringøymo", "spesialkonsulent", bodo);

        var all = await UnitAsync(w, "Bodø kommune", UnitLevel.Organisation, "1", "", bodo);
        var health = await w.Organisation.CreateUnitAsync(
            new()
            {
                Parent = w.Programme,
                Unit = new()
                {
                    DisplayName = "Helse- og omsorgsavdelingen",
                    Code = "4",
                    Level = UnitLevel.Department,
                    ParentUnit = all,
                    Municipality = bodo,
                    Head = director,
                    Delegate = persons["Sindre Mørkvedhaug"],
                },
            }
        );
        var school = await UnitAsync(w, "Oppvekst- og kulturavdelingen", UnitLevel.Department, "3", all, bodo, schoolDirector);
        var home = await UnitAsync(w, "Hjemmetjenesten sentrum", UnitLevel.Service, "41", health.Name, bodo, homeHead);
        var nursing = await UnitAsync(w, "Sentrum sykehjem", UnitLevel.Service, "42", health.Name, bodo, nursingHead);
        var daycare = await UnitAsync(w, "Barnehagene", UnitLevel.Service, "31", school, bodo, daycareHead);

        var nurse = await PositionAsync(w, home, "sykepleier", 4101, 10_000, 718_000, vacantFrom: when.Days(-45));
        await PositionAsync(w, home, "helsefagarbeider", 4102, 7_500, 441_000);
        await PositionAsync(w, nursing, "sykepleier", 4201, 7_550, 545_000);
        await PositionAsync(w, daycare, "pedagogisk leder", 3101, 10_000, 655_000, vacantFrom: when.Days(-30));

        var waiting = await AskAsync(w, home, homeHead, "sykepleier", 10_000, 718_000, when.Days(-45), when.Days(-12), nurse);
        await w.HeardAsync(
            waiting,
            PartyKind.Union,
            "Norsk Sykepleierforbund",
            "Elin Jakobsbakk",
            when.Days(-8),
            "Vaktplanen henger ikke sammen uten stillingen."
        );
        await AskAsync(w, nursing, nursingHead, "helsefagarbeider", 5_000, 301_000, when.Days(-20), when.Days(-3));

        var advertised = await AskAsync(w, nursing, nursingHead, "vernepleier", 7_500, 512_000, when.Days(-150), when.Days(-140));
        await DecideAsync(w, advertised, director, PositionVerdict.Approve, "Kravet til kompetanse gjelder.", when.Days(-118));
        await AdvertiseAsync(w, advertised, when.Days(-112), $"{when.Year}/1187");
        var filled = await AskAsync(w, home, homeHead, "ergoterapeut", 10_000, 690_000, when.Days(-260), when.Days(-250));
        await DecideAsync(w, filled, director, PositionVerdict.Approve, "Forebygger innleggelser.", when.Days(-236));
        await AdvertiseAsync(w, filled, when.Days(-230), $"{when.Year}/0412");
        await w.Organisation.FillPositionRequestAsync(new() { Name = filled, FillDate = when.Days(-140) });
        var rejected = await AskAsync(w, home, homeHead, "sekretær", 6_000, 318_000, when.Days(-130), when.Days(-120));
        await DecideAsync(w, rejected, director, PositionVerdict.Reject, "Oppgavene fordeles i HO-staben.", when.Days(-99));
        var moved = await AskAsync(w, nursing, nursingHead, "fagkonsulent", 10_000, 702_000, when.Days(-200), when.Days(-190));
        await w.Organisation.DecidePositionRequestAsync(
            new()
            {
                Name = moved,
                Verdict = PositionVerdict.Redeploy,
                Reason = "Overtallig i avdelingen, og har kompetansen.",
                RedeployedPerson = redeployed,
                RedeployedFromUnit = school,
                RedeployDate = when.Days(-160),
                Decider = director,
                DecideDate = when.Days(-176),
            }
        );
        var teacher = await AskAsync(
            w,
            daycare,
            daycareHead,
            "pedagogisk leder",
            10_000,
            655_000,
            when.Days(-30),
            when.Days(-25)
        );
        await DecideAsync(w, teacher, schoolDirector, PositionVerdict.Approve, "Pedagognormen.", when.Days(-18));
    }

    private static Task<string> NewUnitAsync(
        SampleWriter w,
        string name,
        UnitLevel level,
        string code,
        string parent,
        Date from
    ) => UnitAsync(w, name, level, code, parent, "", "", from);

    private static async Task<string> UnitAsync(
        SampleWriter w,
        string name,
        UnitLevel level,
        string code,
        string parent,
        string municipality,
        string head = "",
        Date? from = null
    ) =>
        (
            await w.Organisation.CreateUnitAsync(
                new()
                {
                    Parent = w.Programme,
                    Unit = new()
                    {
                        DisplayName = name,
                        Code = code,
                        Level = level,
                        ParentUnit = parent,
                        Municipality = municipality,
                        NewOrganisation = municipality.Length == 0,
                        Head = head,
                        StartDate = from,
                    },
                }
            )
        ).Name;

    private static async Task MapAsync(
        SampleWriter w,
        string from,
        string to,
        MappingExtent extent,
        int share = 0,
        string part = ""
    ) =>
        await w.Organisation.CreateUnitMappingAsync(
            new()
            {
                Parent = w.Programme,
                UnitMapping = new()
                {
                    FromUnit = from,
                    ToUnit = to,
                    Extent = extent,
                    SharePercent = share,
                    Part = part,
                },
            }
        );

    private static async Task<string> PositionAsync(
        SampleWriter w,
        string unit,
        string title,
        int number,
        int percentHundredths,
        long cost,
        string newUnit = "",
        Placement placement = Placement.Unspecified,
        Date? vacantFrom = null
    ) =>
        (
            await w.Organisation.CreatePositionAsync(
                new CreatePositionRequest
                {
                    Parent = w.Programme,
                    Position = new()
                    {
                        Title = title,
                        Number = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                        PercentHundredths = percentHundredths,
                        YearlyCost = SampleWriter.Nok(cost),
                        Unit = unit,
                        Vacant = vacantFrom is not null,
                        VacantFromDate = vacantFrom,
                        NewUnit = placement == Placement.Unspecified ? "" : newUnit,
                        Placement = placement,
                    },
                }
            )
        ).Name;

    private static async Task<string> AskAsync(
        SampleWriter w,
        string unit,
        string requester,
        string title,
        int percentHundredths,
        long cost,
        Date vacantFrom,
        Date requested,
        string position = ""
    ) =>
        (
            await w.Organisation.CreatePositionRequestAsync(
                new CreatePositionRequestRequest
                {
                    Parent = w.Programme,
                    PositionRequest = new()
                    {
                        Position = position,
                        Title = title,
                        Unit = unit,
                        PercentHundredths = percentHundredths,
                        YearlyCost = SampleWriter.Nok(cost),
                        VacantFromDate = vacantFrom,
                        Why = "Stillingen inngår i grunnbemanningen, og den som hadde den, har sluttet.",
                        Consequence = "Vakter må dekkes med overtid og vikarbyrå, og vedtak kan ikke oppfylles i tide.",
                        Requester = requester,
                        RequestDate = requested,
                    },
                }
            )
        ).Name;

    private static async Task DecideAsync(
        SampleWriter w,
        string request,
        string decider,
        PositionVerdict verdict,
        string reason,
        Date date
    ) =>
        await w.Organisation.DecidePositionRequestAsync(
            new()
            {
                Name = request,
                Verdict = verdict,
                Reason = reason,
                Decider = decider,
                DecideDate = date,
            }
        );

    private static async Task AdvertiseAsync(SampleWriter w, string request, Date date, string reference) =>
        await w.Organisation.AdvertisePositionRequestAsync(
            new()
            {
                Name = request,
                AdvertiseDate = date,
                AdvertiseReference = reference,
            }
        );
}
