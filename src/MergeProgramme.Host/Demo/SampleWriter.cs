using Google.Protobuf.WellKnownTypes;
using Google.Type;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Stakeholders.V1;
using Date = Google.Type.Date;

namespace MergeProgramme.Host.Demo;

/// <summary>Writes sample data through the contracts, as a neighbouring system would.</summary>
internal sealed partial class SampleWriter(IServiceProvider services)
{
    public OrganisationService.OrganisationServiceClient Organisation { get; } =
        services.GetRequiredService<OrganisationService.OrganisationServiceClient>();

    public MandatesService.MandatesServiceClient Mandates { get; } =
        services.GetRequiredService<MandatesService.MandatesServiceClient>();

    public Benefits.V1.BenefitsService.BenefitsServiceClient Benefits { get; } =
        services.GetRequiredService<Benefits.V1.BenefitsService.BenefitsServiceClient>();

    public Procurement.V1.ProcurementService.ProcurementServiceClient Procurement { get; } =
        services.GetRequiredService<Procurement.V1.ProcurementService.ProcurementServiceClient>();

    public StakeholdersService.StakeholdersServiceClient Stakeholders { get; } =
        services.GetRequiredService<StakeholdersService.StakeholdersServiceClient>();

    /// <summary>Resource name of the programme that is being written.</summary>
    public string Programme { get; private set; } = "";

    public async Task ProgrammeAsync(string id, Programme programme) =>
        Programme = (await Organisation.CreateProgrammeAsync(new() { Programme = programme, ProgrammeId = id })).Name;

    public async Task<string> MunicipalityAsync(string name, string number, string organisationNumber, MunicipalityRole role) =>
        (
            await Organisation.CreateMunicipalityAsync(
                new()
                {
                    Parent = Programme,
                    Municipality = new()
                    {
                        DisplayName = name,
                        Number = number,
                        OrganisationNumber = organisationNumber,
                        Role = role,
                    },
                }
            )
        ).Name;

    public async Task<string> SubProjectAsync(SubProject subProject) =>
        (await Organisation.CreateSubProjectAsync(new() { Parent = Programme, SubProject = subProject })).Name;

    public async Task<string> BodyAsync(Body body) =>
        (await Organisation.CreateBodyAsync(new() { Parent = Programme, Body = body })).Name;

    private readonly Dictionary<string, string> persons = new(StringComparer.Ordinal);

    /// <summary>A person of this sample that has been registered already.</summary>
    public string PersonOf(string name) => persons[name];

    public async Task<string> PersonAsync(string name, string title, string municipality = "", string organisation = "") =>
        persons[name] = (
            await Organisation.CreatePersonAsync(
                new()
                {
                    Parent = Programme,
                    Person = new()
                    {
                        DisplayName = name,
                        Title = title,
                        Municipality = municipality,
                        Organisation = organisation,
                    },
                }
            )
        ).Name;

    /// <summary>Registers a person and appoints them: for their municipality where they have one, else as <paramref name="representation"/> says.</summary>
    public async Task<string> AppointAsync(
        string body,
        string name,
        string title,
        Date from,
        string municipality = "",
        AppointmentRole role = AppointmentRole.Member,
        Representation representation = Representation.Municipality,
        string organisation = "",
        Date? to = null,
        int percent = 0
    )
    {
        var person = await PersonAsync(name, title, municipality, organisation);
        await AppointAsync(body, person, from, municipality, role, representation, organisation, to, percent);
        return person;
    }

    /// <summary>Appoints somebody who is registered; answers the appointment's name.</summary>
    public async Task<string> AppointAsync(
        string body,
        string person,
        Date from,
        string municipality = "",
        AppointmentRole role = AppointmentRole.Member,
        Representation representation = Representation.Municipality,
        string organisation = "",
        Date? to = null,
        int percent = 0,
        string deputyFor = "",
        int callOrder = 0
    ) =>
        (
            await Organisation.CreateAppointmentAsync(
                new()
                {
                    Parent = Programme,
                    Appointment = new()
                    {
                        Person = person,
                        Body = body,
                        Role = role,
                        Representation = representation,
                        Municipality = representation == Representation.Municipality ? municipality : "",
                        Organisation = representation is Representation.Union or Representation.External ? organisation : "",
                        StartDate = from,
                        EndDate = to,
                        Percent = percent,
                        DeputyFor = deputyFor,
                        CallOrder = callOrder,
                    },
                }
            )
        ).Name;

    /// <summary>Whether a day lies before the host's today.</summary>
    public bool IsPast(Date day) => day.ToDateOnly() < services.GetRequiredService<TimeProvider>().Today();

    /// <summary>Everybody who is, or will be, appointed to a body.</summary>
    public async Task<IReadOnlyList<Appointment>> AppointedAsync(string body) =>
        (
            await Organisation.ListAppointmentsAsync(
                new()
                {
                    Parent = Programme,
                    Body = body,
                    PageSize = 1000,
                }
            )
        ).Appointments;

    /// <summary>Records the gender of a body's members where its rule on gender balance asks for it.</summary>
    public async Task GendersAsync(string body, IReadOnlySet<string> women)
    {
        var today = services.GetRequiredService<TimeProvider>().Today();
        var names = women.Select(PersonOf).ToHashSet(StringComparer.Ordinal);
        foreach (var appointment in await AppointedAsync(body))
        {
            // Of those who have left by now it is not asked: the sample stands in the documents' own years, too.
            if (appointment.Role > AppointmentRole.Member || appointment.EndDate.ToDateOnly() < today)
                continue;
            await Organisation.UpdatePersonAsync(
                new()
                {
                    Person = new()
                    {
                        Name = appointment.Person,
                        Gender = names.Contains(appointment.Person) ? Gender.Woman : Gender.Man,
                    },
                    UpdateMask = new FieldMask { Paths = { "gender" } },
                }
            );
        }
    }

    /// <summary>Days a month bought out from the month of a day on, for six months.</summary>
    public async Task BuyOutAsync(string appointment, Date from, int dayHundredths, long rate, string note)
    {
        const int Months = 5;
        var first = new DateOnly(from.Year, from.Month, 1);
        await Organisation.CreateBuyOutAsync(
            new()
            {
                Parent = Programme,
                BuyOut = new()
                {
                    Appointment = appointment,
                    FirstMonth = first.ToDate(),
                    LastMonth = first.AddMonths(Months).ToDate(),
                    DayHundredths = dayHundredths,
                    DayRate = Nok(rate),
                    Note = note,
                },
            }
        );
    }

    /// <summary>Schools of a county are closed from Monday to Friday of a week.</summary>
    public async Task SchoolFreeAsync(string displayName, string county, int year, int week) =>
        await Organisation.CreateSchoolFreePeriodAsync(
            new()
            {
                Parent = Programme,
                SchoolFreePeriod = new()
                {
                    DisplayName = displayName,
                    County = county,
                    StartDate = new IsoWeek(year, week).FirstDay.ToDate(),
                    EndDate = new IsoWeek(year, week).FirstDay.AddDays(4).ToDate(),
                    Source = "Eksempeldata",
                },
            }
        );

    public async Task<string> StakeholderAsync(
        string name,
        StakeholderKind kind,
        string why,
        int interest,
        int influence,
        params string[] subProjects
    ) =>
        (
            await Stakeholders.CreateStakeholderAsync(
                new()
                {
                    Parent = Programme,
                    Stakeholder = new()
                    {
                        DisplayName = name,
                        Kind = kind,
                        Why = why,
                        Interest = interest,
                        Influence = influence,
                        SubProjects = { subProjects },
                    },
                }
            )
        ).Name;

    /// <summary>A draft with the given sections written; the key of a section is the last part of its name.</summary>
    public async Task<Mandate> MandateAsync(
        string subProject,
        string template,
        string title,
        Date date,
        string preparedBy,
        IReadOnlyDictionary<string, Section> sections
    )
    {
        var mandate = await Mandates.CreateMandateAsync(
            new()
            {
                Parent = subProject,
                Mandate = new()
                {
                    Title = title,
                    Template = template,
                    DocumentDate = date,
                    PreparedBy = preparedBy,
                },
            }
        );
        foreach (var (key, written) in sections)
        {
            var section = written.Clone();
            section.Name = $"{mandate.Name}/sections/{key}";
            await Mandates.UpdateSectionAsync(
                new()
                {
                    Section = section,
                    UpdateMask = new FieldMask { Paths = { "*" } },
                }
            );
        }
        return await Mandates.GetMandateAsync(new() { Name = mandate.Name });
    }

    public async Task HeardAsync(string matter, PartyKind kind, string party, string representative, Date date, string view) =>
        await Stakeholders.CreateParticipationRecordAsync(
            new()
            {
                Parent = Programme,
                ParticipationRecord = new()
                {
                    Matter = matter,
                    PartyKind = kind,
                    Party = party,
                    Representative = representative,
                    Form = ParticipationForm.Heard,
                    HeardDate = date,
                    Setting = "Møte",
                    View = view,
                },
            }
        );

    public static Money Nok(long kroner) => new() { CurrencyCode = "NOK", Units = kroner };

    /// <summary>Who writes: the event log names the loader, not a person.</summary>
    public static void SignIn() => Caller.Set(Caller.Internal("sample-programmes", "eksempeldata"));
}
