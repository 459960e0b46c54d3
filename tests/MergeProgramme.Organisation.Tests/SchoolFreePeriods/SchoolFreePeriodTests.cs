using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.SchoolFreePeriods;

[Collection("hosts")]
public sealed class SchoolFreePeriodTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task They_are_entered_for_a_municipality_or_a_county_and_found_by_days(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var askim = await office.MunicipalityAsync("Askim", "0124");
        async Task<SchoolFreePeriod> EnterAsync(string name, int month, int day, int last, string county = "") =>
            await office.Client.CreateSchoolFreePeriodAsync(
                new()
                {
                    Parent = office.Programme,
                    SchoolFreePeriod = new()
                    {
                        DisplayName = name,
                        Municipality = county.Length > 0 ? "" : askim.Name,
                        County = county,
                        StartDate = Office.Day(2018, month, day),
                        EndDate = Office.Day(2018, month, last),
                        Source = "Skolerute 2017–2018",
                    },
                }
            );
        var autumn = await EnterAsync("Høstferie", 10, 1, 5);
        var winter = await EnterAsync("Vinterferie", 2, 19, 23, "Østfold");
        async Task<IEnumerable<string>> ListedAsync(Google.Type.Date? from, Google.Type.Date? to) =>
            (
                await office.Client.ListSchoolFreePeriodsAsync(
                    new()
                    {
                        Parent = office.Programme,
                        FromDate = from,
                        ToDate = to,
                    }
                )
            ).SchoolFreePeriods.Select(p => p.Name);
        Assert.Equal([winter.Name, autumn.Name], await ListedAsync(null, null));
        Assert.Equal([winter.Name], await ListedAsync(Office.Day(2018, 2, 23), Office.Day(2018, 9, 30)));
        Assert.Equal([autumn.Name], await ListedAsync(Office.Day(2018, 2, 24), null));
        Assert.Equal(
            [(autumn.Name, "MUNICIPALITY_IN_USE")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await office.Client.DeleteMunicipalityAsync(new() { Name = askim.Name })
            )
        );
        await office.Client.DeleteSchoolFreePeriodAsync(new() { Name = autumn.Name });
        Assert.Equal([winter.Name], await ListedAsync(null, null));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Contradictions_are_refused_at_their_fields(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        async Task RefusedAsync(Action<SchoolFreePeriod> change, params (string, string)[] expected)
        {
            var period = new SchoolFreePeriod
            {
                DisplayName = "Sommerferie",
                County = "Østfold",
                StartDate = Office.Day(2018, 6, 21),
                EndDate = Office.Day(2018, 8, 15),
            };
            change(period);
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () =>
                        await office.Client.CreateSchoolFreePeriodAsync(
                            new() { Parent = office.Programme, SchoolFreePeriod = period }
                        )
                )
            );
        }
        await RefusedAsync(p => p.County = "", ("school_free_period.municipality", "SCHOOLS_OF_ONE"));
        await RefusedAsync(p => p.EndDate = Office.Day(2018, 6, 20), ("school_free_period.end_date", "END_BEFORE_START"));
        await RefusedAsync(p => p.EndDate = Office.Day(2018, 9, 29), ("school_free_period.end_date", "SCHOOL_FREE_TOO_LONG"));
        await RefusedAsync(p => p.EndDate = null, ("school_free_period.end_date", "REQUIRED"));
    }
}
