using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation.Municipalities;

/// <summary>What a municipality's numbers must be.</summary>
internal static class MunicipalityRules
{
    /// <summary>Digits of a municipality number (Statistics Norway, Klass 131).</summary>
    public const int NumberLength = 4;

    /// <summary>All that is wrong with it by itself.</summary>
    public static IEnumerable<Violation> Check(Municipality municipality)
    {
        if (municipality.Number.Length != NumberLength || !municipality.Number.All(char.IsAsciiDigit))
            yield return new("municipality.number", "MUNICIPALITY_NUMBER_MALFORMED", municipality.Number);
        if (!OrganisationNumber.IsNineDigits(municipality.OrganisationNumber))
            yield return new(
                "municipality.organisation_number",
                "ORGANISATION_NUMBER_MALFORMED",
                municipality.OrganisationNumber
            );
        else if (!OrganisationNumber.IsValid(municipality.OrganisationNumber))
            yield return new(
                "municipality.organisation_number",
                "ORGANISATION_NUMBER_CHECK_DIGIT",
                municipality.OrganisationNumber
            );
    }
}
