using Google.Type;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;
using Client = MergeProgramme.Stakeholders.V1.StakeholdersService.StakeholdersServiceClient;

namespace MergeProgramme.Stakeholders.Tests.Participation;

[Collection("hosts")]
public sealed class ParticipationRecordTests(SharedHosts hosts)
{
    private const string Programme = "programmes/indre-ostfold";
    private const string Mandate = $"{Programme}/subProjects/a4/mandates/1";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_recorded_is_read_and_listed_as_written(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var created = await client.CreateParticipationRecordAsync(
            new() { Parent = Programme, ParticipationRecord = Union(Day(2017, 11, 29)) }
        );

        Assert.Equal($"{Programme}/participationRecords/2017-11-29-fagforbundet", created.Name);
        var expected = Union(Day(2017, 11, 29));
        (expected.Name, expected.CreateTime, expected.Etag) = (created.Name, created.CreateTime, created.Etag);
        Assert.Equal(expected, created);
        Assert.Equal(created, await client.GetParticipationRecordAsync(new() { Name = created.Name }));
        Assert.Equal([created], (await client.ListParticipationRecordsAsync(new() { Parent = Programme })).ParticipationRecords);
        var logged = Assert.Single((await client.ListEventsAsync(new() { Subject = created.Name })).Events);
        Assert.Equal("stakeholders.participation-record.created", logged.Type);
        Assert.Equal(created, logged.Data.Unpack<ParticipationRecord>());
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_newest_come_first_in_pages_that_hold_each_once(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        Date[] days = [Day(2017, 11, 29), Day(2017, 12, 6), Day(2017, 9, 1), Day(2017, 12, 6), Day(2016, 12, 31)];
        foreach (var day in days)
            await client.CreateParticipationRecordAsync(new() { Parent = Programme, ParticipationRecord = Union(day) });

        var found = new List<ParticipationRecord>();
        var token = "";
        do
        {
            var page = await client.ListParticipationRecordsAsync(
                new()
                {
                    Parent = Programme,
                    PageSize = 2,
                    PageToken = token,
                }
            );
            Assert.InRange(page.ParticipationRecords.Count, 1, 2);
            found.AddRange(page.ParticipationRecords);
            token = page.NextPageToken;
        } while (token.Length > 0);

        Assert.Equal(5, found.DistinctBy(r => r.Name).Count());
        Assert.Equal(
            found.Select(r => (r.HeardDate.ToDateOnly(), r.Name)).OrderDescending(new NewestFirst()),
            found.Select(r => (r.HeardDate.ToDateOnly(), r.Name))
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_list_narrows_to_a_matter(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        var about = await client.CreateParticipationRecordAsync(
            new() { Parent = Programme, ParticipationRecord = Union(Day(2017, 11, 29)) }
        );
        var other = Union(Day(2017, 11, 30));
        other.Matter = $"{Programme}/subProjects/a5/mandates/1";
        await client.CreateParticipationRecordAsync(new() { Parent = Programme, ParticipationRecord = other });

        var found = await client.ListParticipationRecordsAsync(new() { Parent = Programme, Matter = Mandate });
        Assert.Equal([about], found.ParticipationRecords);
        Assert.Equal(
            [("matter", "MATTER_MALFORMED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.ListParticipationRecordsAsync(new() { Parent = Programme, Matter = "programmes/bodo" })
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Today_is_heard_and_tomorrow_is_not(TestDatabase database, Transport transport)
    {
        var host = await HostAsync(database);
        var client = new Client(host.Invoker(transport));
        var today = host.Services.GetRequiredService<TimeProvider>().Today();

        await client.CreateParticipationRecordAsync(new() { Parent = Programme, ParticipationRecord = Union(today.ToDate()) });
        Assert.Equal(
            [("participation_record.heard_date", "DATE_IN_FUTURE")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await client.CreateParticipationRecordAsync(
                        // Two days on, should midnight pass meanwhile.
                        new() { Parent = Programme, ParticipationRecord = Union(today.AddDays(2).ToDate()) }
                    )
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Every_wrong_field_is_named_at_once(TestDatabase database, Transport transport)
    {
        var client = await ClientAsync(database, transport);
        Assert.Equal(
            [
                ("participation_record.matter", "REQUIRED"),
                ("participation_record.party_kind", "REQUIRED"),
                ("participation_record.party", "REQUIRED"),
                ("participation_record.representative", "REQUIRED"),
                ("participation_record.form", "REQUIRED"),
                ("participation_record.heard_date", "REQUIRED"),
                ("participation_record.view", "TEXT_TOO_LONG"),
            ],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await client.CreateParticipationRecordAsync(
                        new()
                        {
                            Parent = Programme,
                            ParticipationRecord = new() { View = new string('x', 10001) },
                        }
                    )
            )
        );

        var wrong = Union(Day(2999, 1, 1));
        wrong.Matter = "programmes/bodo/subProjects/pfv2/mandates/1";
        Assert.Equal(
            [("participation_record.matter", "MATTER_MALFORMED"), ("participation_record.heard_date", "DATE_IN_FUTURE")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await client.CreateParticipationRecordAsync(new() { Parent = Programme, ParticipationRecord = wrong })
            )
        );
        Assert.Empty((await client.ListParticipationRecordsAsync(new() { Parent = Programme })).ParticipationRecords);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_record_cannot_be_changed_behind_the_contract_either(TestDatabase database)
    {
        var host = await HostAsync(database);
        var client = new Client(host.Invoker(Transport.InProcess));
        var created = await client.CreateParticipationRecordAsync(
            new() { Parent = Programme, ParticipationRecord = Union(Day(2017, 11, 29)) }
        );
        await using var connection = await host.OpenAsync("stakeholders");
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE participation_records SET view = 'Enig'";

        var refusal = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => command.ExecuteNonQueryAsync());
        Assert.Contains("never changed", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(created, await client.GetParticipationRecordAsync(new() { Name = created.Name }));
    }

    private sealed class NewestFirst : IComparer<(DateOnly? Day, string Name)>
    {
        public int Compare((DateOnly? Day, string Name) x, (DateOnly? Day, string Name) y) =>
            Nullable.Compare(x.Day, y.Day) is not 0 and var byDay ? byDay : string.CompareOrdinal(x.Name, y.Name);
    }

    private async Task<Client> ClientAsync(TestDatabase database, Transport transport) =>
        new((await HostAsync(database)).Invoker(transport));

    private async Task<RunningHost> HostAsync(TestDatabase database)
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("indre-ostfold");
        return host;
    }

    private static Date Day(int year, int month, int day) =>
        new()
        {
            Year = year,
            Month = month,
            Day = day,
        };

    private static ParticipationRecord Union(Date heard) =>
        new()
        {
            Matter = Mandate,
            PartyKind = PartyKind.Union,
            Party = "Fagforbundet",
            Representative = "Berit Solvang",
            Form = ParticipationForm.Heard,
            HeardDate = heard,
            Setting = "Drøftingsmøte",
            View = "Heltidskultur må stå i mandatet.\nEllers enig.",
        };
}
