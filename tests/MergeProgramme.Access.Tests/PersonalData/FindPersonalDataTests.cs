using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Access.Tests.Matrix;
using MergeProgramme.Access.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Access.V1.AccessService.AccessServiceClient;
using OrganisationClient = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Access.Tests.PersonalData;

[Collection("hosts")]
public sealed class FindPersonalDataTests(SharedHosts hosts)
{
    private const string Programme = "programmes/eget";
    private const string Other = "programmes/annet";
    private const string Everywhere = "programmes/-";
    private const string Name = "Synnøve Ådnøy";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task Who_signs_in_is_told_of_account_roles_sessions_and_when_seen_and_of_no_secret(
        TestDatabase database,
        Transport transport
    )
    {
        var (host, client) = await HostAsync(database, transport);
        var account = await client.CreateLocalAccountAsync(
            new()
            {
                LocalAccount = new() { Login = "synnove@eksempel.no", DisplayName = Name },
            }
        );
        var internals = new Client(host.InvokerAsCaller(Transport.InProcess));
        Caller.Set(TestCaller.Office with { Origin = "10.1.2.3" });
        var credentials = await internals.FindLocalAccountAsync(new() { Name = account.Name });
        (credentials.PasswordHash, credentials.OneTimeKey) = ("hemmelig-hash", ByteString.CopyFromUtf8("hemmelig nøkkel"));
        credentials.Passkeys.Add(
            new Passkey
            {
                CredentialId = ByteString.CopyFromUtf8("hemmelig-id"),
                DisplayName = "Jobbtelefonen",
                Data = ByteString.CopyFromUtf8("hemmelige data"),
            }
        );
        await internals.UpdateLocalCredentialsAsync(new() { Credentials = credentials, Change = CredentialChange.Passkeys });
        var key = SHA256.HashData(Encoding.UTF8.GetBytes("nøkkel"));
        var session = await internals.CreateSessionAsync(
            new()
            {
                Parent = account.Principal,
                Session = new() { Issuer = "local", UserAgent = "Mozilla/5.0 Firefox/150" },
                KeyHash = ByteString.CopyFrom(key),
                Ticket = ByteString.CopyFromUtf8("hemmelig billett"),
            }
        );
        Caller.Set(TestCaller.Office);
        var role = await GiveAsync(client, account.Principal, Programme, Role.Reader, "Leser seg opp");
        await GiveAsync(client, account.Principal, Other, Role.Evaluator, "Vurderer der");
        var everywhere = await GiveAsync(client, account.Principal, Everywhere, Role.Auditor, "Reviderer");

        var entries = await FindAsync(client, Programme, [Name]);

        Assert.Equal(
            [
                (account.Name, "local_account_passkeys.display_name", PersonalDataCategory.Account),
                (account.Name, "local_accounts.login", PersonalDataCategory.Account),
                (account.Principal, "principals.display_name", PersonalDataCategory.Name),
                (account.Principal, "principals.email", PersonalDataCategory.Contact),
                (account.Principal, "principals.subject", PersonalDataCategory.Account),
                (session.Name, "sessions.origin", PersonalDataCategory.Account),
                (everywhere.Name, "role_assignments.role", PersonalDataCategory.Account),
                (role.Name, "role_assignments.role", PersonalDataCategory.Account),
            ],
            entries
                .Where(e => e.Category is not (PersonalDataCategory.Log or PersonalDataCategory.Answer))
                .OrderBy(e => e.Resource, StringComparer.Ordinal)
                .ThenBy(e => e.Place, StringComparer.Ordinal)
                .Select(e => (e.Resource, e.Place, e.Category))
        );
        Assert.Equal("synnove@eksempel.no", entries.Single(e => e.Place == "principals.email").Text);
        var seen = entries.Single(e => e.Place == "sessions.origin").Text;
        Assert.Contains("10.1.2.3", seen, StringComparison.Ordinal);
        Assert.Contains("Mozilla/5.0 Firefox/150", seen, StringComparison.Ordinal);
        Assert.Contains(
            "Leser seg opp",
            entries.Single(e => e.Resource == role.Name && e.Place == "role_assignments.role").Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Jobbtelefonen",
            entries.Single(e => e.Place.StartsWith("local_account_passkeys", StringComparison.Ordinal)).Text,
            StringComparison.Ordinal
        );
        // Of the account as it was made, of the session, and of both roles, wherever they are.
        foreach (var subject in (string[])[account.Principal, account.Name, session.Name, role.Name, everywhere.Name])
            Assert.Contains(
                entries,
                e => e is { Place: "events", Category: PersonalDataCategory.Log, Count: > 0 } && e.Resource == subject
            );
        Assert.All(entries, e => Assert.Equal((false, PersonalDataKeepReason.Account), (e.Erasable, e.KeepReason)));
        var said = string.Join('\n', entries.Select(e => e.ToString()));
        Assert.DoesNotContain(Other, said, StringComparison.Ordinal);
        Assert.DoesNotContain("hemmelig", said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToHexStringLower(key), said, StringComparison.Ordinal);
        foreach (var secret in (string[])["hemmelig nøkkel", "hemmelig-id", "hemmelige data", "hemmelig billett"])
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), said, StringComparison.Ordinal);

        // By e-mail address, whatever its capitals, and by nothing less than the whole name.
        Assert.Contains(await FindAsync(client, Programme, ["SYNNOVE@eksempel.no"]), e => e.Place == "sessions.origin");
        foreach (var less in (string[])["synnove", "Ådnøy", "eksempel.no"])
            Assert.All(await FindAsync(client, Programme, [less]), e => Assert.Equal("events", e.Place));
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_account_without_a_part_in_the_programme_is_nobodys_there(TestDatabase database, Transport transport)
    {
        var (host, client) = await HostAsync(database, transport);
        var her = await Somebody.CreateAsync(host, Name);
        await GiveAsync(client, her.Principal.Name, Other, Role.Reader);
        Assert.Empty(await FindAsync(client, Programme, [Name]));
        Assert.Contains(await FindAsync(client, Other, [Name]), e => e.Place == "principals.email");

        // Whoever had a role still has a part.
        var given = await GiveAsync(client, her.Principal.Name, Programme, Role.Reader);
        await client.DeleteRoleAssignmentAsync(new() { Name = given.Name });
        var held = await FindAsync(client, Programme, [Name]);
        Assert.Contains(held, e => e.Place == "principals.email");
        Assert.DoesNotContain(held, e => e.Place == "role_assignments.role");

        // Another person's name may hold hers.
        var other = await Somebody.CreateAsync(host, $"{Name} Hansen");
        await GiveAsync(client, other.Principal.Name, Programme, Role.Reader);
        Assert.DoesNotContain(
            await FindAsync(client, Programme, [Name]),
            e => e.Resource == other.Principal.Name && e.Place != "events"
        );
        Assert.Empty(await FindAsync(client, Programme, ["Ingen Hansen"]));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_registered_persons_account_is_theirs_whatever_it_is_called(TestDatabase database, Transport transport)
    {
        var (host, client) = await HostAsync(database, transport);
        var organisation = new OrganisationClient(host.Invoker(Transport.InProcess));
        var persons = new Dictionary<string, Person>();
        foreach (var programme in (string[])[Programme, Other])
            persons[programme] = await organisation.CreatePersonAsync(
                new()
                {
                    Parent = programme,
                    Person = new() { DisplayName = Name },
                }
            );
        var here = await Somebody.CreateAsync(host, "sadn01");
        var there = await Somebody.CreateAsync(host, "sadn02");
        await client.LinkPersonAsync(new() { Person = persons[Programme].Name, Principal = here.Principal.Name });
        await client.LinkPersonAsync(new() { Person = persons[Other].Name, Principal = there.Principal.Name });

        Assert.Empty(await FindAsync(client, Programme, [Name]));
        // Whom somebody is in another programme is not told here, even to whoever knows that person's resource name.
        var found = await FindAsync(client, Programme, [Name], [.. persons.Values.Select(p => p.Name)]);
        Assert.Contains(found, e => e.Place == "principals.subject" && e.Text.Contains("sadn01", StringComparison.Ordinal));
        Assert.Contains(found, e => e.Place == "person_links.person" && e.Category == PersonalDataCategory.Account);
        Assert.DoesNotContain(
            found,
            e => e.Resource == there.Principal.Name || e.Text.Contains("sadn02", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(found, e => e.Resource.StartsWith(Other, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Whoever_gave_a_role_or_is_named_in_its_reason_is_found_there(TestDatabase database, Transport transport)
    {
        var (host, client) = await HostAsync(database, transport);
        var giver = await Somebody.CreateAsync(host, Name);
        await giver.GiveAsync(Role.ProgrammeOffice, Programme);
        await giver.GiveAsync(Role.Administrator, Everywhere);
        var per = await Somebody.CreateAsync(host, "Per Moen");
        Caller.Set(giver.Caller);
        var asGiver = new Client(host.InvokerAsCaller(transport));
        var given = await GiveAsync(asGiver, per.Principal.Name, Programme, Role.Reader, $"{Name} ba om det");
        await GiveAsync(asGiver, per.Principal.Name, Everywhere, Role.Auditor, $"{Name} ba om det");
        Caller.Set(TestCaller.Office);

        var found = (await FindAsync(client, Programme, [Name])).Where(e =>
            e.Place.StartsWith("role_assignments", StringComparison.Ordinal)
        );
        Assert.Equal(
            [
                ("role_assignments.grantor_display_name", PersonalDataCategory.Name, Name, 1),
                ("role_assignments.reason", PersonalDataCategory.Mention, $"{Name} ba om det", 1),
            ],
            found.Where(e => e.Resource == given.Name).Select(e => (e.Place, e.Category, e.Text, e.Count)).Order()
        );
        // Her own two, and no role of somebody else's in the whole installation.
        Assert.Equal(2, found.Count(e => e.Place == "role_assignments.role"));
        Assert.Equal(3, found.Select(e => e.Resource).Distinct().Count());
    }

    [Theory, MemberData(nameof(All))]
    public async Task Only_the_programmes_own_office_finds_it(TestDatabase database, Transport transport)
    {
        var (host, client) = await HostAsync(database, transport);
        var her = await Somebody.CreateAsync(host, Name);
        await GiveAsync(client, her.Principal.Name, Programme, Role.Reader);
        foreach (
            var (title, role, parent, expected) in ((string, Role, string, StatusCode)[])
                [
                    ("Kontoret", Role.ProgrammeOffice, Programme, StatusCode.OK),
                    ("Et annet kontor", Role.ProgrammeOffice, Other, StatusCode.NotFound),
                    ("Leser", Role.Reader, Programme, StatusCode.PermissionDenied),
                    ("Administrator", Role.Administrator, Everywhere, StatusCode.PermissionDenied),
                    ("Revisor", Role.Auditor, Everywhere, StatusCode.PermissionDenied),
                ]
        )
        {
            var asker = await Somebody.CreateAsync(host, title);
            await asker.GiveAsync(role, parent);
            Caller.Set(asker.Caller);
            var code = StatusCode.OK;
            try
            {
                Assert.NotEmpty(await FindAsync(new(host.InvokerAsCaller(transport)), Programme, [Name]));
            }
            catch (RpcException e)
            {
                code = e.StatusCode;
            }
            Caller.Set(TestCaller.Office);
            Assert.Equal((title, expected), (title, code));
        }
        Assert.Equal(
            [("names[0]", "PERSONAL_NAME_SHORT")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, async () => await FindAsync(client, Programme, ["Ås"]))
        );
    }

    // A page holds three: none is lost between them.
    private static async Task<List<PersonalDataEntry>> FindAsync(
        Client client,
        string programme,
        string[] names,
        string[]? persons = null
    )
    {
        var request = new FindPersonalDataRequest
        {
            Parent = programme,
            Names = { names },
            Persons = { persons ?? [] },
            PageSize = 3,
        };
        List<PersonalDataEntry> entries = [];
        do
        {
            var page = await client.FindPersonalDataAsync(request);
            entries.AddRange(page.Entries);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return entries;
    }

    private static async Task<RoleAssignment> GiveAsync(
        Client client,
        string principal,
        string parent,
        Role role,
        string reason = ""
    ) =>
        await client.CreateRoleAssignmentAsync(
            new()
            {
                Parent = parent,
                RoleAssignment = new()
                {
                    Principal = principal,
                    Role = role,
                    Reason = reason,
                },
            }
        );

    private async Task<(RunningHost Host, Client Client)> HostAsync(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        foreach (var programme in (string[])[Programme, Other])
            await host.ProgrammeAsync(programme.Split('/')[1]);
        return (host, new(host.Invoker(transport)));
    }
}
