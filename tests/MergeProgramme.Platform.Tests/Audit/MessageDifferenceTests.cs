using CsCheck;
using Google.Type;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Audit;
using Date = Google.Type.Date;

namespace MergeProgramme.Platform.Tests.Audit;

public sealed class MessageDifferenceTests
{
    private static readonly Mandate Before = new()
    {
        Name = "programmes/x/subProjects/a4/mandates/1",
        Title = "Helse",
        State = MandateState.Draft,
        DocumentDate = new Date
        {
            Year = 2017,
            Month = 12,
            Day = 6,
        },
        Sections =
        {
            new Section
            {
                Name = "s/background",
                Body = "Vedtatt i 2016.",
                Items = { Item("en"), Item("to"), Item("tre") },
            },
            new Section
            {
                Name = "s/purpose",
                Goals =
                {
                    new Mandates.V1.Goal { Text = "Spare", Amount = Kroner(60) },
                },
            },
        },
    };

    [Fact]
    public void The_same_has_no_difference()
    {
        Assert.Empty(MessageDifference.Between(Before, Before.Clone()));
        Assert.Empty(MessageDifference.Between(null, null));
        Assert.Empty(MessageDifference.Between(new Mandate(), null));
    }

    [Fact]
    public void Values_are_told_as_they_were_and_are()
    {
        var after = Before.Clone();
        (after.Title, after.State, after.DocumentDate.Day) = ("Helse og omsorg", MandateState.Submitted, 7);
        after.Sections[1].Goals[0].Amount = Kroner(70);
        after.Sections[0].Body = "";
        Assert.Equal(
            [
                new("title", "Helse", "Helse og omsorg"),
                new("state", MandateState.Draft, MandateState.Submitted),
                new("document_date", Before.DocumentDate, after.DocumentDate),
                new("sections[1].body", "Vedtatt i 2016.", null),
                new("sections[2].goals[1].amount", Kroner(60), Kroner(70)),
            ],
            MessageDifference.Between(Before, after)
        );
    }

    [Fact]
    public void What_is_new_or_gone_is_told_whole()
    {
        var person = new Person { Name = "programmes/x/persons/kari", DisplayName = "Kari Lunde" };
        Assert.Equal(
            [new("name", null, "programmes/x/persons/kari"), new("display_name", null, "Kari Lunde")],
            MessageDifference.Between(null, person)
        );
        Assert.Equal(
            [new("name", "programmes/x/persons/kari", null), new("display_name", "Kari Lunde", null)],
            MessageDifference.Between(person, null)
        );
    }

    [Fact]
    public void An_entry_put_in_or_taken_out_leaves_the_others_alone()
    {
        var after = Before.Clone();
        after.Sections[0].Items.Insert(0, Item("null"));
        Assert.Equal([new("sections[1].items[1].text", null, "null")], MessageDifference.Between(Before, after));
        after = Before.Clone();
        after.Sections[0].Items.RemoveAt(1);
        Assert.Equal([new("sections[1].items[2].text", "to", null)], MessageDifference.Between(Before, after));
        after = Before.Clone();
        after.Sections[0].Items[1] = Item("2");
        Assert.Equal([new("sections[1].items[2].text", "to", "2")], MessageDifference.Between(Before, after));
    }

    [Fact]
    public void A_resource_in_a_list_is_followed_by_its_name()
    {
        var after = Before.Clone();
        after.Sections.Insert(0, new Section { Name = "s/new" });
        after.Sections[1].Body = "Vedtatt i 2017.";
        Assert.Equal(
            [new("sections[1].name", null, "s/new"), new("sections[2].body", "Vedtatt i 2016.", "Vedtatt i 2017.")],
            MessageDifference.Between(Before, after)
        );
    }

    [Fact]
    public void Different_messages_cannot_be_compared() =>
        Assert.Throws<ArgumentException>(() => MessageDifference.Between(new Mandate(), new Section()));

    [Fact]
    public void Any_difference_is_told_and_nothing_else() =>
        Gen.Select(Items, Items)
            .Sample((before, after) => Assert.Equal(before.Equals(after), MessageDifference.Between(before, after).Count == 0));

    // An entry without a text is no different from none, so every entry has one.
    private static Gen<Section> Items =>
        Gen.Char['a', 'd']
            .Select(c => c.ToString())
            .List[0, 6]
            .Select(texts =>
            {
                var section = new Section();
                section.Items.AddRange(texts.Select(Item));
                return section;
            });

    private static Item Item(string text) => new() { Text = text };

    private static Money Kroner(int kroner) => new() { CurrencyCode = "NOK", Units = kroner };
}
