using CsCheck;
using MergeProgramme.Access.LocalAccounts;

namespace MergeProgramme.Access.Tests.LocalAccounts;

/// <summary>How guessing is held back.</summary>
public sealed class AttemptRuleTests
{
    private static readonly DateTimeOffset Last = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, 30)]
    [InlineData(6, 60)]
    [InlineData(9, 480)]
    [InlineData(10, 900)]
    [InlineData(1_000_000, 900)]
    public void Five_are_free_then_the_wait_doubles_to_a_quarter_of_an_hour(int failed, int? seconds) =>
        Assert.Equal(seconds is { } s ? Last.AddSeconds(s) : null, AttemptRule.ClosedUntil(failed, Last));

    [Fact]
    public void Whoever_keeps_guessing_gets_at_most_a_hundred_and_four_guesses_a_day() =>
        Gen.Int[0, 200]
            .Sample(failed =>
            {
                var guesses = 0;
                var count = failed;
                for (var now = Last; now < Last.AddDays(1); guesses++)
                {
                    count++;
                    now = AttemptRule.ClosedUntil(count, now) ?? now;
                }
                Assert.InRange(guesses, 96, 104 + AttemptRule.Free);
            });
}
