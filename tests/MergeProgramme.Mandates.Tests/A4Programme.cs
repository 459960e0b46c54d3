using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.V1;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Mandates.Tests.SampleMandates;
using MandatesClient = MergeProgramme.Mandates.V1.MandatesService.MandatesServiceClient;
using OrganisationClient = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;
using StakeholdersClient = MergeProgramme.Stakeholders.V1.StakeholdersService.StakeholdersServiceClient;

[assembly: AssemblyFixture(typeof(SharedHosts))]

namespace MergeProgramme.Mandates.Tests;

/// <summary>A programme with sub-projects A4 and A2 and the steering group of A4, in a running host, written through the contracts.</summary>
internal sealed class A4Programme
{
    public const string Programme = "programmes/indre-ostfold";
    public const string Solveig = $"{Programme}/persons/solveig-haugen";
    public const string Arne = $"{Programme}/persons/arne-bakke";
    public const string Mona = $"{Programme}/persons/mona-lie";
    public const string Outsider = $"{Programme}/persons/per-sand";

    private A4Programme(RunningHost host, CallInvoker invoker)
    {
        Host = host;
        Mandates = new(invoker);
        Organisation = new(invoker);
        Stakeholders = new(invoker);
    }

    public RunningHost Host { get; }
    public MandatesClient Mandates { get; }
    public OrganisationClient Organisation { get; }
    public StakeholdersClient Stakeholders { get; }

    public static async Task<A4Programme> StartAsync(SharedHosts hosts, TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        var it = new A4Programme(host, host.Invoker(transport));
        await it.Organisation.CreateProgrammeAsync(
            new()
            {
                ProgrammeId = "indre-ostfold",
                Programme = new()
                {
                    DisplayName = "Indre Østfold",
                    Kind = ProgrammeKind.MunicipalMerger,
                    VestingDate = Day(2020, 1, 1),
                },
            }
        );
        foreach (var (code, name) in new[] { ("A4", "Helse, sosial og omsorg"), ("A2", "Økonomi") })
        {
            await it.Organisation.CreateSubProjectAsync(
                new()
                {
                    Parent = Programme,
                    SubProject = new()
                    {
                        Code = code,
                        DisplayName = name,
                        Kind = SubProjectKind.Administrative,
                    },
                }
            );
        }
        foreach (
            var (name, person) in ((string, string)[])
                [("Solveig Haugen", Solveig), ("Arne Bakke", Arne), ("Mona Lie", Mona), ("Per Sand", Outsider)]
        )
            await it.Organisation.CreatePersonAsync(
                new()
                {
                    Parent = Programme,
                    PersonId = person[(person.LastIndexOf('/') + 1)..],
                    Person = new() { DisplayName = name },
                }
            );
        return it;
    }

    /// <summary>The steering group with Solveig (chair), Arne and Mona as members and Per as secretary.</summary>
    public async Task<Body> CreateSteeringGroupAsync(Action<Body>? change = null)
    {
        var body = SteeringGroup();
        body.Name = "";
        change?.Invoke(body);
        body = await Organisation.CreateBodyAsync(
            new()
            {
                Parent = Programme,
                BodyId = "styringsgruppe-a4",
                Body = body,
            }
        );
        foreach (
            var (person, role) in new[]
            {
                (Solveig, AppointmentRole.Chair),
                (Arne, AppointmentRole.Member),
                (Mona, AppointmentRole.Member),
                (Outsider, AppointmentRole.Secretary),
            }
        )
        {
            await Organisation.CreateAppointmentAsync(
                new()
                {
                    Parent = Programme,
                    Appointment = new()
                    {
                        Person = person,
                        Body = body.Name,
                        Role = role,
                        Representation = Representation.Programme,
                        StartDate = Day(2017, 9, 1),
                    },
                }
            );
        }
        return body;
    }

    /// <summary>An empty draft of version 1.</summary>
    public async Task<Mandate> CreateDraftAsync() =>
        await Mandates.CreateMandateAsync(new() { Parent = SampleMandates.SubProject, Mandate = NewDraft() });

    public static Mandate NewDraft() =>
        new()
        {
            Title = "Mandat for A4 Helse, sosial og omsorg",
            Template = "templates/difi-konseptfase-3.0",
            DocumentDate = Day(2017, 12, 6),
            PreparedBy = Solveig,
        };

    /// <summary>A draft with every section filled in: the check finds nothing missing.</summary>
    public async Task<Mandate> CreateCompleteAsync()
    {
        var draft = await CreateDraftAsync();
        await FillAsync(draft);
        return await GetAsync(draft.Name);
    }

    public async Task FillAsync(Mandate draft)
    {
        foreach (var section in A4().Sections)
        {
            section.Name = section.Name.Replace(Name, draft.Name, StringComparison.Ordinal);
            section.Etag = "";
            await Mandates.UpdateSectionAsync(new() { Section = section });
        }
        await Mandates.UpdateSectionAsync(
            new()
            {
                Section = new()
                {
                    Name = $"{draft.Name}/sections/digitalisation",
                    Body =
                        "Velferdsteknologi i alle fem kommunene innen 2020, med Trøgstads 40 trygghetsalarmer som første steg.",
                },
            }
        );
    }

    public async Task<Mandate> GetAsync(string name = Name) => await Mandates.GetMandateAsync(new() { Name = name });

    /// <summary>The types of the module's events, oldest first.</summary>
    public async Task<string[]> EventsAsync()
    {
        var events = await Mandates.ListEventsAsync(new ListEventsRequest { PageSize = 1000 });
        return [.. events.Events.Select(e => e.Type).Reverse()];
    }

    /// <summary>Unions and the safety service heard on a mandate.</summary>
    public async Task HearBothAsync(string matter = Name)
    {
        foreach (var record in BothHeard())
        {
            record.Name = "";
            record.Matter = matter;
            await Stakeholders.CreateParticipationRecordAsync(new() { Parent = Programme, ParticipationRecord = record });
        }
    }

    /// <summary>Answers every point of the gate that people answer.</summary>
    public async Task AnswerGateAsync(string mandate = Name)
    {
        var gate = await Mandates.CheckGateAsync(new() { Name = mandate });
        foreach (var point in gate.Points.Where(point => point.Kind == GatePointKind.Answered))
        {
            await Mandates.AnswerGatePointAsync(
                new()
                {
                    Name = mandate,
                    Point = point.Point,
                    Answer = GateAnswer.Met,
                    AnsweredBy = "Arne Bakke",
                }
            );
        }
    }

    /// <summary>A complete mandate, submitted, with everything that BP1 asks for.</summary>
    public async Task<Mandate> SubmitReadyAsync()
    {
        await CreateSteeringGroupAsync();
        await CreateCompleteAsync();
        var submitted = await Mandates.SubmitMandateAsync(new() { Name = Name });
        await HearBothAsync();
        await AnswerGateAsync();
        return submitted;
    }

    /// <summary>The request that decides on a mandate as it stands.</summary>
    public static DecideMandateRequest Decide(Mandate mandate, Action<Decision>? change = null)
    {
        var decision = Start();
        decision.Present[0].Person = Solveig;
        decision.Present[1].Person = Arne;
        decision.Present[2].Person = Mona;
        decision.Present[3].Person = Outsider;
        change?.Invoke(decision);
        return new()
        {
            Name = mandate.Name,
            Etag = mandate.Etag,
            Decision = decision,
        };
    }

    /// <summary>A mandate decided on at BP1.</summary>
    public async Task<Mandate> DecideReadyAsync(Action<Decision>? change = null) =>
        await Mandates.DecideMandateAsync(Decide(await SubmitReadyAsync(), change));
}
