using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Mandates.Decisions;

/// <summary>What the rule of a decision must know beside the mandate and the decision asked for.</summary>
/// <param name="Body">The body that decided, as organisation has it.</param>
/// <param name="Members">Its members with a vote on the decision date, 0 or more. Used where the body states no quorum.</param>
/// <param name="Participation">The participation records on this mandate; records on other matters are passed over.</param>
/// <param name="Gate">The gate of the decision point as it stands.</param>
/// <param name="Now">The moment of recording, UTC.</param>
/// <param name="Today">Today in Norway.</param>
internal sealed record DecisionContext(
    Body Body,
    int Members,
    IReadOnlyList<ParticipationRecord> Participation,
    Gate Gate,
    DateTimeOffset Now,
    DateOnly Today
);
