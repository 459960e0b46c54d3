using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.V1;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Stakeholders.V1;
using Microsoft.Extensions.DependencyInjection;
using Money = Google.Type.Money;

namespace MergeProgramme.Testing;

/// <summary>
/// The main job, through the contracts: the mandate of sub-project A4 from draft to BP1 and to what follows from it. Each step can be taken
/// alone. It makes a programme of its own, so it runs on an empty host and beside sample data.
/// </summary>
/// <param name="programmeId">Last part of the programme's name; another one for each walk on the same data.</param>
/// <param name="code">Code of the sub-project.</param>
public sealed class A4Walk(A4Walk.Clients clients, string programmeId = "gang", string code = "A4")
{
    // Only reached where something hangs: then the test fails instead of running for ever.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>The five modules' clients.</summary>
    public sealed record Clients(
        OrganisationService.OrganisationServiceClient Organisation,
        MandatesService.MandatesServiceClient Mandates,
        StakeholdersService.StakeholdersServiceClient Stakeholders,
        ProcurementService.ProcurementServiceClient Procurement,
        BenefitsService.BenefitsServiceClient Benefits
    )
    {
        /// <summary>As a page of this host has them: in-process or remote, as its settings say. Who calls is the test's caller, or the installation.</summary>
        public static Clients Of(IServiceProvider services)
        {
            TestCaller.SetOffice();
            return new(
                services.GetRequiredService<OrganisationService.OrganisationServiceClient>(),
                services.GetRequiredService<MandatesService.MandatesServiceClient>(),
                services.GetRequiredService<StakeholdersService.StakeholdersServiceClient>(),
                services.GetRequiredService<ProcurementService.ProcurementServiceClient>(),
                services.GetRequiredService<BenefitsService.BenefitsServiceClient>()
            );
        }

        /// <summary>All over one connection.</summary>
        public static Clients Of(CallInvoker invoker) =>
            new(new(invoker), new(invoker), new(invoker), new(invoker), new(invoker));
    }

    /// <summary>What the walk has come to.</summary>
    /// <param name="Decided">The mandate after BP1.</param>
    /// <param name="SubProject">The sub-project, moved to its concept phase.</param>
    /// <param name="Needs">Raised by the mandate.</param>
    /// <param name="Goals">Registered from it.</param>
    /// <param name="Benefits">Registered from it.</param>
    public sealed record Outcome(
        Mandate Decided,
        SubProject SubProject,
        IReadOnlyList<Need> Needs,
        IReadOnlyList<Benefits.V1.Goal> Goals,
        IReadOnlyList<Benefit> Benefits
    )
    {
        /// <summary>All that does not depend on when the walk was taken: times and etags are left out.</summary>
        public IReadOnlyList<string> WithoutTimes() =>
            [
                .. ((IMessage[])[Decided, SubProject, .. Needs, .. Goals, .. Benefits]).Select(message =>
                    JsonFormatter.Default.Format(Cleared(message))
                ),
            ];

        private static IMessage Cleared(IMessage message)
        {
            var copy = message.Descriptor.Parser.ParseFrom(message.ToByteString());
            Clear(copy);
            return copy;
        }

        private static void Clear(IMessage message)
        {
            foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
            {
                if (field.Name == "etag" || (field.Name.EndsWith("_time", StringComparison.Ordinal) && !field.IsRepeated))
                    field.Accessor.Clear(message);
                else if (field.FieldType == Google.Protobuf.Reflection.FieldType.Message && !field.IsMap)
                {
                    var value = field.Accessor.GetValue(message);
                    foreach (var inner in value as System.Collections.IEnumerable ?? new[] { value })
                    {
                        if (inner is IMessage nested)
                            Clear(nested);
                    }
                }
            }
        }
    }

    /// <summary>Who is in the steering group.</summary>
    public static readonly IReadOnlyList<string> Members = ["Ragnhild Solli", "Torbjørn Vik", "Eli Strand"];

    /// <summary>The clients that the walk is taken with.</summary>
    public Clients Through => clients;

    /// <summary>The programme's name.</summary>
    public string Programme { get; } = $"programmes/{programmeId}";

    /// <summary>The sub-project's name.</summary>
    public string SubProject { get; } = $"programmes/{programmeId}/subProjects/{code.ToLowerInvariant()}";

    /// <summary>The name of the body that decides.</summary>
    public string Body { get; } = $"programmes/{programmeId}/bodies/styringsgruppe-{code.ToLowerInvariant()}";

    /// <summary>The name that the mandate gets.</summary>
    public string Mandate => $"{SubProject}/mandates/1";

    private static Google.Type.Date Today => TimeProvider.System.Today().ToDate();

    /// <summary>The whole walk.</summary>
    public async Task<Outcome> RunAsync()
    {
        await OrganiseAsync();
        await DraftAsync();
        await WriteAsync();
        await HearAsync();
        await AnswerGateAsync();
        await SubmitAsync();
        await DecideAsync();
        return await OutcomeAsync();
    }

    /// <summary>The whole walk up to the moment before the decision.</summary>
    public async Task<Mandate> UntilDecisionAsync()
    {
        await OrganiseAsync();
        await DraftAsync();
        await WriteAsync();
        await HearAsync();
        await AnswerGateAsync();
        return await SubmitAsync();
    }

    /// <summary>Programme, sub-projects, and a steering group of three that decides BP1. What another walk has made already is used.</summary>
    public async Task OrganiseAsync()
    {
        var organisation = clients.Organisation;
        await UnlessThere(() =>
            organisation.CreateProgrammeAsync(
                new()
                {
                    ProgrammeId = programmeId,
                    Programme = new()
                    {
                        DisplayName = "Indre Østfold",
                        Kind = ProgrammeKind.MunicipalMerger,
                        VestingDate = Day(2020, 1, 1),
                        Goals = { new ProgrammeGoal { Text = "En helt ny kommune er klar 31. desember 2019" } },
                    },
                }
            )
        );
        await UnlessThere(() => organisation.CreateSubProjectAsync(SubProjectOf("A2", "Økonomi")));
        await organisation.CreateSubProjectAsync(SubProjectOf(code, "Helse, sosial og omsorg"));
        await organisation.CreateBodyAsync(
            new()
            {
                Parent = Programme,
                BodyId = Body.Split('/')[^1],
                Body = new()
                {
                    DisplayName = $"Styringsgruppen for {code}",
                    Kind = BodyKind.SteeringGroup,
                    Authority = BodyAuthority.Deciding,
                    SubProject = SubProject,
                    Decides = { DecisionPoint.Bp1 },
                    StartDate = Day(2017, 10, 1),
                },
            }
        );
        foreach (var (index, member) in Members.Index())
        {
            await UnlessThere(() =>
                organisation.CreatePersonAsync(
                    new()
                    {
                        Parent = Programme,
                        PersonId = PersonId(index),
                        Person = new() { DisplayName = member },
                    }
                )
            );
            await organisation.CreateAppointmentAsync(
                new()
                {
                    Parent = Programme,
                    Appointment = new()
                    {
                        Person = Person(index),
                        Body = Body,
                        Role = index == 0 ? AppointmentRole.Chair : AppointmentRole.Member,
                        Representation = Representation.Programme,
                        StartDate = Day(2017, 10, 1),
                    },
                }
            );
        }
    }

    /// <summary>A draft of Difi's template, nothing written in it.</summary>
    public async Task<Mandate> DraftAsync() =>
        await clients.Mandates.CreateMandateAsync(
            new()
            {
                Parent = SubProject,
                Mandate = new()
                {
                    Title = $"Mandat for {code} Helse, sosial og omsorg",
                    Template = "templates/difi-konseptfase-3.0",
                    DocumentDate = Today,
                    PreparedBy = Person(0),
                    PreparedByDisplayName = Members[0],
                },
            }
        );

    /// <summary>Writes every section, so that the check finds nothing missing.</summary>
    public async Task<Mandate> WriteAsync()
    {
        var draft = await ReadAsync();
        foreach (var section in draft.Sections)
            await clients.Mandates.UpdateSectionAsync(new() { Section = Written(section) });
        return await ReadAsync();
    }

    /// <summary>Records that a union and the safety service were heard today.</summary>
    public async Task HearAsync()
    {
        foreach (
            var (kind, party, representative) in ((PartyKind, string, string)[])
                [(PartyKind.Union, "Fagforbundet", "Eli Strand"), (PartyKind.SafetyService, "Hovedverneombudet", "Jon Moen")]
        )
        {
            await clients.Stakeholders.CreateParticipationRecordAsync(
                new()
                {
                    Parent = Programme,
                    ParticipationRecord = new()
                    {
                        Matter = Mandate,
                        PartyKind = kind,
                        Party = party,
                        Representative = representative,
                        Form = ParticipationForm.Heard,
                        HeardDate = Today,
                        Setting = "Drøftingsmøte",
                        View = "Vi støtter mandatet.",
                    },
                }
            );
        }
    }

    /// <summary>Answers every point of the gate that a person answers for.</summary>
    public async Task<Gate> AnswerGateAsync()
    {
        var gate = await clients.Mandates.CheckGateAsync(new() { Name = Mandate });
        foreach (var point in gate.Points.Where(point => point.Kind == GatePointKind.Answered))
        {
            gate = await clients.Mandates.AnswerGatePointAsync(
                new()
                {
                    Name = Mandate,
                    Point = point.Point,
                    Answer = GateAnswer.Met,
                    Comment = "Avklart i styringsgruppen",
                    AnsweredBy = Members[0],
                }
            );
        }
        return gate;
    }

    /// <summary>Draft → submitted.</summary>
    public async Task<Mandate> SubmitAsync() =>
        await clients.Mandates.SubmitMandateAsync(new() { Name = Mandate, Etag = (await ReadAsync()).Etag });

    /// <summary>BP1: the steering group starts the concept phase.</summary>
    public async Task<Mandate> DecideAsync(Decision? decision = null) =>
        await clients.Mandates.DecideMandateAsync(
            new()
            {
                Name = Mandate,
                Etag = (await ReadAsync()).Etag,
                Decision = decision ?? Start(),
            }
        );

    /// <summary>The decision that <see cref="DecideAsync"/> takes.</summary>
    public Decision Start() =>
        new()
        {
            Verdict = Verdict.Start,
            DecisionDate = Today,
            Place = "Askim",
            Body = Body,
            Present =
            {
                Members.Select(
                    (member, index) =>
                        new Attendee
                        {
                            Person = Person(index),
                            DisplayName = member,
                            Voting = true,
                        }
                ),
            },
            VotesFor = Members.Count,
            Wording = "Styringsgruppen godkjenner mandatet. Konseptfasen startes.",
            CaseNumber = "17/1",
            Signatories =
            {
                new Signatory { DisplayName = Members[0], Role = "leder" },
            },
        };

    /// <summary>The mandate as it stands.</summary>
    public async Task<Mandate> ReadAsync() => await clients.Mandates.GetMandateAsync(new() { Name = Mandate });

    /// <summary>What follows from the decision, when all of it has come about.</summary>
    public async Task<Outcome> OutcomeAsync()
    {
        await WrittenAsync(clients.Organisation.StreamEvents, "organisation.subProject.phaseMoved", SubProject);
        await NeedRaisedAsync();
        await BenefitsRegisteredAsync();
        return new(
            await ReadAsync(),
            await clients.Organisation.GetSubProjectAsync(new() { Name = SubProject }),
            await NeedsAsync(),
            (await clients.Benefits.ListGoalsAsync(new() { Parent = Programme, SourceMandate = Mandate })).Goals,
            (await clients.Benefits.ListBenefitsAsync(new() { Parent = Programme, SourceMandate = Mandate })).Benefits
        );
    }

    /// <summary>Completes when procurement has raised the mandate's need.</summary>
    public async Task NeedRaisedAsync() =>
        await WrittenAsync(
            clients.Procurement.StreamEvents,
            "procurement.need.created",
            e => e.Data.Unpack<Need>().SourceMandate == Mandate
        );

    /// <summary>The needs that the mandate has raised.</summary>
    public async Task<IReadOnlyList<Need>> NeedsAsync() =>
        (await clients.Procurement.ListNeedsAsync(new() { Parent = Programme, SourceMandate = Mandate })).Needs;

    private async Task BenefitsRegisteredAsync() =>
        await WrittenAsync(
            clients.Benefits.StreamEvents,
            "benefits.benefit.created",
            e => e.Data.Unpack<Benefit>().SourceMandate == Mandate
        );

    private static Task WrittenAsync(
        Func<StreamEventsRequest, Metadata?, DateTime?, CancellationToken, AsyncServerStreamingCall<Event>> stream,
        string type,
        string subject
    ) => WrittenAsync(stream, type, e => e.Subject == subject);

    // From the beginning of the log and then on: an event is seen whether it was written before or is still to come.
    private static async Task WrittenAsync(
        Func<StreamEventsRequest, Metadata?, DateTime?, CancellationToken, AsyncServerStreamingCall<Event>> stream,
        string type,
        Func<Event, bool> isIt
    )
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var events = stream(new() { Follow = true }, null, null, deadline.Token);
        await foreach (var e in events.ResponseStream.ReadAllAsync(deadline.Token))
        {
            if (e.Type == type && isIt(e))
                return;
        }
        Assert.Fail($"The log ended without {type}");
    }

    private static async Task UnlessThere<T>(Func<AsyncUnaryCall<T>> create)
    {
        try
        {
            await create();
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.AlreadyExists)
        {
            // Another walk in the same programme made it.
        }
    }

    private Section Written(Section empty)
    {
        var section = empty.Clone();
        switch (section.Name.Split('/')[^1])
        {
            case "background":
                section.Body =
                    "Askim, Eidsberg, Hobøl, Spydeberg og Trøgstad blir Indre Østfold kommune 1. januar 2020. Stortinget vedtok det 8. juni 2017.";
                break;
            case "purpose":
                section.Body =
                    "De fem kommunene har ulike journalsystemer og ulike modeller for tildeling. Delprosjektet skal samle dem.";
                section.Goals.Add(
                    new Mandates.V1.Goal
                    {
                        Kind = Mandates.V1.GoalKind.Main,
                        Text = "Én felles helse-, sosial- og omsorgstjeneste er i drift 1. januar 2020",
                    }
                );
                section.Goals.Add(
                    new Mandates.V1.Goal
                    {
                        Kind = Mandates.V1.GoalKind.Result,
                        Text = "Samlet drift koster 12 MNOK mindre i året fra 2021",
                        Amount = Nok(12_000_000),
                        Effect = Mandates.V1.EffectKind.FullYear,
                        EffectYear = 2021,
                    }
                );
                break;
            case "changes":
                section.Body = "Innbyggerne møter én tjeneste med samme tildelingspraksis fra 1. januar 2020.";
                section.ExpectedBenefits.Add(
                    new ExpectedBenefit
                    {
                        Kind = Mandates.V1.BenefitKind.TimeSaved,
                        Text = "Ett journalsystem i stedet for fem",
                        Beneficiary = "Hjemmetjenesten",
                    }
                );
                section.ExpectedBenefits.Add(
                    new ExpectedBenefit
                    {
                        Kind = Mandates.V1.BenefitKind.Quality,
                        Text = "Lik tildeling av tjenester i alle fem kommuner",
                        Beneficiary = "Innbyggerne",
                    }
                );
                break;
            case "items":
                section.Items.Add(new Item { Text = "Organisering av legevakt, avlastning og krisesenter i den nye kommunen" });
                section.Items.Add(new Item { Text = "Lokalisering og bruk av eksisterende bygg i de fem kommunene" });
                break;
            case "procurement":
                section.Body = "Kommunene har ulike journalsystemer. Prosjektstyret velger felles fagsystem.";
                section.ProcurementRelevance = ProcurementRelevance.Yes;
                break;
            case "digitalisation":
                section.Body = "Velferdsteknologi og digital hjemmeoppfølging tas i bruk i alle fem kommuner.";
                break;
            case "resources":
                section.Body = "Prosjektleder i 100 % stilling. Deltakere i arbeidsgruppene frikjøpes.";
                section.PlanEntries.Add(
                    new PlanEntry
                    {
                        Kind = PlanEntryKind.Phase,
                        Text = "Konseptfase",
                        Period = new() { Label = "Nov/Des 17" },
                    }
                );
                section.BudgetFrames.Add(
                    new BudgetFrame
                    {
                        Kind = BudgetKind.Operations,
                        Amount = Nok(2_000_000),
                        PerYear = true,
                    }
                );
                break;
            case "organisation":
                section.Body =
                    "Styringsgruppen leder delprosjektet. Hovedtillitsvalgte og hovedverneombud deltar fra første møte.";
                section.Dependencies.Add(
                    new Dependency
                    {
                        SubProject = $"{Programme}/subProjects/a2",
                        DisplayName = "A2 Økonomi",
                        Reason = "Økonomiske grunnlagsdokumenter",
                        NeededBy = new() { Label = "1. kvartal 2018" },
                    }
                );
                break;
            case "success-factors":
                section.SuccessFactors.Add(new SuccessFactor { Text = "Tillitsvalgte deltar i alle arbeidsgrupper" });
                break;
            case "attachments":
                section.Attachments.Add(
                    new Attachment
                    {
                        Title = "Analyse av nåsituasjonen",
                        Due = new() { Label = "Medio 2019" },
                    }
                );
                break;
            default:
                throw new InvalidOperationException($"The walk does not know what to write in {section.Name}");
        }
        return section;
    }

    private CreateSubProjectRequest SubProjectOf(string subProjectCode, string displayName) =>
        new()
        {
            Parent = Programme,
            SubProject = new()
            {
                Code = subProjectCode,
                DisplayName = displayName,
                Kind = SubProjectKind.Administrative,
            },
        };

    private static string PersonId(int index) => $"medlem-{index + 1}";

    private string Person(int index) => $"{Programme}/persons/{PersonId(index)}";

    private static Google.Type.Date Day(int year, int month, int day) => new DateOnly(year, month, day).ToDate();

    private static Money Nok(long units) => new() { CurrencyCode = "NOK", Units = units };
}
