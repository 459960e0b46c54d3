using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.CoDetermination;

/// <summary>Where a step of co-determination stands. Pure.</summary>
internal static class StepState
{
    /// <summary>
    /// Done where a record shows it, even one that came after it was waived or due; else waived where that was said; else late from the day
    /// after its due date.
    /// </summary>
    /// <param name="today">Today in Norway.</param>
    public static ParticipationState Of(ParticipationStep step, DateOnly today) =>
        step.DoneDate is not null ? ParticipationState.Done
        : step.WaiveDate is not null ? ParticipationState.Waived
        : step.DueDate.ToDateOnly() < today ? ParticipationState.Late
        : ParticipationState.Open;
}
