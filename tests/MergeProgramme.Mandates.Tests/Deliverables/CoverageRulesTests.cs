using CsCheck;
using MergeProgramme.Mandates.Deliverables;
using MergeProgramme.Mandates.V1;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Deliverables;

public sealed class CoverageRulesTests
{
    private static readonly DateOnly Today = new(2018, 3, 10);

    private static Deliverable Of(string id, DeliverableState state, params AnsweredItem[] items) =>
        new()
        {
            Name = $"{SubProject}/deliverables/{id}",
            State = state,
            DueDate = Day(2018, 4, 1),
            AnsweredItems = { items },
        };

    private static AnsweredItem Item(int version, int number, string text) =>
        new()
        {
            Mandate = $"{SubProject}/mandates/{version}",
            Number = number,
            Text = text,
        };

    private static ItemCoverage Check(int version, string[] items, params Deliverable[] deliverables) =>
        CoverageRules.Of(
            $"{SubProject}/mandates/{version}",
            [.. items.Select((text, i) => new DocumentItem(i + 1, $"{SubProject}/mandates/{version}/sections/items", text))],
            deliverables,
            Today
        );

    [Fact]
    public void An_item_stands_as_what_answers_it()
    {
        var late = Of("sen", DeliverableState.Planned, Item(1, 5, "E"));
        late.DueDate = Day(2018, 3, 9);
        var coverage = Check(
            1,
            ["A", "B", "C", "D", "E", "F"],
            Of("a", DeliverableState.Accepted, Item(1, 1, "A"), Item(1, 6, "F")),
            Of("b", DeliverableState.HandedIn, Item(1, 2, "B"), Item(1, 6, "F")),
            Of("c", DeliverableState.Returned, Item(1, 3, "C")),
            late
        );
        Assert.Equal(
            [
                ItemStanding.Accepted,
                ItemStanding.Waiting,
                ItemStanding.InWork,
                ItemStanding.Unanswered,
                ItemStanding.Late,
                // One of two is accepted: the other is waited for.
                ItemStanding.Waiting,
            ],
            coverage.Items.Select(item => item.Standing)
        );
        Assert.Equal([$"{SubProject}/deliverables/a", $"{SubProject}/deliverables/b"], coverage.Items[5].Deliverables);
        Assert.Empty(coverage.ChangedItems);
    }

    [Fact]
    public void A_later_document_is_followed_by_the_words()
    {
        var coverage = Check(
            2,
            ["Nytt punkt", " felles  journalsystem.", "Omskrevet"],
            Of("flyttet", DeliverableState.Accepted, Item(1, 1, "Felles journalsystem")),
            Of("endret", DeliverableState.Planned, Item(1, 3, "Slik det var")),
            Of("borte", DeliverableState.Planned, Item(1, 9, "Tatt ut"))
        );
        Assert.Equal(
            [ItemStanding.Unanswered, ItemStanding.Accepted, ItemStanding.Unanswered],
            coverage.Items.Select(item => item.Standing)
        );
        Assert.Equal(
            [("borte", "Tatt ut", ""), ("endret", "Slik det var", "Omskrevet")],
            coverage.ChangedItems.Select(one => (one.Deliverable.Split('/')[^1], one.Answered.Text, one.TextNow))
        );
        // Moved on by hand, it is not asked about again; nor does an older document ask about what came later.
        Assert.Empty(
            Check(
                2,
                ["A", "B", "Omskrevet"],
                Of("x", DeliverableState.Planned, Item(1, 3, "Slik det var"), Item(2, 3, "Omskrevet"))
            ).ChangedItems
        );
        Assert.Empty(Check(1, ["A"], Of("x", DeliverableState.Planned, Item(2, 3, "Omskrevet"))).ChangedItems);
    }

    [Fact]
    public void Every_item_is_answered_or_named_as_open_and_every_answer_is_found_again()
    {
        var item =
            from version in Gen.Int[1, 3]
            from number in Gen.Int[1, 8]
            from text in Generators.OneOf("A", "B", "C", "D", "E")
            select Item(version, number, text);
        var deliverable =
            from id in Gen.Int[1, 1_000_000]
            from state in Gen.Int[1, 5]
            from items in item.Array[0, 4]
            select Of($"d{id}", (DeliverableState)state, items);
        Gen.Select(Generators.OneOf("A", "B", "C", "D", "F").Array[0, 8], deliverable.Array[0, 6], Gen.Int[1, 3])
            .Sample(
                (texts, made, version) =>
                {
                    var deliverables = made.DistinctBy(one => one.Name).ToArray();
                    var coverage = Check(version, texts, deliverables);
                    Assert.Equal(texts, coverage.Items.Select(one => one.Text));
                    Assert.All(
                        coverage.Items,
                        one =>
                        {
                            Assert.Equal(one.Deliverables.Count == 0, one.Standing == ItemStanding.Unanswered);
                            Assert.Equal(one.Deliverables.Distinct(), one.Deliverables);
                            Assert.Equal(
                                one.Deliverables.Count > 0
                                    && one.Deliverables.All(name =>
                                        deliverables.Single(d => d.Name == name).State == DeliverableState.Accepted
                                    ),
                                one.Standing == ItemStanding.Accepted
                            );
                        }
                    );
                    // What an earlier document asked for is found in this one, or it is said that it changed.
                    foreach (var one in deliverables)
                    foreach (var answered in one.AnsweredItems.Where(i => Version(i.Mandate) < version))
                    {
                        var found = coverage.Items.Any(i => i.Text == answered.Text && i.Deliverables.Contains(one.Name));
                        var said = coverage.ChangedItems.Any(c => c.Deliverable == one.Name && c.Answered.Equals(answered));
                        var moved = one.AnsweredItems.Any(i => Version(i.Mandate) == version && i.Number == answered.Number);
                        Assert.True(found || said || moved);
                        Assert.False(found && said);
                    }
                    // The order in which they are told of makes no difference.
                    Assert.Equal(coverage, Check(version, texts, [.. deliverables.Reverse()]));
                }
            );
    }

    private static int Version(string mandate) => mandate[^1] - '0';
}
