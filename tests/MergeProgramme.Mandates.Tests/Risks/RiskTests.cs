using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Risks;

[Collection("hosts")]
public sealed class RiskTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_risk_is_registered_assessed_again_and_ends(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var risk = await it.Mandates.CreateRiskAsync(New(SubProject));
        Assert.Equal(
            (4, 5, RiskLevel.High, RiskTrend.Unspecified, RiskState.Open, "Arne Bakke", 1),
            (
                risk.Probability,
                risk.Consequence,
                risk.Level,
                risk.Trend,
                risk.State,
                risk.OwnerDisplayName,
                risk.Assessments.Count
            )
        );
        Assert.True(risk.Stale);
        Assert.Equal(risk, await it.Mandates.GetRiskAsync(new() { Name = risk.Name }));

        var assessed = await it.Mandates.AssessRiskAsync(
            new()
            {
                Name = risk.Name,
                Etag = risk.Etag,
                Assessment = new()
                {
                    Probability = 2,
                    Consequence = 5,
                    Reason = "Linjen har utpekt hvem som tar over.",
                },
            }
        );
        Assert.Equal((RiskTrend.Falling, false, 2), (assessed.Trend, assessed.Stale, assessed.Assessments.Count));
        // The first assessment is as it was.
        Assert.Equal(risk.Assessments[0], assessed.Assessments[0]);

        assessed.Title = "Overleveringen svikter";
        var updated = await it.Mandates.UpdateRiskAsync(
            new()
            {
                Risk = assessed,
                UpdateMask = new() { Paths = { "title" } },
            }
        );
        Assert.Equal((2, "Overleveringen svikter"), (updated.Probability, updated.Title));

        var closed = await it.Mandates.CloseRiskAsync(
            new()
            {
                Name = risk.Name,
                Etag = updated.Etag,
                State = RiskState.Occurred,
                Outcome = "Prosjektlederen sluttet før linjen tok over.",
            }
        );
        Assert.Equal((RiskState.Occurred, false), (closed.State, closed.Stale));
        Assert.Equal(closed, await it.Mandates.GetRiskAsync(new() { Name = risk.Name }));
        Assert.Equal(
            [(risk.Name, "RISK_NOT_OPEN")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.AssessRiskAsync(new() { Name = risk.Name, Assessment = assessed.Assessments[1] })
            )
        );
        Assert.Equal(
            ["mandates.risk.created", "mandates.risk.assessed", "mandates.risk.updated", "mandates.risk.occurred"],
            await it.EventsAsync()
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Risks_of_the_programme_itself_stand_beside_those_of_its_sub_projects(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var own = await it.Mandates.CreateRiskAsync(New(A4Programme.Programme));
        var ofA4 = await it.Mandates.CreateRiskAsync(New(SubProject));
        Assert.StartsWith($"{A4Programme.Programme}/risks/", own.Name, StringComparison.Ordinal);

        async Task<string[]> Listed(string parent, Action<ListRisksRequest>? change = null)
        {
            var request = new ListRisksRequest { Parent = parent, PageSize = 1 };
            change?.Invoke(request);
            List<string> names = [];
            do
            {
                var page = await it.Mandates.ListRisksAsync(request);
                names.AddRange(page.Risks.Select(r => r.Name));
                request.PageToken = page.NextPageToken;
            } while (request.PageToken.Length > 0);
            return [.. names];
        }

        Assert.Equal([own.Name], await Listed(A4Programme.Programme));
        Assert.Equal([ofA4.Name], await Listed(SubProject));
        Assert.Equal([own.Name, ofA4.Name], await Listed($"{A4Programme.Programme}/subProjects/-"));
        Assert.Empty(await Listed($"{A4Programme.Programme}/subProjects/-", r => r.State = RiskState.Closed));
        Assert.Empty(await Listed(SubProject, r => r.Owner = A4Programme.Mona));

        await it.Mandates.DeleteRiskAsync(new() { Name = own.Name, Etag = own.Etag });
        Assert.Equal([ofA4.Name], await Listed($"{A4Programme.Programme}/subProjects/-"));
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_makes_no_sense_is_refused_at_its_field(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        async Task<IReadOnlyList<(string, string)>> Refused(Action<CreateRiskRequest> change)
        {
            var request = New(SubProject);
            change(request);
            return await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Mandates.CreateRiskAsync(request)
            );
        }

        Assert.Equal([("assessment.probability", "OUT_OF_RANGE")], await Refused(r => r.Assessment.Probability = 6));
        Assert.Equal([("assessment.reason", "REQUIRED")], await Refused(r => r.Assessment.Reason = " "));
        Assert.Equal([("risk.action", "RISK_ACTION_MISSING")], await Refused(r => r.Risk.Action = ""));
        Assert.Equal([("risk.owner", "PERSON_UNKNOWN")], await Refused(r => r.Risk.Owner = $"{A4Programme.Programme}/persons/x"));
        Assert.Equal([("risk.owner", "OF_OTHER_PROGRAMME")], await Refused(r => r.Risk.Owner = "programmes/y/persons/x"));
        Assert.Equal(
            [("assessment.date", "DATE_IN_FUTURE")],
            await Refused(r => r.Assessment.Date = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(3)).ToDate())
        );
        Assert.Equal([("parent", "NAME_MALFORMED")], await Refused(r => r.Parent = $"{A4Programme.Programme}/subProjects/-"));
        Assert.Equal([("parent", "NAME_MALFORMED")], await Refused(r => r.Parent = $"{SubProject}/mandates/1"));

        var risk = await it.Mandates.CreateRiskAsync(New(SubProject));
        Assert.Equal(
            [("assessment.date", "DATE_BEFORE_LAST")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Mandates.AssessRiskAsync(
                        new()
                        {
                            Name = risk.Name,
                            Assessment = new(risk.Assessments[0]) { Date = Day(2017, 1, 1) },
                        }
                    )
            )
        );
        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(
                StatusCode.Aborted,
                async () => await it.Mandates.DeleteRiskAsync(new() { Name = risk.Name, Etag = "old" })
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Ten_who_assess_at_once_leave_a_whole_history(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var risk = await it.Mandates.CreateRiskAsync(New(SubProject));

        await Task.WhenAll(
            Enumerable
                .Range(1, 10)
                .Select(async i =>
                    await it.Mandates.AssessRiskAsync(
                        new()
                        {
                            Name = risk.Name,
                            Assessment = new()
                            {
                                Probability = (i % 5) + 1,
                                Consequence = 3,
                                Reason = "Vurdert",
                            },
                        }
                    )
                )
        );

        var after = await it.Mandates.GetRiskAsync(new() { Name = risk.Name });
        Assert.Equal(Enumerable.Range(1, 11), after.Assessments.Select(a => a.Number));
    }

    internal static CreateRiskRequest New(string parent) =>
        new()
        {
            Parent = parent,
            Risk = new()
            {
                Title = "Gevinstene tas ikke ut",
                Cause = "Prosjektet slutter før linjen tar over.",
                Effect = "60 MNOK hentes ikke ut på bunnlinjen.",
                Response = RiskResponse.Reduce,
                Action = "Utpeke hvem som tar imot.",
                Owner = A4Programme.Arne,
                TargetProbability = 2,
                TargetConsequence = 3,
            },
            Assessment = new()
            {
                Probability = 4,
                Consequence = 5,
                Reason = "Ingen er utpekt.",
                Date = Day(2018, 1, 15),
            },
        };
}
