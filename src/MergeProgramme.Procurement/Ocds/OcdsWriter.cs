using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Ocds;

/// <summary>
/// A procurement as a release of the Open Contracting Data Standard 1.1 (https://standard.open-contracting.org/1.1/). A release tells one step and
/// what was known before it; the same case gives the same bytes, for its date and id come from the step and not from the clock. What is not known
/// is left out, never null or empty. Pure.
/// </summary>
internal static class OcdsWriter
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        // For a file and a JSON reply, never for a page: æøå and quotation marks stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The steps that the case has reached, in order.</summary>
    public static IEnumerable<OcdsStep> Reached(OcdsCase of)
    {
        yield return OcdsStep.Planning;
        if (of.Tender is null)
            yield break;
        yield return OcdsStep.Tender;
        if (of.Awards.Count == 0)
            yield break;
        yield return OcdsStep.Award;
        if (of.Contract is not null)
            yield return OcdsStep.Contract;
    }

    /// <summary>The release as JSON text, UTF-8 without BOM, indented.</summary>
    /// <param name="step">One that the case has <see cref="Reached"/>.</param>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static string Write(OcdsCase of, OcdsStep step) => Of(of, step).ToJsonString(Options) + "\n";

    /// <inheritdoc cref="Write"/>
    public static JsonObject Of(OcdsCase of, OcdsStep step)
    {
        if (!Reached(of).Contains(step))
            throw new ArgumentException($"The case has not reached {step}.", nameof(step));
        var tender = step >= OcdsStep.Tender ? of.Tender : null;
        IReadOnlyList<OcdsAward> awards = step >= OcdsStep.Award ? of.Awards : [];
        var contract = step >= OcdsStep.Contract ? of.Contract : null;
        // Before the opening nobody may know who has handed in a tender; the tender step was told before it.
        IReadOnlyList<OcdsParty> tenderers = step >= OcdsStep.Award ? tender!.Tenderers : [];
        var tag = JsonNamingPolicy.CamelCase.ConvertName(step.ToString());
        return Without(
            new()
            {
                ["ocid"] = of.Ocid,
                ["id"] = $"{of.Ocid}-{tag}",
                ["date"] = Instant(
                    step switch
                    {
                        OcdsStep.Planning => of.Planned,
                        OcdsStep.Tender => tender!.Published,
                        OcdsStep.Award => NorwegianTime.StartOfDay(awards.Max(award => award.LettersSent ?? award.Decided)),
                        _ => NorwegianTime.StartOfDay(contract!.Signed),
                    }
                ),
                ["tag"] = new JsonArray(tag),
                ["initiationType"] = "tender",
                ["language"] = of.Language,
                ["parties"] = Parties(of.Buyer, tenderers, awards),
                ["buyer"] = Reference(of.Buyer),
                ["planning"] = Planning(of),
                ["tender"] = Tender(of, tender, tenderers, awards),
                ["awards"] = Array(awards.Select(award => Award(award, contract))),
                ["contracts"] = contract is null ? null : new JsonArray(Contract(contract, awards)),
            }
        );
    }

    private static JsonArray Parties(OcdsParty buyer, IReadOnlyList<OcdsParty> tenderers, IReadOnlyList<OcdsAward> awards)
    {
        var suppliers = awards
            .Where(award => !award.Cancelled)
            .Select(award => award.Supplier.Id)
            .ToHashSet(StringComparer.Ordinal);
        return Array(
            tenderers
                .Concat(awards.Select(award => award.Supplier))
                .DistinctBy(party => party.Id)
                .Select(party => Party(party, suppliers.Contains(party.Id) ? ["tenderer", "supplier"] : ["tenderer"]))
                .Prepend(Party(buyer, ["buyer", "procuringEntity"]))
        )!;
    }

    private static JsonObject Party(OcdsParty party, string[] roles) =>
        Without(
            new()
            {
                ["id"] = party.Id,
                ["name"] = party.Name,
                ["identifier"] =
                    party.Number.Length == 0
                        ? null
                        : new JsonObject
                        {
                            ["scheme"] = OcdsParty.Scheme,
                            ["id"] = party.Number,
                            ["legalName"] = party.Name,
                        },
                ["roles"] = Array(roles.Select(role => JsonValue.Create(role))),
            }
        );

    private static JsonObject Reference(OcdsParty party) => new() { ["id"] = party.Id, ["name"] = party.Name };

    private static JsonObject Planning(OcdsCase of) =>
        Without(
            new()
            {
                ["rationale"] = of.Description,
                ["budget"] = of.EstimateOre is null
                    ? null
                    : Without(new() { ["description"] = of.EstimateBasis, ["amount"] = Value(of.EstimateOre) }),
                ["milestones"] = of.NeededBy is null
                    ? null
                    : new JsonArray(
                        new JsonObject
                        {
                            ["id"] = "vesting-day",
                            ["type"] = "preProcurement",
                            ["code"] = "vestingDay",
                            ["dueDate"] = Instant(NorwegianTime.StartOfDay(of.NeededBy.Value)),
                            ["status"] = "scheduled",
                        }
                    ),
            }
        );

    private static JsonObject Tender(
        OcdsCase of,
        OcdsTender? tender,
        IReadOnlyList<OcdsParty> tenderers,
        IReadOnlyList<OcdsAward> awards
    )
    {
        var standing = awards.LastOrDefault(award => !award.Cancelled);
        return Without(
            new()
            {
                ["id"] = of.LocalId,
                ["title"] = of.Title,
                ["description"] = of.Description,
                ["status"] =
                    tender is null ? "planning"
                    : standing is null ? "active"
                    : "complete",
                ["procuringEntity"] = Reference(of.Buyer),
                ["value"] = Value(of.EstimateOre),
                ["mainProcurementCategory"] = of.Category,
                ["procurementMethod"] = tender?.Method,
                ["procurementMethodDetails"] = tender?.MethodDetails,
                ["procurementMethodRationale"] = tender?.Rationale,
                ["awardCriteria"] =
                    tender is null ? null
                    : tender.PriceOnly ? "priceOnly"
                    : "ratedCriteria",
                ["awardCriteriaDetails"] = tender is null ? null : Criteria(tender.Criteria),
                ["datePublished"] = tender is null ? null : Instant(tender.Published),
                ["tenderPeriod"] = tender is null
                    ? null
                    : new JsonObject { ["startDate"] = Instant(tender.Published), ["endDate"] = Instant(tender.Deadline) },
                ["standstillPeriod"] = standing is { LettersSent: { } sent, StandstillEnd: { } end }
                    ? Period(sent.AddDays(1), end)
                    : null,
                ["numberOfTenderers"] = tenderers.Count == 0 ? null : JsonValue.Create(tenderers.Count),
                ["tenderers"] = Array(tenderers.Select(Reference)),
            }
        );
    }

    private static string Criteria(IEnumerable<OcdsCriterion> criteria) =>
        string.Join(
            "; ",
            criteria.Select(criterion =>
                string.Create(CultureInfo.GetCultureInfo("nb-NO"), $"{criterion.Title} {criterion.Weight:0.######} %")
            )
        );

    private static JsonObject Award(OcdsAward award, OcdsContract? contract) =>
        Without(
            new()
            {
                ["id"] = award.Id,
                ["description"] = award.Reasons,
                ["status"] = award.Cancelled ? "cancelled" : "active",
                ["date"] = Instant(NorwegianTime.StartOfDay(award.Decided)),
                ["datePublished"] = award.LettersSent is { } sent ? Instant(NorwegianTime.StartOfDay(sent)) : null,
                ["value"] = Value(award.ValueOre),
                ["suppliers"] = new JsonArray(Reference(award.Supplier)),
                ["contractPeriod"] = contract is null || award.Cancelled ? null : ContractPeriod(contract),
            }
        );

    private static JsonObject Contract(OcdsContract contract, IReadOnlyList<OcdsAward> awards) =>
        Without(
            new()
            {
                ["id"] = contract.Id,
                ["awardID"] = awards.Last(award => !award.Cancelled).Id,
                ["title"] = contract.Title,
                ["status"] = "active",
                ["dateSigned"] = Instant(NorwegianTime.StartOfDay(contract.Signed)),
                ["value"] = Value(contract.ValueOre),
                ["period"] = ContractPeriod(contract),
            }
        );

    private static JsonObject ContractPeriod(OcdsContract contract)
    {
        var period = Period(contract.Start, contract.End);
        if (contract.LatestEnd > contract.End)
            period["maxExtentDate"] = Instant(EndOfDay(contract.LatestEnd));
        return period;
    }

    private static JsonObject Period(DateOnly first, DateOnly last) =>
        new() { ["startDate"] = Instant(NorwegianTime.StartOfDay(first)), ["endDate"] = Instant(EndOfDay(last)) };

    private static JsonObject? Value(long? ore) =>
        ore is { } amount ? new JsonObject { ["amount"] = amount / 100m, ["currency"] = "NOK" } : null;

    private static DateTimeOffset EndOfDay(DateOnly day) => NorwegianTime.StartOfDay(day.AddDays(1)).AddSeconds(-1);

    private static string Instant(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, NorwegianTime.Zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static JsonArray? Array(IEnumerable<JsonNode> nodes) =>
        nodes.ToArray() is { Length: > 0 } some ? new JsonArray(some) : null;

    // The standard asks for what is unknown to be left out.
    private static JsonObject Without(JsonObject of)
    {
        foreach (var name in of.Where(field => IsUnknown(field.Value)).Select(field => field.Key).ToList())
            of.Remove(name);
        return of;

        static bool IsUnknown(JsonNode? value) =>
            value is null || (value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length == 0);
    }
}
