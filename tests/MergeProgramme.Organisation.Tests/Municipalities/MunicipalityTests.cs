using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Municipalities;

[Collection("hosts")]
public sealed class MunicipalityTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task They_are_read_and_listed_by_name(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var hobol = await office.MunicipalityAsync("Hobøl", "0138");
        var askim = await office.MunicipalityAsync("Askim", "0124");
        var merged = await office.MunicipalityAsync("Indre Østfold", "3014", MunicipalityRole.Merged);

        Assert.Equal($"{office.Programme}/municipalities/hobol", hobol.Name);
        Assert.Equal(hobol, await office.Client.GetMunicipalityAsync(new() { Name = hobol.Name }));
        Assert.Equal(
            [askim, hobol, merged],
            (await office.Client.ListMunicipalitiesAsync(new() { Parent = office.Programme })).Municipalities
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Pages_hold_each_once(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        foreach (var (name, number) in new[] { ("Askim", "0124"), ("Eidsberg", "0125"), ("Trøgstad", "0122") })
            await office.MunicipalityAsync(name, number);

        var first = await office.Client.ListMunicipalitiesAsync(new() { Parent = office.Programme, PageSize = 2 });
        var second = await office.Client.ListMunicipalitiesAsync(
            new()
            {
                Parent = office.Programme,
                PageSize = 2,
                PageToken = first.NextPageToken,
            }
        );
        Assert.Equal(
            ["Askim", "Eidsberg", "Trøgstad"],
            first.Municipalities.Concat(second.Municipalities).Select(m => m.DisplayName)
        );
        Assert.Empty(second.NextPageToken);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Numbers_that_are_none_are_named_at_once(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var wrong = Office.Municipality("Askim", "0124");
        wrong.Number = "12a";
        wrong.OrganisationNumber = "974760674";
        Assert.Equal(
            [
                ("municipality.number", "MUNICIPALITY_NUMBER_MALFORMED"),
                ("municipality.organisation_number", "ORGANISATION_NUMBER_CHECK_DIGIT"),
            ],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await office.Client.CreateMunicipalityAsync(new() { Parent = office.Programme, Municipality = wrong })
            )
        );
        wrong.Number = "0124";
        wrong.OrganisationNumber = "1234567";
        Assert.Equal(
            [("municipality.organisation_number", "ORGANISATION_NUMBER_MALFORMED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await office.Client.CreateMunicipalityAsync(new() { Parent = office.Programme, Municipality = wrong })
            )
        );
        Assert.Empty((await office.Client.ListMunicipalitiesAsync(new() { Parent = office.Programme })).Municipalities);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_number_is_used_once_in_a_programme_and_again_in_another(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        await office.MunicipalityAsync("Askim", "0124");
        Assert.Equal(
            [("municipality.number", "MUNICIPALITY_NUMBER_TAKEN")],
            await Refusals.RefusedAsync(StatusCode.AlreadyExists, () => office.MunicipalityAsync("Eidsberg", "0124"))
        );

        var eidsberg = await office.MunicipalityAsync("Eidsberg", "0125");
        eidsberg.Number = "0124";
        Assert.Equal(
            [("municipality.number", "MUNICIPALITY_NUMBER_TAKEN")],
            await Refusals.RefusedAsync(
                StatusCode.AlreadyExists,
                async () => await office.Client.UpdateMunicipalityAsync(new() { Municipality = eidsberg })
            )
        );

        var elsewhere = new Office(office.Client, await Office.ProgrammeAsync(office.Client, "Nabolaget"));
        Assert.Equal("0124", (await elsewhere.MunicipalityAsync("Askim", "0124")).Number);
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_update_takes_the_masked_fields_and_the_newest_version_only(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var askim = await office.MunicipalityAsync("Askim", "0124");
        var updated = await office.Client.UpdateMunicipalityAsync(
            new()
            {
                Municipality = new()
                {
                    Name = askim.Name,
                    Role = MunicipalityRole.Cooperating,
                    Etag = askim.Etag,
                },
                UpdateMask = new FieldMask { Paths = { "role" } },
            }
        );
        Assert.Equal(MunicipalityRole.Cooperating, updated.Role);
        Assert.Equal("Askim", updated.DisplayName);
        Assert.Equal(updated, await office.Client.GetMunicipalityAsync(new() { Name = askim.Name }));
        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(
                StatusCode.Aborted,
                async () => await office.Client.UpdateMunicipalityAsync(new() { Municipality = askim })
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task One_that_is_referred_to_stays_and_says_by_whom(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var askim = await office.MunicipalityAsync("Askim", "0124");
        var person = await office.PersonAsync("Kari Berg");
        person.Municipality = askim.Name;
        person = await office.Client.UpdatePersonAsync(new() { Person = person });
        var appointment = await office.AppointAsync(
            person,
            await office.BodyAsync(),
            a => (a.Representation, a.Municipality) = (Representation.Municipality, askim.Name)
        );

        var refused = await Refusals.RefusedAsync(
            StatusCode.FailedPrecondition,
            async () => await office.Client.DeleteMunicipalityAsync(new() { Name = askim.Name })
        );
        Assert.Equal([(person.Name, "MUNICIPALITY_IN_USE"), (appointment.Name, "MUNICIPALITY_IN_USE")], refused);

        var unused = await office.MunicipalityAsync("Eidsberg", "0125");
        await office.Client.DeleteMunicipalityAsync(new() { Name = unused.Name, Etag = unused.Etag });
        Assert.Equal(
            [("name", "NOT_FOUND")],
            await Refusals.RefusedAsync(
                StatusCode.NotFound,
                async () => await office.Client.GetMunicipalityAsync(new() { Name = unused.Name })
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_unknown_programme_is_not_found(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var elsewhere = new Office(office.Client, "programmes/finnes-ikke");
        await Refusals.RefusedAsync(StatusCode.NotFound, () => elsewhere.MunicipalityAsync("Askim", "0124"));
        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () => await office.Client.ListMunicipalitiesAsync(new() { Parent = elsewhere.Programme })
        );
    }
}
