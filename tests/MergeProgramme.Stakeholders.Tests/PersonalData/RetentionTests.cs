using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.PersonalData;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;
using Client = MergeProgramme.Stakeholders.V1.StakeholdersService.StakeholdersServiceClient;

namespace MergeProgramme.Stakeholders.Tests.PersonalData;

[Collection("hosts")]
public sealed class RetentionTests(SharedHosts hosts)
{
    private const string Programme = "programmes/eget";
    private const string Stakeholders = $"{Programme}/processingActivities/stakeholders";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory]
    [InlineData("2026-01-31", null, 1, "2026-02-28")]
    [InlineData("2026-01-31", "2020-01-01", 24, "2028-01-31")]
    [InlineData("2019-03-01", "2020-01-01", 24, "2022-01-01")]
    public void Time_runs_from_the_last_activity_or_vesting_day(string last, string? vesting, int months, string expires) =>
        Assert.Equal(
            DateOnly.Parse(expires, System.Globalization.CultureInfo.InvariantCulture),
            RetentionRules.ExpireDate(
                DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture),
                vesting is null ? null : DateOnly.Parse(vesting, System.Globalization.CultureInfo.InvariantCulture),
                months
            )
        );

    [Theory, MemberData(nameof(All))]
    public async Task Each_activity_says_why_and_how_long_and_only_what_no_duty_keeps_can_be_set(
        TestDatabase database,
        Transport transport
    )
    {
        var host = await hosts.CleanAsync(database);
        await host.ProgrammeAsync("eget");
        var client = new Client(host.Invoker(transport));
        var activities = (await client.ListProcessingActivitiesAsync(new() { Parent = Programme })).ProcessingActivities;
        Assert.All(activities, a => Assert.NotEqual(a.ArchiveDuty.Length > 0, a.RetentionMonths > 0));
        Assert.All(activities, a => Assert.True(a.Purpose.Length > 0 && a.LegalBasis.Length > 0 && a.EffectDate is not null));
        Assert.Equal(24, activities.Single(a => a.Name == Stakeholders).RetentionMonths);

        var set = await client.SetRetentionAsync(new() { Name = Stakeholders, RetentionMonths = 6 });
        Assert.Equal(6, set.RetentionMonths);
        Assert.Contains(set, (await client.ListProcessingActivitiesAsync(new() { Parent = Programme })).ProcessingActivities);
        await client.SetRetentionAsync(new() { Name = Stakeholders, RetentionMonths = 7 });

        var kept = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.SetRetentionAsync(new() { Name = $"{Programme}/processingActivities/offices", RetentionMonths = 6 })
        );
        Assert.Equal(StatusCode.FailedPrecondition, kept.StatusCode);
        var unknown = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.SetRetentionAsync(new() { Name = $"{Programme}/processingActivities/x", RetentionMonths = 6 })
        );
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
    }

    [Theory, InlineData(TestDatabase.Sqlite), InlineData(TestDatabase.PostgreSql)]
    public async Task Whose_time_is_over_is_listed_and_pseudonymised_where_the_office_says_so(TestDatabase database)
    {
        var clock = new MovedClock();
        await using var host = await RunningHost.StartAsync(
            database,
            builder => builder.Services.AddSingleton<TimeProvider>(clock)
        );
        await host.ProgrammeAsync("eget");
        var client = new Client(host.Invoker(Transport.InProcess));
        var organisation = new OrganisationService.OrganisationServiceClient(host.Invoker(Transport.InProcess));
        await organisation.CreatePersonAsync(
            new()
            {
                Parent = Programme,
                Person = new() { DisplayName = "Øyvind Ås" },
            }
        );
        var old = await CreateAsync(client, "Øyvind Ås", StakeholderKind.Person);
        var other = await CreateAsync(client, "Øyvind Ås", StakeholderKind.Person);
        await CreateAsync(client, "Velforeningen", StakeholderKind.Organisation);
        Assert.Empty((await client.ListExpiredStakeholdersAsync(new() { Parent = Programme })).ExpiredStakeholders);

        clock.Ahead = TimeSpan.FromDays(800);
        await client.CreateStakeholderNoteAsync(
            new()
            {
                Parent = other.Name,
                Note = new() { Text = "Fortsatt med." },
            }
        );
        var expired = Assert.Single(
            (await client.ListExpiredStakeholdersAsync(new() { Parent = Programme })).ExpiredStakeholders
        );
        Assert.Equal((old.Name, "Øyvind Ås"), (expired.Stakeholder, expired.DisplayName));
        Assert.True(expired.ExpireDate.ToDateOnly() <= clock.Today());

        using var reader = new PageReader(host);
        var (location, _) = await reader.SendAsync(
            $"/{Programme}/personal-data",
            "handler=Expire",
            ("chosen", old.Name.Split('/')[^1]),
            ("chosen", other.Name.Split('/')[^1])
        );

        Assert.Equal($"/{Programme}/personal-data", location);
        var logged = Assert.Single((await client.ListDisclosuresAsync(new() { Parent = Programme })).Disclosures);
        Assert.Equal(DisclosureKind.Retention, logged.Kind);
        Assert.NotNull(logged.FinishTime);
        var forgotten = await client.GetStakeholderAsync(new() { Name = old.Name });
        Assert.Equal((logged.Pseudonym, ""), (forgotten.DisplayName, forgotten.Contact));
        // Somebody of the same name whose time is not over, and other modules, are left alone.
        Assert.Equal(other, await client.GetStakeholderAsync(new() { Name = other.Name }));
        Assert.Contains("Øyvind Ås", await host.EverythingAsync("organisation"), StringComparison.Ordinal);
        Assert.Empty((await client.ListExpiredStakeholdersAsync(new() { Parent = Programme })).ExpiredStakeholders);
    }

    private static async Task<Stakeholder> CreateAsync(Client client, string name, StakeholderKind kind) =>
        await client.CreateStakeholderAsync(
            new()
            {
                Parent = Programme,
                Stakeholder = new()
                {
                    DisplayName = name,
                    Kind = kind,
                    Why = "Berørt",
                    Contact = "99 88 77 66",
                },
            }
        );

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
