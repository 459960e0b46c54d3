using System.Globalization;
using System.Resources;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Checks;
using MergeProgramme.Mandates.V1;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Checks;

public sealed class MandateCheckTests
{
    private const int Background = 0;
    private const int Purpose = 1;
    private const int Changes = 2;
    private const int Items = 3;
    private const int Procurement = 4;
    private const int Resources = 5;
    private const int Organisation = 6;
    private const int Factors = 7;
    private const int Attachments = 8;

    [Fact]
    public void A_complete_and_concrete_mandate_has_no_findings() => Assert.Empty(MandateCheck.Check(A4()));

    public static TheoryData<FindingSeverity, string, int, string, Action<Mandate>> Changed =>
        new()
        {
            { FindingSeverity.Missing, "TITLE_MISSING", -1, "title", mandate => mandate.Title = " " },
            { FindingSeverity.Missing, "DOCUMENT_DATE_MISSING", -1, "document_date", mandate => mandate.DocumentDate = null },
            {
                FindingSeverity.Missing,
                "PREPARED_BY_MISSING",
                -1,
                "prepared_by",
                mandate => mandate.PreparedBy = mandate.PreparedByDisplayName = ""
            },
            {
                FindingSeverity.Missing,
                "SECTION_EMPTY",
                Background,
                "body",
                mandate => mandate.Sections[Background].Body = "\n "
            },
            {
                FindingSeverity.Vague,
                "TEXT_TOO_SHORT",
                Background,
                "body",
                mandate => mandate.Sections[Background].Body = "Se planen fra 2017."
            },
            {
                FindingSeverity.Vague,
                "TEXT_GENERIC",
                Background,
                "body",
                mandate =>
                    mandate.Sections[Background].Body =
                        "Vi skal effektivisere tjenestene og gi bedre kvalitet gjennom helhetlig samhandling og smarte løsninger som "
                        + "styrker utviklingen og gir gode og robuste tjenester for alle."
            },
            {
                FindingSeverity.Missing,
                "NO_MAIN_GOAL",
                Purpose,
                "goals",
                mandate => mandate.Sections[Purpose].Goals[0].Kind = GoalKind.Result
            },
            {
                FindingSeverity.Vague,
                "GOAL_NOT_MEASURABLE",
                Purpose,
                "goals[0].amount",
                mandate =>
                    mandate.Sections[Purpose].Goals[0] = new Goal
                    {
                        Kind = GoalKind.Main,
                        Text = "En god og fremtidsrettet tjeneste",
                    }
            },
            {
                FindingSeverity.Vague,
                "GOAL_WITHOUT_YEAR",
                Purpose,
                "goals[0].effect_year",
                mandate => mandate.Sections[Purpose].Goals[0].EffectYear = 0
            },
            {
                FindingSeverity.Vague,
                "GOAL_EFFECT_NOT_STATED",
                Purpose,
                "goals[0].effect",
                mandate => mandate.Sections[Purpose].Goals[0].Effect = EffectKind.Unspecified
            },
            {
                FindingSeverity.Missing,
                "GOAL_RANGE_REVERSED",
                Purpose,
                "goals[0].amount_max",
                mandate => mandate.Sections[Purpose].Goals[0].AmountMax = Nok(59_999_999)
            },
            {
                FindingSeverity.Missing,
                "GOAL_EMPTY",
                Purpose,
                "goals[1].text",
                mandate => mandate.Sections[Purpose].Goals.Add(new Goal())
            },
            {
                FindingSeverity.Vague,
                "BENEFIT_GENERIC",
                Changes,
                "expected_benefits[0].text",
                mandate => mandate.Sections[Changes].ExpectedBenefits[0].Text = "Bedre kvalitet og effektivisering"
            },
            {
                FindingSeverity.Vague,
                "BENEFIT_FOR_NOBODY",
                Changes,
                "expected_benefits[0].beneficiary",
                mandate => mandate.Sections[Changes].ExpectedBenefits[0].Beneficiary = ""
            },
            { FindingSeverity.Missing, "NO_ITEMS", Items, "items", mandate => mandate.Sections[Items].Items.Clear() },
            {
                FindingSeverity.Missing,
                "ITEM_EMPTY",
                Items,
                "items[1].text",
                mandate => mandate.Sections[Items].Items[1].Text = ""
            },
            {
                FindingSeverity.Missing,
                "PROCUREMENT_NOT_ANSWERED",
                Procurement,
                "procurement_relevance",
                mandate => mandate.Sections[Procurement].ProcurementRelevance = ProcurementRelevance.Unspecified
            },
            {
                FindingSeverity.Missing,
                "PLAN_EMPTY",
                Resources,
                "plan_entries",
                mandate => mandate.Sections[Resources].PlanEntries.Clear()
            },
            {
                FindingSeverity.Vague,
                "PERIOD_MISSING",
                Resources,
                "plan_entries[0].period",
                mandate => mandate.Sections[Resources].PlanEntries[0].Period = null
            },
            {
                FindingSeverity.Missing,
                "PERIOD_UNREADABLE",
                Resources,
                "plan_entries[0].period",
                mandate =>
                    mandate.Sections[Resources].PlanEntries[0].Period = new Period
                    {
                        Label = "når det passer",
                        Resolution = PeriodResolution.Unreadable,
                    }
            },
            {
                FindingSeverity.Missing,
                "PERIOD_REVERSED",
                Resources,
                "plan_entries[0].period",
                mandate => mandate.Sections[Resources].PlanEntries[0].Period.EndDate = Day(2017, 10, 31)
            },
            {
                FindingSeverity.Vague,
                "BUDGET_EMPTY",
                Resources,
                "budget_frames",
                mandate => mandate.Sections[Resources].BudgetFrames.Clear()
            },
            {
                FindingSeverity.Missing,
                "BUDGET_WITHOUT_AMOUNT",
                Resources,
                "budget_frames[1].amount",
                mandate => mandate.Sections[Resources].BudgetFrames[1].Note = ""
            },
            {
                FindingSeverity.Vague,
                "BUDGET_WITHOUT_PERIOD",
                Resources,
                "budget_frames[0].period",
                mandate => mandate.Sections[Resources].BudgetFrames[0].PerYear = false
            },
            {
                FindingSeverity.Vague,
                "DEPENDENCY_WITHOUT_REASON",
                Organisation,
                "dependencies[0].reason",
                mandate => mandate.Sections[Organisation].Dependencies[0].Reason = ""
            },
            {
                FindingSeverity.Vague,
                "DEPENDENCY_WITHOUT_DATE",
                Organisation,
                "dependencies[0].needed_by",
                mandate => mandate.Sections[Organisation].Dependencies[0].NeededBy = null
            },
            {
                FindingSeverity.Missing,
                "DEPENDENCY_ON_NOBODY",
                Organisation,
                "dependencies[0].display_name",
                mandate =>
                    mandate.Sections[Organisation].Dependencies[0].SubProject = mandate
                        .Sections[Organisation]
                        .Dependencies[0]
                        .DisplayName =
                        ""
            },
            {
                FindingSeverity.Vague,
                "NO_SUCCESS_FACTOR",
                Factors,
                "success_factors",
                mandate => mandate.Sections[Factors].SuccessFactors.Clear()
            },
            {
                FindingSeverity.Vague,
                "ATTACHMENT_WITHOUT_DATE",
                Attachments,
                "attachments[0].due",
                mandate => mandate.Sections[Attachments].Attachments[0].Due = null
            },
        };

    [Theory]
    [MemberData(nameof(Changed))]
    public void What_is_missing_or_vague_is_said_once_with_its_place(
        FindingSeverity severity,
        string reason,
        int section,
        string field,
        Action<Mandate> change
    )
    {
        var mandate = A4();
        change(mandate);
        var finding = Assert.Single(MandateCheck.Check(mandate));
        var place = section < 0 ? mandate.Name : mandate.Sections[section].Name;
        Assert.Equal((severity, reason, place, field), (finding.Severity, finding.Reason, finding.Place, finding.Field));
        var text = new ResourceManager(typeof(Texts)).GetString($"Finding.{reason}", CultureInfo.InvariantCulture);
        Assert.DoesNotContain("{", string.Format(CultureInfo.InvariantCulture, text!, finding.Args), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_draft_lacks_every_required_section()
    {
        var bare = A4();
        bare.Sections.Clear();
        bare.Sections.AddRange(
            A4()
                .Sections.Select(section => new Section
                {
                    Name = section.Name,
                    Title = section.Title,
                    Required = section.Required,
                    Parts = { section.Parts },
                })
        );
        Assert.Equal(
            [
                "SECTION_EMPTY",
                "NO_MAIN_GOAL",
                "SECTION_EMPTY",
                "NO_ITEMS",
                "PROCUREMENT_NOT_ANSWERED",
                "PLAN_EMPTY",
                "SECTION_EMPTY",
            ],
            MandateCheck
                .Check(bare)
                .Where(finding => finding.Severity == FindingSeverity.Missing)
                .Select(finding => finding.Reason)
        );
    }

    [Theory]
    // Out of the two real mandates: these say something.
    [InlineData("Utrede og anbefale konsept", false)]
    [InlineData("Behovet for endringer i prosesser, roller og ansvar", false)]
    [InlineData("Lokalisering og bruk av eksisterende bygg i de 5 kommunene", false)]
    [InlineData("Dimensjonering av HO-tjenesten", false)]
    [InlineData("Bedre kvalitet", true)]
    [InlineData("Effektivisering", true)]
    [InlineData("Better quality and efficiency", true)]
    [InlineData("Effektivisering tilsvarende 60 millioner kroner", false)]
    public void Items_are_asked_about_when_they_commit_to_nothing(string text, bool asked)
    {
        var mandate = A4();
        mandate.Sections[Items].Items[0].Text = text;
        Assert.Equal(asked, MandateCheck.Check(mandate).Any(finding => finding.Reason == "ITEM_GENERIC"));
    }
}
