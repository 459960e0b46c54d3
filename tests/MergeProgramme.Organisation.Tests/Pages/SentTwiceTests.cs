using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Pages;

/// <summary>A double click sends a form twice, and it counts once.</summary>
[Collection("hosts")]
public sealed class SentTwiceTests(SharedHosts hosts)
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Whatever_is_created_in_a_page_is_created_once(TestDatabase database)
    {
        var host = await hosts.CleanAsync(database);
        var office = await Office.OpenAsync(host, Transport.InProcess);
        var (programme, client) = (office.Programme, office.Client);
        using var reader = new PageReader(host);

        await TwiceAsync("/programmes/new", ("DisplayName", "Bodø"), ("Kind", nameof(ProgrammeKind.ServiceTransformation)));
        Assert.Equal(2, (await client.ListProgrammesAsync(new())).Programmes.Count);
        await TwiceAsync($"/{programme}/persons/new", ("DisplayName", "Kari Lunde"));
        var person = Assert.Single((await client.ListPersonsAsync(new() { Parent = programme })).Persons);
        Assert.DoesNotContain("kari", person.Name, StringComparison.OrdinalIgnoreCase);
        await TwiceAsync(
            $"/{programme}/municipalities/new",
            ("DisplayName", "Hobøl"),
            ("Number", "0138"),
            ("OrganisationNumber", Office.OrganisationNumberOf(1)),
            ("Role", nameof(MunicipalityRole.Merging))
        );
        Assert.Single((await client.ListMunicipalitiesAsync(new() { Parent = programme })).Municipalities);
        await TwiceAsync($"/{programme}/sub-projects/new", ("Code", "A4"), ("DisplayName", "Helse"));
        Assert.Single((await client.ListSubProjectsAsync(new() { Parent = programme })).SubProjects);
        await TwiceAsync(
            $"/{programme}/bodies/new",
            ("DisplayName", "Fellesnemnda"),
            ("Kind", nameof(BodyKind.JointCommittee)),
            ("Authority", nameof(BodyAuthority.Deciding))
        );
        var body = Assert.Single((await client.ListBodiesAsync(new() { Parent = programme })).Bodies);
        await TwiceAsync(
            $"/{programme}/bodies/{body.Name.Split('/')[^1]}/appointments/new",
            ("Person", person.Name),
            ("Role", nameof(AppointmentRole.Member)),
            ("Representation", nameof(Representation.Programme)),
            ("StartDate", "2026-01-01")
        );
        Assert.Single((await client.ListAppointmentsAsync(new() { Parent = programme })).Appointments);

        // A change that is sent twice is no change of somebody else's in between.
        await TwiceAsync($"/{programme}/persons/{person.Name.Split('/')[^1]}/edit", ("DisplayName", "Kari Lunde Ås"));

        async Task TwiceAsync(string page, params (string Name, string Value)[] fields)
        {
            (string, string)[] form = [.. fields, ("RequestId", Guid.NewGuid().ToString()), .. await HiddenAsync(page)];
            var (first, html) = await reader.SendAsync(page, form);
            Assert.True(first is not null, $"{page} was refused:\n{html}");
            var (second, again) = await reader.SendAsync(page, form);
            Assert.True(second == first, $"{page} the second time:\n{again}");
        }

        // The etag of the first reading, as the second click of the same page has it.
        async Task<(string, string)[]> HiddenAsync(string page)
        {
            var html = await reader.ReadAsync(page);
            const string Mark = "name=\"Etag\" value=\"";
            var start = html.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
            return [("Etag", html[start..html.IndexOf('"', start)])];
        }
    }
}
