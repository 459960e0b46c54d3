using MergeProgramme.Mandates.Pages;

namespace MergeProgramme.Mandates.Tests.Pages;

public sealed class SectionFieldsTests
{
    [Theory]
    [InlineData("section.body", "Body")]
    [InlineData("body", "Body")]
    [InlineData("procurement_relevance", "ProcurementRelevance")]
    [InlineData("goals", "Goals")]
    [InlineData("section.goals[0].amount", "Goals[0].Amount")]
    [InlineData("goals[12].effect_year", "Goals[12].EffectYear")]
    [InlineData("section.plan_entries[2].period", "PlanEntries[2].Label")]
    [InlineData("section.plan_entries[2].period.label", "PlanEntries[2].Label")]
    [InlineData("section.budget_frames[1].period.start_date", "BudgetFrames[1].Start")]
    [InlineData("section.attachments[0].due.end_date", "Attachments[0].End")]
    [InlineData("dependencies[0].needed_by", "Dependencies[0].Label")]
    [InlineData("section.dependencies[3].stakeholder", "Dependencies[3].On")]
    [InlineData("dependencies[3].display_name", "Dependencies[3].On")]
    [InlineData("section.attachments[1]", "Attachments[1].Title")]
    [InlineData("success_factors[1]", "SuccessFactors[1].Text")]
    public void A_path_stands_for_the_field_that_people_see(string path, string field) =>
        Assert.Equal(field, SectionFields.Key(path));

    [Fact]
    public void A_row_is_found_although_empty_rows_before_it_were_left_out() =>
        Assert.Equal(
            "Items[5].Text",
            SectionFields.Key("section.items[2].text", (part, row) => part == "Items" && row == 2 ? 5 : -1)
        );

    [Fact]
    public void An_anchor_is_the_id_that_the_field_has_in_the_page() =>
        Assert.Equal("Goals_0__Amount", SectionFields.Anchor("goals[0].amount"));
}
