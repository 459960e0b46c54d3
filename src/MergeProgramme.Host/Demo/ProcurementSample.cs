using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Host.Demo;

/// <summary>Two procurements of Indre Østfold: the record system, prepared; and the alarm centre, published with a sealed tender where its deadline is ahead.</summary>
internal static class ProcurementSample
{
    public static async Task IndreOstfoldAsync(SampleWriter w, string subProject, SampleCalendar when)
    {
        var officer = await w.PersonAsync("Lene Ramstadli", "innkjøpsrådgiver");
        var evaluator = await w.PersonAsync("Yasmin Tellefsrud", "systemansvarlig");
        var records = await CaseAsync(
            w,
            "felles-journalsystem",
            new()
            {
                Title = "Felles journalsystem",
                Description =
                    "Ett elektronisk pasientjournalsystem for hele den nye kommunen. I dag har fem kommuner to systemer.",
                Kind = ProcurementKind.Services,
                EstimatedValue = Kroner(18_000_000),
                EstimateBasis =
                    "Årlig kostnad i dag i de fem kommunene (1,9 MNOK) i åtte år med opsjoner, og innføring 2,8 MNOK.",
                SubProject = subProject,
                EvaluationDays = 30,
                ContractDays = 14,
                ImplementationDays = 270,
            }
        );
        await AwardCriterionAsync(w, records, "Pris", 30, formula: PriceFormula.Linear);
        var quality = await AwardCriterionAsync(w, records, "Kvalitet", 40);
        await AwardCriterionAsync(w, records, "Brukervennlighet i pasientnært arbeid", 60, quality);
        await AwardCriterionAsync(w, records, "Integrasjon med fastlege, sykehus og velferdsteknologi", 40, quality);
        await AwardCriterionAsync(w, records, "Klima og miljø i drift og utstyr", 30, environment: true);
        await RequirementAsync(w, records, "Driftes og lagres i EØS", CriterionKind.MinimumRequirement);
        await RequirementAsync(w, records, "Minst to leveranser til kommuner av samme størrelse", CriterionKind.Qualification);
        await MemberAsync(w, records, officer, CaseRole.Officer);
        await MemberAsync(w, records, evaluator, CaseRole.Evaluator);
        await MemberAsync(w, records, w.PersonOf("Ingrid Solbakkmoen"), CaseRole.Evaluator);

        var deadline = when.MandateDate.AddDays(52);
        var alarms = await CaseAsync(
            w,
            "responssenter",
            new()
            {
                Title = "Responssenter for trygghetsalarmer",
                Description = "Svarer på trygghetsalarmer for hele den nye kommunen, døgnet rundt.",
                Kind = ProcurementKind.Services,
                EstimatedValue = Kroner(6_400_000),
                EstimateBasis = "Dagens avtaler i fem kommuner, samlet over fire år.",
                SubProject = subProject,
                TenderDeadlineTime = Noon(deadline),
                EvaluationDays = 20,
                ContractDays = 14,
                ImplementationDays = 90,
                EnvironmentReason =
                    "Anskaffelsen har et uvesentlig klimaavtrykk: ytelsen er bemanning av en døgnåpen tjeneste uten vesentlig utstyr.",
            }
        );
        await AwardCriterionAsync(w, alarms, "Pris", 60, formula: PriceFormula.Proportional);
        await AwardCriterionAsync(w, alarms, "Svartid og kompetanse", 40);
        await MemberAsync(w, alarms, officer, CaseRole.Officer);
        // In the years of the document the deadline is long past: nobody can publish with it.
        if (w.IsPast(deadline.ToDate()))
            return;
        var published = await w.Procurement.PublishProcurementCaseAsync(new() { Name = alarms });
        await w.Procurement.CreateClarificationAsync(
            new()
            {
                Parent = published.Name,
                Clarification = new()
                {
                    Question = "Skal senteret også ta imot varsler fra brannmeldere?",
                    Answer = "Nei, bare trygghetsalarmer.",
                },
            }
        );
        await w.Procurement.ReceiveTenderAsync(
            new()
            {
                Parent = published.Name,
                Tender = new()
                {
                    Tenderer = "Trygghetssentralen Øst AS",
                    OrganisationNumber = "310406023",
                    ContactEmail = "tilbud@example.no",
                },
                Content = ByteString.CopyFromUtf8("Eksempeldata: et tilbud som ingen kan lese før det åpnes."),
                FileName = "tilbud.txt",
                Price = Kroner(5_950_000),
            }
        );
    }

    private static async Task<string> CaseAsync(SampleWriter w, string id, ProcurementCase procurement) =>
        (
            await w.Procurement.CreateProcurementCaseAsync(
                new()
                {
                    Parent = w.Programme,
                    ProcurementCase = procurement,
                    ProcurementCaseId = id,
                }
            )
        ).Name;

    private static async Task<string> AwardCriterionAsync(
        SampleWriter w,
        string procurement,
        string title,
        int weight,
        string parent = "",
        PriceFormula formula = PriceFormula.Unspecified,
        bool environment = false
    ) =>
        (
            await w.Procurement.CreateCriterionAsync(
                new()
                {
                    Parent = procurement,
                    Criterion = new()
                    {
                        Title = title,
                        Kind = CriterionKind.Award,
                        Weight = weight,
                        ParentCriterion = parent,
                        PriceFormula = formula,
                        Environment = environment,
                    },
                }
            )
        ).Name;

    private static async Task RequirementAsync(SampleWriter w, string procurement, string title, CriterionKind kind) =>
        await w.Procurement.CreateCriterionAsync(
            new()
            {
                Parent = procurement,
                Criterion = new() { Title = title, Kind = kind },
            }
        );

    private static async Task MemberAsync(SampleWriter w, string procurement, string person, CaseRole role) =>
        await w.Procurement.CreateCaseMemberAsync(
            new()
            {
                Parent = procurement,
                Member = new() { Person = person, Role = role },
            }
        );

    private static Timestamp Noon(DateOnly day)
    {
        var local = day.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Unspecified);
        return Timestamp.FromDateTimeOffset(new(local, NorwegianTime.Zone.GetUtcOffset(local)));
    }

    private static Google.Type.Money Kroner(long kroner) => new() { CurrencyCode = "NOK", Units = kroner };
}
