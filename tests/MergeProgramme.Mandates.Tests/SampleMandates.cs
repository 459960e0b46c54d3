using Google.Type;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Mandates.Tests;

/// <summary>A complete mandate for sub-project A4 and what goes with its decision. Every call gives a new one.</summary>
internal static class SampleMandates
{
    public const string SubProject = "programmes/indre-ostfold/subProjects/a4";
    public const string Name = $"{SubProject}/mandates/1";

    public static Mandate A4(MandateState state = MandateState.Draft) =>
        new()
        {
            Name = Name,
            Title = "Mandat for A4 Helse, sosial og omsorg",
            Version = 1,
            Template = "templates/difi-konseptfase-3.0",
            State = state,
            DocumentDate = Day(2017, 12, 6),
            PreparedBy = "programmes/indre-ostfold/persons/solveig-haugen",
            PreparedByDisplayName = "Solveig Haugen",
            Etag = "1",
            DocumentKind = DocumentKind.Mandate,
            DecisionPoint = DecisionPoint.Bp1,
            Sections =
            {
                new Section
                {
                    Name = $"{Name}/sections/background",
                    Number = "1",
                    Title = "Bakgrunn",
                    Required = true,
                    Body =
                        "Askim, Eidsberg, Hobøl, Spydeberg og Trøgstad blir én kommune 1. januar 2020. Stortinget vedtok det 8. juni 2017.\n\n"
                        + "Prosjektplanen for 2017–2020 gir rammene for dette mandatet.",
                },
                new Section
                {
                    Name = $"{Name}/sections/purpose",
                    Number = "2",
                    Title = "Hensikt",
                    Required = true,
                    Parts = { SectionPart.Goals },
                    Body = "Én felles helse-, sosial- og omsorgstjeneste for de fem kommunene.",
                    Goals =
                    {
                        new Goal
                        {
                            Kind = GoalKind.Main,
                            Text = "Tjenesten er samlet og i drift når kommunen begynner",
                            Amount = Nok(60_000_000),
                            AmountMax = Nok(80_000_000),
                            Effect = EffectKind.FullYear,
                            EffectYear = 2020,
                        },
                    },
                },
                new Section
                {
                    Name = $"{Name}/sections/changes",
                    Number = "3",
                    Title = "Endringer delprosjektet skal skape",
                    Required = true,
                    Parts = { SectionPart.Benefits },
                    ExpectedBenefits =
                    {
                        new ExpectedBenefit
                        {
                            Kind = BenefitKind.TimeSaved,
                            Text = "Ett journalsystem i stedet for to",
                            Beneficiary = "Hjemmetjenesten",
                        },
                    },
                },
                new Section
                {
                    Name = $"{Name}/sections/items",
                    Number = "4",
                    Title = "Mandat",
                    Required = true,
                    Parts = { SectionPart.Items },
                    Items =
                    {
                        new Item { Text = "Utrede og anbefale konsept" },
                        new Item { Text = "Lokalisering og bruk av bygg i de fem kommunene" },
                    },
                },
                new Section
                {
                    Name = $"{Name}/sections/procurement",
                    Number = "4.1",
                    Title = "Er anskaffelser aktuelt?",
                    Required = true,
                    Parts = { SectionPart.Procurement },
                    ProcurementRelevance = ProcurementRelevance.Yes,
                },
                new Section
                {
                    Name = $"{Name}/sections/resources",
                    Number = "5",
                    Title = "Tidsramme og ressursbehov",
                    Required = true,
                    Parts = { SectionPart.Plan, SectionPart.Budget },
                    PlanEntries =
                    {
                        new PlanEntry
                        {
                            Kind = PlanEntryKind.Phase,
                            Text = "Konsept",
                            Period = Read("Nov/Des 17", Day(2017, 11, 1), Day(2017, 12, 31)),
                        },
                    },
                    BudgetFrames =
                    {
                        new BudgetFrame
                        {
                            Kind = BudgetKind.Operations,
                            Amount = Nok(2_000_000),
                            PerYear = true,
                        },
                        new BudgetFrame { Kind = BudgetKind.Procurement, Note = "IKT og velferdsteknologi kommer i tillegg" },
                    },
                },
                new Section
                {
                    Name = $"{Name}/sections/organisation",
                    Number = "6",
                    Title = "Organisering og ansvar",
                    Required = true,
                    Parts = { SectionPart.Dependencies },
                    Dependencies =
                    {
                        new Dependency
                        {
                            SubProject = "programmes/indre-ostfold/subProjects/a2",
                            DisplayName = "A2 Økonomi",
                            Reason = "Økonomiske grunnlagsdokumenter",
                            NeededBy = Read("1. kvartal 2018", Day(2018, 1, 1), Day(2018, 3, 31)),
                        },
                    },
                },
                new Section
                {
                    Name = $"{Name}/sections/success-factors",
                    Number = "7",
                    Title = "Kritiske suksessfaktorer",
                    Parts = { SectionPart.SuccessFactors },
                    SuccessFactors = { new SuccessFactor { Text = "Nøkkelpersoner følger tiltakene inn i linjen" } },
                },
                new Section
                {
                    Name = $"{Name}/sections/attachments",
                    Title = "Vedlegg",
                    Parts = { SectionPart.Attachments },
                    Attachments =
                    {
                        new Attachment
                        {
                            Title = "Analyse av nåsituasjonen",
                            Due = Read("1. kvartal 2018", Day(2018, 1, 1), Day(2018, 3, 31)),
                        },
                    },
                },
            },
        };

    public static Body SteeringGroup() =>
        new()
        {
            Name = "programmes/indre-ostfold/bodies/styringsgruppe-a4",
            DisplayName = "Styringsgruppen for A4",
            Kind = BodyKind.SteeringGroup,
            Authority = BodyAuthority.Deciding,
            SubProject = SubProject,
            Quorum = 3,
            Decides = { DecisionPoint.Bp1 },
            StartDate = Day(2017, 9, 1),
            EndDate = Day(2020, 6, 30),
        };

    public static Decision Start() =>
        new()
        {
            Verdict = Verdict.Start,
            DecisionDate = Day(2017, 12, 13),
            Place = "Askim",
            Body = "programmes/indre-ostfold/bodies/styringsgruppe-a4",
            Present =
            {
                new Attendee { DisplayName = "Solveig Haugen", Voting = true },
                new Attendee { DisplayName = "Arne Bakke", Voting = true },
                new Attendee { DisplayName = "Mona Lie", Voting = true },
                new Attendee { DisplayName = "Per Sand" },
            },
            VotesFor = 2,
            VotesAgainst = 1,
            Dissents =
            {
                new Dissent { DisplayName = "Mona Lie", Text = "Ønsket en lengre høring." },
            },
            Wording = "Konseptfasen startes.",
            Conditions =
            {
                new Condition
                {
                    Text = "Analysen av nåsituasjonen er ferdig.",
                    Owner = "Arne Bakke",
                    DueDate = Day(2018, 3, 31),
                },
            },
            CaseNumber = "13/15",
            Signatories =
            {
                new Signatory { DisplayName = "Solveig Haugen", Role = "leder" },
            },
        };

    public static IReadOnlyList<ParticipationRecord> BothHeard() =>
        [
            Heard(PartyKind.Union, "Fagforbundet", ParticipationForm.Heard),
            Heard(PartyKind.SafetyService, "Hovedverneombudet", ParticipationForm.Agreed),
        ];

    public static ParticipationRecord Heard(PartyKind kind, string party, ParticipationForm form) =>
        new()
        {
            Name = $"programmes/indre-ostfold/participationRecords/{kind}",
            Matter = Name,
            PartyKind = kind,
            Party = party,
            Representative = "Kari Vold",
            Form = form,
            HeardDate = Day(2017, 12, 11),
            View = "Vi støtter mandatet.",
        };

    public static Date Day(int year, int month, int day) =>
        new()
        {
            Year = year,
            Month = month,
            Day = day,
        };

    public static Money Nok(long units) => new() { CurrencyCode = "NOK", Units = units };

    public static Period Read(string label, Date start, Date end) =>
        new()
        {
            Label = label,
            StartDate = start,
            EndDate = end,
            Resolution = PeriodResolution.Read,
        };
}
