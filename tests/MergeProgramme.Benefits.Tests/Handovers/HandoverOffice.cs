using MergeProgramme.Access.V1;
using MergeProgramme.Benefits.Tests.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Testing;
using Client = MergeProgramme.Benefits.V1.BenefitsService.BenefitsServiceClient;

namespace MergeProgramme.Benefits.Tests.Handovers;

/// <summary>A programme with a measure, a carrier of the project, and a line owner who can sign in.</summary>
internal sealed record HandoverOffice(
    RunningHost Host,
    Transport Transport,
    Client Client,
    Measure Measure,
    Person Carrier,
    Person Receiver
)
{
    public const string Programme = MeasureData.Programme;
    public const string SubProject = $"{Programme}/subProjects/pfv2";

    public static async Task<HandoverOffice> OpenAsync(SharedHosts hosts, TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("bodo-pfv2", "pfv2");
        var client = new Client(host.Invoker(transport));
        var asked = MeasureData.Measure("Hverdagsrehabilitering", "", 18_000_000);
        asked.SubProject = SubProject;
        var measure = await client.CreateMeasureAsync(new() { Parent = Programme, Measure = asked });
        return new(
            host,
            transport,
            client,
            measure,
            await PersonAsync(host, "Sindre Mørkvedhaug"),
            await PersonAsync(host, "Torill Hunstadbakk")
        );
    }

    public static async Task<Person> PersonAsync(RunningHost host, string name) =>
        await new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.InProcess)).CreatePersonAsync(
            new()
            {
                Parent = Programme,
                Person = new() { DisplayName = name },
            }
        );

    public Handover Asked(string? subject = null) =>
        new()
        {
            Subject = subject ?? Measure.Name,
            Carrier = Carrier.Name,
            Receiver = Receiver.Name,
            HandoverDate = MeasureData.Day(new(2014, 9, 1)),
            Conditions = "Vikarer dekkes ut året.",
            Items =
            {
                new HandoverItem { Text = "Budsjettlinjen er avklart", Done = true },
                new HandoverItem { Text = "Bemanningen er avklart", Note = "Avklares i oktober" },
            },
        };

    public async Task<Handover> CreateAsync(string? subject = null) =>
        await Client.CreateHandoverAsync(new() { Parent = Programme, Handover = Asked(subject) });

    public async Task<Handover> ProposedAsync(string? subject = null) =>
        await Client.ProposeHandoverAsync(new() { Name = (await CreateAsync(subject)).Name });

    public async Task<Handover> AcceptedAsync(string? subject = null)
    {
        var proposed = await ProposedAsync(subject);
        return await Client.AnswerHandoverAsync(
            new()
            {
                Name = proposed.Name,
                Etag = proposed.Etag,
                Verdict = HandoverVerdict.Accepted,
            }
        );
    }

    public async Task<ListHandoverStandingsResponse> StandingsAsync(bool openOnly = false) =>
        await Client.ListHandoverStandingsAsync(new() { Parent = Programme, OpenOnly = openOnly });

    /// <summary>Somebody with a role in the programme, linked to a person where one is given.</summary>
    public async Task<Caller> SomebodyAsync(string subject, Role role, Person? person = null)
    {
        var access = new AccessService.AccessServiceClient(Host.Invoker(Transport.InProcess));
        var principal = await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = "tests",
                Subject = subject,
                Kind = PrincipalKind.Person,
                DisplayName = subject,
            }
        );
        await access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = Programme,
                RoleAssignment = new() { Principal = principal.Name, Role = role },
            }
        );
        if (person is not null)
            await access.LinkPersonAsync(new() { Person = person.Name, Principal = principal.Name });
        return new Caller(principal.Name, principal.DisplayName);
    }

    /// <summary>Calls as somebody from here on in this flow, until the next one.</summary>
    public Client As(Caller caller)
    {
        Caller.Set(caller);
        return new Client(Host.InvokerAsCaller(Transport));
    }
}
