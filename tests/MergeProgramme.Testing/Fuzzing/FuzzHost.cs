using System.Diagnostics;
using System.Globalization;
using System.Text;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using MergeProgramme.Access.V1;
using MergeProgramme.Host.Audit;
using MergeProgramme.Host.Demo;
using MergeProgramme.Platform.Access;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Events;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.V1;
using MergeProgramme.Testing.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using static MergeProgramme.Access.V1.AccessService;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace MergeProgramme.Testing.Fuzzing;

/// <summary>Somebody who calls.</summary>
/// <param name="Headers">What its calls carry.</param>
/// <param name="SeesAll">Whether it may see every programme.</param>
/// <param name="IsRefused">Whether nothing that it asks is answered, but what is for anyone.</param>
/// <param name="BringsNothing">Whether it says of itself nothing that the host looks at: what is for anyone is for it too.</param>
internal sealed record FuzzCaller(
    string Title,
    Func<IEnumerable<(string Name, string Value)>> Headers,
    bool SeesAll = false,
    bool IsRefused = false,
    bool BringsNothing = false
);

/// <summary>
/// The host in a process and a folder of its own, with the sample programmes, a closed programme whose every text is marked, and callers of all
/// kinds. Those of other roles than neighbouring system come sealed, as from another host of the installation.
/// </summary>
internal sealed class FuzzHost : IAsyncDisposable
{
    private const string Audience = "https://mergeprogramme.example.org";
    private const string Machine = "fuzz";
    private static readonly TimeSpan ResealAfter = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo folder;
    private readonly string[] databaseSettings;
    private readonly TestIssuer issuer;
    private readonly CallerSeal seal;
    private readonly GrpcChannel channel;
    private readonly ServiceProvider clients;

    private FuzzHost(
        HostProcess process,
        DirectoryInfo folder,
        string[] databaseSettings,
        TestIssuer issuer,
        CallerSeal seal,
        Uri pages,
        Uri grpc,
        int seed
    )
    {
        (Process, this.folder, this.databaseSettings, this.issuer, this.seal) = (process, folder, databaseSettings, issuer, seal);
        (Pages, Grpc) = (pages, grpc);
        channel = GrpcChannel.ForAddress(grpc);
        Internal = channel.Intercept(new OutgoingCallerInterceptor(seal));
        var random = new Random(seed);
        Closed = "sb" + Letters(random, 'a', 11);
        Missing = "sn" + Letters(random, 'a', 11);
        // Letters that no id is made of and that nothing else in the samples has (Coptic).
        Mark = Letters(random, '\u2C80', 10);
        clients = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new OrganisationServiceClient(Internal))
            .AddSingleton(new MandatesServiceClient(Internal))
            .AddSingleton(new StakeholdersServiceClient(Internal))
            .AddSingleton(new MergeProgramme.Benefits.V1.BenefitsService.BenefitsServiceClient(Internal))
            .AddSingleton(new MergeProgramme.Procurement.V1.ProcurementService.ProcurementServiceClient(Internal))
            .AddSingleton(new AccessServiceClient(Internal))
            .BuildServiceProvider();
    }

    public HostProcess Process { get; }
    public Uri Pages { get; }
    public Uri Grpc { get; }

    /// <summary>Calls as the installation itself.</summary>
    public CallInvoker Internal { get; }

    /// <summary>Id of the programme in which none of the callers has a role.</summary>
    public string Closed { get; }

    /// <summary>An id of the same length that no programme has.</summary>
    public string Missing { get; }

    /// <summary>Stands in every text of the closed programme.</summary>
    public string Mark { get; }

    public FuzzNames Names { get; } = new();
    public FuzzNames ClosedNames { get; } = new();
    public IReadOnlyList<FuzzCaller> Callers { get; private set; } = [];

    /// <summary>Those of them who may write much.</summary>
    public IReadOnlyList<FuzzCaller> Writers =>
        [.. Callers.Where(c => c.Title is "office" or "lead" or "secretary" or "procurement" or "administrator" or "system")];

    /// <summary>Position of each module's log when the calls begin.</summary>
    public IReadOnlyDictionary<ServiceDescriptor, long> Begin { get; private set; } = new Dictionary<ServiceDescriptor, long>();

    public static async Task<FuzzHost> StartAsync(int seed, TestDatabase database)
    {
        var folder = Directory.CreateTempSubdirectory("mergeprogramme-fuzz-");
        // For its owner alone, as the temporary folder around it is: the host refuses others.
        var keys = folder.CreateSubdirectory("keys");
        if (!OperatingSystem.IsWindows())
            keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("mergeprogramme").PersistKeysToFileSystem(keys);
        var seal = new CallerSeal(services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>());
        // Makes the key that the host then finds.
        seal.Seal(Caller.Internal("fuzz"));
        var issuer = await TestIssuer.StartAsync();
        var (pages, grpc) = (FreePort.Address(), FreePort.Address());
        string[] settings =
        [
            $"--Database:Folder={folder.FullName}",
            $"--Keys:Folder={keys.FullName}",
            .. database == TestDatabase.PostgreSql
                ? (string[])[$"--Database:PostgreSql={await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync()}"]
                : [],
        ];
        var process = await HostProcess.ServeAsync([
            $"--Listen:Pages={pages}",
            $"--Listen:Grpc={grpc}",
            .. settings,
            $"--SignIn:Tokens:test:Authority={issuer.Address}",
            $"--SignIn:Tokens:test:Audience={Audience}",
            // What is looked for is what a call does, not how many one may make.
            "--Limits:PersonPerMinute=100000000",
            "--Limits:SystemPerMinute=100000000",
            "--Limits:AddressPerMinute=100000000",
            "--Limits:CallsAtATime=1000",
            "--Logging:LogLevel:Default=Warning",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
        ]);
        var host = new FuzzHost(process, folder, settings, issuer, seal, new(pages), new(grpc), seed);
        try
        {
            await host.LoadAsync(seed);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
        return host;
    }

    /// <summary>Whether the process runs and says that it is well.</summary>
    public async Task<bool> IsWellAsync()
    {
        using var http = new HttpClient { BaseAddress = Pages, Timeout = TimeSpan.FromSeconds(30) };
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>What <c>audit verify</c> says: null where nothing is wrong.</summary>
    public async Task<string?> AuditAsync()
    {
        using var output = new StringWriter();
        return await AuditCommand.RunAsync(["verify", .. databaseSettings], output, output) == 0 ? null : output.ToString();
    }

    /// <summary>All that was written since the calls began.</summary>
    public async Task<IReadOnlyList<Event>> EventsAsync()
    {
        Caller.Set(Caller.Internal("fuzz"));
        var events = new List<Event>();
        foreach (var (service, after) in Begin)
            events.AddRange(await StreamAsync(service, after, withoutData: true));
        return events;
    }

    /// <summary>What it said of errors that it did not expect.</summary>
    public IEnumerable<string> Errors()
    {
        var lines = Process.Output.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (
                lines[i].StartsWith("fail:", StringComparison.Ordinal)
                || lines[i].StartsWith("crit:", StringComparison.Ordinal)
                || lines[i].StartsWith("Unhandled exception", StringComparison.Ordinal)
            )
                yield return string.Join('\n', lines.Skip(i).Take(14));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await clients.DisposeAsync();
        channel.Dispose();
        await issuer.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task LoadAsync(int seed)
    {
        SampleWriter.SignIn();
        await IndreOstfoldSample.LoadAsync(
            new SampleWriter(clients),
            "indre-ostfold",
            "Indre Østfold kommune",
            new SampleCalendar(TimeProvider.System.Today().AddDays(-7))
        );
        await LoadClosedAsync();
        Caller.Set(Caller.Internal("fuzz"));
        var callers = await CallersAsync();
        await HarvestAsync();
        // One of everything that the samples do not have, in both programmes.
        for (var round = 0; round < 2; round++)
        {
            foreach (var method in SampleRequests.Methods.Where(m => m.Name.StartsWith("Create", StringComparison.Ordinal)))
            {
                for (var attempt = 0; attempt < 6; attempt++)
                {
                    var random = new Random(seed + 1000 * round + attempt + 10 * method.Index);
                    await TryAsync(method, new MessageMaker(Names, random, 0, "").Of(method));
                    // What belongs to the whole installation, such as an account, is no secret of the closed programme.
                    if (method.GetOptions().GetExtension(AccessExtensions.Access).Resource.Length > 0)
                        await TryAsync(method, new MessageMaker(ClosedNames, random, 0, "", Mark).Of(method));
                }
            }
            await HarvestAsync();
        }
        Callers = callers;
        Names.Remove(name =>
            name.Contains(Closed, StringComparison.Ordinal)
            || own.Exists(p => name == p || name.StartsWith(p + "/", StringComparison.Ordinal))
        );
        ClosedNames.Remove(name => name.StartsWith("principals/", StringComparison.Ordinal));
        Names.Freeze();
        ClosedNames.Freeze();
    }

    // Those who call: no call may take them their roles, or shut them out.
    private readonly List<string> own = [];

    private async Task LoadClosedAsync()
    {
        var marked = Internal.Intercept(new Marking(Mark));
        await using var services = new ServiceCollection()
            .AddSingleton(new OrganisationServiceClient(marked))
            .AddSingleton(new MandatesServiceClient(marked))
            .AddSingleton(new StakeholdersServiceClient(marked))
            .AddSingleton(new MergeProgramme.Benefits.V1.BenefitsService.BenefitsServiceClient(marked))
            .AddSingleton(new MergeProgramme.Procurement.V1.ProcurementService.ProcurementServiceClient(marked))
            .AddSingleton(TimeProvider.System)
            .BuildServiceProvider();
        await IndreOstfoldSample.LoadAsync(
            new SampleWriter(services),
            Closed,
            "Lukket",
            new SampleCalendar(TimeProvider.System.Today().AddDays(-7))
        );
    }

    private async Task<IReadOnlyList<FuzzCaller>> CallersAsync()
    {
        var access = clients.GetRequiredService<AccessServiceClient>();
        var organisation = clients.GetRequiredService<OrganisationServiceClient>();
        var callers = new List<FuzzCaller>();
        const string Programme = "programmes/indre-ostfold";
        var persons = (await organisation.ListPersonsAsync(new() { Parent = Programme, PageSize = 1000 })).Persons;
        foreach (var person in SamplePeople.All)
        {
            var principal = await SamplePeople.ResolveAsync(access, person);
            own.Add(principal.Name);
            if (person.Role is { } role)
            {
                await access.CreateRoleAssignmentAsync(
                    new()
                    {
                        Parent = person.Programmes is [] ? CallerGrants.Everywhere : Programme,
                        RoleAssignment = new() { Principal = principal.Name, Role = role },
                    }
                );
            }
            else
            {
                await access.LinkPersonAsync(
                    new() { Principal = principal.Name, Person = persons.First(p => p.DisplayName == person.Name).Name }
                );
            }
            callers.Add(Sealed(person.Key, principal.Name, person.Programmes is []));
        }
        var nobody = await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = "demo",
                Subject = "nobody",
                Kind = PrincipalKind.Person,
                DisplayName = "Uten Rolle",
            }
        );
        own.Add(nobody.Name);
        callers.Add(Sealed("no role", nobody.Name, false));
        callers.AddRange(await MachinesAsync(access, Programme));
        // Somebody for the calls to give and take roles.
        foreach (var number in Enumerable.Range(1, 5))
        {
            var victim = await access.ResolvePrincipalAsync(
                new()
                {
                    Issuer = "demo",
                    Subject = $"victim-{number}",
                    Kind = PrincipalKind.Person,
                    DisplayName = $"Prøve {number}",
                }
            );
            Names.Add(victim.Name);
            await access.CreateRoleAssignmentAsync(
                new()
                {
                    Parent = Programme,
                    RoleAssignment = new() { Principal = victim.Name, Role = Role.Reader },
                }
            );
        }
        return callers;
    }

    private async Task<IEnumerable<FuzzCaller>> MachinesAsync(AccessServiceClient access, string programme)
    {
        var principal = await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = issuer.Address.AbsoluteUri,
                Subject = Machine,
                Kind = PrincipalKind.System,
            }
        );
        own.Add(principal.Name);
        await access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = programme,
                RoleAssignment = new() { Principal = principal.Name, Role = Role.NeighbouringSystem },
            }
        );
        string[] scopes = [.. new AccessRules(ContractTypes.Files).Permissions.Select(p => $"mergeprogramme:{p}")];
        Dictionary<string, object> Claims(Action<Dictionary<string, object>>? change = null)
        {
            var claims = issuer.AccessClaims(Audience, Machine, scopes);
            claims["exp"] = DateTimeOffset.UtcNow.AddHours(12).ToUnixTimeSeconds();
            change?.Invoke(claims);
            return claims;
        }
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var genuine = issuer.Sign(Claims());
        FuzzCaller With(string title, string token, bool refused) =>
            new(title, () => [("authorization", $"Bearer {token}")], IsRefused: refused);
        return
        [
            With("system", genuine, false),
            new("nobody", () => [], IsRefused: true, BringsNothing: true),
            With("expired token", issuer.Sign(Claims(c => (c["nbf"], c["exp"]) = (now - 600, now - 300))), true),
            With("forged token", issuer.Sign(Claims(), by: issuer.Stranger), true),
            With("unsigned token", TestIssuer.WithoutSignature(Claims()), true),
            With("token for another", issuer.Sign(Claims(c => c["aud"] = "https://other.example.org")), true),
            With("altered token", genuine[..^8] + "AAAAAAAA", true),
            new("forged seal", () => [(CallerSeal.Header, "CfDJ8" + new string('A', 200))], IsRefused: true),
            new(
                "forged caller",
                () =>
                    [
                        (CallerSeal.Header, "{\"Id\":\"system:tests\",\"DisplayName\":\"x\",\"Kind\":3}"),
                        ("x-test-principal", "principals/x"),
                        ("x-forwarded-for", "127.0.0.1"),
                    ],
                IsRefused: true
            ),
            new(
                "other headers",
                () => [("x-test-principal", "principals/x"), ("x-user-id", "admin"), ("cookie", "session=x")],
                IsRefused: true,
                BringsNothing: true
            ),
        ];
    }

    private FuzzCaller Sealed(string title, string principal, bool seesAll)
    {
        (string Value, long At) kept = ("", 0);
        return new(
            title,
            () =>
            {
                var (value, at) = kept;
                if (at == 0 || Stopwatch.GetElapsedTime(at) > ResealAfter)
                {
                    value = seal.Seal(new Caller(principal, title) { Origin = "127.0.0.1" });
                    kept = (value, Stopwatch.GetTimestamp());
                }
                return [(CallerSeal.Header, value)];
            },
            seesAll
        );
    }

    private async Task HarvestAsync()
    {
        Caller.Set(Caller.Internal("fuzz"));
        var begin = new Dictionary<ServiceDescriptor, long>();
        foreach (var service in SampleRequests.Methods.Select(m => m.Service).Distinct())
        {
            var events = await StreamAsync(service, 0, withoutData: false);
            foreach (var e in events)
            {
                var names = e.Subject.Contains(Closed, StringComparison.Ordinal) ? ClosedNames : Names;
                names.Add(e.Subject);
                if (e.Data is { } data)
                    names.Harvest(data);
            }
            begin[service] = events.Count == 0 ? 0 : events[^1].Sequence;
        }
        var templates = await clients.GetRequiredService<MandatesServiceClient>().ListTemplatesAsync(new());
        Names.Harvest(templates);
        ClosedNames.Harvest(templates);
        Begin = begin;
    }

    private async Task<List<Event>> StreamAsync(ServiceDescriptor service, long after, bool withoutData)
    {
        var method = new Method<StreamEventsRequest, Event>(
            MethodType.ServerStreaming,
            service.FullName,
            "StreamEvents",
            Marshallers.Create(r => r.ToByteArray(), StreamEventsRequest.Parser.ParseFrom),
            Marshallers.Create(e => e.ToByteArray(), Event.Parser.ParseFrom)
        );
        using var call = Internal.AsyncServerStreamingCall(
            method,
            null,
            default,
            new() { AfterSequence = after, WithoutData = withoutData }
        );
        var events = new List<Event>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
            events.Add(call.ResponseStream.Current);
        return events;
    }

    // What the module refuses is not made: there are other attempts.
    private async Task TryAsync(MethodDescriptor method, IMessage request)
    {
        try
        {
            await Internal.AsyncUnaryCall(
                new Method<byte[], byte[]>(
                    MethodType.Unary,
                    method.Service.FullName,
                    method.Name,
                    Marshallers.Create(b => b, b => b),
                    Marshallers.Create(b => b, b => b)
                ),
                null,
                default,
                request.ToByteArray()
            );
        }
        catch (RpcException e) when (e.StatusCode is not StatusCode.Unavailable)
        {
            // Refused.
        }
    }

    private static string Letters(Random random, char first, int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append((char)(first + random.Next(26)));
        return text.ToString();
    }

    /// <summary>Puts the mark at the end of every text that is sent and has room for it.</summary>
    private sealed class Marking(string mark) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation
        )
        {
            if (context.Method.Name.StartsWith("Create", StringComparison.Ordinal) || context.Method.Name == "UpdateSection")
                Mark((IMessage)(object)request);
            return continuation(request, context);
        }

        private void Mark(IMessage message)
        {
            foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
            {
                if (field.IsMap)
                    continue;
                var value = field.Accessor.GetValue(message);
                if (value is string { Length: > 0 } text && IsText(field) && text.Length + mark.Length <= 200)
                    field.Accessor.SetValue(message, text + mark);
                else if (value is IMessage nested)
                    Mark(nested);
                else if (field.FieldType == FieldType.Message && value is System.Collections.IEnumerable list)
                {
                    foreach (IMessage item in list)
                        Mark(item);
                }
            }
        }

        // What people wrote, and not what something is found or told from others by.
        private static bool IsText(FieldDescriptor field) =>
            field.GetOptions()?.GetExtension(ResourceExtensions.ResourceReference) is null
            && field.Name
                is "text"
                    or "title"
                    or "display_name"
                    or "description"
                    or "body"
                    or "why"
                    or "view"
                    or "expectations"
                    or "purpose"
                    or "reason"
                    or "note";
    }
}
