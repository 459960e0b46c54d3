using System.Text;
using Google.Protobuf.Reflection;
using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.V1;
using MergeProgramme.Testing;

[assembly: AssemblyFixture(typeof(SharedHosts))]

namespace MergeProgramme.Access.Tests.Matrix;

/// <summary>
/// Every rpc, called as every role, about its own sub-project, another one of its programme, and another programme: what is let in stands in
/// docs/access-matrix.md, word for word. A changed permission is seen there by whoever reviews it.
/// </summary>
[Collection("hosts")]
public sealed class MatrixTests(SharedHosts hosts)
{
    private const string None = "–";

    private static readonly string Document = Path.Combine(Root(), "docs", "access-matrix.md");

    private static readonly string[] Heading =
    [
        "# Who may call what",
        "",
        "Made by calling every rpc as every role, in-process and over the wire (tests/MergeProgramme.Access.Tests/Matrix), and held against the product by",
        "every test run. Write it anew after a change with `MERGEPROGRAMME_WRITE_MATRIX=1 ./tools/test Access --filter Matrix`.",
        "",
        "S: in its own sub-project or body only. P: in its whole programme. I: in every programme. A dash: refused with PERMISSION_DENIED; about a programme",
        "in which the caller has no role, always with NOT_FOUND. The roles: programme office, sub-project lead, body member, decision secretary, line owner,",
        "finance controller, procurement officer, evaluator, union or safety representative, reader, auditor and administrator of the installation,",
        "neighbouring system whose token has the scope of the rpc, neighbouring system with another scope, and somebody who has signed in without a role.",
        "",
    ];

    [Theory]
    [InlineData(TestDatabase.Sqlite, Transport.InProcess)]
    [InlineData(TestDatabase.Sqlite, Transport.H2c)]
    [InlineData(TestDatabase.PostgreSql, Transport.InProcess)]
    public async Task Every_rpc_lets_in_whom_the_reviewed_matrix_lets_in(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        var places = await PlacesAsync(host);
        var columns = await ColumnsAsync(host, places);
        var lines = new List<string>(Heading)
        {
            $"| rpc | {string.Join(" | ", columns.Select(c => c.Title))} |",
            $"|---|{string.Concat(columns.Select(_ => "---|"))}",
        };
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        // Broken glass lets in whom the matrix is to show closed out: it comes last.
        foreach (var method in SampleRequests.Methods.OrderBy(m => m.Name == "BreakGlass"))
        {
            var cells = new List<string>();
            foreach (var column in columns)
                cells.Add(await CellAsync(host, transport, column, method, places));
            rows[method.FullName] =
                $"| {method.Service.File.Package.Split('.')[1]} {method.Name} | {string.Join(" | ", cells)} |";
        }
        lines.AddRange(rows.Values);
        var actual = string.Join('\n', lines) + "\n";

        if (Environment.GetEnvironmentVariable("MERGEPROGRAMME_WRITE_MATRIX") == "1")
            await File.WriteAllTextAsync(Document, actual, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(Document, TestContext.Current.CancellationToken), actual);
    }

    [Theory]
    [InlineData(Transport.InProcess)]
    [InlineData(Transport.H2c)]
    public async Task Nobody_gets_anything_without_signing_in(Transport transport)
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        var places = await PlacesAsync(host);
        foreach (var method in SampleRequests.Methods.Where(m => !IsForAnyone(m)))
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(() =>
                As(Caller.Anonymous, host, transport, invoker => Calls.CallAsync(invoker, method, places.Own.Requests.Of(method)))
            );
            Assert.True(refusal.StatusCode == StatusCode.Unauthenticated, $"{method.FullName}: {refusal.Status}");
        }
    }

    [Theory]
    [InlineData(Transport.InProcess)]
    [InlineData(Transport.H2c)]
    public async Task What_is_for_anyone_is_nothing_until_somebody_publishes_it(Transport transport)
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        var places = await PlacesAsync(host);
        foreach (var method in SampleRequests.Methods.Where(IsForAnyone))
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(() =>
                As(Caller.Anonymous, host, transport, invoker => Calls.CallAsync(invoker, method, places.Own.Requests.Of(method)))
            );
            Assert.True(refusal.StatusCode == StatusCode.NotFound, $"{method.FullName}: {refusal.Status}");
            Assert.DoesNotContain(places.Own.Secret, refusal.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_programme_of_others_is_answered_like_one_that_does_not_exist()
    {
        var host = await hosts.CleanAsync(TestDatabase.Sqlite);
        var places = await PlacesAsync(host);
        var office = (await ColumnsAsync(host, places)).Single(c => c.Title == "office");
        var missing = places.Other with { Names = Renamed(places.Other) };
        foreach (var method in SampleRequests.Methods.Where(OfProgramme))
        {
            var real = await RefusalAsync(host, office.Caller, method, places.Other);
            var made = await RefusalAsync(host, office.Caller, method, missing);
            Assert.True(real.StatusCode == StatusCode.NotFound, $"{method.FullName}: {real.Status}");
            Assert.Equal(
                real.Status.Detail.Replace("programmes/annet", "programmes/ingen", StringComparison.Ordinal),
                made.Status.Detail
            );
        }
    }

    private static Dictionary<string, string> Renamed(Place place) =>
        place.Names.ToDictionary(
            n => n.Key,
            n => n.Value.Replace("programmes/annet", "programmes/ingen", StringComparison.Ordinal)
        );

    private static bool IsForAnyone(MethodDescriptor method) => method.GetOptions().GetExtension(AccessExtensions.Access).Anyone;

    private static bool OfProgramme(MethodDescriptor method) =>
        method.GetOptions().GetExtension(AccessExtensions.Access) is { Resource.Length: > 0 };

    private static async Task<RpcException> RefusalAsync(RunningHost host, Caller caller, MethodDescriptor method, Place place) =>
        await Assert.ThrowsAsync<RpcException>(() =>
            As(caller, host, Transport.InProcess, invoker => Calls.CallAsync(invoker, method, place.Requests.Of(method)))
        );

    /// <summary>How far a role is let in.</summary>
    private static async Task<string> CellAsync(
        RunningHost host,
        Transport transport,
        Column column,
        MethodDescriptor method,
        Places places
    )
    {
        var own = await IsLetInAsync(host, transport, column, method, places.Own, places.Other);
        var beside = await IsLetInAsync(host, transport, column, method, places.Beside, places.Other);
        var other = await IsLetInAsync(host, transport, column, method, places.Other, null);
        return (own, beside, other) switch
        {
            (true, true, true) => "I",
            (true, true, false) => "P",
            (true, false, false) => "S",
            (false, false, false) => None,
            _ => $"own {own}, beside {beside}, other {other}",
        };
    }

    private static async Task<bool> IsLetInAsync(
        RunningHost host,
        Transport transport,
        Column column,
        MethodDescriptor method,
        Place place,
        Place? closed
    )
    {
        var rule = method.GetOptions().GetExtension(AccessExtensions.Access);
        var caller = column.Scopes is null ? column.Caller : column.Caller with { Scopes = column.Scopes(rule.Permission) };
        try
        {
            var answer = await As(
                caller,
                host,
                transport,
                invoker => Calls.CallAsync(invoker, method, place.Requests.Of(method))
            );
            if (closed is not null && !column.IsOfInstallation)
                Assert.DoesNotContain(closed.Secret, answer?.ToString() ?? "", StringComparison.Ordinal);
            return true;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.PermissionDenied)
        {
            return false;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound && rule.Anyone)
        {
            // Let in, and nothing is published.
            return true;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound && !column.IsOfInstallation && closed is null)
        {
            Assert.DoesNotContain(place.Secret, e.ToString(), StringComparison.Ordinal);
            return false;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound && column.Title is "none")
        {
            return false;
        }
        catch (RpcException e)
            when (e.StatusCode
                    is StatusCode.InvalidArgument
                        or StatusCode.FailedPrecondition
                        or StatusCode.Aborted
                        or StatusCode.AlreadyExists
            )
        {
            // Let in, and refused by what the module itself has to say.
            return true;
        }
        catch (RpcException e)
            when (e.StatusCode == StatusCode.NotFound
                && (
                    method.Name.StartsWith("Delete", StringComparison.Ordinal)
                    || method.Name == "UnlinkPerson"
                    || method.Name is "GetRoleAssignment" or "GetSimulation"
                )
            )
        {
            // Gone by the hand of the role before.
            return true;
        }
        catch (RpcException e)
            when (e.StatusCode == StatusCode.NotFound
                && method.Name is ("AnswerComplaint" or "DecideAward" or "ExportAwardLetter" or "SendAwardLetters")
            )
        {
            // The place has no award: its tenders are sealed.
            return true;
        }
    }

    private async Task<List<Column>> ColumnsAsync(RunningHost host, Places places)
    {
        var programme = places.Own.Programme;
        return
        [
            await GivenAsync(host, "office", Role.ProgrammeOffice, programme),
            await FollowingAsync(host, "lead", Role.SubProjectLead, places.Own),
            await FollowingAsync(host, "member", Role.BodyMember, places.Own),
            await FollowingAsync(host, "secretary", Role.DecisionSecretary, places.Own),
            await GivenAsync(host, "line", Role.LineOwner, programme),
            await GivenAsync(host, "finance", Role.FinanceController, programme),
            await GivenAsync(host, "buyer", Role.ProcurementOfficer, programme),
            await GivenAsync(host, "evaluator", Role.Evaluator, programme),
            await FollowingAsync(host, "union", Role.UnionRepresentative, places.Own),
            await GivenAsync(host, "reader", Role.Reader, programme),
            await GivenAsync(host, "auditor", Role.Auditor, "programmes/-"),
            await GivenAsync(host, "admin", Role.Administrator, "programmes/-"),
            await GivenAsync(host, "system", Role.NeighbouringSystem, programme) with
            {
                Scopes = permission => [permission],
            },
            await GivenAsync(host, "other scope", Role.NeighbouringSystem, programme) with
            {
                Scopes = _ => ["none.such"],
            },
            new("none", (await Somebody.CreateAsync(host, "none")).Caller, false),
        ];
    }

    private static async Task<Places> PlacesAsync(RunningHost host) =>
        new(
            await Place.CreateAsync(host, "eget", "a4"),
            await Place.CreateAsync(host, "eget", "a5"),
            await Place.CreateAsync(host, "annet", "a4")
        );

    private static async Task<Column> GivenAsync(RunningHost host, string title, Role role, string parent)
    {
        var somebody = await Somebody.CreateAsync(host, title);
        await somebody.GiveAsync(role, parent);
        return new(title, somebody.Caller, parent == "programmes/-");
    }

    private static async Task<Column> FollowingAsync(RunningHost host, string title, Role role, Place place)
    {
        var somebody = await Somebody.CreateAsync(host, title);
        await somebody.AppointAsync(place, role);
        return new(title, somebody.Caller, false);
    }

    private static async Task<T> As<T>(Caller caller, RunningHost host, Transport transport, Func<CallInvoker, Task<T>> call)
    {
        Caller.Set(caller);
        return await call(host.InvokerAsCaller(transport));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MergeProgramme.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    private sealed record Places(Place Own, Place Beside, Place Other);

    private sealed record Column(
        string Title,
        Caller Caller,
        bool IsOfInstallation,
        Func<string, IReadOnlyList<string>>? Scopes = null
    );
}
