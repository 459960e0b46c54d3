using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using Client = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;

namespace MergeProgramme.Organisation.Tests.PositionControl;

[Collection("hosts")]
public sealed class PositionRequestTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    private static DateOnly Today => TimeProvider.System.Today();

    [Theory, MemberData(nameof(All))]
    public async Task A_vacant_nurse_position_goes_from_request_to_the_next_holder(TestDatabase database, Transport transport)
    {
        var scene = await OpenAsync(database, transport);
        var position = await scene.Office.PositionAsync(
            scene.Unit,
            change: p => (p.Vacant, p.VacantFromDate) = (true, Today.AddDays(-40).ToDate())
        );
        var asked = await scene.AskAsync(r =>
            (r.Position, r.Title, r.Unit, r.PercentHundredths, r.YearlyCost) = (position.Name, "", "", 0, null)
        );
        Assert.Equal(
            ("Sykepleier", scene.Unit.Name, 10_000, 620_000L, PositionRequestState.Requested, scene.Department.Name),
            (asked.Title, asked.Unit, asked.PercentHundredths, asked.YearlyCost.Units, asked.State, asked.Department)
        );
        Assert.Equal(Today.ToDate(), asked.RequestDate);

        await RefusedAsync(StatusCode.FailedPrecondition, () => scene.AdvertiseAsync(asked), (asked.Name, "NOT_APPROVED_YET"));
        var approved = await scene.DecideAsync(asked, scene.Director.Name);
        Assert.Equal(
            (PositionRequestState.Approved, scene.Director.Name, "Anne Vik", "Nødvendig for forsvarlig drift"),
            (approved.State, approved.Decider, approved.DeciderDisplayName, approved.DecisionReason)
        );
        await RefusedAsync(
            StatusCode.FailedPrecondition,
            () => scene.DecideAsync(approved, scene.Director.Name, PositionVerdict.Reject),
            (asked.Name, "REQUEST_DECIDED")
        );
        var advertised = await scene.AdvertiseAsync(approved);
        Assert.Equal(
            (PositionRequestState.Advertised, "2013/6984", Today.ToDate()),
            (advertised.State, advertised.AdvertiseReference, advertised.AdvertiseDate)
        );
        var filled = await scene.Office.Client.FillPositionRequestAsync(
            new()
            {
                Name = asked.Name,
                FillDate = Today.AddDays(30).ToDate(),
                Etag = advertised.Etag,
            }
        );
        Assert.Equal(PositionRequestState.Filled, filled.State);
        Assert.False((await scene.Office.Client.GetPositionAsync(new() { Name = position.Name })).Vacant);
        Assert.Equal(
            ["filled", "advertised", "decided", "created"],
            (await scene.Office.Client.ListEventsAsync(new() { Subject = asked.Name })).Events.Select(e => e.Type.Split('.')[2])
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Eight_decisions_at_once_are_one(TestDatabase database, Transport transport)
    {
        var scene = await OpenAsync(database, transport);
        var asked = await scene.AskAsync();
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async i =>
                {
                    try
                    {
                        // Without an etag: nobody has seen what the others do.
                        var decided = await scene.DecideAsync(
                            asked,
                            scene.Director.Name,
                            i % 2 == 0 ? PositionVerdict.Approve : PositionVerdict.Reject
                        );
                        return decided.State.ToString();
                    }
                    catch (RpcException e)
                    {
                        return e.StatusCode.ToString();
                    }
                })
        );
        var now = await scene.Office.Client.GetPositionRequestAsync(new() { Name = asked.Name });

        Assert.Equal(7, outcomes.Count(o => o == nameof(StatusCode.FailedPrecondition)));
        Assert.Equal(1, outcomes.Count(o => o == now.State.ToString()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Redeployment_says_who_and_from_where_and_the_log_does_not_say_who(
        TestDatabase database,
        Transport transport
    )
    {
        var scene = await OpenAsync(database, transport);
        var nurse = await scene.Office.PersonAsync("Kari Berg");
        var asked = await scene.AskAsync();
        var redeployed = await scene.Office.Client.DecidePositionRequestAsync(
            new()
            {
                Name = asked.Name,
                Verdict = PositionVerdict.Redeploy,
                Reason = "Overtallig på Sykehjemmet",
                Decider = scene.Director.Name,
                RedeployedPerson = nurse.Name,
                RedeployedFromUnit = scene.Unit.Name,
                RedeployDate = Today.ToDate(),
            }
        );

        Assert.Equal(
            (PositionRequestState.Redeployed, "Kari Berg", "Hjemmetjenesten"),
            (redeployed.State, redeployed.RedeployedPersonDisplayName, redeployed.RedeployedFromUnitDisplayName)
        );
        var events = (await scene.Office.Client.ListEventsAsync(new() { Subject = asked.Name })).Events;
        Assert.All(
            events,
            e => Assert.DoesNotContain("kari", e.Data.Unpack<PositionRequest>().ToString(), StringComparison.OrdinalIgnoreCase)
        );
        await RefusedAsync(StatusCode.FailedPrecondition, () => scene.AdvertiseAsync(redeployed), (asked.Name, "NOT_APPROVED"));
    }

    [Theory, MemberData(nameof(All))]
    public async Task People_decide_as_themselves_if_they_are_the_director_and_did_not_ask(
        TestDatabase database,
        Transport transport
    )
    {
        var scene = await OpenAsync(database, transport);
        var director = await scene.SomebodyAsync("direktor", scene.Director);
        var leader = await scene.SomebodyAsync("leder", scene.Requester);
        var nobody = await scene.SomebodyAsync("ingen", null);
        var mine = scene.As(leader);
        var asked = await mine.CreatePositionRequestAsync(
            new() { Parent = scene.Office.Programme, PositionRequest = scene.Request(r => r.Requester = "") }
        );
        Assert.Equal(scene.Requester.Name, asked.Requester);
        await RefusedAsync(
            StatusCode.PermissionDenied,
            async () =>
                await mine.CreatePositionRequestAsync(
                    new()
                    {
                        Parent = scene.Office.Programme,
                        PositionRequest = scene.Request(r => r.Requester = scene.Director.Name),
                    }
                )
        );
        var own = await mine.CheckPositionRequestAsync(new() { Name = asked.Name });
        Assert.Equal(("", true), (own.Decider, own.MayWithdraw));
        await RefusedAsync(
            StatusCode.FailedPrecondition,
            async () => await mine.DecidePositionRequestAsync(Approval(asked)),
            (asked.Name, "OWN_REQUEST")
        );
        await RefusedAsync(
            StatusCode.FailedPrecondition,
            async () => await scene.As(nobody).DecidePositionRequestAsync(Approval(asked)),
            (scene.Office.Programme, "CALLER_IS_NO_PERSON")
        );
        var theirs = scene.As(director);
        await RefusedAsync(
            StatusCode.InvalidArgument,
            async () => await theirs.DecidePositionRequestAsync(Approval(asked, d => d.Decider = scene.Requester.Name)),
            ("decider", "DECIDER_NOT_ONESELF")
        );
        await RefusedAsync(
            StatusCode.InvalidArgument,
            async () => await theirs.DecidePositionRequestAsync(Approval(asked, d => d.DecideDate = Today.AddDays(-1).ToDate())),
            ("decide_date", "DECIDED_TODAY_ONLY")
        );
        await RefusedAsync(
            StatusCode.PermissionDenied,
            async () => await theirs.WithdrawPositionRequestAsync(new() { Name = asked.Name, Reason = "Ikke min" })
        );
        var check = await theirs.CheckPositionRequestAsync(new() { Name = asked.Name });
        Assert.Equal((scene.Director.Name, true, false), (check.Decider, check.ParticipationMissing, check.MayWithdraw));
        Assert.Equal(scene.Director.Name, (await theirs.DecidePositionRequestAsync(Approval(asked))).Decider);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_decision_without_participation_is_let_through_and_remembered(TestDatabase database, Transport transport)
    {
        var scene = await OpenAsync(database, transport);
        var (silent, heard) = (await scene.AskAsync(), await scene.AskAsync());
        await new StakeholdersService.StakeholdersServiceClient(scene.Host.Invoker(transport)).CreateParticipationRecordAsync(
            new()
            {
                Parent = scene.Office.Programme,
                ParticipationRecord = new()
                {
                    Matter = heard.Name,
                    PartyKind = PartyKind.Union,
                    Party = "Norsk Sykepleierforbund",
                    Representative = "Eli Strand",
                    Form = ParticipationForm.Heard,
                    HeardDate = Today.ToDate(),
                },
            }
        );

        Assert.True((await scene.Office.Client.CheckPositionRequestAsync(new() { Name = silent.Name })).ParticipationMissing);
        Assert.False((await scene.Office.Client.CheckPositionRequestAsync(new() { Name = heard.Name })).ParticipationMissing);
        Assert.True((await scene.DecideAsync(silent, scene.Director.Name)).ParticipationMissing);
        Assert.False((await scene.DecideAsync(heard, scene.Director.Name)).ParticipationMissing);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Who_must_be_heard_is_named_until_heard_and_a_decision_before_that_remembers(
        TestDatabase database,
        Transport transport
    )
    {
        var scene = await OpenAsync(database, transport);
        var stakeholders = new StakeholdersService.StakeholdersServiceClient(scene.Host.Invoker(transport));
        var (silent, heard) = (await scene.AskAsync(), await scene.AskAsync());
        var union = await stakeholders.CreatePartyAsync(
            new()
            {
                Parent = scene.Office.Programme,
                Party = new() { DisplayName = "Norsk Sykepleierforbund", Kind = PartyKind.Union },
            }
        );
        foreach (var asked in (PositionRequest[])[silent, heard])
        {
            var proposed = await stakeholders.ProposeParticipationStepsAsync(
                new() { Parent = scene.Office.Programme, Matter = asked.Name }
            );
            await stakeholders.BatchCreateParticipationStepsAsync(
                new() { Parent = scene.Office.Programme, ParticipationSteps = { proposed.ParticipationSteps } }
            );
        }

        // Another party was heard: that is a record, and not the one that is missing.
        await HeardAsync(silent, "Delta");
        await HeardAsync(heard, union.DisplayName);
        var check = await scene.Office.Client.CheckPositionRequestAsync(new() { Name = heard.Name });
        Assert.Empty(check.MissingParties);
        Assert.False(check.ParticipationMissing);
        Assert.False((await scene.DecideAsync(heard, scene.Director.Name)).ParticipationMissing);

        // The head of the department, who may not read what the parties said, is warned too.
        var director = scene.As(await scene.SomebodyAsync("direktor", scene.Director));
        check = await director.CheckPositionRequestAsync(new() { Name = silent.Name });
        Assert.Equal(["Norsk Sykepleierforbund"], check.MissingParties);
        Assert.True(check.ParticipationMissing);
        Assert.True((await director.DecidePositionRequestAsync(Approval(silent))).ParticipationMissing);

        async Task HeardAsync(PositionRequest asked, string party) =>
            await stakeholders.CreateParticipationRecordAsync(
                new()
                {
                    Parent = scene.Office.Programme,
                    ParticipationRecord = new()
                    {
                        Matter = asked.Name,
                        PartyKind = PartyKind.Union,
                        Party = party,
                        Representative = "Eli Strand",
                        Form = ParticipationForm.Heard,
                        HeardDate = Today.ToDate(),
                    },
                }
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_wrong_with_a_request_or_a_step_is_named(TestDatabase database, Transport transport)
    {
        var scene = await OpenAsync(database, transport);
        var loose = await scene.Office.UnitAsync("Løs", UnitLevel.Unit);
        Task Ask(Action<PositionRequest> change) => scene.AskAsync(change);
        await RefusedAsync(
            StatusCode.InvalidArgument,
            () => Ask(r => (r.Title, r.Unit, r.PercentHundredths, r.YearlyCost) = ("", "", 0, null)),
            ("position_request.title", "REQUIRED"),
            ("position_request.unit", "REQUIRED"),
            ("position_request.percent_hundredths", "OUT_OF_RANGE"),
            ("position_request.yearly_cost", "REQUIRED")
        );
        await RefusedAsync(
            StatusCode.InvalidArgument,
            () => Ask(r => r.PercentHundredths = 10_001),
            ("position_request.percent_hundredths", "OUT_OF_RANGE")
        );
        await RefusedAsync(
            StatusCode.InvalidArgument,
            () => Ask(r => r.YearlyCost.Units = 620),
            ("position_request.yearly_cost", "COST_UNLIKELY")
        );
        await RefusedAsync(
            StatusCode.InvalidArgument,
            () => Ask(r => r.Unit = loose.Name),
            ("position_request.unit", "UNIT_WITHOUT_DEPARTMENT")
        );
        await RefusedAsync(
            StatusCode.InvalidArgument,
            () => Ask(r => r.RequestDate = Today.AddDays(2).ToDate()),
            ("position_request.request_date", "DATE_AHEAD")
        );
        var position = await scene.Office.PositionAsync(scene.Unit);
        var asked = await scene.AskAsync(r => r.Position = position.Name);
        await RefusedAsync(
            StatusCode.FailedPrecondition,
            () => Ask(r => r.Position = position.Name),
            (asked.Name, "IN_CONTROL_ALREADY")
        );
        await RefusedAsync(
            StatusCode.FailedPrecondition,
            async () => await scene.Office.Client.DeletePositionAsync(new() { Name = position.Name }),
            (asked.Name, "POSITION_IN_CONTROL")
        );
        await RefusedAsync(
            StatusCode.FailedPrecondition,
            () => scene.DecideAsync(asked, scene.Requester.Name),
            (asked.Name, "OWN_REQUEST")
        );
        var other = await scene.Office.PersonAsync("En Annen");
        await RefusedAsync(
            StatusCode.FailedPrecondition,
            () => scene.DecideAsync(asked, other.Name),
            (asked.Name, "NOT_THE_DIRECTOR")
        );
        var withdrawn = await scene.Office.Client.WithdrawPositionRequestAsync(
            new() { Name = asked.Name, Reason = "Meldt to ganger" }
        );
        Assert.Equal(PositionRequestState.Withdrawn, withdrawn.State);
        await RefusedAsync(
            StatusCode.FailedPrecondition,
            () => scene.DecideAsync(asked, scene.Director.Name),
            (asked.Name, "REQUEST_WITHDRAWN")
        );
        await scene.AskAsync(r => r.Position = position.Name);
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_overview_adds_up_and_is_narrowed_to_a_unit(TestDatabase database, Transport transport)
    {
        var scene = await OpenAsync(database, transport);
        var month = new DateOnly(Today.Year, Today.Month, 1);
        var beside = await scene.Office.UnitAsync(
            "Sykehjemmet",
            UnitLevel.Unit,
            scene.Municipality,
            u => u.ParentUnit = scene.Department.Name
        );
        await scene.AskAsync(r => r.VacantFromDate = month.AddMonths(-3).ToDate());
        var last = await scene.AskAsync(r => (r.VacantFromDate, r.Unit) = (month.AddMonths(-1).ToDate(), beside.Name));
        Task<PositionControlSummary> SummaryAsync(string unit = "") =>
            scene
                .Office.Client.SummarisePositionControlAsync(
                    new()
                    {
                        Name = scene.Office.Programme,
                        StartDate = month.AddMonths(-4).ToDate(),
                        EndDate = month.AddDays(-1).ToDate(),
                        Unit = unit,
                    }
                )
                .ResponseAsync;

        var all = await SummaryAsync();
        Assert.Equal([0, 1, 1, 2], all.Months.Select(m => m.HeldBack.PositionCount));
        // Three months and one of 620 000 kr a year, to the øre.
        Assert.Equal(4L * 620_000_00 / 12, all.Total.Cost.Units * 100 + all.Total.Cost.Nanos / 10_000_000);
        Assert.Equal(4 * 10_000, all.Total.PercentMonths);
        Assert.Equal("Anne Vik", Assert.Single(all.Departments).DirectorDisplayName);
        Assert.Equal(["Hjemmetjenesten", "Sykehjemmet"], all.Units.Select(u => u.UnitDisplayName));
        Assert.Equal(1, (await SummaryAsync(beside.Name)).Total.PositionCount);
        Assert.Equal(2, (await SummaryAsync(scene.Department.Name)).Total.PositionCount);
        var listed = await scene.Office.Client.ListPositionRequestsAsync(
            new() { Parent = scene.Office.Programme, Unit = scene.Department.Name }
        );
        Assert.Equal(2, listed.PositionRequests.Count);
        listed = await scene.Office.Client.ListPositionRequestsAsync(
            new() { Parent = scene.Office.Programme, Unit = beside.Name }
        );
        Assert.Equal([last.Name], listed.PositionRequests.Select(r => r.Name));
        await RefusedAsync(
            StatusCode.InvalidArgument,
            async () =>
                await scene.Office.Client.SummarisePositionControlAsync(
                    new() { Name = scene.Office.Programme, StartDate = Office.Day(1900, 1, 1) }
                ),
            ("start_date", "PERIOD_TOO_LONG")
        );
    }

    private static DecidePositionRequestRequest Approval(
        PositionRequest asked,
        Action<DecidePositionRequestRequest>? change = null
    )
    {
        var decision = new DecidePositionRequestRequest
        {
            Name = asked.Name,
            Verdict = PositionVerdict.Approve,
            Reason = "Nødvendig for forsvarlig drift",
            Etag = asked.Etag,
        };
        change?.Invoke(decision);
        return decision;
    }

    private static async Task RefusedAsync(StatusCode code, Func<Task> call, params (string, string)[] expected)
    {
        var found = await Refusals.RefusedAsync(code, call);
        if (expected.Length > 0)
            Assert.Equal(expected, found);
    }

    private async Task<Scene> OpenAsync(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        var office = await Office.OpenAsync(host, transport);
        var bodo = await office.MunicipalityAsync("Bodø", "1804", MunicipalityRole.Cooperating);
        var (director, leader) = (await office.PersonAsync("Anne Vik"), await office.PersonAsync("Per Enhetsleder"));
        var department = await office.UnitAsync("Helse og omsorg", UnitLevel.Department, bodo, u => u.Head = director.Name);
        var unit = await office.UnitAsync(
            "Hjemmetjenesten",
            UnitLevel.Unit,
            bodo,
            u => (u.ParentUnit, u.Head) = (department.Name, leader.Name)
        );
        return new(host, transport, office, bodo, department, unit, director, leader);
    }

    private sealed record Scene(
        RunningHost Host,
        Transport Transport,
        Office Office,
        Municipality Municipality,
        Unit Department,
        Unit Unit,
        Person Director,
        Person Requester
    )
    {
        public PositionRequest Request(Action<PositionRequest>? change = null)
        {
            var request = new PositionRequest
            {
                Title = "Sykepleier",
                Unit = Unit.Name,
                PercentHundredths = 10_000,
                YearlyCost = new() { CurrencyCode = "NOK", Units = 620_000 },
                VacantFromDate = Today.AddDays(-40).ToDate(),
                Why = "To av fem sykepleiere er sluttet.",
                Consequence = "Vedtak om hjemmesykepleie kan ikke oppfylles.",
                Requester = Requester.Name,
            };
            change?.Invoke(request);
            return request;
        }

        public async Task<PositionRequest> AskAsync(Action<PositionRequest>? change = null) =>
            await Office.Client.CreatePositionRequestAsync(
                new() { Parent = Office.Programme, PositionRequest = Request(change) }
            );

        public async Task<PositionRequest> DecideAsync(
            PositionRequest asked,
            string decider,
            PositionVerdict verdict = PositionVerdict.Approve
        ) =>
            await Office.Client.DecidePositionRequestAsync(
                Approval(asked, d => (d.Verdict, d.Decider, d.Etag) = (verdict, decider, ""))
            );

        public async Task<PositionRequest> AdvertiseAsync(PositionRequest asked) =>
            await Office.Client.AdvertisePositionRequestAsync(
                new()
                {
                    Name = asked.Name,
                    AdvertiseDate = Today.ToDate(),
                    AdvertiseReference = "2013/6984",
                    Etag = asked.Etag,
                }
            );

        /// <summary>Somebody with the role of a line owner, linked to a person.</summary>
        public async Task<Caller> SomebodyAsync(string subject, Person? person)
        {
            var access = new AccessService.AccessServiceClient(Host.Invoker(Transport.InProcess));
            var principal = await access.ResolvePrincipalAsync(
                new()
                {
                    Issuer = "tests",
                    Subject = subject,
                    Kind = PrincipalKind.Person,
                    DisplayName = subject,
                }
            );
            await access.CreateRoleAssignmentAsync(
                new()
                {
                    Parent = Office.Programme,
                    RoleAssignment = new() { Principal = principal.Name, Role = Role.LineOwner },
                }
            );
            if (person is not null)
                await access.LinkPersonAsync(new() { Person = person.Name, Principal = principal.Name });
            return new Caller(principal.Name, principal.DisplayName);
        }

        /// <summary>Calls as somebody from here on in this flow, until the next one.</summary>
        public Client As(Caller caller)
        {
            Caller.Set(caller);
            return new Client(Host.InvokerAsCaller(Transport));
        }
    }
}
