using System.Globalization;
using MergeProgramme.Organisation.Municipalities;
using MergeProgramme.Organisation.SubProjects;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Testing;
using Client = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Organisation.Tests;

/// <summary>A programme office at work: the shortest way to what a test needs to be there.</summary>
internal sealed class Office(Client client, string programme)
{
    public Client Client => client;

    public string Programme => programme;

    public static async Task<Office> OpenAsync(SharedHosts hosts, TestDatabase database, Transport transport) =>
        await OpenAsync(await hosts.CleanAsync(database), transport);

    public static async Task<Office> OpenAsync(RunningHost host, Transport transport)
    {
        var client = new Client(host.Invoker(transport));
        return new(client, await ProgrammeAsync(client, "Indre Østfold"));
    }

    public static async Task<string> ProgrammeAsync(Client client, string displayName) =>
        (
            await client.CreateProgrammeAsync(
                new()
                {
                    Programme = new() { DisplayName = displayName, Kind = ProgrammeKind.MunicipalMerger },
                }
            )
        ).Name;

    public static Google.Type.Date Day(int year, int month, int day) => new DateOnly(year, month, day).ToDate();

    /// <summary>A valid organisation number; another for each seed.</summary>
    public static string OrganisationNumberOf(int seed)
    {
        while (true)
        {
            var eight = (90_000_000 + seed++).ToString(CultureInfo.InvariantCulture);
            if (OrganisationNumber.CheckDigit(eight) is { } check)
                return eight + check.ToString(CultureInfo.InvariantCulture);
        }
    }

    public static Municipality Municipality(
        string displayName,
        string number,
        MunicipalityRole role = MunicipalityRole.Merging
    ) =>
        new()
        {
            DisplayName = displayName,
            Number = number,
            OrganisationNumber = OrganisationNumberOf(int.Parse(number, CultureInfo.InvariantCulture) * 10),
            Role = role,
        };

    public async Task<Municipality> MunicipalityAsync(
        string displayName,
        string number,
        MunicipalityRole role = MunicipalityRole.Merging
    ) =>
        await client.CreateMunicipalityAsync(
            new() { Parent = programme, Municipality = Municipality(displayName, number, role) }
        );

    public async Task<SubProject> SubProjectAsync(string code, string displayName = "Helse, sosial og omsorg") =>
        await client.CreateSubProjectAsync(
            new()
            {
                Parent = programme,
                SubProject = new()
                {
                    Code = code,
                    DisplayName = displayName,
                    Kind = SubProjectCode.Read(code)!.Kind,
                },
            }
        );

    public async Task<Person> PersonAsync(string displayName, string title = "", string organisation = "") =>
        await client.CreatePersonAsync(
            new()
            {
                Parent = programme,
                Person = new()
                {
                    DisplayName = displayName,
                    Title = title,
                    Organisation = organisation,
                },
            }
        );

    public async Task<Body> BodyAsync(
        string displayName = "Prosjektstyret for A4",
        BodyKind kind = BodyKind.SteeringGroup,
        BodyAuthority authority = BodyAuthority.Deciding,
        Action<Body>? change = null
    )
    {
        var body = new Body
        {
            DisplayName = displayName,
            Kind = kind,
            Authority = authority,
        };
        change?.Invoke(body);
        return await client.CreateBodyAsync(new() { Parent = programme, Body = body });
    }

    public Appointment Appointment(Person person, Body body, Action<Appointment>? change = null)
    {
        var appointment = new Appointment
        {
            Person = person.Name,
            Body = body.Name,
            Role = AppointmentRole.Member,
            Representation = Representation.Programme,
            StartDate = Day(2017, 10, 1),
        };
        change?.Invoke(appointment);
        return appointment;
    }

    public async Task<Appointment> AppointAsync(Person person, Body body, Action<Appointment>? change = null) =>
        await client.CreateAppointmentAsync(new() { Parent = programme, Appointment = Appointment(person, body, change) });

    /// <summary>A unit in a municipality's chart, or in the new one.</summary>
    public async Task<Unit> UnitAsync(
        string displayName,
        UnitLevel level,
        Municipality? municipality = null,
        Action<Unit>? change = null
    )
    {
        var unit = new Unit
        {
            DisplayName = displayName,
            Level = level,
            Municipality = municipality?.Name ?? "",
            NewOrganisation = municipality is null,
        };
        change?.Invoke(unit);
        return await client.CreateUnitAsync(new() { Parent = programme, Unit = unit });
    }

    public async Task<Position> PositionAsync(
        Unit unit,
        string title = "Sykepleier",
        bool costConfirmed = false,
        Action<Position>? change = null
    )
    {
        var position = new Position
        {
            Title = title,
            PercentHundredths = 10_000,
            YearlyCost = new() { CurrencyCode = "NOK", Units = 620_000 },
            Unit = unit.Name,
        };
        change?.Invoke(position);
        return await client.CreatePositionAsync(
            new()
            {
                Parent = programme,
                Position = position,
                CostConfirmed = costConfirmed,
            }
        );
    }
}
