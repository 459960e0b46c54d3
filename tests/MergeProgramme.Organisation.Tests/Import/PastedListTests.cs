using CsCheck;
using MergeProgramme.Organisation.Import;
using MergeProgramme.Organisation.V1;
using Column = MergeProgramme.Organisation.V1.ImportColumn;

namespace MergeProgramme.Organisation.Tests.Import;

/// <summary>Lists as people have them: pasted out of spreadsheets, minutes and mandates.</summary>
public sealed class PastedListTests
{
    private static readonly ImportWords Words = new(
        new Dictionary<string, string> { ["askim"] = "m/askim", ["hobøl"] = "m/hobol" },
        new Dictionary<string, string> { ["fellesnemnda"] = "b/fellesnemnda" }
    );

    [Theory]
    [InlineData("Navn\tRolle\tKommune\nKari Berg\tleder\tAskim")]
    [InlineData("Navn;Rolle;Kommune\r\nKari Berg;leder;Askim\r\n")]
    [InlineData("Navn,Rolle,Kommune\nKari Berg,leder,Askim")]
    [InlineData("\uFEFFNAVN:;Verv;Arbeidsgiver\n\"Kari Berg\"; leder ;Askim")]
    public void Tab_semicolon_and_comma_are_read_alike(string text)
    {
        var list = PastedList.Read(text, Words);
        Assert.Equal([Column.Name, Column.Role, Column.Employer], list.Columns);
        var line = Assert.Single(list.Lines);
        Assert.Equal((2, "Kari Berg", "leder", "Askim"), (line.Number, line.Cells[0], line.Cells[1], line.Cells[2]));
    }

    [Fact]
    public void Without_a_header_columns_are_what_their_cells_are_in_any_order()
    {
        var list = PastedList.Read(
            "HTV FO;1.10.2017;Kari Berg;kari@askim.no;20 %\nmedlem;1.10.2017;Ola Dahl;;\nleder;1.10.2017;Eva Lie;;40 %",
            Words
        );
        Assert.Equal([Column.Role, Column.Start, Column.Name, Column.Email, Column.Percent], list.Columns);
        Assert.Equal([1, 2, 3], list.Lines.Select(l => l.Number));

        list = PastedList.Read("Kari Berg, kommuneoverlege, Askim kommune, 1.1.2018, 31.12.2019", Words);
        Assert.Equal([Column.Name, Column.Title, Column.Employer, Column.Start, Column.End], list.Columns);
    }

    [Fact]
    public void Names_alone_are_a_list_too() =>
        Assert.Equal([Column.Name], PastedList.Read("Kari Berg\nOla Dahl\n\n", Words).Columns);

    [Fact]
    public void Quotes_keep_separators_and_a_column_that_nobody_knows_is_left_alone()
    {
        var list = PastedList.Read("Navn;Telefon;Rolle\n\"Berg; \"\"Kari\"\"\";123;leder", Words);
        Assert.Equal([Column.Name, Column.Unspecified, Column.Role], list.Columns);
        Assert.Equal("Berg; \"Kari\"", list.Lines[0].Cells[0]);
    }

    [Theory]
    [InlineData("Leder", AppointmentRole.Chair, Representation.Unspecified, 0, "")]
    [InlineData("NESTLEDER", AppointmentRole.DeputyChair, Representation.Unspecified, 0, "")]
    [InlineData("nestleiar", AppointmentRole.DeputyChair, Representation.Unspecified, 0, "")]
    [InlineData("medlem", AppointmentRole.Member, Representation.Unspecified, 0, "")]
    [InlineData("varamedlem", AppointmentRole.DeputyMember, Representation.Unspecified, 0, "")]
    [InlineData("1. vara", AppointmentRole.DeputyMember, Representation.Unspecified, 1, "")]
    [InlineData("Vara 2", AppointmentRole.DeputyMember, Representation.Unspecified, 2, "")]
    [InlineData("sekretær", AppointmentRole.Secretary, Representation.Unspecified, 0, "")]
    [InlineData("HTV", AppointmentRole.Member, Representation.Union, 0, "")]
    [InlineData("HTV Fagforbundet", AppointmentRole.Member, Representation.Union, 0, "Fagforbundet")]
    [InlineData("hovedtillitsvalgt (FO)", AppointmentRole.Member, Representation.Union, 0, "FO")]
    [InlineData("HVO", AppointmentRole.Member, Representation.ChiefSafetyRepresentative, 0, "")]
    [InlineData("hovedverneombud", AppointmentRole.Member, Representation.ChiefSafetyRepresentative, 0, "")]
    [InlineData("verneombud", AppointmentRole.Member, Representation.SafetyService, 0, "")]
    [InlineData("leder, HTV Delta", AppointmentRole.Chair, Representation.Union, 0, "Delta")]
    [InlineData("prosjektleder", AppointmentRole.Lead, Representation.Unspecified, 0, "")]
    [InlineData("chief safety representative", AppointmentRole.Member, Representation.ChiefSafetyRepresentative, 0, "")]
    public void Role_words_say_role_and_for_whom(
        string text,
        AppointmentRole role,
        Representation what,
        int order,
        string rest
    ) => Assert.Equal(new RoleWord(role, what, order, rest), ImportWords.ReadRole(text));

    [Theory]
    [InlineData("leder hjemmetjenesten")]
    [InlineData("kommuneoverlege")]
    [InlineData("varaordfører")]
    [InlineData("medlemsservice")]
    [InlineData("")]
    public void A_position_in_the_line_is_no_role(string text) => Assert.Null(ImportWords.ReadRole(text));

    [Theory]
    [InlineData("1.5.2018", 2018, 5, 1)]
    [InlineData("01.05.18", 2018, 5, 1)]
    [InlineData("2018-05-01", 2018, 5, 1)]
    [InlineData("1. mai 2018", 2018, 5, 1)]
    [InlineData("1 May 2018", 2018, 5, 1)]
    public void Days_are_read_as_people_write_them(string text, int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), ImportWords.ReadDate(text));

    [Theory]
    [InlineData("31.2.2018")]
    [InlineData("snart")]
    [InlineData("5")]
    public void What_is_no_day_is_none(string text) => Assert.Null(ImportWords.ReadDate(text));

    [Theory]
    [InlineData("1.10.2017–31.12.2019")]
    [InlineData("1.10.2017 - 31.12.2019")]
    [InlineData("1.10.2017 til 31.12.2019")]
    public void Two_days_may_stand_in_one_cell(string text) =>
        Assert.Equal((new DateOnly(2017, 10, 1), new DateOnly(2019, 12, 31)), ImportWords.ReadPeriod(text));

    [Fact]
    public void Any_text_is_read_without_an_exception_and_no_line_is_lost() =>
        Gen.String[Gen.Char["aÅ ;,\t\n\r\"1.%@–\u00A0\u0000"], 0, 200]
            .Sample(text =>
            {
                var list = PastedList.Read(text, Words);
                var written = text.Split('\n').Count(l => !string.IsNullOrWhiteSpace(l.TrimEnd('\r')));
                Assert.InRange(list.Lines.Count, Math.Max(0, written - 1), written);
            });

    [Theory]
    [InlineData("kari berg", "berg kari", true)]
    [InlineData("kari berg", "kari anne berg", true)]
    [InlineData("kari berg", "k berg", true)]
    [InlineData("kari bergh", "kari berg", true)]
    [InlineData("anne lise ringerike", "annelise ringerike", true)]
    [InlineData("kari berg", "ola dahl", false)]
    [InlineData("per moe", "ola moe", false)]
    [InlineData("kari berg", "kari dahl", false)]
    public void Names_that_may_be_one_persons_look_alike(string one, string other, bool alike)
    {
        Assert.Equal(alike, PersonMatch.LooksAlike(one, other));
        Assert.Equal(alike, PersonMatch.LooksAlike(other, one));
    }

    // However the search is cut short, a long name that one or two letters changed is still the same, and no third one.
    [Fact]
    public void One_or_two_slips_of_the_pen_are_found_and_three_strangers_letters_are_not() =>
        Gen.Select(Gen.String[Gen.Char["abcdefg"], 12, 24], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 10_000])
            .Sample(
                (name, slips, kind, seed) =>
                {
                    var other = name;
                    for (var i = 0; i < slips; i++)
                    {
                        var at = (seed + (i * 7)) % (other.Length - 1);
                        other = kind switch
                        {
                            0 => other.Remove(at, 1),
                            1 => other.Insert(at, "x"),
                            2 => $"{other[..at]}x{other[(at + 1)..]}",
                            _ when i == 0 => $"{other[..at]}{other[at + 1]}{other[at]}{other[(at + 2)..]}",
                            _ => other,
                        };
                    }
                    // What is left of a shorter name may bear only one.
                    if (other.Length >= 12)
                        Assert.True(PersonMatch.LooksAlike(name, other), $"{name} {other}");
                    Assert.False(PersonMatch.LooksAlike(name, $"xyz{name}"));
                    Assert.False(PersonMatch.LooksAlike(name, $"zyx{name[3..]}"));
                }
            );

    [Theory]
    [InlineData("Berg, Kari", "kari berg")]
    [InlineData(" KARI   Berg ", "kari berg")]
    [InlineData("André Ødegård-Næss", "andre ødegård næss")]
    public void A_name_is_compared_without_what_does_not_matter(string name, string key) =>
        Assert.Equal(key, PersonMatch.Key(name));
}
