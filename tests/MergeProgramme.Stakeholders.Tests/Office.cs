using Google.Type;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Client = MergeProgramme.Stakeholders.V1.StakeholdersService.StakeholdersServiceClient;

namespace MergeProgramme.Stakeholders.Tests;

/// <summary>A programme with a hospital, a union and patients in its register, and a clock that tests move.</summary>
internal sealed class Office : IAsyncDisposable
{
    public const string Programme = "programmes/indre-ostfold";
    public const string SubProject = $"{Programme}/subProjects/a4";

    private Office(RunningHost host, Transport transport, FakeTimeProvider clock) =>
        (Host, Clock, Client) = (host, clock, new(host.Invoker(transport)));

    public RunningHost Host { get; }
    public FakeTimeProvider Clock { get; }
    public Client Client { get; }
    public string Hospital { get; private set; } = "";
    public string Union { get; private set; } = "";
    public string Patients { get; private set; } = "";

    public DateOnly Today => Clock.Today();

    public static async Task<Office> OpenAsync(TestDatabase database, Transport transport = Transport.InProcess)
    {
        // A Tuesday.
        var clock = new FakeTimeProvider(new DateTimeOffset(2018, 2, 6, 9, 0, 0, TimeSpan.Zero));
        var host = await RunningHost.StartAsync(
            database,
            builder =>
            {
                builder.Services.RemoveAll<TimeProvider>();
                builder.Services.AddSingleton<TimeProvider>(clock);
            }
        );
        await host.ProgrammeAsync("indre-ostfold", "a4");
        var office = new Office(host, transport, clock);
        office.Hospital = await office.RegisterAsync("Sykehuset Østfold", StakeholderKind.Organisation, 5, 4);
        office.Union = await office.RegisterAsync("Fagforbundet", StakeholderKind.Organisation, 4, 3);
        office.Patients = await office.RegisterAsync("Pårørende", StakeholderKind.Group, 5, 1);
        return office;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public Date Day(int daysFromToday = 0) => Today.AddDays(daysFromToday).ToDate();

    public async Task<string> RegisterAsync(string displayName, StakeholderKind kind, int interest, int influence) =>
        (
            await Client.CreateStakeholderAsync(
                new()
                {
                    Parent = Programme,
                    Stakeholder = new()
                    {
                        DisplayName = displayName,
                        Kind = kind,
                        Why = "Berøres av hjemmesykepleien.",
                        Interest = interest,
                        Influence = influence,
                        SubProjects = { SubProject },
                    },
                }
            )
        ).Name;

    public async Task<Engagement> MetAsync(int daysFromToday, params string[] stakeholders) =>
        await Client.CreateEngagementAsync(
            new()
            {
                Parent = Programme,
                Engagement = new()
                {
                    Title = "Dialogmøte om hjemmesykepleien",
                    Kind = EngagementKind.Meeting,
                    Date = Day(daysFromToday),
                    Place = "Askim rådhus",
                    Stakeholders = { stakeholders },
                    SubProjects = { SubProject },
                    Summary = "De ønsker én dør inn.",
                },
            }
        );

    public async Task<Input> SaidAsync(string stakeholder, int daysFromToday, Action<Input>? change = null)
    {
        var input = new Input
        {
            Stakeholder = stakeholder,
            ReceiveDate = Day(daysFromToday),
            Text = "Vi trenger én felles epikrise.",
            SubProject = SubProject,
        };
        change?.Invoke(input);
        return await Client.CreateInputAsync(new() { Parent = Programme, Input = input });
    }

    public async Task<Input> AnswerAsync(Input input, InputState state = InputState.TakenIn) =>
        await Client.AnswerInputAsync(
            new()
            {
                Name = input.Name,
                State = state,
                Answer = "Det er tatt med i mandatet.",
                AnswerPlace = "Mandatet, mål 3",
                Etag = input.Etag,
            }
        );

    public async Task<Consultation> DraftAsync(int deadline, Action<Consultation>? change = null)
    {
        var consultation = new Consultation
        {
            Title = "Helsehus i Indre Østfold",
            Introduction = "Hvor skal helsehuset ligge?",
            Points =
            {
                new ConsultationPoint { Text = "Er Askim rett sted?" },
                new ConsultationPoint { Text = "Hva mangler?" },
            },
            Stakeholders = { Hospital, Union },
            DeadlineDate = Day(deadline),
            SubProject = SubProject,
        };
        change?.Invoke(consultation);
        return await Client.CreateConsultationAsync(new() { Parent = Programme, Consultation = consultation });
    }

    public async Task<Consultation> OpenedAsync(int deadline = 60)
    {
        var draft = await DraftAsync(deadline);
        return await Client.OpenConsultationAsync(new() { Name = draft.Name, Etag = draft.Etag });
    }
}
