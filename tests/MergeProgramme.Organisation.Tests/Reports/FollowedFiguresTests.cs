using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Tests.Reports;

public sealed class FollowedFiguresTests
{
    private const string A4 = "programmes/x/subProjects/a4";
    private const string A3 = "programmes/x/subProjects/a3";
    private static readonly DateOnly Today = new(2027, 3, 10);
    private static readonly DateOnly Since = Today.AddDays(-14);

    [Theory]
    [InlineData(DeliverableState.InProgress, 0, "")]
    [InlineData(DeliverableState.InProgress, -1, "Scope DeliverableLate, Deviations DeliverableLate")]
    [InlineData(DeliverableState.Planned, -1, "Scope DeliverableLate, Deviations DeliverableLate")]
    // It is with the body now: that it was due does not make it late.
    [InlineData(DeliverableState.HandedIn, -1, "Decisions DeliverableAwaiting")]
    [InlineData(DeliverableState.Returned, 5, "Scope DeliverableReturned")]
    [InlineData(DeliverableState.Returned, -1, "Scope DeliverableReturned, Scope DeliverableLate, Deviations DeliverableLate")]
    public void A_deliverable_is_told_of_where_it_matters(DeliverableState state, int dueIn, string expected) =>
        Assert.Equal(expected, Said(None with { Deliverables = [Deliverable(state, dueIn)] }));

    [Theory]
    [InlineData(0, "Done DeliverableAccepted")]
    [InlineData(-14, "Done DeliverableAccepted")]
    [InlineData(-15, "")]
    public void What_was_accepted_is_news_once(int answeredDaysAgo, string expected)
    {
        var deliverable = Deliverable(DeliverableState.Accepted, -30);
        deliverable.HandIns.Add(new HandIn { AnswerDate = Today.AddDays(answeredDaysAgo).ToDate() });
        Assert.Equal(expected, Said(None with { Deliverables = [deliverable] }));
    }

    [Theory]
    [InlineData(A4, DependencyState.Requested, 9, "Scope Dependency")]
    [InlineData(A4, DependencyState.Promised, 9, "Scope DependencyAwaiting")]
    [InlineData(A4, DependencyState.Accepted, 9, "Scope DependencyPromised")]
    [InlineData(A4, DependencyState.Accepted, 0, "Scope DependencyPromised")]
    [InlineData(A4, DependencyState.Accepted, -1, "Deviations DependencyBroken")]
    [InlineData(A4, DependencyState.Promised, -1, "Deviations DependencyBroken")]
    [InlineData(A4, DependencyState.Delivered, -1, "Scope DependencyAwaiting")]
    [InlineData(A4, DependencyState.Declined, -1, "Scope Dependency")]
    // The giver hears of what it owes and of what it broke.
    [InlineData(A3, DependencyState.Requested, 9, "Scope DependencyAwaiting")]
    [InlineData(A3, DependencyState.Accepted, 9, "")]
    [InlineData(A3, DependencyState.Accepted, -1, "Deviations DependencyBroken")]
    [InlineData(A3, DependencyState.Delivered, -1, "")]
    public void An_agreement_is_told_of_from_the_end_that_reports(
        string taker,
        DependencyState state,
        int promisedIn,
        string expected
    )
    {
        var agreement = new DependencyAgreement
        {
            Name = "programmes/x/dependencyAgreements/1",
            Deliverable = "Plan for bygg",
            GiverSubProject = taker == A4 ? A3 : A4,
            GiverDisplayName = "Giveren",
            TakerSubProject = taker,
            TakerDisplayName = "Takeren",
            State = state,
            NeededByDate = Today.AddDays(20).ToDate(),
            PromisedDate = state == DependencyState.Requested ? null : Today.AddDays(promisedIn).ToDate(),
        };
        var sources = None with { Agreements = [agreement] };
        Assert.Equal(expected, Said(sources));
        // It names the other end.
        Assert.All(
            FollowedFigures.Of(sources, Since, Today),
            f => Assert.Equal(taker == A4 ? "Giveren" : "Takeren", f.Figure.Detail)
        );
    }

    [Fact]
    public void Risks_come_with_the_highest_first_and_only_while_they_are_open()
    {
        var sources = None with
        {
            Risks =
            [
                Risk("lav", 2, 2, RiskLevel.Low),
                Risk("middels", 3, 3, RiskLevel.Medium),
                Risk("høy", 4, 5, RiskLevel.High, stale: true),
                Risk("lukket", 5, 5, RiskLevel.High, RiskState.Closed, 0),
                Risk("hendt", 5, 5, RiskLevel.High, RiskState.Occurred, -14),
                Risk("hendt før", 5, 5, RiskLevel.High, RiskState.Occurred, -15),
            ],
        };
        Assert.Equal(
            [
                (ReportPartKind.Deviations, ReportFigureKind.RiskOccurred, "hendt"),
                (ReportPartKind.Risk, ReportFigureKind.RiskHigh, "høy"),
                (ReportPartKind.Risk, ReportFigureKind.RiskStale, "høy"),
                (ReportPartKind.Risk, ReportFigureKind.RiskMedium, "middels"),
            ],
            FollowedFigures.Of(sources, Since, Today).Select(f => (f.Part, f.Figure.Kind, f.Figure.Text))
        );
    }

    [Theory]
    [InlineData(FactorStatus.Unspecified, "Risk SuccessFactor")]
    [InlineData(FactorStatus.OnTrack, "Risk SuccessFactor")]
    [InlineData(FactorStatus.AtRisk, "Risk SuccessFactorThreatened")]
    [InlineData(FactorStatus.Failed, "Risk SuccessFactorThreatened")]
    public void A_factor_that_is_threatened_says_so(FactorStatus status, string expected) =>
        Assert.Equal(expected, Said(None with { Factors = [new() { Text = "Alle blir hørt", Status = status }] }));

    [Theory]
    [InlineData(ChangeRequestState.Raised, "Decisions ChangeAwaiting")]
    [InlineData(ChangeRequestState.Assessed, "Decisions ChangeAwaiting")]
    [InlineData(ChangeRequestState.Decided, "")]
    [InlineData(ChangeRequestState.Withdrawn, "")]
    public void A_change_is_told_of_until_it_is_decided(ChangeRequestState state, string expected) =>
        Assert.Equal(
            expected,
            Said(
                None with
                {
                    Changes =
                    [
                        new()
                        {
                            Title = "Felles intranett",
                            State = state,
                            RaiseDate = Today.ToDate(),
                        },
                    ],
                }
            )
        );

    [Fact]
    public void The_budget_of_the_year_is_told_and_what_goes_beyond_it_is_a_deviation()
    {
        var sources = None with
        {
            Budget =
            [
                Sums(2027, CostKind.Operations, 2_000_000, 150_000, 0, 2_400_000),
                Sums(2028, CostKind.Operations, 2_000_000, 0, 0, 9_000_000),
                Sums(2027, CostKind.Procurement, null, 0, 500_000, null),
            ],
        };
        Assert.Equal(
            [
                (ReportPartKind.Cost, ReportFigureKind.BudgetFrame, "Operations", 2_000_000),
                (ReportPartKind.Cost, ReportFigureKind.BudgetSpent, "Operations", 150_000),
                (ReportPartKind.Cost, ReportFigureKind.BudgetForecast, "Operations", 2_400_000),
                (ReportPartKind.Cost, ReportFigureKind.BudgetOver, "Operations", 400_000),
                (ReportPartKind.Deviations, ReportFigureKind.BudgetOver, "Operations", 400_000),
                (ReportPartKind.Cost, ReportFigureKind.BudgetSpent, "Procurement", 0),
                (ReportPartKind.Cost, ReportFigureKind.BudgetCommitted, "Procurement", 500_000L),
            ],
            FollowedFigures.Of(sources, Since, Today).Select(f => (f.Part, f.Figure.Kind, f.Figure.Detail, f.Figure.Amount.Units))
        );

        static Google.Type.Money? Nok(long? units) => units is null ? null : new() { CurrencyCode = "NOK", Units = units.Value };
        static BudgetSummary Sums(int year, CostKind kind, long? frame, long actual, long committed, long? forecast) =>
            new()
            {
                Place = A4,
                Year = year,
                Kind = kind,
                Sums = new()
                {
                    Frame = Nok(frame),
                    Actual = Nok(actual),
                    Committed = Nok(committed),
                    Forecast = Nok(forecast),
                    Deviation = Nok(forecast - frame),
                },
            };
    }

    [Fact]
    public void What_is_agreed_and_assessed_stands_instead_of_what_the_mandate_asked_for()
    {
        var mandate = new Mandate { Name = $"{A4}/mandates/1", State = MandateState.Draft };
        mandate.Sections.Add(
            new Section
            {
                Dependencies = { new Dependency { DisplayName = "A3" } },
                SuccessFactors = { new SuccessFactor { Text = "Alle blir hørt" } },
            }
        );
        var before = Kinds(None with { Mandates = [mandate] });
        Assert.Contains(ReportFigureKind.Dependency, before);
        Assert.Contains(ReportFigureKind.SuccessFactor, before);
        var after = Kinds(
            None with
            {
                Mandates = [mandate],
                Agreements = [new() { TakerSubProject = A4, State = DependencyState.Promised }],
                Factors = [new() { Text = "Alle blir hørt", Status = FactorStatus.AtRisk }],
            }
        );
        Assert.DoesNotContain(ReportFigureKind.Dependency, after);
        Assert.DoesNotContain(ReportFigureKind.SuccessFactor, after);
        static List<ReportFigureKind> Kinds(ReportSources sources) =>
            [.. ReportFigures.Of(sources, Since, Today).SelectMany(part => part).Select(f => f.Kind)];
    }

    private static ReportSources None => new(A4, [], [], [], [], [], [], [], [], [], [], [], [], []);

    private static string Said(ReportSources sources) =>
        string.Join(", ", FollowedFigures.Of(sources, Since, Today).Select(f => $"{f.Part} {f.Figure.Kind}"));

    private static Deliverable Deliverable(DeliverableState state, int dueIn) =>
        new()
        {
            Name = $"{A4}/deliverables/plan",
            Title = "Plan",
            State = state,
            DueDate = Today.AddDays(dueIn).ToDate(),
        };

    private static Risk Risk(
        string title,
        int probability,
        int consequence,
        RiskLevel level,
        RiskState state = RiskState.Open,
        int endedIn = 0,
        bool stale = false
    ) =>
        new()
        {
            Title = title,
            Probability = probability,
            Consequence = consequence,
            Level = level,
            State = state,
            EndDate = state == RiskState.Open ? null : Today.AddDays(endedIn).ToDate(),
            Stale = stale,
        };
}
