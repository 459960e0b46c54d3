using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Access.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Client = MergeProgramme.Procurement.V1.ProcurementService.ProcurementServiceClient;

namespace MergeProgramme.Procurement.Tests.Cases;

/// <summary>A programme with a procurement of a record system, a clock that the test moves, and three people who can sign in.</summary>
internal sealed class CaseOffice : IAsyncDisposable
{
    public const string Programme = "programmes/indre-ostfold";
    public const string Case = $"{Programme}/procurementCases/journal";

    private readonly Transport transport;

    private CaseOffice(RunningHost host, Transport transport, FakeTimeProvider clock)
    {
        (Host, this.transport, Clock) = (host, transport, clock);
        Client = new Client(host.Invoker(transport));
    }

    public RunningHost Host { get; }
    public FakeTimeProvider Clock { get; }
    public Client Client { get; }

    /// <summary>Officer and two evaluators, in this order, once added.</summary>
    public List<(Caller Caller, CaseMember Member)> People { get; } = [];

    public static async Task<CaseOffice> OpenAsync(TestDatabase database, Transport transport = Transport.InProcess)
    {
        // A Tuesday, in the year that the shared rules are known for.
        var clock = new FakeTimeProvider(new DateTimeOffset(2024, 3, 5, 9, 0, 0, TimeSpan.Zero));
        var host = await RunningHost.StartAsync(
            database,
            builder =>
            {
                builder.Services.RemoveAll<TimeProvider>();
                builder.Services.AddSingleton<TimeProvider>(clock);
            }
        );
        await host.ProgrammeAsync("indre-ostfold", "a4");
        return new CaseOffice(host, transport, clock);
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    public DateTimeOffset Now => Clock.GetUtcNow();

    public ProcurementCase Asked() =>
        new()
        {
            Title = "Felles journalsystem",
            Kind = ProcurementKind.Services,
            EstimatedValue = Kroner(18_000_000),
            EstimateBasis = "Årlig kostnad i dag ganger åtte år, med opsjoner.",
            SubProject = $"{Programme}/subProjects/a4",
            TenderDeadlineTime = Timestamp.FromDateTimeOffset(Now.AddDays(35)),
            EvaluationDays = 30,
            ContractDays = 14,
            ImplementationDays = 180,
        };

    public async Task<ProcurementCase> CreateAsync(ProcurementCase? asked = null) =>
        await Client.CreateProcurementCaseAsync(
            new()
            {
                Parent = Programme,
                ProcurementCase = asked ?? Asked(),
                ProcurementCaseId = "journal",
            }
        );

    public async Task<Criterion> CriterionAsync(
        string title,
        int weight,
        string parent = "",
        PriceFormula formula = PriceFormula.Unspecified,
        bool environment = false
    ) =>
        await Client.CreateCriterionAsync(
            new()
            {
                Parent = Case,
                Criterion = new()
                {
                    Title = title,
                    Kind = CriterionKind.Award,
                    Weight = weight,
                    ParentCriterion = parent,
                    PriceFormula = formula,
                    Environment = environment,
                },
            }
        );

    /// <summary>Price 40, quality 30 in two parts, climate and environment 30.</summary>
    public async Task WriteCriteriaAsync()
    {
        await CriterionAsync("Pris", 40, formula: PriceFormula.Linear);
        var quality = await CriterionAsync("Kvalitet", 30);
        await CriterionAsync("Brukervennlighet", 60, quality.Name);
        await CriterionAsync("Integrasjoner", 40, quality.Name);
        await CriterionAsync("Klima og miljø", 30, environment: true);
    }

    /// <summary>Somebody with a role in the programme who is a person there, and a member of the case.</summary>
    public async Task<(Caller Caller, CaseMember Member)> JoinAsync(string name, CaseRole role, string employer = "")
    {
        var caller = await SomebodyAsync(name, role == CaseRole.Officer ? Role.ProcurementOfficer : Role.Evaluator, employer);
        var member = await Client.CreateCaseMemberAsync(
            new()
            {
                Parent = Case,
                Member = new() { Person = caller.Person.Name, Role = role },
            }
        );
        People.Add((caller.Caller, member));
        return (caller.Caller, member);
    }

    public async Task<(Caller Caller, Person Person)> SomebodyAsync(string name, Role role, string employer = "")
    {
        var invoker = Host.Invoker(Transport.InProcess);
        var access = new AccessService.AccessServiceClient(invoker);
        var principal = await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = "tests",
                Subject = name,
                Kind = PrincipalKind.Person,
                DisplayName = name,
            }
        );
        await access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = Programme,
                RoleAssignment = new() { Principal = principal.Name, Role = role },
            }
        );
        var person = await new OrganisationService.OrganisationServiceClient(invoker).CreatePersonAsync(
            new()
            {
                Parent = Programme,
                Person = new() { DisplayName = name, Organisation = employer },
            }
        );
        await access.LinkPersonAsync(new() { Person = person.Name, Principal = principal.Name });
        return (new Caller(principal.Name, name), person);
    }

    /// <summary>Calls as somebody from here on in this flow, until the next one.</summary>
    public Client As(Caller caller)
    {
        Caller.Set(caller);
        return new Client(Host.InvokerAsCaller(transport));
    }

    /// <summary>Calls as the installation again.</summary>
    public Client Office()
    {
        Caller.Set(TestCaller.Office);
        return Client;
    }

    public async Task DeclareAsync(int person, bool conflict = false)
    {
        var (caller, member) = People[person];
        People[person] = (
            caller,
            await As(caller)
                .DeclareInterestsAsync(
                    new()
                    {
                        Name = member.Name,
                        Conflict = conflict,
                        Interests = conflict ? "Søsteren min arbeider hos en leverandør." : "",
                        Etag = member.Etag,
                    }
                )
        );
        Office();
    }

    /// <summary>Published, with officer and two evaluators who have declared that they have no interest.</summary>
    public async Task<ProcurementCase> PublishedAsync()
    {
        var created = await CreateAsync();
        await WriteCriteriaAsync();
        await JoinAsync("Lene Ramstadli", CaseRole.Officer);
        await JoinAsync("Yasmin Tellefsrud", CaseRole.Evaluator);
        await JoinAsync("Ola Krosbymoen", CaseRole.Evaluator, "Nordre Journal AS");
        for (var person = 0; person < People.Count; person++)
            await DeclareAsync(person);
        return await Client.PublishProcurementCaseAsync(new() { Name = created.Name, Etag = created.Etag });
    }

    public static ReceiveTenderRequest Tender(string tenderer, string number, long kroner) =>
        new()
        {
            Parent = Case,
            Tender = new()
            {
                Tenderer = tenderer,
                OrganisationNumber = number,
                ContactEmail = "tilbud@example.no",
            },
            Content = ByteString.CopyFromUtf8($"Dette er det hemmelige tilbudet fra {tenderer}."),
            FileName = "tilbud.pdf",
            Price = Kroner(kroner),
        };

    /// <summary>Published, two tenders received, the deadline past and both opened.</summary>
    public async Task<(Tender One, Tender Other)> OpenedAsync()
    {
        await PublishedAsync();
        var one = await Client.ReceiveTenderAsync(Tender("Fjordjournal AS", "974760673", 17_500_000));
        var other = await Client.ReceiveTenderAsync(Tender("Nordre Journal AS", "991825827", 16_900_000));
        Clock.Advance(TimeSpan.FromDays(36));
        foreach (var person in new[] { 0, 1 })
        {
            var current = await Client.GetProcurementCaseAsync(new() { Name = Case });
            await As(People[person].Caller).OpenTendersAsync(new() { Name = Case, Etag = current.Etag });
            Office();
        }
        return (await Client.GetTenderAsync(new() { Name = one.Name }), await Client.GetTenderAsync(new() { Name = other.Name }));
    }

    public static Google.Type.Money Kroner(long kroner) => new() { CurrencyCode = "NOK", Units = kroner };
}
