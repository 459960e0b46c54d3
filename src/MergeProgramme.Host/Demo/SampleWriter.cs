using Google.Protobuf.WellKnownTypes;
using Google.Type;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
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

    public async Task<string> PersonAsync(string name, string title, string municipality = "", string organisation = "") =>
        (
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

    public async Task AppointAsync(
        string body,
        string person,
        Date from,
        string municipality = "",
        AppointmentRole role = AppointmentRole.Member,
        Representation representation = Representation.Municipality,
        string organisation = "",
        Date? to = null,
        int percent = 0
    ) =>
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
