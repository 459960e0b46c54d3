namespace MergeProgramme.Procurement.Ocds;

/// <summary>A party: the municipality that buys, or a tenderer.</summary>
/// <param name="Number">Organisation number, 9 digits; empty where none is known, and then <paramref name="LocalId"/> stands for it.</param>
/// <param name="LocalId">Unique among the parties of the case.</param>
internal sealed record OcdsParty(string Name, string Number, string LocalId)
{
    /// <summary>The list of org-id.guide that holds Norwegian organisation numbers: the Brønnøysund Register Centre.</summary>
    public const string Scheme = "NO-BRC";

    public string Id => Number.Length > 0 ? $"{Scheme}-{Number}" : LocalId;
}

/// <summary>A criterion as a line of <c>awardCriteriaDetails</c>.</summary>
/// <param name="Weight">Percent of the whole.</param>
internal sealed record OcdsCriterion(string Title, decimal Weight);

/// <summary>What the tender step adds.</summary>
/// <param name="Published">The announcement, or the invitation.</param>
/// <param name="Deadline">For tenders.</param>
/// <param name="Method"><c>open</c>, <c>selective</c>, <c>limited</c> or <c>direct</c>.</param>
/// <param name="MethodDetails">The procedure by its Norwegian name.</param>
/// <param name="Rationale">Why this procedure, with its rule.</param>
/// <param name="PriceOnly">Whether price is the only criterion.</param>
/// <param name="Tenderers">Those who handed in a tender; empty before the opening, when nobody knows them.</param>
internal sealed record OcdsTender(
    DateTimeOffset Published,
    DateTimeOffset Deadline,
    string Method,
    string MethodDetails,
    string Rationale,
    bool PriceOnly,
    IReadOnlyList<OcdsCriterion> Criteria,
    IReadOnlyList<OcdsParty> Tenderers
);

/// <summary>What the award step adds.</summary>
/// <param name="Decided">The day of the board's decision.</param>
/// <param name="Reasons">As the letters have them.</param>
/// <param name="ValueOre">Excluding VAT.</param>
/// <param name="LettersSent">Null where the letters have not gone out.</param>
/// <param name="StandstillEnd">The last day; null where the letters have not gone out.</param>
/// <param name="Cancelled">Whether the award was taken back.</param>
internal sealed record OcdsAward(
    string Id,
    DateOnly Decided,
    string Reasons,
    OcdsParty Supplier,
    long ValueOre,
    DateOnly? LettersSent,
    DateOnly? StandstillEnd,
    bool Cancelled
);

/// <summary>What the contract step adds.</summary>
/// <param name="ValueOre">Excluding VAT.</param>
/// <param name="LatestEnd">With all options taken; the end itself where there are none.</param>
internal sealed record OcdsContract(
    string Id,
    string Title,
    DateOnly Signed,
    long ValueOre,
    DateOnly Start,
    DateOnly End,
    DateOnly LatestEnd
);

/// <summary>A procurement as its releases need it.</summary>
/// <param name="Ocid">Prefix and id of the contracting process.</param>
/// <param name="LocalId">The id of the case within its programme.</param>
/// <param name="Language">Of the texts: <c>nb</c>.</param>
/// <param name="EstimateOre">Excluding VAT; null where none is given.</param>
/// <param name="EstimateBasis">How the estimate was made.</param>
/// <param name="Category"><c>goods</c>, <c>services</c>, <c>works</c>, or null.</param>
/// <param name="Planned">When the case was made: the date of the planning release.</param>
/// <param name="NeededBy">Vesting day; null where the programme has none.</param>
/// <param name="Cancelled">Whether it was called off.</param>
internal sealed record OcdsCase(
    string Ocid,
    string LocalId,
    string Language,
    string Title,
    string Description,
    OcdsParty Buyer,
    long? EstimateOre,
    string EstimateBasis,
    string? Category,
    DateTimeOffset Planned,
    DateOnly? NeededBy,
    bool Cancelled,
    OcdsTender? Tender,
    IReadOnlyList<OcdsAward> Awards,
    OcdsContract? Contract
);
