using CsCheck;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.Appraisals;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Tests.Appraisals;

public sealed class AppraisalRulesTests
{
    private const string Programme = "programmes/x";

    [Fact]
    public void A_recommendation_names_an_option_within_the_rules_and_says_why()
    {
        Assert.Empty(AppraisalRules.Check(Programme, Appraisal()));
        Assert.Equal(["OPTION_UNKNOWN"], Reasons(a => a.RecommendedOption = 9));
        Assert.Equal(["RECOMMENDATION_REASON_REQUIRED"], Reasons(a => a.RecommendationReason = " "));
        Assert.Equal(["RECOMMENDED_NOT_PERMITTED"], Reasons(a => a.RecommendedOption = 2));
        Assert.Equal(["PERMITTED_REASON_REQUIRED"], Reasons(a => a.Options[1].PermittedReason = ""));
        Assert.Empty(Reasons(a => (a.Options[0].Permitted, a.Options[0].PermittedReason) = (PermittedAnswer.Unsure, "")));
        Assert.Equal(["OTHER_PROGRAMME"], Reasons(a => a.Options[0].LegacySystem = "programmes/y/legacySystems/a"));
    }

    [Theory]
    [InlineData(Outcome.Adopted, 1, "")]
    [InlineData(Outcome.Amended, 1, "")]
    [InlineData(Outcome.Rejected, 0, "")]
    [InlineData(Outcome.Adopted, 0, "DECIDED_OPTION_MISSING")]
    [InlineData(Outcome.Deferred, 1, "TREATMENT_NOT_DECIDED")]
    [InlineData(Outcome.Noted, 1, "TREATMENT_NOT_DECIDED")]
    [InlineData(Outcome.Unspecified, 1, "TREATMENT_NOT_DECIDED")]
    [InlineData(null, 1, "TREATMENT_NOT_DECIDED")]
    [InlineData(Outcome.Adopted, 2, "DECIDED_NOT_PERMITTED")]
    [InlineData(Outcome.Adopted, 7, "OPTION_UNKNOWN")]
    public void Only_what_a_body_decided_can_be_linked(Outcome? outcome, int option, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                ',',
                AppraisalRules
                    .AgainstLink(
                        Appraisal(),
                        new() { DecidedOption = option },
                        outcome is { } said ? new Treatment { Outcome = said } : null
                    )
                    .Select(v => v.Reason)
            )
        );

    [Fact]
    public void An_appraisal_is_decided_once_and_not_before_it_is_ready()
    {
        var adopted = new Treatment { Outcome = Outcome.Adopted };
        var bare = Appraisal();
        bare.Options.RemoveAt(1);
        bare.RecommendedOption = 0;
        Assert.Equal(
            ["APPRAISAL_OPTIONS_TOO_FEW", "APPRAISAL_NOT_RECOMMENDED"],
            AppraisalRules.AgainstLink(bare, new() { DecidedOption = 1 }, adopted).Select(v => v.Reason)
        );
        bare.DecisionCase = "programmes/x/cases/y";
        Assert.Equal(
            ["APPRAISAL_DECIDED"],
            AppraisalRules.AgainstLink(bare, new() { DecidedOption = 1 }, adopted).Select(v => v.Reason)
        );
    }

    [Fact]
    public void Numbers_of_options_are_given_once_and_stand_for_the_same_option()
    {
        Gen.Bool.Array[1, 8]
            .Sample(kept =>
            {
                var current = new OptionAppraisal();
                foreach (var _ in kept)
                    current.Options.Add(new AppraisalOption());
                AppraisalRules.Number(current, null);
                Assert.Equal(Enumerable.Range(1, kept.Length), current.Options.Select(o => o.Number));
                var next = current.Clone();
                foreach (var gone in next.Options.Where(o => !kept[o.Number - 1]).ToList())
                    next.Options.Remove(gone);
                next.Options.Insert(0, new AppraisalOption());
                AppraisalRules.Number(next, current);
                Assert.Equal(kept.Length + 1, next.Options[0].Number);
                Assert.Equal(next.Options.Count, next.Options.Select(o => o.Number).Distinct().Count());
                Assert.Equal(kept.Length + 1, next.OptionNumbers);
            });
        Assert.Throws<Platform.Errors.Problem>(() => AppraisalRules.Number(Appraisal(), null));
    }

    [Fact]
    public void Time_to_vesting_day_is_counted_in_days()
    {
        var vesting = new DateOnly(2020, 1, 1);
        Assert.Equal(31, AppraisalRules.Slack(new() { UsableDate = new DateOnly(2019, 12, 1).ToDate() }, vesting));
        Assert.Equal(-1, AppraisalRules.Slack(new() { UsableDate = new DateOnly(2020, 1, 2).ToDate() }, vesting));
        Assert.Null(AppraisalRules.Slack(new(), vesting));
        Assert.Null(AppraisalRules.Slack(new() { UsableDate = vesting.ToDate() }, null));
    }

    private static List<string> Reasons(Action<OptionAppraisal> spoil)
    {
        var appraisal = Appraisal();
        spoil(appraisal);
        return [.. AppraisalRules.Check(Programme, appraisal).Select(v => v.Reason)];
    }

    private static OptionAppraisal Appraisal() =>
        new()
        {
            Name = "programmes/x/optionAppraisals/y",
            ServiceFunction = "programmes/x/serviceFunctions/z",
            Options =
            {
                new AppraisalOption { Number = 1, Title = "Konkurranse" },
                new AppraisalOption
                {
                    Number = 2,
                    Title = "Utvide",
                    Permitted = PermittedAnswer.No,
                    PermittedReason = "Vesentlig endring",
                },
            },
            RecommendedOption = 1,
            RecommendationReason = "Eneste vei",
        };
}
