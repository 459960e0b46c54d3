using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.ChangeRequests;
using MergeProgramme.Mandates.Checks;
using MergeProgramme.Mandates.Documents;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates.Decisions;

/// <summary>
/// The life of a mandate: draft → submitted → decided. Pure: every step takes the mandate as it stands and answers the mandate as it
/// becomes, or what is wrong. Whatever was decided on is never changed again; a verdict of adjustment or further assessment lets the next
/// version begin as a draft of its own. Only the conditions of a decision can be met afterwards.
/// </summary>
internal static class MandateLifecycle
{
    /// <summary>Whether the sub-project may begin a mandate, given all that it has. Answers the version that it gets, from 1.</summary>
    public static (int Version, IReadOnlyList<Violation> Broken) Create(IEnumerable<Mandate> existing)
    {
        List<Violation> broken = [];
        var newest = existing.MaxBy(mandate => mandate.Version);
        foreach (var mandate in existing)
        {
            var reason = mandate switch
            {
                { State: MandateState.Draft or MandateState.Submitted } => Reason.MandateOpen,
                { Decision.Verdict: Verdict.Start } => Reason.MandateApproved,
                // A fresh mandate would leave the conditions and the text of the adjusted one behind.
                { Decision.Verdict: Verdict.Adjust or Verdict.AssessFurther } when mandate.Version == newest!.Version =>
                    Reason.MandateToRevise,
                _ => null,
            };
            if (reason is not null)
            {
                broken.Add(new Violation(mandate.Name, reason, mandate.Version));
            }
        }

        return ((newest?.Version ?? 0) + 1, broken);
    }

    /// <summary>Whether text and parts may be written: drafts only.</summary>
    public static Ruling Edit(Mandate current) => InDraft(current) ?? Ruling.Allow(current.Clone());

    /// <summary>Whether it may be thrown away: drafts only.</summary>
    public static Ruling Delete(Mandate current) => InDraft(current) ?? Ruling.Allow(current.Clone());

    /// <summary>Draft → submitted, when the check finds nothing missing.</summary>
    public static Ruling Submit(Mandate current, DateTimeOffset now)
    {
        if (InDraft(current) is { } refusal)
        {
            return refusal;
        }

        var missing = MandateCheck.Check(current).Count(finding => finding.Severity == FindingSeverity.Missing);
        if (missing > 0)
        {
            return Ruling.Break(current.Name, Reason.MandateIncomplete, missing);
        }

        var next = current.Clone();
        next.State = MandateState.Submitted;
        next.SubmitTime = Timestamp.FromDateTimeOffset(now);
        return Ruling.Allow(next);
    }

    /// <summary>Submitted → draft.</summary>
    public static Ruling Withdraw(Mandate current)
    {
        if (InSubmission(current) is { } refusal)
        {
            return refusal;
        }

        var next = current.Clone();
        next.State = MandateState.Draft;
        next.SubmitTime = null;
        return Ruling.Allow(next);
    }

    /// <summary>
    /// Submitted → decided, at the document's decision point. The decision in the answer is complete: conditions numbered, evidence and gate copied, hash of the text.
    /// Hearing unions and the safety service before the decision: Hovedavtalen KS part B § 1-4 and arbeidsmiljøloven § 6-2.
    /// </summary>
    public static Ruling Decide(Mandate current, Decision asked, DecisionContext context)
    {
        List<Violation> broken = [.. InSubmission(current)?.Broken ?? []];
        var invalid = InvalidInDecision(current, asked, context.Today);
        var date = asked.DecisionDate.ToDateOnly();
        if (date is { } day)
        {
            broken.AddRange(BrokenByBody(current.Name, current.DecisionPoint, asked, context, day));
        }

        if (asked.Verdict == Verdict.Start)
        {
            broken.AddRange(BrokenByParticipation(current.Name, asked, context, date));
            broken.AddRange(
                context
                    .Gate.Points.Where(point =>
                        point.Mandatory && !GateRules.IsMet(point) && point.Point != GateChecklist.Participation
                    )
                    .Select(point => new Violation(current.Name, Reason.GatePointNotMet, point.Text, point.Obstacle))
            );
        }

        if (invalid.Count + broken.Count > 0)
        {
            return Ruling.Refuse(invalid, broken);
        }

        var next = current.Clone();
        var text = CanonicalText.Of(current);
        next.State = MandateState.Decided;
        next.TextHash = text.Hash;
        next.Decision = Recorded(current, asked, context, text.Hash);
        return Ruling.Allow(next);
    }

    /// <summary>The next version, a draft with the sections copied, after a verdict of adjustment or further assessment.</summary>
    /// <param name="current">The decided mandate.</param>
    /// <param name="newestVersion">The newest version that the sub-project has.</param>
    /// <param name="today">The date of the new document.</param>
    public static Ruling Revise(Mandate current, int newestVersion, DateOnly today)
    {
        if (current.State != MandateState.Decided)
        {
            return Ruling.Break(current.Name, Reason.MandateNotDecided, current.Version);
        }

        if (current.Decision.Verdict is not (Verdict.Adjust or Verdict.AssessFurther))
        {
            return Ruling.Break(current.Name, Reason.VerdictFinal, current.Version);
        }

        if (newestVersion > current.Version)
        {
            return Ruling.Break(current.Name, Reason.AlreadyRevised, newestVersion);
        }

        var next = CopyOf(current, current.Version + 1, today);
        next.ChangeSummary = current.ChangeSummary;
        next.ChangeRequests.Add(current.ChangeRequests);
        return Ruling.Allow(next);
    }

    /// <summary>
    /// The version of an approved document that carries out approved changes: a draft with the sections copied, to be decided at the same decision
    /// point. The decided text stays as it is. A governing document gets the next change of phase.
    /// </summary>
    /// <param name="versions">All documents of the sub-project.</param>
    /// <param name="changes">The approved change requests that no version carries out.</param>
    /// <param name="today">The date of the new document.</param>
    public static Ruling Change(
        Mandate current,
        IReadOnlyCollection<Mandate> versions,
        IReadOnlyCollection<ChangeRequest> changes,
        DateOnly today
    )
    {
        if (NotToFollow(current, versions) is { } refusal)
        {
            return refusal;
        }

        if (changes.Count == 0)
        {
            return Ruling.Break(current.Name, Reason.NoChangeToCarryOut, current.Title, current.Version);
        }

        var next = CopyOf(current, versions.Max(one => one.Version) + 1, today);
        next.PhaseChange = current.DecisionPoint == DecisionPoint.Bp3 ? current.PhaseChange + 1 : current.PhaseChange;
        next.ChangeSummary = ChangeSummary.Of(changes);
        next.ChangeRequests.Add(changes.OrderBy(one => one.Number).Select(one => one.Name));
        return Ruling.Allow(next);
    }

    /// <summary>
    /// Where a document that was written elsewhere goes in the line of the sub-project: a mandate first, any other after the approved document that
    /// it follows. Answers its name, version, predecessor and change of phase.
    /// </summary>
    /// <param name="versions">All documents of the sub-project.</param>
    public static Ruling Place(string subProject, IReadOnlyCollection<Mandate> versions, Template template)
    {
        if (template.DecisionPoint == DecisionPoint.Bp1)
        {
            var (version, broken) = Create(versions);
            return broken.Count > 0
                ? Ruling.Refuse([], broken)
                : Ruling.Allow(
                    new Mandate { Name = FormattableString.Invariant($"{subProject}/mandates/{version}"), Version = version }
                );
        }

        var approved = versions.Where(version => version.Decision?.Verdict == Verdict.Start).MaxBy(version => version.Version);
        return approved is null
            ? Ruling.Break(subProject, Reason.NotApproved, DecisionPoints.Label(template.DecisionPoint - 1))
            : Continue([approved], versions, template, DateOnly.MinValue);
    }

    /// <summary>The document of the next decision point, a draft that starts from the approved one.</summary>
    /// <param name="chain">The approved document and those that it came from, newest first.</param>
    /// <param name="versions">All documents of the sub-project.</param>
    /// <param name="template">Of the document to begin.</param>
    /// <param name="today">The date of the new document.</param>
    public static Ruling Continue(
        IReadOnlyList<Mandate> chain,
        IReadOnlyCollection<Mandate> versions,
        Template template,
        DateOnly today
    )
    {
        var current = chain[0];
        if (NotToFollow(current, versions) is { } refusal)
        {
            return refusal;
        }

        if (!DecisionPoints.MayFollow(current.DecisionPoint, template.DecisionPoint))
        {
            return Ruling.Break(
                current.Name,
                Reason.DecisionPointOutOfOrder,
                DecisionPoints.Label(template.DecisionPoint),
                DecisionPoints.Label(current)
            );
        }

        var version = versions.Max(one => one.Version) + 1;
        var next = new Mandate
        {
            Name = FormattableString.Invariant($"{current.Name[..(current.Name.LastIndexOf('/') + 1)]}{version}"),
            Title = CarryOver.Title(current.Title, template.DisplayName),
            Version = version,
            Template = template.Name,
            State = MandateState.Draft,
            DocumentDate = today.ToDate(),
            PreparedBy = current.PreparedBy,
            PreparedByDisplayName = current.PreparedByDisplayName,
            Predecessor = current.Name,
            PhaseChange = template.DecisionPoint == current.DecisionPoint ? current.PhaseChange + 1 : 0,
        };
        next.Sections.AddRange(CarryOver.Sections(next.Name, template, chain));
        return Ruling.Allow(next);
    }

    /// <summary>Records that a condition of the decision is met. The one thing that may happen to a decided mandate.</summary>
    public static Ruling MeetCondition(Mandate current, MeetConditionRequest request, DateOnly today)
    {
        if (current.State != MandateState.Decided)
        {
            return Ruling.Break(current.Name, Reason.MandateNotDecided, current.Version);
        }

        List<Violation> invalid = [];
        List<Violation> broken = [];
        var next = current.Clone();
        var condition = next.Decision.Conditions.FirstOrDefault(candidate => candidate.Number == request.Number);
        if (condition is null)
        {
            invalid.Add(new Violation("number", Reason.ConditionUnknown, request.Number));
        }
        else if (condition.MetDate is not null)
        {
            broken.Add(new Violation(current.Name, Reason.ConditionAlreadyMet, request.Number));
        }

        if (Day(request.MetDate, "met_date", invalid) is { } met)
        {
            if (met > today)
            {
                invalid.Add(new Violation("met_date", Reason.MetDateInFuture));
            }
            else if (met < current.Decision.DecisionDate.ToDateOnly())
            {
                invalid.Add(new Violation("met_date", Reason.MetBeforeDecision));
            }
        }

        if (string.IsNullOrWhiteSpace(request.Evidence))
        {
            invalid.Add(new Violation("evidence", Reason.Required));
        }

        if (condition is null || invalid.Count + broken.Count > 0)
        {
            return Ruling.Refuse(invalid, broken);
        }

        condition.MetDate = request.MetDate.Clone();
        condition.MetEvidence = request.Evidence;
        return Ruling.Allow(next);
    }

    // Whether nothing may follow it: it is not approved, or another has taken its place.
    private static Ruling? NotToFollow(Mandate current, IEnumerable<Mandate> versions)
    {
        if (current.State != MandateState.Decided || current.Decision.Verdict != Verdict.Start)
        {
            return Ruling.Break(current.Name, Reason.NotApproved, DecisionPoints.Label(current));
        }

        // One that was turned down stands in nobody's way; anything else has taken this one's place.
        var later = versions
            .Where(version => version.Version > current.Version && version.Decision?.Verdict != Verdict.DoNotStart)
            .MaxBy(version => version.Version);
        return later is null ? null : Ruling.Break(later.Name, Reason.AlreadyContinued, later.Title, later.Version);
    }

    private static Mandate CopyOf(Mandate current, int version, DateOnly today)
    {
        var next = new Mandate
        {
            Name = FormattableString.Invariant($"{current.Name[..(current.Name.LastIndexOf('/') + 1)]}{version}"),
            Title = current.Title,
            Version = version,
            Template = current.Template,
            State = MandateState.Draft,
            DocumentDate = today.ToDate(),
            PreparedBy = current.PreparedBy,
            PreparedByDisplayName = current.PreparedByDisplayName,
            Predecessor = current.Name,
            PhaseChange = current.PhaseChange,
        };
        foreach (var section in current.Sections)
        {
            var copy = section.Clone();
            copy.Name = $"{next.Name}/sections/{section.Name[(section.Name.LastIndexOf('/') + 1)..]}";
            copy.Etag = "";
            next.Sections.Add(copy);
        }

        return next;
    }

    private static Ruling? InDraft(Mandate current) =>
        current.State switch
        {
            MandateState.Draft => null,
            MandateState.Submitted => Ruling.Break(current.Name, Reason.MandateSubmitted, current.Version),
            _ => Ruling.Break(current.Name, Reason.MandateDecided, current.Version),
        };

    private static Ruling? InSubmission(Mandate current) =>
        current.State switch
        {
            MandateState.Submitted => null,
            MandateState.Draft => Ruling.Break(current.Name, Reason.MandateNotSubmitted, current.Version),
            _ => Ruling.Break(current.Name, Reason.MandateDecided, current.Version),
        };

    private static List<Violation> InvalidInDecision(Mandate current, Decision asked, DateOnly today)
    {
        List<Violation> invalid = [];
        if (asked.Verdict is not (Verdict.Start or Verdict.DoNotStart or Verdict.AssessFurther or Verdict.Adjust))
        {
            invalid.Add(
                new Violation("decision.verdict", asked.Verdict == Verdict.Unspecified ? Reason.Required : Reason.VerdictUnknown)
            );
        }

        var date = Day(asked.DecisionDate, "decision.decision_date", invalid);
        if (date > today)
        {
            invalid.Add(new Violation("decision.decision_date", Reason.DecisionDateInFuture));
        }
        else if (date < current.DocumentDate.ToDateOnly())
        {
            // Not held against the submit time: offices record meetings after they were held.
            invalid.Add(new Violation("decision.decision_date", Reason.DecisionBeforeDocument));
        }

        RequireText(asked.Place, "decision.place", invalid);
        RequireText(asked.Body, "decision.body", invalid);
        RequireText(asked.Wording, "decision.wording", invalid);
        AddInvalidPresence(asked, invalid);
        AddInvalidVotes(asked, invalid);
        for (var i = 0; i < asked.Dissents.Count; i++)
        {
            RequireText(asked.Dissents[i].DisplayName, $"decision.dissents[{i}].display_name", invalid);
        }

        for (var i = 0; i < asked.Conditions.Count; i++)
        {
            var at = $"decision.conditions[{i}]";
            RequireText(asked.Conditions[i].Text, $"{at}.text", invalid);
            RequireText(asked.Conditions[i].Owner, $"{at}.owner", invalid);
            if (Day(asked.Conditions[i].DueDate, $"{at}.due_date", invalid) < date)
            {
                invalid.Add(new Violation($"{at}.due_date", Reason.ConditionDueBeforeDecision));
            }
        }

        if (asked.Signatories.Count == 0)
        {
            invalid.Add(new Violation("decision.signatories", Reason.Required));
        }

        for (var i = 0; i < asked.Signatories.Count; i++)
        {
            RequireText(asked.Signatories[i].DisplayName, $"decision.signatories[{i}].display_name", invalid);
        }

        return invalid;
    }

    private static void AddInvalidPresence(Decision asked, List<Violation> invalid)
    {
        if (asked.Present.Count == 0)
        {
            invalid.Add(new Violation("decision.present", Reason.Required));
            return;
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < asked.Present.Count; i++)
        {
            var attendee = asked.Present[i];
            RequireText(attendee.DisplayName, $"decision.present[{i}].display_name", invalid);
            // Two people may share a name; one registered person cannot be there twice.
            if (attendee.Person.Length > 0 && !seen.Add(attendee.Person))
            {
                invalid.Add(new Violation($"decision.present[{i}].person", Reason.AttendeeTwice, attendee.DisplayName));
            }
        }

        if (!asked.Present.Any(attendee => attendee.Voting))
        {
            invalid.Add(new Violation("decision.present", Reason.NobodyVoting));
        }
    }

    private static void AddInvalidVotes(Decision asked, List<Violation> invalid)
    {
        var voting = asked.Present.Count(attendee => attendee.Voting);
        if (asked.VotesFor < 0 || asked.VotesAgainst < 0)
        {
            invalid.Add(
                new Violation(asked.VotesFor < 0 ? "decision.votes_for" : "decision.votes_against", Reason.VotesNegative)
            );
            return;
        }

        // 0 to 0 stands for a unanimous decision that nobody counted.
        var counted = asked.VotesFor > 0 || asked.VotesAgainst > 0;
        if ((long)asked.VotesFor + asked.VotesAgainst > voting)
        {
            invalid.Add(new Violation("decision.votes_for", Reason.VotesExceedPresent, voting));
        }

        if (counted && asked.Verdict == Verdict.Start && asked.VotesFor <= asked.VotesAgainst)
        {
            invalid.Add(new Violation("decision.votes_for", Reason.NoMajority));
        }

        if (!counted && asked.Dissents.Count > 0)
        {
            invalid.Add(new Violation("decision.votes_against", Reason.DissentInUnanimity));
        }
        else if (asked.Dissents.Count > asked.VotesAgainst)
        {
            invalid.Add(new Violation("decision.dissents", Reason.DissentsExceedVotesAgainst, asked.VotesAgainst));
        }
    }

    private static IEnumerable<Violation> BrokenByBody(
        string mandate,
        DecisionPoint point,
        Decision asked,
        DecisionContext context,
        DateOnly day
    )
    {
        var body = context.Body;
        foreach (var violation in EntitledBody.Check(mandate, body, point, day))
        {
            yield return violation;
        }

        var needed = body.Quorum > 0 ? body.Quorum : (context.Members / 2) + 1;
        var voting = asked.Present.Count(attendee => attendee.Voting);
        if (voting < needed)
        {
            yield return new Violation(body.Name, Reason.NoQuorum, needed, voting);
        }
    }

    private static IEnumerable<Violation> BrokenByParticipation(
        string mandate,
        Decision asked,
        DecisionContext context,
        DateOnly? day
    )
    {
        if (!string.IsNullOrWhiteSpace(asked.ParticipationWaiver))
        {
            yield break;
        }

        // Data: at BP4 and BP5 hearing them is asked about, and does not stop the decision.
        if (context.Gate.Points.Any(point => point.Point == GateChecklist.Participation && !point.Mandatory))
        {
            yield break;
        }

        var (union, safetyService) = GateRules.Heard(mandate, context.Participation, day);
        if (!union)
        {
            yield return new Violation(mandate, Reason.UnionNotHeard);
        }

        if (!safetyService)
        {
            yield return new Violation(mandate, Reason.SafetyServiceNotHeard);
        }
    }

    private static Decision Recorded(Mandate current, Decision asked, DecisionContext context, string textHash)
    {
        var decision = asked.Clone();
        decision.DecisionPoint = current.DecisionPoint;
        decision.BodyDisplayName = context.Body.DisplayName;
        for (var i = 0; i < decision.Conditions.Count; i++)
        {
            decision.Conditions[i].Number = i + 1;
            decision.Conditions[i].MetDate = null;
            decision.Conditions[i].MetEvidence = "";
        }

        decision.Participation.Clear();
        decision.Participation.AddRange(
            GateRules
                .HeardRecords(current.Name, context.Participation, asked.DecisionDate.ToDateOnly())
                .Select(record => new ParticipationEvidence
                {
                    ParticipationRecord = record.Name,
                    Party = record.Party,
                    Representative = record.Representative,
                    HeardDate = record.HeardDate,
                    View = record.View,
                })
        );
        decision.GatePoints.Clear();
        decision.GatePoints.AddRange(context.Gate.Points.Select(point => point.Clone()));
        foreach (var point in decision.GatePoints)
        {
            if (
                point.Point == GateChecklist.Participation
                && point.Answer == GateAnswer.NotMet
                && decision.ParticipationWaiver.Length > 0
            )
            {
                point.Comment = decision.ParticipationWaiver;
            }
        }

        decision.TextHash = textHash;
        decision.RecordTime = Timestamp.FromDateTimeOffset(context.Now);
        return decision;
    }

    private static DateOnly? Day(Google.Type.Date? date, string field, List<Violation> invalid)
    {
        var day = date.ToDateOnly();
        if (day is null)
        {
            invalid.Add(new Violation(field, date is null ? Reason.Required : Reason.DateInvalid));
        }

        return day;
    }

    private static void RequireText(string text, string field, List<Violation> invalid)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            invalid.Add(new Violation(field, Reason.Required));
        }
    }
}
