using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using MergeProgramme.Access.V1;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Host.Audit;
using MergeProgramme.Host.Demo;
using MergeProgramme.Host.Tests.Audit;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Modules;
using MergeProgramme.Platform.V1;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MergeProgramme.Host.Tests.PersonalData;

/// <summary>Somebody asks what is held on them, and to be forgotten: proved on every table and event of every module.</summary>
public sealed class ForgottenTests
{
    private const string Programme = "programmes/indre-ostfold";
    private const string Name = "Synnøve Ådnøy";
    private const string Pseudonym = "Person 7f3a";

    // Whatever is hers and does not hold her name.
    private static readonly string[] Reached = ["synnove.adnoy@example.no", "99 88 77 66", "Fagdirektør for pårørende"];

    private static readonly string[] Modules = ["organisation", "mandates", "benefits", "procurement", "stakeholders"];

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.PostgreSql)]
    public async Task A_person_is_found_everywhere_and_forgotten_wherever_no_duty_keeps_the_name(TestDatabase database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await SampleProgrammes.LoadAsync(host.Services);
        await new A4Walk(A4Walk.Clients.Of(host.Services)).RunAsync();
        var clients = A4Walk.Clients.Of(host.Invoker(Transport.InProcess));
        await WriteAsync(clients);
        await WriteAccountAsync(host, clients);

        var entries = new List<(string Module, PersonalDataEntry Entry)>();
        foreach (var module in Modules)
            entries.AddRange((await FindAsync(clients, module, Programme, Name)).Select(e => (module, e)));

        // The report names every place in which the name stands, and only those.
        foreach (var module in Modules)
        {
            Assert.Equal(
                (await PlacesAsync(host, database, module, Name)).Order(),
                entries.Where(e => e.Module == module && e.Entry.Count > 0).Select(e => e.Entry.Place).Distinct().Order()
            );
        }
        var account = await AccountAsync(host, database);
        Assert.Contains(entries, e => e.Entry.Text == "synnove.adnoy@example.no" && e.Entry.Erasable);
        Assert.Contains(entries, e => e.Entry is { Category: PersonalDataCategory.Note, Erasable: true });
        Assert.Contains(entries, e => e.Entry.KeepReason == PersonalDataKeepReason.Participation && !e.Entry.Erasable);

        foreach (var module in Modules)
        {
            var preview = await EraseAsync(clients, module, Programme, Name, validateOnly: true);
            Assert.NotEmpty(await PlacesAsync(host, database, module, Name));
            var erased = await EraseAsync(clients, module, Programme, Name);

            Assert.Equal(preview, erased);
            var left = await PlacesAsync(host, database, module, Name);
            Assert.Equal(left.Order(), erased.Kept.Where(k => Holds(k)).Select(k => k.Place).Distinct().Order());
            foreach (var reached in Reached)
                Assert.Empty(await PlacesAsync(host, database, module, reached));
            Assert.Equal(module == "stakeholders", left.Count > 0);

            // Again: nothing is left to do, and nothing is written.
            var events = await EventCountAsync(host, module);
            Assert.Empty((await EraseAsync(clients, module, Programme, Name)).Erased);
            Assert.Equal(events, await EventCountAsync(host, module));
        }
        Assert.Contains(Pseudonym, await host.EverythingAsync("mandates"), StringComparison.Ordinal);
        // The account with which she signs in stays as it is, on purpose, and she is told of all of it.
        Assert.Equal(account, await AccountAsync(host, database));

        // What the decided mandate holds stays; what stands beside it goes.
        foreach (var member in A4Walk.Members)
        {
            foreach (var module in Modules)
            {
                var erased = await EraseAsync(clients, module, "programmes/gang", member);
                var left = await PlacesAsync(host, database, module, member, "programmes/gang");
                Assert.Equal(left.Order(), erased.Kept.Where(k => Holds(k)).Select(k => k.Place).Distinct().Order());
                if (module == "mandates")
                    Assert.Contains("decision_attendees.display_name", left);
            }
        }
        await AssertVerifiesAsync(host, pseudonymised: true);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.PostgreSql)]
    public async Task Whoever_of_the_sample_is_forgotten_the_log_still_fits_the_tables(TestDatabase database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await SampleProgrammes.LoadAsync(host.Services);
        var clients = A4Walk.Clients.Of(host.Invoker(Transport.InProcess));
        var programmes = (await clients.Organisation.ListProgrammesAsync(new())).Programmes;
        var forgotten = 0;
        foreach (var programme in programmes)
        {
            var persons = (
                await clients.Organisation.ListPersonsAsync(new() { Parent = programme.Name, PageSize = 1000 })
            ).Persons;
            foreach (var (i, person) in persons.Index().Where(p => p.Index % 3 == 0))
            {
                foreach (var module in Modules)
                    forgotten += (
                        await EraseAsync(clients, module, programme.Name, person.DisplayName, pseudonym: $"Person {i:x4}")
                    )
                        .Erased
                        .Count;
            }
        }

        Assert.True(forgotten > 50, $"{forgotten}");
        await AssertVerifiesAsync(host, pseudonymised: true);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.PostgreSql)]
    public async Task A_row_that_was_altered_as_if_it_were_pseudonymised_is_found(TestDatabase database)
    {
        await using var host = await RunningHost.StartAsync(database);
        await SampleProgrammes.LoadAsync(host.Services);
        var clients = A4Walk.Clients.Of(host.Invoker(Transport.InProcess));
        await WriteAsync(clients);
        await EraseAsync(clients, "mandates", Programme, Name);
        await AssertVerifiesAsync(host, pseudonymised: true);
        await using var connection = await host.OpenAsync("mandates");

        await StoredHosts.WithAsync(
            connection,
            "events",
            async () =>
            {
                await StoredHosts.ExecuteAsync(
                    connection,
                    "UPDATE events SET data = REPLACE(data, 'Person 7f3a', 'Ola Rud') WHERE sequence = (SELECT MAX(sequence) FROM pseudonymised_events)"
                );
                Assert.Contains(
                    "it was pseudonymised, and is not as it was then",
                    await VerifyAsync(host),
                    StringComparison.Ordinal
                );
            }
        );
        await StoredHosts.WithAsync(
            connection,
            "pseudonymised_events",
            async () =>
            {
                await StoredHosts.ExecuteAsync(
                    connection,
                    "INSERT INTO pseudonymised_events SELECT erasure, 1, data_hash FROM pseudonymised_events WHERE sequence = (SELECT MAX(sequence) FROM pseudonymised_events)"
                );
                Assert.Contains("does not list the rows", await VerifyAsync(host), StringComparison.Ordinal);
            }
        );
        await StoredHosts.WithAsync(
            connection,
            "pseudonymised_events",
            async () =>
            {
                await StoredHosts.ExecuteAsync(connection, "INSERT INTO pseudonymised_events VALUES ('mine', 1, 'mine')");
                Assert.Contains("no row of the log tells of", await VerifyAsync(host), StringComparison.Ordinal);
            }
        );
        await AssertVerifiesAsync(host, pseudonymised: true);
    }

    // What somebody said stays with the record, and holds the name only by chance.
    private static bool Holds(PersonalDataPlace kept) => kept.Category != PersonalDataCategory.Statement;

    // As a person, a risk's cause, a benefit's beneficiary, who answers for a need and a system, a stakeholder, a note, who spoke for a party.
    private static async Task WriteAsync(A4Walk.Clients clients)
    {
        var person = await clients.Organisation.CreatePersonAsync(
            new()
            {
                Parent = Programme,
                Person = new()
                {
                    DisplayName = Name,
                    Email = "synnove.adnoy@example.no",
                    Title = "Fagdirektør for pårørende",
                },
                RequestId = Guid.NewGuid().ToString(),
            }
        );
        person.Organisation = $"Pårørendeforeningen v/{Name}";
        await clients.Organisation.UpdatePersonAsync(new() { Person = person });
        await clients.Mandates.CreateRiskAsync(
            new()
            {
                Parent = Programme,
                Risk = new()
                {
                    Title = "Brukerne blir ikke hørt",
                    Cause = $"Synnøve  ådnøys merknad av 3. mai (NÆRMERE: {Name.ToUpperInvariant()})",
                    Effect = "Tjenesten treffer ikke",
                    Response = RiskResponse.Reduce,
                    Owner = person.Name,
                    Action = "Møte",
                    DueDate = DateConversions.ToDate(new DateOnly(2031, 1, 2)),
                },
                Assessment = new()
                {
                    Probability = 2,
                    Consequence = 3,
                    Reason = "Merknaden",
                },
            }
        );
        var benefit = (await clients.Benefits.ListBenefitsAsync(new() { Parent = Programme })).Benefits[0];
        benefit.Beneficiary = $"Pårørende ({Name})";
        await clients.Benefits.UpdateBenefitAsync(
            new()
            {
                Benefit = benefit,
                UpdateMask = new() { Paths = { "beneficiary" } },
            }
        );
        await clients.Procurement.CreateNeedAsync(
            new()
            {
                Parent = Programme,
                Need = new() { Title = "Varsling til pårørende", Responsible = Name },
            }
        );
        var stakeholder = await clients.Stakeholders.CreateStakeholderAsync(
            new()
            {
                Parent = Programme,
                Stakeholder = new()
                {
                    DisplayName = Name,
                    Kind = StakeholderKind.Person,
                    Why = "Bruker av tjenesten.",
                    Interest = 5,
                    Influence = 2,
                    Contact = "synnove.adnoy@example.no, 99 88 77 66",
                },
            }
        );
        await clients.Stakeholders.CreateStakeholderNoteAsync(
            new()
            {
                Parent = stakeholder.Name,
                Note = new() { Text = $"Ring {Name} etter lunsj." },
            }
        );
        var party = await clients.Stakeholders.CreatePartyAsync(
            new()
            {
                Parent = Programme,
                Party = new()
                {
                    DisplayName = "Pårørendeforbundet",
                    Kind = PartyKind.Union,
                    Representative = Name,
                },
            }
        );
        await clients.Stakeholders.CreateParticipationRecordAsync(
            new()
            {
                Parent = Programme,
                ParticipationRecord = new()
                {
                    Matter = $"{Programme}/subProjects/a4",
                    PartyKind = PartyKind.Union,
                    Party = party.DisplayName,
                    Representative = Name,
                    Form = ParticipationForm.Heard,
                    HeardDate = DateConversions.ToDate(new DateOnly(2017, 11, 29)),
                    View = "Vi må høres.",
                },
            }
        );
    }

    // Who signs in: an account that is linked to the person, with a role, a reason that names her, and a session.
    private static async Task WriteAccountAsync(RunningHost host, A4Walk.Clients clients)
    {
        var access = new AccessService.AccessServiceClient(host.Invoker(Transport.InProcess));
        var principal = await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = "https://id.example.no",
                Subject = "sadn01",
                Kind = PrincipalKind.Person,
                DisplayName = Name,
                Email = "synnove.adnoy@example.no",
            }
        );
        await access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = Programme,
                RoleAssignment = new()
                {
                    Principal = principal.Name,
                    Role = Role.Reader,
                    Reason = $"{Name} følger saken",
                },
                RequestId = Guid.NewGuid().ToString(),
            }
        );
        var person = (await clients.Organisation.ListPersonsAsync(new() { Parent = Programme, PageSize = 1000 })).Persons.Single(
            p => p.DisplayName == Name
        );
        await access.LinkPersonAsync(new() { Person = person.Name, Principal = principal.Name });
        await access.CreateSessionAsync(
            new()
            {
                Parent = principal.Name,
                Session = new() { Issuer = principal.Issuer, UserAgent = "Firefox" },
                KeyHash = ByteString.CopyFrom(SHA256.HashData("nøkkel"u8)),
            }
        );
    }

    // What the report says of her account: every place in which her name stands, and all of it stays.
    private static async Task<List<PersonalDataEntry>> AccountAsync(RunningHost host, TestDatabase database)
    {
        var access = new AccessService.AccessServiceClient(host.Invoker(Transport.InProcess));
        var told = (
            await access.FindPersonalDataAsync(
                new()
                {
                    Parent = Programme,
                    Names = { Name },
                    PageSize = 1000,
                }
            )
        ).Entries.ToList();
        Assert.Equal(
            (await PlacesAsync(host, database, "access", Name)).Order(),
            told.Where(e => e.Count > 0).Select(e => e.Place).Distinct().Order()
        );
        foreach (var place in (string[])["principals.email", "role_assignments.role", "person_links.person", "sessions.origin"])
            Assert.Contains(told, e => e.Place == place);
        Assert.All(told, e => Assert.Equal((false, PersonalDataKeepReason.Account), (e.Erasable, e.KeepReason)));
        return told;
    }

    private static async Task<List<PersonalDataEntry>> FindAsync(
        A4Walk.Clients clients,
        string module,
        string programme,
        string name
    )
    {
        var request = new FindPersonalDataRequest
        {
            Parent = programme,
            Names = { name },
            PageSize = 3,
        };
        List<PersonalDataEntry> entries = [];
        do
        {
            var page = module switch
            {
                "organisation" => await clients.Organisation.FindPersonalDataAsync(request),
                "mandates" => await clients.Mandates.FindPersonalDataAsync(request),
                "benefits" => await clients.Benefits.FindPersonalDataAsync(request),
                "procurement" => await clients.Procurement.FindPersonalDataAsync(request),
                _ => await clients.Stakeholders.FindPersonalDataAsync(request),
            };
            entries.AddRange(page.Entries);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return entries;
    }

    private static async Task<ErasePersonalDataResponse> EraseAsync(
        A4Walk.Clients clients,
        string module,
        string programme,
        string name,
        bool validateOnly = false,
        string pseudonym = Pseudonym
    )
    {
        var request = new ErasePersonalDataRequest
        {
            Parent = programme,
            Names = { name },
            Pseudonym = pseudonym,
            ValidateOnly = validateOnly,
            RequestId = Guid.NewGuid().ToString(),
        };
        return module switch
        {
            "organisation" => await clients.Organisation.ErasePersonalDataAsync(request),
            "mandates" => await clients.Mandates.ErasePersonalDataAsync(request),
            "benefits" => await clients.Benefits.ErasePersonalDataAsync(request),
            "procurement" => await clients.Procurement.ErasePersonalDataAsync(request),
            _ => await clients.Stakeholders.ErasePersonalDataAsync(request),
        };
    }

    // Every column of every table that holds a text, whatever it is declared as. Answers are looked into as what they are.
    private static async Task<List<string>> PlacesAsync(
        RunningHost host,
        TestDatabase database,
        string module,
        string text,
        string programme = ""
    )
    {
        await using var connection = await host.OpenAsync(module);
        var columns = await StoredHosts.ReadAsync(
            connection,
            database == TestDatabase.PostgreSql
                ? "SELECT c.table_name::text, c.column_name::text FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) WHERE table_schema = current_schema() AND t.table_type = 'BASE TABLE'"
                : "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
        );
        List<string> places = [];
        foreach (var table in columns.GroupBy(c => (string)c[0]))
        {
            var names = table.Select(c => (string)c[1]).ToList();
            foreach (
                var row in await StoredHosts.ReadAsync(connection, $"SELECT {string.Join(", ", names)} FROM \"{table.Key}\"")
            )
            {
                var texts = row.OfType<string>().Select(t => table.Key == "requests" ? Decoded(t) : t).ToList();
                if (programme.Length > 0 && !texts.Exists(t => t.Contains(programme, StringComparison.Ordinal)))
                    continue;
                foreach (var (i, name) in names.Index())
                {
                    if (row[i] is not string value || name == "search")
                        continue;
                    value = table.Key == "requests" ? Decoded(value) : value;
                    value = value.Replace("  ", " ", StringComparison.Ordinal);
                    if (value.Contains(text, StringComparison.OrdinalIgnoreCase))
                        places.Add(table.Key is "events" or "requests" ? table.Key : $"{table.Key}.{name}");
                }
            }
        }
        return [.. places.Distinct()];
    }

    private static string Decoded(string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : value;
    }

    private static async Task<long> EventCountAsync(RunningHost host, string module)
    {
        await using var connection = await host.OpenAsync(module);
        return Convert.ToInt64((await StoredHosts.ReadAsync(connection, "SELECT COUNT(*) FROM events"))[0][0], null);
    }

    private static async Task AssertVerifiesAsync(RunningHost host, bool pseudonymised)
    {
        var said = await VerifyAsync(host);
        Assert.True(said.EndsWith("Nothing is wrong.", StringComparison.Ordinal), said);
        Assert.Equal(pseudonymised, said.Contains("of them pseudonymised", StringComparison.Ordinal));
    }

    private static async Task<string> VerifyAsync(RunningHost host)
    {
        using var output = new StringWriter();
        await AuditCommand.RunAsync(["verify", .. host.DatabaseSettings], output, output);
        return output.ToString().TrimEnd();
    }
}
