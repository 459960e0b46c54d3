using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Units;

[Collection("hosts")]
public sealed class UnitTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_chart_is_built_listed_changed_and_emptied(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var askim = await office.MunicipalityAsync("Askim", "0124");
        var head = await office.PersonAsync("Kari Berg");
        var department = await office.UnitAsync("Helse", UnitLevel.Department, askim, u => u.Head = head.Name);
        var home = await office.UnitAsync("Hjemmetjenesten", UnitLevel.Unit, askim, u => u.ParentUnit = department.Name);
        var changed = await office.Client.UpdateUnitAsync(
            new()
            {
                Unit = new()
                {
                    Name = home.Name,
                    Code = "4100",
                    EndDate = Office.Day(2019, 12, 31),
                    Etag = home.Etag,
                },
                UpdateMask = new() { Paths = { "code", "end_date" } },
            }
        );

        Assert.Equal(("Kari Berg", "Askim"), (department.HeadDisplayName, department.MunicipalityDisplayName));
        Assert.Equal(("4100", department.Name), (changed.Code, changed.ParentUnit));
        Assert.Equal(
            ["Helse", "Hjemmetjenesten"],
            (await office.Client.ListUnitsAsync(new() { Parent = office.Programme })).Units.Select(u => u.DisplayName)
        );
        Assert.Empty((await office.Client.ListUnitsAsync(new() { Parent = office.Programme, NewOrganisation = true })).Units);
        Assert.Equal(
            [(home.Name, "UNIT_IN_USE")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await office.Client.DeleteUnitAsync(new() { Name = department.Name })
            )
        );
        Assert.Equal(
            [(department.Name, "MUNICIPALITY_IN_USE"), (home.Name, "MUNICIPALITY_IN_USE")],
            (
                await Refusals.RefusedAsync(
                    StatusCode.FailedPrecondition,
                    async () => await office.Client.DeleteMunicipalityAsync(new() { Name = askim.Name })
                )
            ).OrderBy(v => v.Field == home.Name)
        );
        await office.Client.DeleteUnitAsync(new() { Name = home.Name, Etag = changed.Etag });
        await office.Client.DeleteUnitAsync(new() { Name = department.Name });
        Assert.Equal(
            ["organisation.unit.deleted", "organisation.unit.updated", "organisation.unit.created"],
            (await office.Client.ListEventsAsync(new() { Subject = home.Name })).Events.Select(e => e.Type)
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_contradicts_is_refused_at_its_field(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (askim, hobol) = (await office.MunicipalityAsync("Askim", "0124"), await office.MunicipalityAsync("Hobøl", "0138"));
        var top = await office.UnitAsync("Helse", UnitLevel.Department, askim, u => u.Code = "H");
        var below = await office.UnitAsync("Hjemmetjenesten", UnitLevel.Unit, askim, u => u.ParentUnit = top.Name);
        var elsewhere = new Office(office.Client, await Office.ProgrammeAsync(office.Client, "Nabolaget"));
        var far = await elsewhere.UnitAsync("Ny", UnitLevel.Unit);
        async Task RefusedAsync(Action<Unit> change, params (string, string)[] expected) =>
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    () => office.UnitAsync("X", UnitLevel.Unit, askim, change)
                )
            );

        await RefusedAsync(u => u.Municipality = "", ("unit.municipality", "UNIT_WITHOUT_CHART"));
        await RefusedAsync(u => u.NewOrganisation = true, ("unit.municipality", "UNIT_IN_TWO_CHARTS"));
        await RefusedAsync(u => u.ParentUnit = far.Name, ("unit.parent_unit", "OTHER_PROGRAMME"));
        await RefusedAsync(
            u => (u.ParentUnit, u.Municipality) = (top.Name, hobol.Name),
            ("unit.parent_unit", "PARENT_IN_OTHER_CHART")
        );
        await RefusedAsync(u => (u.ParentUnit, u.Level) = (below.Name, UnitLevel.Service), ("unit.level", "LEVEL_ABOVE_PARENT"));
        await RefusedAsync(
            u => (u.StartDate, u.EndDate) = (Office.Day(2019, 1, 1), Office.Day(2018, 1, 1)),
            ("unit.end_date", "END_BEFORE_START")
        );
        await RefusedAsync(u => u.DelegateEndDate = Office.Day(2018, 1, 1), ("unit.delegate", "DELEGATE_MISSING"));
        Assert.Equal(
            [("unit.code", "UNIT_CODE_TAKEN")],
            await Refusals.RefusedAsync(
                StatusCode.AlreadyExists,
                () => office.UnitAsync("X", UnitLevel.Unit, askim, u => u.Code = "H")
            )
        );
        await office.UnitAsync("X", UnitLevel.Unit, hobol, u => u.Code = "H");
        async Task<IReadOnlyList<(string, string)>> MovedAsync(Action<Unit> change)
        {
            var moved = top.Clone();
            change(moved);
            return await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await office.Client.UpdateUnitAsync(new() { Unit = moved })
            );
        }
        Assert.Equal(
            [("unit.parent_unit", "PARENT_CYCLE")],
            await MovedAsync(u => (u.ParentUnit, u.Level) = (below.Name, UnitLevel.Unit))
        );
        Assert.Equal([("unit.parent_unit", "PARENT_CYCLE")], await MovedAsync(u => u.ParentUnit = top.Name));
        Assert.Equal([("unit.municipality", "UNIT_CHART_FIXED")], await MovedAsync(u => u.Municipality = hobol.Name));
        Assert.Equal([("unit.level", "LEVEL_BELOW_CHILD")], await MovedAsync(u => u.Level = UnitLevel.Group));
    }

    // Two at once, on PostgreSQL in two transactions side by side: only one may pass.
    [Theory, MemberData(nameof(All))]
    public async Task Two_units_put_under_each_other_at_once_make_no_cycle(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var (one, other) = (await office.UnitAsync("En", UnitLevel.Unit), await office.UnitAsync("To", UnitLevel.Unit));
        async Task<StatusCode> MoveAsync(Unit unit, Unit parent)
        {
            try
            {
                await office.Client.UpdateUnitAsync(
                    new()
                    {
                        Unit = new() { Name = unit.Name, ParentUnit = parent.Name },
                        UpdateMask = new() { Paths = { "parent_unit" } },
                    }
                );
                return StatusCode.OK;
            }
            catch (RpcException e)
            {
                return e.StatusCode;
            }
        }
        var outcomes = await Task.WhenAll(MoveAsync(one, other), MoveAsync(other, one));

        Assert.Equal([StatusCode.OK, StatusCode.InvalidArgument], outcomes.Order());
    }

    [Theory, MemberData(nameof(All))]
    public async Task Mappings_lead_from_today_to_the_new_chart_and_never_exceed_the_whole(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var askim = await office.MunicipalityAsync("Askim", "0124");
        var (old, first, second) = (
            await office.UnitAsync("Pleie og omsorg", UnitLevel.Unit, askim),
            await office.UnitAsync("Hjemmetjenesten", UnitLevel.Unit),
            await office.UnitAsync("Institusjon", UnitLevel.Unit)
        );
        var elsewhere = new Office(office.Client, await Office.ProgrammeAsync(office.Client, "Nabolaget"));
        var far = await elsewhere.UnitAsync("Ny", UnitLevel.Unit);
        async Task<UnitMapping> MapAsync(string from, string to, MappingExtent extent, int share = 0, string part = "") =>
            await office.Client.CreateUnitMappingAsync(
                new()
                {
                    Parent = office.Programme,
                    UnitMapping = new()
                    {
                        FromUnit = from,
                        ToUnit = to,
                        Extent = extent,
                        SharePercent = share,
                        Part = part,
                    },
                }
            );
        async Task RefusedAsync(Func<Task> map, params (string, string)[] expected) =>
            Assert.Equal(expected, await Refusals.RefusedAsync(StatusCode.InvalidArgument, map));

        await RefusedAsync(() => MapAsync(old.Name, far.Name, MappingExtent.Whole), ("unit_mapping.to_unit", "OTHER_PROGRAMME"));
        await RefusedAsync(
            () => MapAsync(first.Name, old.Name, MappingExtent.Whole),
            ("unit_mapping.from_unit", "MAPPING_FROM_NEW"),
            ("unit_mapping.to_unit", "MAPPING_TO_OLD")
        );
        await RefusedAsync(() => MapAsync(old.Name, first.Name, MappingExtent.Part), ("unit_mapping.part", "PART_MISSING"));
        var share = await MapAsync(old.Name, first.Name, MappingExtent.Share, 60);
        await RefusedAsync(
            () => MapAsync(old.Name, second.Name, MappingExtent.Share, 41),
            ("unit_mapping.share_percent", "SHARES_EXCEED_WHOLE")
        );
        await MapAsync(old.Name, second.Name, MappingExtent.Share, 40);
        Assert.Equal(
            2,
            (await office.Client.ListUnitMappingsAsync(new() { Parent = office.Programme, Unit = old.Name })).UnitMappings.Count
        );
        await office.Client.DeleteUnitMappingAsync(new() { Name = share.Name, Etag = share.Etag });
        var left = Assert.Single((await office.Client.ListUnitMappingsAsync(new() { Parent = office.Programme })).UnitMappings);
        Assert.Equal(("Pleie og omsorg", "Institusjon"), (left.FromUnitDisplayName, left.ToUnitDisplayName));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Mappings_made_at_once_never_exceed_the_whole(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var old = await office.UnitAsync("Pleie", UnitLevel.Unit, await office.MunicipalityAsync("Askim", "0124"));
        List<Unit> into = [];
        for (var i = 0; i < 6; i++)
            into.Add(await office.UnitAsync($"Ny {i}", UnitLevel.Unit));
        await Task.WhenAll(
            into.Select(async unit =>
            {
                try
                {
                    await office.Client.CreateUnitMappingAsync(
                        new()
                        {
                            Parent = office.Programme,
                            UnitMapping = new()
                            {
                                FromUnit = old.Name,
                                ToUnit = unit.Name,
                                Extent = MappingExtent.Share,
                                SharePercent = 30,
                            },
                        }
                    );
                }
                catch (RpcException e) when (e.StatusCode == StatusCode.InvalidArgument)
                {
                    // Whoever came too late.
                }
            })
        );

        var mapped = (await office.Client.ListUnitMappingsAsync(new() { Parent = office.Programme })).UnitMappings;
        Assert.Equal(90, mapped.Sum(m => m.SharePercent));
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_summary_says_what_is_not_placed(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var askim = await office.MunicipalityAsync("Askim", "0124");
        var (kari, ola) = (await office.PersonAsync("Kari Berg"), await office.PersonAsync("Ola Dahl"));
        var old = await office.UnitAsync("Pleie", UnitLevel.Unit, askim, u => u.Head = kari.Name);
        var other = await office.UnitAsync("Omsorg", UnitLevel.Unit, askim, u => u.Head = ola.Name);
        await office.UnitAsync("Kultur", UnitLevel.Unit, askim);
        var into = await office.UnitAsync("Hjemmetjenesten", UnitLevel.Unit);
        foreach (var from in (Unit[])[old, other])
            await office.Client.CreateUnitMappingAsync(
                new()
                {
                    Parent = office.Programme,
                    UnitMapping = new()
                    {
                        FromUnit = from.Name,
                        ToUnit = into.Name,
                        Extent = MappingExtent.Whole,
                    },
                }
            );
        await office.PositionAsync(old, change: p => (p.NewUnit, p.Placement) = (into.Name, Placement.Agreed));
        await office.PositionAsync(old, change: p => p.PercentHundredths = 5_050);

        var summary = await office.Client.SummariseUnitsAsync(new() { Name = office.Programme });

        var chart = Assert.Single(summary.Charts);
        Assert.Equal(
            (3, 1, 2, 15_050L, 1, 0, 1),
            (
                chart.UnitCount,
                chart.UnmappedUnitCount,
                chart.PositionCount,
                chart.PercentHundredths,
                chart.NotPlacedCount,
                chart.ProposedCount,
                chart.AgreedCount
            )
        );
        Assert.Equal(1_240_000, chart.YearlyCost.Units);
        Assert.Equal(["Omsorg", "Pleie"], Assert.Single(summary.Overlaps).Units.Select(u => u.DisplayName).Order());
        Assert.Equal(1, summary.UnitCounts.Single(c => c.Unit == into.Name).PositionCount);
    }
}
