using System.Text.Json.Nodes;
using MergeProgramme.Procurement.Ocds;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Tests.Ocds;

/// <summary>Releases against the published schema, and what they say.</summary>
public sealed class OcdsWriterTests
{
    private static readonly OcdsParty Winner = new("Eksempel Helse AS", "999888777", "tenderer-1");
    private static readonly OcdsParty Other = new("Prøve Journal ENK", "", "tenderer-2");

    private static readonly OcdsCase Case = new(
        "ocds-213czf-indre-ostfold-epj",
        "epj",
        "nb",
        "Elektronisk pasientjournal",
        "Ett journalsystem for \"hele\" kommunen",
        new("Indre Østfold kommune", "920123456", "buyer"),
        11_900_000_50,
        "Tre leverandørers veiledende priser",
        "goods",
        new(2018, 8, 13, 8, 30, 0, TimeSpan.Zero),
        new(2020, 1, 1),
        false,
        new(
            new(2018, 9, 3, 10, 0, 0, TimeSpan.Zero),
            new(2018, 10, 5, 10, 0, 0, TimeSpan.Zero),
            "open",
            "Åpen anbudskonkurranse",
            "FOA § 13-1",
            false,
            [new("Pris", 40), new("Kvalitet", 30.5m), new("Klima og miljø", 29.5m)],
            [Winner, Other]
        ),
        [
            new(
                "award-1",
                new(2018, 12, 10),
                "Best på kvalitet.",
                Winner,
                10_450_000_00,
                new(2018, 12, 14),
                new(2018, 12, 24),
                false
            ),
        ],
        new(
            "contract-1",
            "Avtale om journalsystem",
            new(2019, 1, 7),
            10_450_000_00,
            new(2019, 1, 15),
            new(2023, 1, 14),
            new(2025, 1, 14)
        )
    );

    [Theory]
    [InlineData(OcdsStep.Planning)]
    [InlineData(OcdsStep.Tender)]
    [InlineData(OcdsStep.Award)]
    [InlineData(OcdsStep.Contract)]
    public async Task Each_step_is_valid(OcdsStep step)
    {
        var release = OcdsWriter.Write(Case, step);
        Assert.Empty(await OcdsSchema.FaultsAsync(release));
        Assert.Equal(release, OcdsWriter.Write(Case, step));
    }

    [Fact]
    public async Task A_case_of_which_little_is_known_is_valid_too()
    {
        var bare = Case with
        {
            Description = "",
            EstimateOre = null,
            EstimateBasis = "",
            Category = null,
            NeededBy = null,
            Buyer = new("Indre Østfold", "", "buyer"),
            Tender = Case.Tender! with { Rationale = "", Tenderers = [] },
            Awards = [Case.Awards[0] with { LettersSent = null, StandstillEnd = null, Reasons = "" }],
            Contract = null,
        };
        Assert.Equal([OcdsStep.Planning, OcdsStep.Tender, OcdsStep.Award], OcdsWriter.Reached(bare));
        foreach (var step in OcdsWriter.Reached(bare))
        {
            Assert.Empty(await OcdsSchema.FaultsAsync(OcdsWriter.Write(bare, step)));
            Assert.DoesNotContain("null", OcdsWriter.Write(bare, step), StringComparison.Ordinal);
        }
        Assert.Throws<ArgumentException>(() => OcdsWriter.Of(bare, OcdsStep.Contract));
        Assert.Equal([OcdsStep.Planning], OcdsWriter.Reached(bare with { Tender = null, Awards = [] }));
    }

    [Fact]
    public void A_step_tells_what_was_known_by_then_and_no_more()
    {
        var planning = OcdsWriter.Of(Case, OcdsStep.Planning);
        Assert.Equal("""["planning"]""", planning["tag"]!.ToJsonString());
        Assert.Equal("planning", (string?)planning["tender"]!["status"]);
        Assert.Equal("2018-08-13T10:30:00+02:00", (string?)planning["date"]);
        Assert.Equal(11_900_000.50m, (decimal?)planning["planning"]!["budget"]!["amount"]!["amount"]);
        Assert.Null(planning["tender"]!["tenderPeriod"]);
        Assert.Null(planning["awards"]);

        var tender = OcdsWriter.Of(Case, OcdsStep.Tender);
        Assert.Equal("2018-10-05T12:00:00+02:00", (string?)tender["tender"]!["tenderPeriod"]!["endDate"]);
        Assert.Equal("Pris 40 %; Kvalitet 30,5 %; Klima og miljø 29,5 %", (string?)tender["tender"]!["awardCriteriaDetails"]);
        Assert.DoesNotContain(Winner.Name, tender.ToJsonString(), StringComparison.Ordinal);
        Assert.Single((JsonArray)tender["parties"]!);

        var award = OcdsWriter.Of(Case, OcdsStep.Award);
        Assert.Equal("complete", (string?)award["tender"]!["status"]);
        Assert.Equal("2018-12-15T00:00:00+01:00", (string?)award["tender"]!["standstillPeriod"]!["startDate"]);
        Assert.Equal("2018-12-24T23:59:59+01:00", (string?)award["tender"]!["standstillPeriod"]!["endDate"]);
        Assert.Equal(2, (int?)award["tender"]!["numberOfTenderers"]);
        Assert.Equal(
            """["tenderer","supplier"]""",
            award["parties"]!.AsArray().Single(party => (string?)party!["id"] == "NO-BRC-999888777")!["roles"]!.ToJsonString()
        );
        Assert.Null(award["contracts"]);

        var contract = OcdsWriter.Of(Case, OcdsStep.Contract);
        Assert.Equal("award-1", (string?)contract["contracts"]![0]!["awardID"]);
        Assert.Equal("2025-01-14T23:59:59+01:00", (string?)contract["contracts"]![0]!["period"]!["maxExtentDate"]);
    }

    [Fact]
    public void An_award_that_was_taken_back_is_told_beside_the_one_that_stands()
    {
        var again = Case with
        {
            Awards =
            [
                Case.Awards[0] with
                {
                    Cancelled = true,
                },
                Case.Awards[0] with
                {
                    Id = "award-2",
                    Supplier = Other,
                    LettersSent = new(2019, 1, 4),
                    StandstillEnd = new(2019, 1, 14),
                },
            ],
        };
        var contract = OcdsWriter.Of(again, OcdsStep.Contract);
        Assert.Equal(["cancelled", "active"], contract["awards"]!.AsArray().Select(award => (string?)award!["status"]));
        Assert.Equal("award-2", (string?)contract["contracts"]![0]!["awardID"]);
        Assert.Equal(
            """["tenderer"]""",
            contract["parties"]!.AsArray().Single(party => (string?)party!["name"] == Winner.Name)!["roles"]!.ToJsonString()
        );
    }

    [Theory]
    [InlineData("ocid", null, "ocid")]
    [InlineData("initiationType", "auction", "initiationType")]
    [InlineData("date", "13.8.2018", "date")]
    [InlineData("colour", "red", "colour")]
    public async Task What_is_wrong_is_found(string field, string? value, string said)
    {
        var release = OcdsWriter.Of(Case, OcdsStep.Contract);
        if (value is null)
            release.Remove(field);
        else
            release[field] = value;
        Assert.Contains(said, Assert.Single(await OcdsSchema.FaultsAsync(release.ToJsonString())), StringComparison.Ordinal);
        release = OcdsWriter.Of(Case, OcdsStep.Contract);
        release["contracts"]![0]!["status"] = "sleeping";
        release["contracts"]![0]!["value"]!["sum"] = 1;
        Assert.Equal(2, (await OcdsSchema.FaultsAsync(release.ToJsonString())).Count);
    }
}
