using Grpc.Core;
using MergeProgramme.Procurement.Tests.Cases;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Procurement.Tests.Ocds;

/// <summary>Releases of a case through the contract and the page.</summary>
[Collection("hosts")]
public sealed class OcdsReleaseTests
{
    [Fact]
    public async Task A_case_has_a_valid_release_for_each_step_and_no_tenderer_before_the_award()
    {
        await using var it = await CaseOffice.OpenAsync(TestDatabase.Sqlite);
        await it.PublishedAsync();
        await it.Client.ReceiveTenderAsync(CaseOffice.Tender("Fjordjournal AS", "974760673", 17_500_000));
        foreach (var step in new[] { OcdsStep.Planning, OcdsStep.Tender })
        {
            var release = await it.Client.GetOcdsReleaseAsync(new() { Name = CaseOffice.Case, Step = step });
            Assert.Equal([OcdsStep.Planning, OcdsStep.Tender], release.ReachedSteps);
            Assert.Empty(await OcdsSchema.FaultsAsync(release.Json));
            Assert.DoesNotContain("Fjordjournal", release.Json, StringComparison.Ordinal);
            Assert.Contains("Felles journalsystem", release.Json, StringComparison.Ordinal);
        }
        var last = await it.Client.GetOcdsReleaseAsync(new() { Name = CaseOffice.Case });
        Assert.Equal((OcdsStep.Tender, "ocds-000000-indre-ostfold-journal-tender.json"), (last.Step, last.FileName));
        Assert.Contains("Åpen anbudskonkurranse", last.Json, StringComparison.Ordinal);
        Assert.Equal(
            [(CaseOffice.Case, "OCDS_STEP_NOT_REACHED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Client.GetOcdsReleaseAsync(new() { Name = CaseOffice.Case, Step = OcdsStep.Award })
            )
        );
        using var reader = new PageReader(it.Host);
        var url = $"/{CaseOffice.Programme}/procurements/journal/ocds";
        Assert.Contains("Kunngjøring", await reader.ReadAsync(url), StringComparison.Ordinal);
        Assert.Contains("\"tag\"", await reader.ReadAsync($"{url}?handler=File&step=Planning"), StringComparison.Ordinal);
    }
}
