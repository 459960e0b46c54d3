using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Tests;

public sealed class TextsTests
{
    private static readonly Dictionary<string, string> Bokmål = Read(CultureInfo.InvariantCulture);
    private static readonly Dictionary<string, string> English = Read(CultureInfo.GetCultureInfo("en"));

    private static Dictionary<string, string> Read(CultureInfo culture) =>
        new ResourceManager(typeof(Texts))
            .GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_placeholders()
    {
        Assert.Equal(Bokmål.Keys.Order(StringComparer.Ordinal), English.Keys.Order(StringComparer.Ordinal));
        Assert.All(Bokmål, text => Assert.Equal(Placeholders(text.Value), Placeholders(English[text.Key])));
    }

    [Fact]
    public void Every_reason_of_a_refusal_has_a_text() =>
        Assert.All(
            typeof(Reason)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => (string)field.GetRawConstantValue()!),
            reason => Assert.Contains($"Violation.{reason}", Bokmål.Keys)
        );

    [Theory]
    [InlineData(typeof(MandateState))]
    [InlineData(typeof(Verdict))]
    [InlineData(typeof(GoalKind))]
    [InlineData(typeof(EffectKind))]
    [InlineData(typeof(ProcurementRelevance))]
    [InlineData(typeof(PlanEntryKind))]
    [InlineData(typeof(BudgetKind))]
    [InlineData(typeof(BenefitKind))]
    [InlineData(typeof(GateAnswer))]
    [InlineData(typeof(FindingSeverity))]
    [InlineData(typeof(SectionPart))]
    [InlineData(typeof(LineChange))]
    [InlineData(typeof(DependencyState))]
    [InlineData(typeof(DependencyAct))]
    [InlineData(typeof(DependencyFindingKind))]
    [InlineData(typeof(DeliverableState))]
    [InlineData(typeof(DeliverableVerdict))]
    [InlineData(typeof(ItemStanding))]
    [InlineData(typeof(ChangeRequestState))]
    [InlineData(typeof(ChangeVerdict))]
    [InlineData(typeof(OwnTemplateState))]
    public void Every_member_of_an_enum_that_people_see_has_a_text(Type type) =>
        Assert.All(
            Enum.GetNames(type).Where(name => name != "Unspecified"),
            name => Assert.Contains($"{type.Name}.{name}", Bokmål.Keys)
        );

    private static IEnumerable<string> Placeholders(string text) =>
        Regex
            .Matches(text, @"\{\d\}", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(match => match.Value)
            .Order(StringComparer.Ordinal);
}
