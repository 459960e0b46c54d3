using MergeProgramme.Platform.Errors;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Members;

/// <summary>Who may see and judge tenders: members who have declared that they have no interest in them (FOA § 7-5; public administration act § 6). Pure.</summary>
internal static class MemberRules
{
    /// <summary>What is wrong with a declaration.</summary>
    public static IEnumerable<Violation> CheckDeclaration(DeclareInterestsRequest request)
    {
        if (request.Conflict && string.IsNullOrWhiteSpace(request.Interests))
            yield return new("interests", "INTERESTS_REQUIRED");
    }

    /// <summary>The member that the caller is; null where they are none.</summary>
    /// <param name="persons">The persons of the programme that the caller is.</param>
    public static CaseMember? Of(IEnumerable<CaseMember> members, IReadOnlyCollection<string> persons) =>
        members.FirstOrDefault(m => persons.Contains(m.Person));

    /// <summary>Why a caller may not see tenders; null where they may.</summary>
    /// <param name="member">The member that the caller is; null where they are none.</param>
    /// <param name="subject">What the refusal is about.</param>
    public static Violation? WhyNot(CaseMember? member, string subject) =>
        member switch
        {
            null => new(subject, "NOT_A_MEMBER"),
            { DeclarationState: DeclarationState.Conflict } => new(subject, "MEMBER_HAS_CONFLICT"),
            { DeclarationState: DeclarationState.NoConflict } => null,
            _ => new(subject, "DECLARATION_MISSING"),
        };

    /// <summary>Whether the tender is of the member's own employer, by organisation number or, where that is not known, by name.</summary>
    /// <param name="employerNumber">The employer's organisation number; empty where it is not known.</param>
    public static bool IsOwnEmployer(CaseMember member, string employerNumber, Tender tender) =>
        employerNumber.Length > 0
            ? employerNumber == tender.OrganisationNumber
            : member.Employer.Length > 0
                && member.Employer.Trim().Equals(tender.Tenderer.Trim(), StringComparison.OrdinalIgnoreCase);
}
