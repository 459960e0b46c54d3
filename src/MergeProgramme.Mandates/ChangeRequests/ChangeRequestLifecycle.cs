using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.ChangeRequests;

/// <summary>
/// The life of a change request: raised → assessed → decided, or withdrawn. Pure. A deferred one may be changed, assessed and decided on again;
/// what is approved, rejected or withdrawn stays so.
/// </summary>
internal static class ChangeRequestLifecycle
{
    /// <summary>The verdict that holds; unspecified before the first.</summary>
    public static ChangeVerdict VerdictOf(ChangeRequest request) =>
        request.State == ChangeRequestState.Decided ? request.Decisions[^1].Verdict : ChangeVerdict.Unspecified;

    /// <summary>Whether it is approved, and no version carries it out: none was begun, or the one that did was turned down.</summary>
    /// <param name="versions">All documents of the sub-project.</param>
    public static bool IsPending(ChangeRequest request, IEnumerable<Mandate> versions) =>
        VerdictOf(request) == ChangeVerdict.Approved
        && (
            request.Revision.Length == 0
            || versions.Any(one => one.Name == request.Revision && one.Decision?.Verdict == Verdict.DoNotStart)
        );

    /// <summary>Everything that is wrong with what is asked for; nothing where it may be raised so.</summary>
    /// <param name="document">The document that is to be changed, with its sections; null where there is none of the name.</param>
    /// <param name="versions">All documents of the sub-project.</param>
    public static Ruling<ChangeRequest> Raise(
        ChangeRequest asked,
        Mandate? document,
        IReadOnlyCollection<Mandate> versions,
        DateOnly today
    )
    {
        List<Violation> invalid = [];
        List<Violation> broken = [];
        if (document is null)
            invalid.Add(new("change_request.document", Reason.DocumentUnknown, asked.Document));
        else if (NotNewest(document, versions) is { } violation)
            broken.Add(violation);
        var keys = document?.Sections.Select(section => ResourceNames.Id(section.Name)).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var (i, section) in asked.Sections.Index())
        {
            if (document is not null && !keys.Contains(section))
                invalid.Add(new($"change_request.sections[{i}]", Reason.SectionUnknown, section));
            else if (asked.Sections.Take(i).Contains(section))
                invalid.Add(new($"change_request.sections[{i}]", Reason.SectionTwice, section));
        }
        if (Day(asked.RaiseDate, "change_request.raise_date", invalid) is { } day)
        {
            if (day > today)
                invalid.Add(new("change_request.raise_date", Reason.DayInFuture));
            // It may be older than the document, where it was first asked for in the one before.
            else if (
                versions.Where(one => one.Decision?.Verdict == Verdict.Start).Min(one => one.Decision.DecisionDate.ToDateOnly())
                    is { } decided
                && day < decided
            )
                invalid.Add(new("change_request.raise_date", Reason.RaisedBeforeDecision, decided));
        }
        if (invalid.Count + broken.Count > 0)
            return new(invalid, broken, null);
        var next = asked.Clone();
        next.State = ChangeRequestState.Raised;
        return Allow(next);
    }

    /// <summary>Whether it may be changed. Then it must be assessed anew.</summary>
    public static Ruling<ChangeRequest> Edit(ChangeRequest current) => Open(current) ?? Allow(current.Clone());

    /// <summary>Raised, assessed or deferred → assessed.</summary>
    /// <param name="assessment">With the name of who assessed it.</param>
    public static Ruling<ChangeRequest> Assess(ChangeRequest current, ChangeAssessment assessment, DateOnly today)
    {
        List<Violation> invalid = [];
        const string Date = "assessment.assess_date";
        if (Day(assessment.AssessDate, Date, invalid) is { } day)
        {
            if (day > today)
                invalid.Add(new(Date, Reason.DayInFuture));
            else if (day < current.RaiseDate.ToDateOnly())
                invalid.Add(new(Date, Reason.AssessedBeforeRaised));
        }
        if (string.IsNullOrWhiteSpace(assessment.Recommendation))
            invalid.Add(new("assessment.recommendation", Reason.Required));
        var broken = Open(current)?.Broken ?? [];
        if (invalid.Count + broken.Count > 0)
            return new(invalid, broken, null);
        var next = current.Clone();
        next.Assessment = assessment;
        next.State = ChangeRequestState.Assessed;
        return Allow(next);
    }

    /// <summary>Assessed → decided, by a body that is entitled at the document's decision point.</summary>
    /// <param name="document">The document that is to be changed.</param>
    /// <param name="versions">All documents of the sub-project.</param>
    /// <param name="body">As organisation has it.</param>
    /// <param name="members">Its members with a vote on the day; used where the body states no quorum.</param>
    /// <param name="now">The moment of recording, UTC.</param>
    public static Ruling<ChangeRequest> Decide(
        ChangeRequest current,
        ChangeDecision asked,
        Mandate document,
        IReadOnlyCollection<Mandate> versions,
        Body body,
        int members,
        DateTimeOffset now
    )
    {
        List<Violation> invalid = [];
        List<Violation> broken = [];
        var reason = current.State switch
        {
            ChangeRequestState.Raised => Reason.ChangeNotAssessed,
            ChangeRequestState.Decided => Reason.ChangeDecided,
            ChangeRequestState.Withdrawn => Reason.ChangeWithdrawn,
            _ => null,
        };
        if (reason is not null)
            broken.Add(new(current.Name, reason, current.Number));
        if (NotNewest(document, versions) is { } superseded)
            broken.Add(superseded);
        if (asked.Verdict is not (ChangeVerdict.Approved or ChangeVerdict.Rejected or ChangeVerdict.Deferred))
            invalid.Add(new("decision.verdict", Reason.Required));
        if (string.IsNullOrWhiteSpace(asked.Wording))
            invalid.Add(new("decision.wording", Reason.Required));
        const string Date = "decision.decision_date";
        if (Day(asked.DecisionDate, Date, invalid) is { } day)
        {
            if (day > NorwegianTime.DateIn(now))
                invalid.Add(new(Date, Reason.DayInFuture));
            else if (day < current.Assessment?.AssessDate.ToDateOnly())
                invalid.Add(new(Date, Reason.DecidedBeforeAssessed));
            broken.AddRange(EntitledBody.Check(current.Name, body, document.DecisionPoint, day));
        }
        // 0 to 0 stands for a unanimous decision that nobody counted.
        var votes = asked.VotesFor + asked.VotesAgainst;
        if (votes > 0)
        {
            if (asked.Verdict == ChangeVerdict.Approved && asked.VotesFor <= asked.VotesAgainst)
                invalid.Add(new("decision.votes_for", Reason.NoMajority));
            var needed = body.Quorum > 0 ? body.Quorum : members / 2 + 1;
            if (votes < needed)
                broken.Add(new(body.Name, Reason.NoQuorum, needed, votes));
        }
        if (invalid.Count + broken.Count > 0)
            return new(invalid, broken, null);
        var next = current.Clone();
        var decision = asked.Clone();
        (decision.Number, decision.BodyDisplayName) = (current.Decisions.Count + 1, body.DisplayName);
        decision.RecordTime = Timestamp.FromDateTimeOffset(now);
        next.Decisions.Add(decision);
        next.State = ChangeRequestState.Decided;
        return Allow(next);
    }

    /// <summary>Anything that nobody has approved or rejected → withdrawn.</summary>
    public static Ruling<ChangeRequest> Withdraw(ChangeRequest current, string reason)
    {
        List<Violation> invalid = string.IsNullOrWhiteSpace(reason) ? [new("reason", Reason.Required)] : [];
        var broken = Open(current)?.Broken ?? [];
        if (invalid.Count + broken.Count > 0)
            return new(invalid, broken, null);
        var next = current.Clone();
        next.State = ChangeRequestState.Withdrawn;
        next.WithdrawReason = reason;
        return Allow(next);
    }

    // Only what is approved and newest in its line is changed.
    private static Violation? NotNewest(Mandate document, IReadOnlyCollection<Mandate> versions)
    {
        if (document.Decision?.Verdict != Verdict.Start)
            return new(document.Name, Reason.DocumentNotYetApproved, document.Title, document.Version);
        var newest = versions.Where(one => one.Decision?.Verdict == Verdict.Start).MaxBy(one => one.Version);
        return newest is null || newest.Version == document.Version
            ? null
            : new(document.Name, Reason.DocumentSuperseded, document.Version, newest.Title, newest.Version);
    }

    private static Ruling<ChangeRequest>? Open(ChangeRequest current)
    {
        var reason = current.State switch
        {
            ChangeRequestState.Withdrawn => Reason.ChangeWithdrawn,
            ChangeRequestState.Decided when VerdictOf(current) != ChangeVerdict.Deferred => Reason.ChangeDecided,
            _ => null,
        };
        return reason is null ? null : new([], [new Violation(current.Name, reason, current.Number)], null);
    }

    private static Ruling<ChangeRequest> Allow(ChangeRequest next) => new([], [], next);

    private static DateOnly? Day(Google.Type.Date? date, string field, List<Violation> invalid)
    {
        var day = date.ToDateOnly();
        if (day is null)
            invalid.Add(new(field, date is null ? Reason.Required : Reason.DateInvalid));
        return day;
    }
}
