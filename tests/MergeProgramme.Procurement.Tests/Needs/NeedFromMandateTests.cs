using MergeProgramme.Mandates.V1;
using MergeProgramme.Procurement.Needs;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Tests.Needs;

public sealed class NeedFromMandateTests
{
    [Fact]
    public void An_approved_mandate_with_relevant_procurement_raises_a_need()
    {
        var mandate = SampleMandates.A4();
        Assert.Equal(
            new Need
            {
                Title = mandate.Title,
                Description = "Ett journalsystem må velges.",
                State = NeedState.Raised,
                SubProject = "programmes/indre-ostfold/subProjects/a4",
                SourceMandate = mandate.Name,
                SourceMandateTitle = mandate.Title,
            },
            NeedFromMandate.Of(mandate)
        );
    }

    [Theory]
    [InlineData(Verdict.DoNotStart)]
    [InlineData(Verdict.AssessFurther)]
    [InlineData(Verdict.Adjust)]
    [InlineData(Verdict.Unspecified)]
    public void Any_other_verdict_raises_none(Verdict verdict)
    {
        var mandate = SampleMandates.A4();
        mandate.Decision.Verdict = verdict;
        Assert.Null(NeedFromMandate.Of(mandate));
    }

    [Fact]
    public void An_undecided_mandate_raises_none()
    {
        var mandate = SampleMandates.A4();
        mandate.Decision = null;
        Assert.Null(NeedFromMandate.Of(mandate));
    }

    [Theory]
    [InlineData(ProcurementRelevance.No)]
    [InlineData(ProcurementRelevance.Unspecified)]
    public void A_mandate_that_does_not_say_yes_raises_none(ProcurementRelevance relevance)
    {
        var mandate = SampleMandates.A4();
        foreach (var section in mandate.Sections)
            section.ProcurementRelevance = relevance;
        Assert.Null(NeedFromMandate.Of(mandate));
    }

    [Fact]
    public void Several_sections_that_say_yes_raise_one_need_with_the_words_of_all()
    {
        var mandate = SampleMandates.A4();
        mandate.Sections.Add(new Section { ProcurementRelevance = ProcurementRelevance.Yes, Body = " Velferdsteknologi.\n" });
        mandate.Sections.Add(new Section { ProcurementRelevance = ProcurementRelevance.Yes });
        Assert.Equal("Ett journalsystem må velges.\n\nVelferdsteknologi.", NeedFromMandate.Of(mandate)!.Description);
    }

    [Fact]
    public void A_text_longer_than_a_need_holds_is_cut_between_words()
    {
        var mandate = SampleMandates.A4();
        mandate.Sections[1].Body = string.Concat(Enumerable.Repeat("ni tegn æ ", 2000));
        var description = NeedFromMandate.Of(mandate)!.Description;
        Assert.InRange(description.Length, 9900, 10000);
        Assert.Matches("(ni|tegn|æ)…$", description);

        mandate.Sections[1].Body = string.Concat(Enumerable.Repeat("😀", 6000));
        description = NeedFromMandate.Of(mandate)!.Description;
        Assert.InRange(description.Length, 9900, 10000);
        Assert.EndsWith("😀…", description, StringComparison.Ordinal);
    }
}
