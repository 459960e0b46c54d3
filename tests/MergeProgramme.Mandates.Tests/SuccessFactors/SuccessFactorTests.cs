using Grpc.Core;
using MergeProgramme.Mandates.SuccessFactors;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.SuccessFactors;

[Collection("hosts")]
public sealed class SuccessFactorTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task What_the_approved_document_names_is_adopted_once(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        Assert.Equal(
            [(SubProject, "NO_APPROVED_DOCUMENT")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.AdoptSuccessFactorsAsync(new() { Parent = SubProject })
            )
        );
        var mandate = await it.DecideReadyAsync();
        var stated = mandate.Sections.SelectMany(s => s.SuccessFactors).Select(f => f.Text).ToList();
        Assert.NotEmpty(stated);

        var preview = await it.Mandates.AdoptSuccessFactorsAsync(new() { Parent = SubProject, ValidateOnly = true });
        Assert.Equal(stated, preview.CriticalSuccessFactors.Select(f => f.Text));
        Assert.Empty((await ListAsync(it)).CriticalSuccessFactors);

        // Three at once, and once more: each factor is there once.
        await Task.WhenAll(
            Enumerable.Range(0, 3).Select(async _ => await it.Mandates.AdoptSuccessFactorsAsync(new() { Parent = SubProject }))
        );
        var again = await it.Mandates.AdoptSuccessFactorsAsync(new() { Parent = SubProject });
        Assert.Equal((0, stated.Count), (again.CriticalSuccessFactors.Count, again.KnownCount));
        var factors = (await ListAsync(it)).CriticalSuccessFactors;
        Assert.Equal(stated.Order(), factors.Select(f => f.Text).Order());
        Assert.All(factors, f => Assert.Equal((mandate.Name, FactorStatus.Unspecified), (f.Mandate, f.Status)));

        Assert.Equal(
            [("critical_success_factor.text", "FACTOR_OF_DOCUMENT")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Mandates.UpdateCriticalSuccessFactorAsync(
                        new() { CriticalSuccessFactor = new(factors[0]) { Text = "Noe annet" } }
                    )
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task An_own_factor_is_assessed_with_reason_and_date(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var factor = await it.Mandates.CreateCriticalSuccessFactorAsync(
            new()
            {
                Parent = A4Programme.Programme,
                CriticalSuccessFactor = new() { Text = "Linjen eier tiltakene", Owner = A4Programme.Arne },
            }
        );
        Assert.Equal(
            [("assessment.status", "REQUIRED"), ("assessment.reason", "REQUIRED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Mandates.AssessCriticalSuccessFactorAsync(new() { Name = factor.Name, Assessment = new() })
            )
        );

        var assessed = await it.Mandates.AssessCriticalSuccessFactorAsync(
            new()
            {
                Name = factor.Name,
                Etag = factor.Etag,
                Assessment = new()
                {
                    Status = FactorStatus.AtRisk,
                    Reason = "Ingen er utpekt.",
                    Date = Day(2018, 1, 15),
                },
            }
        );
        assessed = await it.Mandates.AssessCriticalSuccessFactorAsync(
            new()
            {
                Name = factor.Name,
                Etag = assessed.Etag,
                Assessment = new() { Status = FactorStatus.OnTrack, Reason = "Alle er utpekt." },
            }
        );

        Assert.Equal(
            (FactorStatus.OnTrack, 2, FactorStatus.AtRisk),
            (assessed.Status, assessed.Assessments.Count, assessed.Assessments[0].Status)
        );
        Assert.Equal(assessed, await it.Mandates.GetCriticalSuccessFactorAsync(new() { Name = factor.Name }));
        Assert.Equal(
            [(factor.Name, "FACTOR_ASSESSED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.DeleteCriticalSuccessFactorAsync(new() { Name = factor.Name })
            )
        );
    }

    [Fact]
    public void A_factor_in_the_same_words_is_known_whatever_its_full_stop_and_spaces()
    {
        var document = new Mandate
        {
            Sections =
            {
                new Section
                {
                    SuccessFactors =
                    {
                        new SuccessFactor { Text = "Linjen eier  tiltakene." },
                        new SuccessFactor { Text = "linjen eier tiltakene" },
                        new SuccessFactor { Text = "Tiltakene er detaljerte" },
                    },
                },
            },
        };

        Assert.Equal([(3, "Tiltakene er detaljerte")], FactorAdoption.Of(document, ["Linjen eier tiltakene"]).New);
        Assert.Equal(2, FactorAdoption.Of(document, []).New.Count);
    }

    private static async Task<ListCriticalSuccessFactorsResponse> ListAsync(A4Programme it) =>
        await it.Mandates.ListCriticalSuccessFactorsAsync(
            new() { Parent = $"{A4Programme.Programme}/subProjects/-", PageSize = 1000 }
        );
}
