using Grpc.Core;
using MergeProgramme.Organisation.Persons;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Persons;

[Collection("hosts")]
public sealed class PersonTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_created_is_read_as_written(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var hobol = await office.MunicipalityAsync("Hobøl", "0138");
        var created = await office.Client.CreatePersonAsync(
            new()
            {
                Parent = office.Programme,
                Person = new()
                {
                    DisplayName = "Åse Ødegård",
                    Title = "konst. rådmann",
                    Email = "ase@hobol.example",
                    Municipality = hobol.Name,
                },
                PersonId = "p1",
            }
        );
        Assert.Equal($"{office.Programme}/persons/p1", created.Name);
        Assert.Equal(created, await office.Client.GetPersonAsync(new() { Name = created.Name }));

        created.Title = "rådmann";
        created.Municipality = "";
        var updated = await office.Client.UpdatePersonAsync(new() { Person = created });
        Assert.Equal(("rådmann", ""), (updated.Title, updated.Municipality));
        Assert.Equal(updated, await office.Client.GetPersonAsync(new() { Name = created.Name }));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_search_looks_in_name_title_and_organisation_whatever_the_case(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        await office.PersonAsync("Østen Ås", "hovedtillitsvalgt", "Fagforbundet");
        await office.PersonAsync("Berit Moen", "ØKONOMISJEF", "NAV");
        await office.PersonAsync("Ola 100%_Dahl");

        Assert.Equal(["Berit Moen", "Østen Ås"], await FoundAsync(office, "Ø"));
        Assert.Equal(["Berit Moen"], await FoundAsync(office, " økonomi "));
        Assert.Equal(["Østen Ås"], await FoundAsync(office, "FAGFOR"));
        Assert.Equal(["Ola 100%_Dahl"], await FoundAsync(office, "%_d"));
        Assert.Empty(await FoundAsync(office, "!"));
        Assert.Equal(3, (await FoundAsync(office, "")).Count);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_wrong_address_and_a_foreign_employer_are_refused(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var elsewhere = new Office(office.Client, await Office.ProgrammeAsync(office.Client, "Nabolaget"));
        var foreign = await elsewhere.MunicipalityAsync("Moss", "0104");
        await RefusedAsync(office, new() { DisplayName = "A", Email = "a b@c" }, ("person.email", "EMAIL_MALFORMED"));
        await RefusedAsync(
            office,
            new() { DisplayName = "A", Municipality = foreign.Name },
            ("person.municipality", "OTHER_PROGRAMME")
        );
        await RefusedAsync(
            office,
            new() { DisplayName = "", Municipality = "kommune" },
            ("person.display_name", "REQUIRED"),
            ("person.municipality", "NAME_MALFORMED")
        );
    }

    private static async Task<IReadOnlyList<string>> FoundAsync(Office office, string query) =>
        [
            .. (await office.Client.ListPersonsAsync(new() { Parent = office.Programme, Query = query })).Persons.Select(p =>
                p.DisplayName
            ),
        ];

    private static async Task RefusedAsync(Office office, Person person, params (string, string)[] expected) =>
        Assert.Equal(
            expected,
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await office.Client.CreatePersonAsync(new() { Parent = office.Programme, Person = person })
            )
        );
}
