using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.SubProjects;

[Collection("hosts")]
public sealed class SubProjectTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_is_created_is_read_as_written_with_its_next_dates(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var lead = await office.PersonAsync("Kari Berg");
        var a3 = await office.SubProjectAsync("A3", "Eiendom, miljø og tekniske tjenester");
        var today = TimeProvider.System.Today();
        var created = await office.Client.CreateSubProjectAsync(
            new()
            {
                Parent = office.Programme,
                SubProject = new()
                {
                    Code = "a3.16",
                    DisplayName = "Kjøkkendrift",
                    Kind = SubProjectKind.Administrative,
                    ParentSubProject = a3.Name,
                    Purpose = "Ett kjøkken.\nEller fem.",
                    Lead = lead.Name,
                    Phase = SubProjectPhase.Closed,
                    ReportingCadence = new()
                    {
                        IntervalDays = 14,
                        DueDaysBefore = 2,
                        FirstMeetingDate = today.AddDays(-13).ToDate(),
                    },
                },
            }
        );

        Assert.Equal($"{office.Programme}/subProjects/a3-16", created.Name);
        Assert.Equal("A3.16", created.Code);
        Assert.Equal(SubProjectPhase.Idea, created.Phase);
        Assert.Equal(today.AddDays(1), created.ReportingCadence.NextMeetingDate.ToDateOnly());
        Assert.Equal(today.AddDays(-1), created.ReportingCadence.NextReportDueDate.ToDateOnly());
        Assert.Equal(created, await office.Client.GetSubProjectAsync(new() { Name = created.Name }));
        Assert.Equal([a3, created], (await office.Client.ListSubProjectsAsync(new() { Parent = office.Programme })).SubProjects);
    }

    [Theory, MemberData(nameof(All))]
    public async Task They_are_listed_as_people_count_over_all_pages(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        string[] inOrder = ["A1", "A2", "A3", "A3.1", "A3.16", "A10", "A/P1", "A/P4", "P2"];
        foreach (var code in inOrder.AsEnumerable().Reverse())
            await office.SubProjectAsync(code);

        List<string> codes = [];
        var token = "";
        do
        {
            var page = await office.Client.ListSubProjectsAsync(
                new()
                {
                    Parent = office.Programme,
                    PageSize = 4,
                    PageToken = token,
                }
            );
            codes.AddRange(page.SubProjects.Select(s => s.Code));
            token = page.NextPageToken;
        } while (token.Length > 0);
        Assert.Equal(inOrder, codes);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Contradictions_are_refused_at_their_fields(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        await RefusedAsync(office, s => s.Code = "Q4", ("sub_project.code", "CODE_MALFORMED"));
        await RefusedAsync(office, s => s.Kind = SubProjectKind.Political, ("sub_project.kind", "KIND_NOT_OF_CODE"));
        await RefusedAsync(
            office,
            s => s.ReportingCadence = new() { IntervalDays = 14, DueDaysBefore = 15 },
            ("sub_project.reporting_cadence.due_days_before", "REPORT_DUE_BEFORE_LAST_MEETING"),
            ("sub_project.reporting_cadence.first_meeting_date", "REQUIRED")
        );
        await RefusedAsync(
            office,
            s => s.ReportingCadence = new() { IntervalDays = 400 },
            ("sub_project.reporting_cadence.interval_days", "OUT_OF_RANGE")
        );

        var elsewhere = new Office(office.Client, await Office.ProgrammeAsync(office.Client, "Nabolaget"));
        var foreign = await elsewhere.SubProjectAsync("A1");
        await RefusedAsync(
            office,
            s => (s.ParentSubProject, s.Lead) = (foreign.Name, $"{office.Programme}/persons/finnes-ikke"),
            ("sub_project.parent_sub_project", "OTHER_PROGRAMME"),
            ("sub_project.lead", "REFERENCE_NOT_FOUND")
        );
        Assert.Empty((await office.Client.ListSubProjectsAsync(new() { Parent = office.Programme })).SubProjects);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_code_is_used_once(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        await office.SubProjectAsync("A4");
        Assert.Equal(
            [("sub_project.code", "CODE_TAKEN")],
            await Refusals.RefusedAsync(StatusCode.AlreadyExists, () => office.SubProjectAsync("a4"))
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task None_stands_below_itself(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var top = await office.SubProjectAsync("A3");
        var middle = await MoveAsync(office, await office.SubProjectAsync("A3.1"), top.Name);
        var bottom = await MoveAsync(office, await office.SubProjectAsync("A3.1.1"), middle.Name);

        foreach (var parent in new[] { top.Name, middle.Name, bottom.Name })
        {
            Assert.Equal(
                [("sub_project.parent_sub_project", "PARENT_CYCLE")],
                await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => MoveAsync(office, top, parent))
            );
        }
        Assert.Equal(top.Name, (await MoveAsync(office, bottom, top.Name)).ParentSubProject);
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_update_changes_code_and_cadence_but_never_the_phase(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var created = await office.SubProjectAsync("A4");
        var change = created.Clone();
        change.Code = "A14";
        change.Phase = SubProjectPhase.Execution;
        change.ReportingCadence = new() { IntervalDays = 7, FirstMeetingDate = Office.Day(2099, 1, 5) };
        var updated = await office.Client.UpdateSubProjectAsync(new() { SubProject = change });

        Assert.Equal("A14", updated.Code);
        Assert.Equal(SubProjectPhase.Idea, updated.Phase);
        Assert.Equal(Office.Day(2099, 1, 5), updated.ReportingCadence.NextMeetingDate);
        Assert.Equal(updated, await office.Client.GetSubProjectAsync(new() { Name = created.Name }));

        updated.ReportingCadence.IntervalDays = 0;
        var without = await office.Client.UpdateSubProjectAsync(
            new()
            {
                SubProject = updated,
                UpdateMask = new FieldMask { Paths = { "reporting_cadence" } },
            }
        );
        Assert.Null(without.ReportingCadence);
        Assert.Equal(
            [("update_mask", "UPDATE_MASK_UNKNOWN_FIELD")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await office.Client.UpdateSubProjectAsync(
                        new()
                        {
                            SubProject = without,
                            UpdateMask = new FieldMask { Paths = { "phase" } },
                        }
                    )
            )
        );
    }

    private static async Task<SubProject> MoveAsync(Office office, SubProject subProject, string parent)
    {
        var change = subProject.Clone();
        change.ParentSubProject = parent;
        return await office.Client.UpdateSubProjectAsync(new() { SubProject = change });
    }

    private static async Task RefusedAsync(Office office, Action<SubProject> change, params (string, string)[] expected)
    {
        var subProject = new SubProject
        {
            Code = "A4",
            DisplayName = "Helse, sosial og omsorg",
            Kind = SubProjectKind.Administrative,
        };
        change(subProject);
        Assert.Equal(
            expected,
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await office.Client.CreateSubProjectAsync(new() { Parent = office.Programme, SubProject = subProject })
            )
        );
    }
}
