using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation.Tests;

public sealed partial class TextsTests
{
    private static readonly Dictionary<string, string> Bokmål = Read(CultureInfo.InvariantCulture);
    private static readonly Dictionary<string, string> English = Read(CultureInfo.GetCultureInfo("en"));

    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_placeholders()
    {
        Assert.Equal(Bokmål.Keys.Order(StringComparer.Ordinal), English.Keys.Order(StringComparer.Ordinal));
        Assert.All(Bokmål, text => Assert.Equal(Placeholders(text.Value), Placeholders(English[text.Key])));
    }

    [Theory]
    [InlineData(typeof(ProgrammeKind))]
    [InlineData(typeof(MunicipalityRole))]
    [InlineData(typeof(SubProjectKind))]
    [InlineData(typeof(SubProjectPhase))]
    [InlineData(typeof(BodyKind))]
    [InlineData(typeof(BodyAuthority))]
    [InlineData(typeof(AppointmentRole))]
    [InlineData(typeof(Representation))]
    [InlineData(typeof(CompositionActorKind))]
    [InlineData(typeof(ImportColumn))]
    [InlineData(typeof(Gender))]
    [InlineData(typeof(Platform.Calendar.PublicHoliday))]
    [InlineData(typeof(MeetingState))]
    [InlineData(typeof(PapersDayKind))]
    [InlineData(typeof(SeriesHolidayRule))]
    [InlineData(typeof(AgendaItemKind))]
    [InlineData(typeof(AttendanceStatus))]
    [InlineData(typeof(Outcome))]
    [InlineData(typeof(ApprovalKind))]
    [InlineData(typeof(CaseState))]
    [InlineData(typeof(UnitLevel))]
    [InlineData(typeof(MappingExtent))]
    [InlineData(typeof(Placement))]
    [InlineData(typeof(PositionRequestState))]
    [InlineData(typeof(PositionVerdict))]
    [InlineData(typeof(PositionStep))]
    [InlineData(typeof(DecisionPoint))]
    [InlineData(typeof(MandateState))]
    [InlineData(typeof(Verdict))]
    public void Every_member_of_an_enum_that_people_see_has_a_text(Type type) =>
        Assert.All(
            Enum.GetNames(type).Where(name => name != "Unspecified"),
            name => Assert.Contains($"{type.Name}.{name}", Bokmål.Keys)
        );

    [Fact]
    public void Every_kind_of_rule_has_its_words() =>
        Assert.All(
            Enum.GetValues<CompositionRuleKind>().Where(kind => kind != CompositionRuleKind.Unspecified),
            kind =>
            {
                Assert.Contains($"Rule.{kind}", Bokmål.Keys);
                Assert.Contains($"Rule.{kind}.1", Bokmål.Keys);
                Assert.Contains($"RuleKind.{kind}", Bokmål.Keys);
            }
        );

    [Fact]
    public void Every_public_holiday_that_papers_are_not_counted_on_has_a_name() =>
        Assert.All(Enum.GetNames<PublicHoliday>(), name => Assert.Contains($"Holiday.{name}", Bokmål.Keys));

    private static Dictionary<string, string> Read(CultureInfo culture) =>
        new ResourceManager(typeof(Texts))
            .GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    private static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
