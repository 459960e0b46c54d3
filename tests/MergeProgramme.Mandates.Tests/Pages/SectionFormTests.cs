using Google.Type;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Pages;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Tests.Pages;

public sealed class SectionFormTests
{
    private const string SubProject = "programmes/x/subProjects/a2";

    private static readonly Section Current = new()
    {
        Name = "programmes/x/subProjects/a4/mandates/1/sections/s",
        Parts = { SectionPart.Goals, SectionPart.Procurement },
    };

    private static Section Read(SectionForm form, Section? current = null) =>
        form.ToSection(current ?? Current, on => "Navn på " + on, field => Assert.Fail($"refused {field}"));

    [Fact]
    public void A_section_comes_back_from_its_form_as_it_was()
    {
        var section = new Section
        {
            Name = Current.Name,
            Body = "Første avsnitt.\n\nAndre avsnitt.",
            Goals =
            {
                new Goal
                {
                    Kind = GoalKind.Main,
                    Text = "Spare",
                    Amount = new Money { CurrencyCode = "NOK", Units = 60_000_000 },
                    AmountMax = new Money { CurrencyCode = "NOK", Units = 80_000_000 },
                    Effect = EffectKind.FullYear,
                    EffectYear = 2016,
                },
            },
            Items =
            {
                new Item { Text = "Konsept" },
                new Item { Text = "Gevinster" },
            },
            ProcurementRelevance = ProcurementRelevance.Yes,
            PlanEntries =
            {
                new PlanEntry
                {
                    Kind = PlanEntryKind.Phase,
                    Text = "Avslutte",
                    Period = new Period
                    {
                        Label = "når det passer",
                        StartDate = new Google.Type.Date
                        {
                            Year = 2019,
                            Month = 6,
                            Day = 1,
                        },
                        Resolution = PeriodResolution.Stated,
                    },
                },
            },
            BudgetFrames =
            {
                new BudgetFrame
                {
                    Kind = BudgetKind.Operations,
                    Amount = new Money { CurrencyCode = "NOK", Units = 2_000_000 },
                    PerYear = true,
                },
            },
            Dependencies =
            {
                new Dependency
                {
                    SubProject = SubProject,
                    DisplayName = "A2 Økonomi",
                    Reason = "Tall",
                },
                new Dependency { DisplayName = "Pårørende", Reason = "Erfaringer" },
            },
            Attachments =
            {
                new Attachment { Title = "Nåsituasjonen", Reference = "2017/12" },
            },
            SuccessFactors = { new SuccessFactor { Text = "Tid" } },
            ExpectedBenefits =
            {
                new ExpectedBenefit
                {
                    Kind = BenefitKind.Quality,
                    Text = "Heltid",
                    Beneficiary = "brukerne",
                },
            },
        };

        Assert.Equal(section, Read(SectionForm.From(section), section));
    }

    [Fact]
    public void Words_of_a_period_are_left_to_be_read_anew_unless_dates_are_stated()
    {
        var section = new Section
        {
            Name = Current.Name,
            PlanEntries =
            {
                new PlanEntry
                {
                    Text = "Konsept",
                    Period = new Period
                    {
                        Label = "Nov/des 17",
                        StartDate = new Google.Type.Date
                        {
                            Year = 2017,
                            Month = 11,
                            Day = 1,
                        },
                        Resolution = PeriodResolution.Read,
                    },
                },
            },
        };
        var form = SectionForm.From(section);
        form.PlanEntries[0].Label = "Januar 18";

        Assert.Equal(new Period { Label = "Januar 18" }, Read(form, section).PlanEntries[0].Period);
    }

    [Fact]
    public void Rows_with_nothing_written_are_left_out_and_errors_find_the_rows_that_remain()
    {
        var form = new SectionForm
        {
            Goals = [new GoalRow { Kind = GoalKind.Main }, new GoalRow { Text = "A" }, new GoalRow(), new GoalRow { Text = "B" }],
        };

        Assert.Equal(["A", "B"], Read(form).Goals.Select(goal => goal.Text));
        Assert.Equal("Goals[3].Amount", form.Field("section.goals[1].amount"));
    }

    [Fact]
    public void A_moved_row_is_still_found_by_its_error()
    {
        var form = new SectionForm
        {
            Items = [new ItemRow { Position = 1, Text = "A" }, new ItemRow { Position = 1, Text = "B" }],
        };

        Assert.Equal(["B", "A"], Read(form).Items.Select(item => item.Text));
        Assert.Equal("Items[1].Text", form.Field("section.items[0].text"));
    }

    [Fact]
    public void An_amount_that_cannot_be_read_is_refused_at_its_field()
    {
        List<string> refused = [];
        var form = new SectionForm { BudgetFrames = [new BudgetRow { Amount = "masse penger" }] };

        form.ToSection(Current, on => on, refused.Add);

        Assert.Equal(["BudgetFrames[0].Amount"], refused);
    }

    [Fact]
    public void A_dependency_is_called_what_the_document_called_it_until_another_is_chosen()
    {
        var current = Current.Clone();
        current.Dependencies.Add(new Dependency { SubProject = SubProject, DisplayName = "A2 slik den het" });
        var form = SectionForm.From(current);

        Assert.Equal("A2 slik den het", Read(form, current).Dependencies[0].DisplayName);

        form.Dependencies[0].On = "programmes/x/stakeholders/nav";
        var changed = Read(form, current).Dependencies[0];
        Assert.Equal(("programmes/x/stakeholders/nav", ""), (changed.Stakeholder, changed.SubProject));
        Assert.Equal("Navn på programmes/x/stakeholders/nav", changed.DisplayName);
    }

    [Fact]
    public void Only_the_parts_that_the_form_shows_are_written() =>
        Assert.Equal(["body", "goals", "procurement_relevance"], SectionForm.Paths(Current));
}
