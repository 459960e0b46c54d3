using CsCheck;
using MergeProgramme.Organisation.Meetings;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Tests.Meetings;

public sealed class QuorumCountTests
{
    private static readonly Gen<Attendance> Seat = Gen.Select(
        Gen.OneOf(AttendanceStatus.Present, AttendanceStatus.Excused, AttendanceStatus.Absent),
        Gen.Bool,
        Gen.Bool,
        (status, deputy, voting) =>
            new Attendance
            {
                Status = status,
                Deputy = deputy && status == AttendanceStatus.Excused ? "p/vara" : "",
                Voting = voting,
            }
    );

    [Theory]
    [InlineData(0, 5, 3)]
    [InlineData(0, 10, 6)]
    [InlineData(0, 0, 1)]
    [InlineData(6, 10, 6)]
    [InlineData(6, 4, 6)]
    public void It_is_what_is_laid_down_or_more_than_half(int quorum, int members, int required) =>
        Assert.Equal(required, QuorumCount.Required(quorum, members));

    [Fact]
    public void More_than_half_is_more_than_half() =>
        Gen.Int[0, 500]
            .Sample(members =>
            {
                var required = QuorumCount.Required(0, members);
                Assert.True(2 * required > members && 2 * (required - 1) <= members);
            });

    [Fact]
    public void Only_members_and_their_deputies_count() =>
        Gen.Select(Seat.List[0, 30], Gen.Int[0, 20])
            .Sample(
                (seats, quorum) =>
                {
                    var members = seats.Count(s => s.Voting);
                    var there = seats.Count(s => s.Voting && (s.Status == AttendanceStatus.Present || s.Deputy.Length > 0));
                    var held = QuorumCount.Held(true, QuorumCount.Required(quorum, members), seats);

                    Assert.Equal((members, there), (held.Members, held.Present));
                    Assert.Equal(there >= held.Required, held.Met);
                    // Before the meeting, those who have said nothing are expected; with everything said it is the same count.
                    Assert.Equal(held, QuorumCount.Expected(true, quorum, members, seats));
                    Assert.Equal(members, QuorumCount.Expected(true, quorum, members, []).Present);
                    // One more who comes never takes a quorum away.
                    Assert.True(!held.Met || QuorumCount.Held(true, held.Required, [.. seats, Present()]).Met);
                    Assert.False(QuorumCount.Held(false, held.Required, seats).Met);
                }
            );

    private static Attendance Present() => new() { Status = AttendanceStatus.Present, Voting = true };
}
