using MergeProgramme.Common.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.Decisions;

/// <summary>Whether a body may say what becomes of something of a sub-project. Pure.</summary>
internal static class EntitledBody
{
    /// <summary>Everything that stands in the way; nothing where it may.</summary>
    /// <param name="subject">Name of what it decides on, below a sub-project.</param>
    /// <param name="body">As organisation has it.</param>
    /// <param name="point">Where it must be entitled; null where any deciding body of the programme or sub-project may.</param>
    /// <param name="day">The day it decided.</param>
    public static IEnumerable<Violation> Check(string subject, Body body, DecisionPoint? point, DateOnly day)
    {
        if (ResourceNames.Programme(body.Name) != ResourceNames.Programme(subject))
        {
            yield return new Violation(body.Name, Reason.BodyOfOtherProgramme, body.DisplayName);
        }
        else if (body.SubProject.Length > 0 && body.SubProject != ResourceNames.Parent(subject))
        {
            yield return new Violation(body.Name, Reason.BodyOfOtherSubProject, body.DisplayName);
        }

        if (body.Authority != BodyAuthority.Deciding)
        {
            yield return new Violation(body.Name, Reason.BodyAdvisory, body.DisplayName);
        }
        else if (point is { } asked && !body.Decides.Contains(asked))
        {
            yield return new Violation(body.Name, Reason.BodyNotEntitled, body.DisplayName, DecisionPoints.Label(asked));
        }

        if (body.StartDate.ToDateOnly() is { } start && day < start)
        {
            yield return new Violation(body.Name, Reason.BodyNotYet, body.DisplayName, start);
        }
        else if (body.EndDate.ToDateOnly() is { } end && day > end)
        {
            yield return new Violation(body.Name, Reason.BodyNoLonger, body.DisplayName, end);
        }
    }
}
