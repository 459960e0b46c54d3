using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.Engagements;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders.Gaps;

/// <summary>What is missing before a decision. Pure.</summary>
internal static class HearingGaps
{
    /// <summary>Something that is missing.</summary>
    /// <param name="Subject">Resource name.</param>
    /// <param name="Named">What it is called, or who it is about.</param>
    /// <param name="Matter">What is to be decided, where it is about that.</param>
    internal sealed record Gap(
        HearingGapKind Kind,
        string Subject,
        string Named,
        DateOnly? Date = null,
        bool Required = false,
        ParticipationForm Form = ParticipationForm.Unspecified,
        PartyKind PartyKind = PartyKind.Unspecified,
        int Days = 0,
        string Matter = ""
    );

    /// <summary>All that is looked at.</summary>
    /// <param name="Proposed">What the rules ask for, by matter.</param>
    /// <param name="Steps">Of the matters.</param>
    /// <param name="Stakeholders">Those concerned.</param>
    /// <param name="Contacts">Who has not been heard for long, or never.</param>
    internal sealed record Found(
        IReadOnlyDictionary<string, ProposeParticipationStepsResponse> Proposed,
        IReadOnlyCollection<ParticipationStep> Steps,
        IReadOnlyCollection<Stakeholder> Stakeholders,
        IReadOnlyCollection<StakeholderContact> Contacts,
        IReadOnlyCollection<Input> Inputs,
        IReadOnlyCollection<Consultation> Consultations,
        IReadOnlyCollection<CommunicationOccurrence> Occurrences
    );

    /// <summary>What is missing: what a law asks for first, then by kind and day.</summary>
    public static IEnumerable<Gap> Of(Found found) =>
        NotSetUp(found)
            .Concat(Missing(found))
            .Concat(Unheard(found))
            .Concat(Inputs(found))
            .Concat(
                found
                    .Consultations.Where(c => c.State is ConsultationState.Open or ConsultationState.Closed)
                    .Select(c => new Gap(HearingGapKind.ConsultationNotConcluded, c.Name, c.Title, c.LastDate.ToDateOnly()))
            )
            .Concat(
                found
                    .Occurrences.Where(o => o.State == OccurrenceState.Overdue)
                    .Select(o => new Gap(
                        HearingGapKind.CommunicationOverdue,
                        o.CommunicationItem,
                        o.Title,
                        o.DueDate.ToDateOnly()
                    ))
            )
            .OrderByDescending(g => g.Required)
            .ThenBy(g => g.Kind)
            .ThenBy(g => g.Date ?? DateOnly.MaxValue)
            .ThenBy(g => g.Named, StringComparer.Ordinal)
            .ThenBy(g => g.Subject, StringComparer.Ordinal);

    private static IEnumerable<Gap> NotSetUp(Found found) =>
        found.Proposed.SelectMany(p =>
            p.Value.ParticipationSteps.Select(s => new Gap(
                    HearingGapKind.StepNotSetUp,
                    p.Key,
                    s.PartyDisplayName,
                    Required: true,
                    Form: s.Form,
                    Matter: p.Key
                ))
                .Concat(
                    p.Value.MissingPartyKinds.Select(k => new Gap(
                        HearingGapKind.StepNotSetUp,
                        p.Key,
                        "",
                        Required: true,
                        PartyKind: k,
                        Matter: p.Key
                    ))
                )
        );

    private static IEnumerable<Gap> Missing(Found found) =>
        found
            .Steps.Where(s => s.State is ParticipationState.Open or ParticipationState.Late)
            .Select(s => new Gap(
                HearingGapKind.StepMissing,
                s.Name,
                s.PartyDisplayName,
                s.DueDate.ToDateOnly(),
                Required: true,
                Form: s.Form,
                Matter: s.Matter
            ));

    private static IEnumerable<Gap> Unheard(Found found)
    {
        var contacts = found.Contacts.ToDictionary(c => c.Stakeholder, StringComparer.Ordinal);
        foreach (var stakeholder in found.Stakeholders)
        {
            if (!contacts.TryGetValue(stakeholder.Name, out var contact))
                continue;
            var quadrant = Quadrants.Of(stakeholder);
            // Who has little of both is not asked; whoever is not assessed is, for better one too many.
            if (!contact.HasDays && quadrant != Quadrant.Monitor)
                yield return new(HearingGapKind.StakeholderNeverHeard, stakeholder.Name, stakeholder.DisplayName);
            else if (contact.HasDays && contact.Days > EngagementCounts.SilentDays && quadrant == Quadrant.ManageClosely)
                yield return new(
                    HearingGapKind.StakeholderSilent,
                    stakeholder.Name,
                    stakeholder.DisplayName,
                    contact.LastDate.ToDateOnly(),
                    Days: contact.Days
                );
        }
    }

    private static IEnumerable<Gap> Inputs(Found found) =>
        found
            .Inputs.Where(i => i.State == InputState.Pending || i.TellDate is null)
            .Select(i => new Gap(
                i.State == InputState.Pending ? HearingGapKind.InputPending : HearingGapKind.InputUntold,
                i.Name,
                i.StakeholderDisplayName,
                i.State == InputState.Pending ? i.ReceiveDate.ToDateOnly() : i.AnswerDate.ToDateOnly()
            ));
}
