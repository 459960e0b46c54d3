using Grpc.Core;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Stakeholders.Tests.Register;

[Collection("hosts")]
public sealed class AssessmentTests
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task How_a_stakeholder_was_assessed_is_kept_from_day_to_day(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        await AssessAsync(5, 5, StakeholderAttitude.Sceptical);
        it.Clock.Advance(TimeSpan.FromDays(30));
        await AssessAsync(4, 2, StakeholderAttitude.Neutral);
        // Twice on one day: the last one stands. What is no assessment leaves none.
        await AssessAsync(4, 3, StakeholderAttitude.Supportive);
        var hospital = await it.Client.GetStakeholderAsync(new() { Name = it.Hospital });
        await it.Client.UpdateStakeholderAsync(
            new()
            {
                Stakeholder = new()
                {
                    Name = it.Hospital,
                    Strategy = "Møtes hver måned.",
                    Etag = hospital.Etag,
                },
                UpdateMask = new() { Paths = { "strategy" } },
            }
        );
        var kept = (
            await it.Client.ListStakeholderAssessmentsAsync(new() { Parent = Office.Programme, Stakeholder = it.Hospital })
        ).StakeholderAssessments;
        Assert.Equal(
            [(it.Day(), 4, 3, StakeholderAttitude.Supportive), (it.Day(-30), 5, 5, StakeholderAttitude.Sceptical)],
            kept.Select(a => (a.StartDate, a.Interest, a.Influence, a.Attitude))
        );

        List<StakeholderAssessment> paged = [];
        var token = "";
        do
        {
            var page = await it.Client.ListStakeholderAssessmentsAsync(
                new()
                {
                    Parent = Office.Programme,
                    PageSize = 1,
                    PageToken = token,
                }
            );
            paged.AddRange(page.StakeholderAssessments);
            token = page.NextPageToken;
        } while (token.Length > 0);
        Assert.Equal(4, paged.Distinct().Count());
        Assert.Equal(
            paged.OrderBy(a => a.Stakeholder, StringComparer.Ordinal).Select(a => a.Stakeholder),
            paged.Select(a => a.Stakeholder)
        );

        async Task AssessAsync(int interest, int influence, StakeholderAttitude attitude)
        {
            var current = await it.Client.GetStakeholderAsync(new() { Name = it.Hospital });
            (current.Interest, current.Influence, current.Attitude) = (interest, influence, attitude);
            await it.Client.UpdateStakeholderAsync(new() { Stakeholder = current });
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Mandates_that_are_not_there_are_refused(TestDatabase database, Transport transport)
    {
        await using var it = await Office.OpenAsync(database, transport);
        var hospital = await it.Client.GetStakeholderAsync(new() { Name = it.Hospital });
        hospital.Mandates.Add($"{Office.SubProject}/mandates/7");
        hospital.Mandates.Add("programmes/bodo/subProjects/a/mandates/1");
        Assert.Equal(
            [("stakeholder.mandates[0]", "NOT_FOUND"), ("stakeholder.mandates[1]", "OTHER_PROGRAMME")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Client.UpdateStakeholderAsync(new() { Stakeholder = hospital })
            )
        );
    }
}
