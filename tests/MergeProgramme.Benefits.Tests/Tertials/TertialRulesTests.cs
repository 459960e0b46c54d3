using CsCheck;
using MergeProgramme.Benefits.Tertials;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Benefits.Tests.Tertials;

public sealed class TertialRulesTests
{
    private static readonly Gen<Tertial> AnyTertial = Gen.Select(Gen.Int[1950, 2100], Gen.Int[1, 3], (y, n) => new Tertial(y, n));

    [Fact]
    public void An_id_is_read_as_it_is_written_and_in_no_other_way() =>
        AnyTertial.Sample(tertial =>
        {
            var id = TertialRules.IdOf(tertial);
            return TertialRules.OfId(id) == tertial
                && TertialRules.OfId(id.ToUpperInvariant()) is null
                && TertialRules.OfId(id.Replace('-', '/')) is null;
        });

    [Fact]
    public void What_is_open_begins_right_after_what_is_closed() =>
        Gen.Select(AnyTertial, AnyTertial)
            .Sample(
                (closed, asked) =>
                    TertialRules.CheckOpen("x", asked, closed) is null == (asked > closed)
                    && TertialRules.CheckOpen("x", asked, null) is null
            );

    [Fact]
    public void A_tertial_is_closed_only_with_all_answered_and_reported_or_a_reason() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool)
            .Sample(
                (due, reported, unanswered, reason) =>
                {
                    var standing = new LedgerTertial
                    {
                        State = LedgerTertialState.Open,
                        DueCount = due,
                        ReportedCount = Math.Min(due, reported),
                        UnansweredCount = unanswered,
                    };
                    var tertial = new Tertial(2015, 2);
                    var wrong = TertialRules.CheckClose(standing, tertial, tertial.Plus(-1), reason ? "Frist." : " ").ToList();
                    return (wrong.Count == 0) == (unanswered == 0 && (reason || reported >= due));
                }
            );
}
