namespace MergeProgramme.Mandates.Decisions;

/// <summary>Why a step in the life of a mandate is refused. Each has a text <c>Violation.REASON</c>.</summary>
internal static class Reason
{
    public const string Required = "REQUIRED";
    public const string DateInvalid = "DATE_INVALID";

    public const string TemplateUnknown = "TEMPLATE_UNKNOWN";
    public const string TemplateOfLaterPoint = "TEMPLATE_OF_LATER_POINT";
    public const string TemplateFixed = "TEMPLATE_FIXED";
    public const string OfOtherProgramme = "OF_OTHER_PROGRAMME";
    public const string PersonUnknown = "PERSON_UNKNOWN";
    public const string SubProjectUnknown = "SUB_PROJECT_UNKNOWN";
    public const string DependencyOnBoth = "DEPENDENCY_ON_BOTH";
    public const string DependencyOnItself = "DEPENDENCY_ON_ITSELF";
    public const string BudgetNotAboveZero = "BUDGET_NOT_ABOVE_ZERO";
    public const string PartNotInSection = "PART_NOT_IN_SECTION";

    public const string MandateOpen = "MANDATE_OPEN";
    public const string MandateApproved = "MANDATE_APPROVED";
    public const string MandateToRevise = "MANDATE_TO_REVISE";
    public const string MandateSubmitted = "MANDATE_SUBMITTED";
    public const string MandateDecided = "MANDATE_DECIDED";
    public const string MandateNotSubmitted = "MANDATE_NOT_SUBMITTED";
    public const string MandateNotDecided = "MANDATE_NOT_DECIDED";
    public const string MandateIncomplete = "MANDATE_INCOMPLETE";
    public const string VerdictFinal = "VERDICT_FINAL";
    public const string NotApproved = "NOT_APPROVED";
    public const string DecisionPointOutOfOrder = "DECISION_POINT_OUT_OF_ORDER";
    public const string AlreadyContinued = "ALREADY_CONTINUED";
    public const string AlreadyRevised = "ALREADY_REVISED";

    public const string VerdictUnknown = "VERDICT_UNKNOWN";
    public const string DecisionDateInFuture = "DECISION_DATE_IN_FUTURE";
    public const string DecisionBeforeDocument = "DECISION_BEFORE_DOCUMENT";
    public const string AttendeeTwice = "ATTENDEE_TWICE";
    public const string NobodyVoting = "NOBODY_VOTING";
    public const string VotesNegative = "VOTES_NEGATIVE";
    public const string VotesExceedPresent = "VOTES_EXCEED_PRESENT";
    public const string NoMajority = "NO_MAJORITY";
    public const string DissentInUnanimity = "DISSENT_IN_UNANIMITY";
    public const string DissentsExceedVotesAgainst = "DISSENTS_EXCEED_VOTES_AGAINST";
    public const string ConditionDueBeforeDecision = "CONDITION_DUE_BEFORE_DECISION";

    public const string DecisionPointOther = "DECISION_POINT_OTHER";
    public const string BodyUnknown = "BODY_UNKNOWN";
    public const string VoterNotMember = "VOTER_NOT_MEMBER";
    public const string BodyOfOtherProgramme = "BODY_OF_OTHER_PROGRAMME";
    public const string BodyOfOtherSubProject = "BODY_OF_OTHER_SUB_PROJECT";
    public const string BodyAdvisory = "BODY_ADVISORY";
    public const string BodyNotEntitled = "BODY_NOT_ENTITLED";
    public const string BodyNotYet = "BODY_NOT_YET";
    public const string BodyNoLonger = "BODY_NO_LONGER";
    public const string NoQuorum = "NO_QUORUM";
    public const string UnionNotHeard = "UNION_NOT_HEARD";
    public const string SafetyServiceNotHeard = "SAFETY_SERVICE_NOT_HEARD";
    public const string GatePointNotMet = "GATE_POINT_NOT_MET";

    public const string GatePointUnknown = "GATE_POINT_UNKNOWN";
    public const string GatePointAutomatic = "GATE_POINT_AUTOMATIC";
    public const string GateCommentMissing = "GATE_COMMENT_MISSING";

    public const string ConditionUnknown = "CONDITION_UNKNOWN";
    public const string ConditionAlreadyMet = "CONDITION_ALREADY_MET";
    public const string MetBeforeDecision = "MET_BEFORE_DECISION";
    public const string MetDateInFuture = "MET_DATE_IN_FUTURE";

    public const string SourceEmpty = "SOURCE_EMPTY";
    public const string SourceTwice = "SOURCE_TWICE";
    public const string SourceTooLarge = "SOURCE_TOO_LARGE";
    public const string SourceTooLargeUnpacked = "SOURCE_TOO_LARGE_UNPACKED";
    public const string SourceTooLong = "SOURCE_TOO_LONG";
    public const string SourceLocked = "SOURCE_LOCKED";
    public const string SourceOldWord = "SOURCE_OLD_WORD";
    public const string SourcePdf = "SOURCE_PDF";
    public const string SourceNotWord = "SOURCE_NOT_WORD";
    public const string SourceBroken = "SOURCE_BROKEN";
    public const string ImportReading = "IMPORT_READING";
    public const string ImportFailed = "IMPORT_FAILED";
    public const string ImportFinished = "IMPORT_FINISHED";
    public const string ImportSectionRefused = "IMPORT_SECTION_REFUSED";
    public const string CandidateUnknown = "CANDIDATE_UNKNOWN";
    public const string BlocksReversed = "BLOCKS_REVERSED";
    public const string BlockUnknown = "BLOCK_UNKNOWN";
    public const string SectionUnknown = "SECTION_UNKNOWN";

    public const string DependencyEndOther = "DEPENDENCY_END_OTHER";
    public const string DependencyEndsFixed = "DEPENDENCY_ENDS_FIXED";
    public const string DependencyGiverOne = "DEPENDENCY_GIVER_ONE";
    public const string DependencyIsRequested = "DEPENDENCY_IS_REQUESTED";
    public const string DependencyIsPromised = "DEPENDENCY_IS_PROMISED";
    public const string DependencyIsAccepted = "DEPENDENCY_IS_ACCEPTED";
    public const string DependencyIsDelivered = "DEPENDENCY_IS_DELIVERED";
    public const string DependencyIsReceived = "DEPENDENCY_IS_RECEIVED";
    public const string DependencyIsDeclined = "DEPENDENCY_IS_DECLINED";
    public const string DependencyIsWithdrawn = "DEPENDENCY_IS_WITHDRAWN";
    public const string StakeholderUnknown = "STAKEHOLDER_UNKNOWN";
    public const string PromiseInPast = "PROMISE_IN_PAST";
    public const string PromiseUnchanged = "PROMISE_UNCHANGED";
    public const string MilestoneBoth = "MILESTONE_BOTH";
    public const string PromiseReasonMissing = "PROMISE_REASON_MISSING";
    public const string AcceptReasonMissing = "ACCEPT_REASON_MISSING";
    public const string ChangeReasonMissing = "CHANGE_REASON_MISSING";
    public const string DeliveredInFuture = "DELIVERED_IN_FUTURE";
    public const string ReceivedDate = "RECEIVED_DATE";
    public const string SaidBySubProject = "SAID_BY_SUB_PROJECT";
    public const string SaidInFuture = "SAID_IN_FUTURE";
    public const string GiverOwnerOfGiver = "GIVER_OWNER_OF_GIVER";
    public const string MilestoneElsewhere = "MILESTONE_ELSEWHERE";
    public const string DocumentNotApproved = "DOCUMENT_NOT_APPROVED";
    public const string NotADecisionPoint = "NOT_A_DECISION_POINT";
    public const string DecisionPointTwice = "DECISION_POINT_TWICE";
    public const string MilestoneOnOneDay = "MILESTONE_ON_ONE_DAY";
    public const string MilestoneUnknown = "MILESTONE_UNKNOWN";
    public const string MilestoneDone = "MILESTONE_DONE";
    public const string MilestoneAwaited = "MILESTONE_AWAITED";
    public const string MilestoneAgreed = "MILESTONE_AGREED";
    public const string DoneInFuture = "DONE_IN_FUTURE";
    public const string PredecessorIsItself = "PREDECESSOR_IS_ITSELF";
    public const string PredecessorTwice = "PREDECESSOR_TWICE";
    public const string PlanCycle = "PLAN_CYCLE";
    public const string NoApprovedPlan = "NO_APPROVED_PLAN";
    public const string PlanOfOtherDocument = "PLAN_OF_OTHER_DOCUMENT";

    public const string DocumentOfOtherSubProject = "DOCUMENT_OF_OTHER_SUB_PROJECT";
    public const string ItemUnknown = "ITEM_UNKNOWN";
    public const string ItemTwice = "ITEM_TWICE";
    public const string ItemAnsweredAlready = "ITEM_ANSWERED_ALREADY";
    public const string NoItemUnanswered = "NO_ITEM_UNANSWERED";
    public const string DueBeforeDecision = "DUE_BEFORE_DECISION";
    public const string DateInFuture = "DATE_IN_FUTURE";
    public const string HandInBeforeAnswer = "HAND_IN_BEFORE_ANSWER";
    public const string AnswerBeforeHandIn = "ANSWER_BEFORE_HAND_IN";
    public const string NextDueBeforeAnswer = "NEXT_DUE_BEFORE_ANSWER";
    public const string NextDueOnReturnOnly = "NEXT_DUE_ON_RETURN_ONLY";
    public const string ReturnWithoutReason = "RETURN_WITHOUT_REASON";
    public const string DeliverableBegun = "DELIVERABLE_BEGUN";
    public const string DeliverableStarted = "DELIVERABLE_STARTED";
    public const string DeliverableWaiting = "DELIVERABLE_WAITING";
    public const string DeliverableAccepted = "DELIVERABLE_ACCEPTED";
    public const string DeliverableNotHandedIn = "DELIVERABLE_NOT_HANDED_IN";

    public const string DocumentUnknown = "DOCUMENT_UNKNOWN";
    public const string DocumentSuperseded = "DOCUMENT_SUPERSEDED";
    public const string SectionTwice = "SECTION_TWICE";
    public const string RaisedBeforeDecision = "RAISED_BEFORE_DECISION";
    public const string AssessedBeforeRaised = "ASSESSED_BEFORE_RAISED";
    public const string DecidedBeforeAssessed = "DECIDED_BEFORE_ASSESSED";
    public const string ChangeNotAssessed = "CHANGE_NOT_ASSESSED";
    public const string ChangeDecided = "CHANGE_DECIDED";
    public const string ChangeWithdrawn = "CHANGE_WITHDRAWN";
    public const string NoChangeToCarryOut = "NO_CHANGE_TO_CARRY_OUT";

    public const string TemplateWithoutSections = "TEMPLATE_WITHOUT_SECTIONS";
    public const string TemplateInUse = "TEMPLATE_IN_USE";
    public const string TemplateNotInUse = "TEMPLATE_NOT_IN_USE";
    public const string TemplateRevised = "TEMPLATE_REVISED";
    public const string KeyTwice = "KEY_TWICE";
    public const string DayInFuture = "DAY_IN_FUTURE";
    public const string DocumentNotYetApproved = "DOCUMENT_NOT_YET_APPROVED";
}
