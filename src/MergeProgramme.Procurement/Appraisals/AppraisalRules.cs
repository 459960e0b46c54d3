using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Appraisals;

/// <summary>What holds for option appraisals. Pure.</summary>
internal static class AppraisalRules
{
    private const string Path = "option_appraisal";

    /// <summary>What is wrong with an appraisal as it would be written, whatever else there is. Its options have their numbers.</summary>
    /// <param name="programme">The programme that it stands in.</param>
    public static IEnumerable<Violation> Check(string programme, OptionAppraisal appraisal)
    {
        if (ResourceNames.Programme(appraisal.ServiceFunction) != programme)
            yield return new($"{Path}.service_function", "OTHER_PROGRAMME", appraisal.ServiceFunction);
        foreach (var (i, option) in appraisal.Options.Index())
        {
            var at = FormattableString.Invariant($"{Path}.options[{i}]");
            if (option.LegacySystem.Length > 0 && ResourceNames.Programme(option.LegacySystem) != programme)
                yield return new($"{at}.legacy_system", "OTHER_PROGRAMME", option.LegacySystem);
            if (
                option.Permitted is PermittedAnswer.Yes or PermittedAnswer.No
                && string.IsNullOrWhiteSpace(option.PermittedReason)
            )
                yield return new($"{at}.permitted_reason", "PERMITTED_REASON_REQUIRED");
        }
        if (appraisal.RecommendedOption == 0)
            yield break;
        if (appraisal.Options.All(o => o.Number != appraisal.RecommendedOption))
            yield return new($"{Path}.recommended_option", "OPTION_UNKNOWN", appraisal.RecommendedOption);
        if (appraisal.Options.Any(o => o.Number == appraisal.RecommendedOption && o.Permitted == PermittedAnswer.No))
            yield return new($"{Path}.recommended_option", "RECOMMENDED_NOT_PERMITTED");
        if (string.IsNullOrWhiteSpace(appraisal.RecommendationReason))
            yield return new($"{Path}.recommendation_reason", "RECOMMENDATION_REASON_REQUIRED");
    }

    /// <summary>Gives new options their numbers. A number that is given once stands for that option for good.</summary>
    /// <param name="next">The appraisal as it would be written.</param>
    /// <param name="current">As it stands; null for a new one.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT for a number that the appraisal does not have, or that stands twice.</exception>
    public static void Number(OptionAppraisal next, OptionAppraisal? current)
    {
        next.OptionNumbers = current?.OptionNumbers ?? 0;
        var seen = new HashSet<int>();
        foreach (var (i, option) in next.Options.Index())
        {
            option.ClearSlackDays();
            if (option.Number == 0)
                continue;
            if (!seen.Add(option.Number) || current?.Options.Any(o => o.Number == option.Number) is not true)
                throw Problem.Invalid(
                    FormattableString.Invariant($"{Path}.options[{i}].number"),
                    "OPTION_UNKNOWN",
                    option.Number
                );
        }
        foreach (var option in next.Options.Where(o => o.Number == 0))
            option.Number = ++next.OptionNumbers;
    }

    /// <summary>What stands against linking a decision; nothing does where it is empty.</summary>
    /// <param name="treatment">The treatment that the link names; null where the case has none of that number.</param>
    public static IEnumerable<Violation> AgainstLink(
        OptionAppraisal appraisal,
        LinkAppraisalDecisionRequest request,
        Treatment? treatment
    )
    {
        if (appraisal.DecisionCase.Length > 0)
        {
            yield return new(appraisal.Name, "APPRAISAL_DECIDED");
            yield break;
        }
        if (appraisal.Options.Count < 2)
            yield return new(appraisal.Name, "APPRAISAL_OPTIONS_TOO_FEW");
        if (appraisal.RecommendedOption == 0)
            yield return new(appraisal.Name, "APPRAISAL_NOT_RECOMMENDED");
        if (treatment?.Outcome is not (Outcome.Adopted or Outcome.Amended or Outcome.Rejected))
            yield return new(appraisal.Name, "TREATMENT_NOT_DECIDED", request.DecisionTreatment);
        else if (request.DecidedOption == 0 && treatment.Outcome != Outcome.Rejected)
            yield return new(appraisal.Name, "DECIDED_OPTION_MISSING");
        if (request.DecidedOption == 0)
            yield break;
        if (appraisal.Options.FirstOrDefault(o => o.Number == request.DecidedOption) is not { } chosen)
            yield return new(appraisal.Name, "OPTION_UNKNOWN", request.DecidedOption);
        else if (chosen.Permitted == PermittedAnswer.No)
            yield return new(appraisal.Name, "DECIDED_NOT_PERMITTED", chosen.Title);
    }

    /// <summary>Days from the day on which an option can be used to vesting day; null where either is not known.</summary>
    public static int? Slack(AppraisalOption option, DateOnly? vesting) =>
        vesting?.DayNumber - option.UsableDate.ToDateOnly()?.DayNumber;
}
