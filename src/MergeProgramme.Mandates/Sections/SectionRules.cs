using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.Sections;

/// <summary>What may not stand in a section, not even in a draft. What a draft may still lack, the check says (MandateCheck).</summary>
internal static class SectionRules
{
    /// <summary>Everything that is wrong in the fields that an update takes, as paths in its request. Pure.</summary>
    public static IEnumerable<Violation> Check(Section section, Func<string, bool> isTaken)
    {
        var programme = ResourceNames.Programme(section.Name);
        var subProject = string.Join('/', section.Name.Split('/')[..4]);
        foreach (var violation in SectionPeriods.Reversed(section, "section"))
        {
            if (isTaken(violation.Field["section.".Length..violation.Field.IndexOf('[', StringComparison.Ordinal)]))
                yield return violation;
        }

        if (isTaken("budget_frames"))
        {
            foreach (var (i, frame) in section.BudgetFrames.Index())
            {
                if (frame.Amount is { Units: 0, Nanos: 0 })
                    yield return new($"section.budget_frames[{i}].amount", Reason.BudgetNotAboveZero);
            }
        }

        if (isTaken("dependencies"))
        {
            foreach (var (i, dependency) in section.Dependencies.Index())
            {
                var at = $"section.dependencies[{i}]";
                if (dependency.SubProject.Length > 0 && dependency.Stakeholder.Length > 0)
                    yield return new($"{at}.stakeholder", Reason.DependencyOnBoth);
                if (dependency.SubProject == subProject)
                    yield return new($"{at}.sub_project", Reason.DependencyOnItself);
                else if (dependency.SubProject.Length > 0 && ResourceNames.Programme(dependency.SubProject) != programme)
                    yield return new($"{at}.sub_project", Reason.OfOtherProgramme, dependency.SubProject);
                if (dependency.Stakeholder.Length > 0 && ResourceNames.Programme(dependency.Stakeholder) != programme)
                    yield return new($"{at}.stakeholder", Reason.OfOtherProgramme, dependency.Stakeholder);
            }
        }
    }

    /// <summary>Parts that the template does not ask for in this section: the pages would not show them there.</summary>
    public static IEnumerable<Violation> PartsElsewhere(Section section)
    {
        (SectionPart Part, string Field, bool IsFilled)[] parts =
        [
            (SectionPart.Goals, "goals", section.Goals.Count > 0),
            (SectionPart.Items, "items", section.Items.Count > 0),
            (SectionPart.Procurement, "procurement_relevance", section.ProcurementRelevance != ProcurementRelevance.Unspecified),
            (SectionPart.Plan, "plan_entries", section.PlanEntries.Count > 0),
            (SectionPart.Budget, "budget_frames", section.BudgetFrames.Count > 0),
            (SectionPart.Dependencies, "dependencies", section.Dependencies.Count > 0),
            (SectionPart.Attachments, "attachments", section.Attachments.Count > 0),
            (SectionPart.SuccessFactors, "success_factors", section.SuccessFactors.Count > 0),
            (SectionPart.Benefits, "expected_benefits", section.ExpectedBenefits.Count > 0),
        ];
        return parts
            .Where(part => part.IsFilled && !section.Parts.Contains(part.Part))
            .Select(part => new Violation($"section.{part.Field}", Reason.PartNotInSection, section.Title));
    }
}
