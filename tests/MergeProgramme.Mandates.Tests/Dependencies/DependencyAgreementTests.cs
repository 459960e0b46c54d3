using Grpc.Core;
using MergeProgramme.Access.V1;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Testing.Refusals;
using Client = MergeProgramme.Mandates.V1.MandatesService.MandatesServiceClient;

namespace MergeProgramme.Mandates.Tests.Dependencies;

[Collection("hosts")]
public sealed class DependencyAgreementTests(SharedHosts hosts)
{
    private const string Programme = A4Programme.Programme;
    private const string A1 = $"{Programme}/subProjects/a1";
    private const string A2 = $"{Programme}/subProjects/a2";
    private const string A4 = SampleMandates.SubProject;

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    private static DateOnly Today => TimeProvider.System.Today();

    [Theory, MemberData(nameof(All))]
    public async Task It_is_asked_for_promised_accepted_put_off_delivered_and_received(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var asked = await AskAsync(it, 30);
        Assert.Equal(
            ($"{Programme}/dependencyAgreements/a2-a4", DependencyState.Requested, "A2", "A4"),
            (asked.Name, asked.State, asked.GiverDisplayName, asked.TakerDisplayName)
        );
        var promised = await PromiseAsync(it, asked, 25);
        Assert.Equal((DependencyState.Promised, Today.AddDays(25).ToDate()), (promised.State, promised.PromisedDate));
        var accepted = await it.Mandates.AcceptDependencyAgreementAsync(new() { Name = asked.Name, Taker = A4 });
        Assert.Equal(DependencyState.Accepted, accepted.State);

        // Put off past what A4 has promised A1: whom it hits is told, in the same transaction.
        await SubProjectAsync(it, "A1");
        var onward = await it.Mandates.CreateDependencyAgreementAsync(
            new()
            {
                Parent = Programme,
                DependencyAgreement = new()
                {
                    Deliverable = "Bemanningsplan med kostnader",
                    GiverSubProject = A4,
                    TakerSubProject = A1,
                    NeededByDate = Today.AddDays(42).ToDate(),
                },
            }
        );
        await it.Mandates.PromiseDependencyAgreementAsync(
            new()
            {
                Name = onward.Name,
                Giver = A4,
                PromisedDate = Today.AddDays(40).ToDate(),
            }
        );
        var slipped = await PromiseAsync(it, asked, 45, "Revisoren er syk");
        Assert.Equal((DependencyState.Promised, "Revisoren er syk"), (slipped.State, slipped.Entries[^1].Reason));
        var slip = (await it.Mandates.ListEventsAsync(new() { Type = "mandates.dependencyAgreement.slipped" }))
            .Events.Single()
            .Data.Unpack<DependencySlip>();
        Assert.Equal((Today.AddDays(25).ToDate(), Today.AddDays(45).ToDate()), (slip.PreviousDate, slip.PromisedDate));
        Assert.Equal([(A4, 15), (A1, 13)], slip.Hits.Select(h => (h.TakerSubProject, h.LateDays)));

        Assert.Equal(
            [("reason", "ACCEPT_REASON_MISSING")],
            await RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Mandates.AcceptDependencyAgreementAsync(new() { Name = asked.Name, Taker = A4 })
            )
        );
        await it.Mandates.AcceptDependencyAgreementAsync(
            new()
            {
                Name = asked.Name,
                Taker = A4,
                Reason = "Vi tar kartleggingen først",
            }
        );
        var delivered = await it.Mandates.DeliverDependencyAgreementAsync(
            new()
            {
                Name = asked.Name,
                Giver = A2,
                Reason = "Sak 17/1200",
            }
        );
        Assert.Equal((DependencyState.Delivered, Today.ToDate()), (delivered.State, delivered.DeliveredDate));
        var received = await it.Mandates.ReceiveDependencyAgreementAsync(new() { Name = asked.Name, Taker = A4 });
        Assert.Equal((DependencyState.Received, Today.ToDate()), (received.State, received.ReceivedDate));
        Assert.Equal(
            [
                DependencyAct.Request,
                DependencyAct.Promise,
                DependencyAct.Accept,
                DependencyAct.Promise,
                DependencyAct.Accept,
                DependencyAct.Deliver,
                DependencyAct.Receive,
            ],
            received.Entries.Select(e => e.Act)
        );
        Assert.Equal([A4, A2, A4, A2, A4, A2, A4], received.Entries.Select(e => e.ActingEnd));
        Assert.Equal(received, await it.Mandates.GetDependencyAgreementAsync(new() { Name = asked.Name }));
        Assert.Equal(
            [(asked.Name, "DEPENDENCY_IS_RECEIVED")],
            await RefusedAsync(StatusCode.FailedPrecondition, () => PromiseAsync(it, asked, 50, "For sent"))
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_is_written(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        Task<IReadOnlyList<(string, string)>> RefusedAsync(Action<DependencyAgreement> change)
        {
            var agreement = New(30);
            change(agreement);
            return Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Mandates.CreateDependencyAgreementAsync(
                        new() { Parent = Programme, DependencyAgreement = agreement }
                    )
            );
        }
        const string At = "dependency_agreement";
        Assert.Equal([($"{At}.giver_sub_project", "DEPENDENCY_GIVER_ONE")], await RefusedAsync(a => a.GiverSubProject = ""));
        Assert.Equal([($"{At}.giver_sub_project", "DEPENDENCY_ON_ITSELF")], await RefusedAsync(a => a.GiverSubProject = A4));
        Assert.Equal(
            [($"{At}.giver_sub_project", "SUB_PROJECT_UNKNOWN")],
            await RefusedAsync(a => a.GiverSubProject = $"{Programme}/subProjects/a9")
        );
        Assert.Equal(
            [($"{At}.giver_sub_project", "OF_OTHER_PROGRAMME")],
            await RefusedAsync(a => a.GiverSubProject = "programmes/annet/subProjects/a2")
        );
        Assert.Equal([($"{At}.needed_by_date", "REQUIRED")], await RefusedAsync(a => a.NeededByDate = null));
        Assert.Equal(
            [($"{At}.taker_owner", "PERSON_UNKNOWN")],
            await RefusedAsync(a => a.TakerOwner = $"{Programme}/persons/ingen")
        );
        Assert.Equal(
            [($"{At}.taker_milestone", "MILESTONE_ELSEWHERE")],
            await RefusedAsync(a => a.TakerMilestone = $"{A2}/milestones/m1")
        );
        Assert.Empty(
            (
                await it.Mandates.ListDependencyAgreementsAsync(new() { Parent = $"{Programme}/subProjects/-" })
            ).DependencyAgreements
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Neither_end_acts_for_the_other_and_the_office_acts_for_both(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var asked = await AskAsync(it, 30);
        var (giver, taker) = (
            await PersonAsync(it, "Leder for A2", Role.SubProjectLead, A2),
            await PersonAsync(it, "Leder for A4", Role.SubProjectLead, A4)
        );
        var office = await PersonAsync(it, "Programkontoret", Role.ProgrammeOffice, "");
        var member = await PersonAsync(it, "Medlem i A2", Role.BodyMember, A2);
        await SubProjectAsync(it, "A1");
        await AskAsync(it, 30, a => a.GiverSubProject = A1);
        PromiseDependencyAgreementRequest Promise() =>
            new()
            {
                Name = asked.Name,
                Giver = A2,
                PromisedDate = Today.AddDays(20).ToDate(),
            };
        await DeniedAsync(taker, c => c.PromiseDependencyAgreementAsync(Promise()));
        // Nor by saying that one is the other.
        var pretended = Promise();
        pretended.Giver = A4;
        Assert.Equal(
            [("giver", "DEPENDENCY_END_OTHER")],
            await RefusedAsync(StatusCode.InvalidArgument, async () => await As(taker).PromiseDependencyAgreementAsync(pretended))
        );
        await As(giver).PromiseDependencyAgreementAsync(Promise());
        await DeniedAsync(giver, c => c.AcceptDependencyAgreementAsync(new() { Name = asked.Name, Taker = A4 }));
        await DeniedAsync(
            giver,
            c =>
                c.WithdrawDependencyAgreementAsync(
                    new()
                    {
                        Name = asked.Name,
                        Taker = A4,
                        Reason = "Nei",
                    }
                )
        );
        await As(taker).AcceptDependencyAgreementAsync(new() { Name = asked.Name, Taker = A4 });
        await As(office).DeliverDependencyAgreementAsync(new() { Name = asked.Name, Giver = A2 });
        var received = await As(office).ReceiveDependencyAgreementAsync(new() { Name = asked.Name, Taker = A4 });
        Assert.Equal(
            [(giver.DisplayName, A2), (taker.DisplayName, A4), (office.DisplayName, A2), (office.DisplayName, A4)],
            received.Entries.Skip(1).Select(e => (e.ActorDisplayName, e.ActingEnd))
        );

        // A member of A2 alone sees what A2 gives or takes, and nothing between others.
        var seen = await As(member).ListDependencyAgreementsAsync(new() { Parent = $"{Programme}/subProjects/-" });
        Assert.Equal([asked.Name], seen.DependencyAgreements.Select(a => a.Name));

        Client As(Caller caller)
        {
            Caller.Set(caller);
            return new(it.Host.InvokerAsCaller(transport));
        }

        async Task DeniedAsync<T>(Caller caller, Func<Client, AsyncUnaryCall<T>> call) =>
            Assert.Equal(
                StatusCode.PermissionDenied,
                (await Assert.ThrowsAsync<RpcException>(async () => await call(As(caller)))).StatusCode
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_office_records_who_of_an_outside_body_promised_and_when(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var nav = await StakeholderAsync(it, "NAV Stat");
        var asked = await AskAsync(it, 30, a => (a.GiverSubProject, a.GiverStakeholder) = ("", nav));
        Assert.Equal("NAV Stat", asked.GiverDisplayName);
        var request = new PromiseDependencyAgreementRequest
        {
            Name = asked.Name,
            Giver = Programme,
            PromisedDate = Today.AddDays(20).ToDate(),
        };
        Assert.Equal(
            [("said_by", "REQUIRED"), ("said_date", "REQUIRED")],
            await RefusedAsync(StatusCode.InvalidArgument, async () => await it.Mandates.PromiseDependencyAgreementAsync(request))
        );
        (request.SaidBy, request.SaidDate) = ("Kari Nes, avdelingsdirektør", Today.AddDays(-1).ToDate());
        var promised = await it.Mandates.PromiseDependencyAgreementAsync(request);
        Assert.Equal(
            ("Kari Nes, avdelingsdirektør", Today.AddDays(-1).ToDate(), Programme),
            (promised.Entries[^1].SaidBy, promised.Entries[^1].SaidDate, promised.Entries[^1].ActingEnd)
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_asked_for_anew_must_be_promised_anew(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var asked = await AskAsync(it, 30);
        await PromiseAsync(it, asked, 25);
        UpdateDependencyAgreementRequest Update(int needed, string reason = "") =>
            new()
            {
                DependencyAgreement = new() { Name = asked.Name, NeededByDate = Today.AddDays(needed).ToDate() },
                UpdateMask = new() { Paths = { "needed_by_date" } },
                Taker = A4,
                ChangeReason = reason,
            };
        // Later than before: what is promised will do.
        Assert.Equal(DependencyState.Promised, (await it.Mandates.UpdateDependencyAgreementAsync(Update(40))).State);
        Assert.Equal(
            [("change_reason", "CHANGE_REASON_MISSING")],
            await RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Mandates.UpdateDependencyAgreementAsync(Update(20))
            )
        );
        var anew = await it.Mandates.UpdateDependencyAgreementAsync(Update(20, "Fellesnemnda vil ha saken i mai"));
        Assert.Equal((DependencyState.Requested, null), (anew.State, anew.PromisedDate));
        // What was returned is no promise that slips.
        var promised = await PromiseAsync(it, asked, 26);
        var returned = await it.Mandates.ReturnDependencyAgreementAsync(
            new()
            {
                Name = asked.Name,
                Taker = A4,
                Reason = "For sent",
                Etag = promised.Etag,
            }
        );
        Assert.Equal((DependencyState.Requested, null), (returned.State, returned.PromisedDate));
        Assert.DoesNotContain("mandates.dependencyAgreement.slipped", await it.EventsAsync());
        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await RefusedAsync(
                StatusCode.Aborted,
                async () =>
                    await it.Mandates.DeclineDependencyAgreementAsync(
                        new()
                        {
                            Name = asked.Name,
                            Giver = A2,
                            Reason = "Nei",
                            Etag = promised.Etag,
                        }
                    )
            )
        );
        var declined = await it.Mandates.DeclineDependencyAgreementAsync(
            new()
            {
                Name = asked.Name,
                Giver = A2,
                Reason = "Vi har ikke folk",
            }
        );
        Assert.Equal(DependencyState.Declined, declined.State);
        Assert.Equal(
            DependencyState.Withdrawn,
            (
                await it.Mandates.WithdrawDependencyAgreementAsync(
                    new()
                    {
                        Name = asked.Name,
                        Taker = A4,
                        Reason = "Vi leier inn",
                    }
                )
            ).State
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Eight_promises_at_once_without_an_etag_are_each_whole_or_refused(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var asked = await AskAsync(it, 30);
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async i =>
                {
                    try
                    {
                        await PromiseAsync(it, asked, 10 + i, "Ny dato");
                        return "OK";
                    }
                    catch (RpcException e)
                    {
                        return e.StatusCode.ToString();
                    }
                })
        );
        Assert.All(outcomes, o => Assert.Contains(o, (string[])["OK", "Aborted"]));
        var after = await it.Mandates.GetDependencyAgreementAsync(new() { Name = asked.Name });
        Assert.Equal(outcomes.Count(o => o == "OK"), after.Entries.Count - 1);
        Assert.Equal(Enumerable.Range(1, after.Entries.Count), after.Entries.Select(e => e.Number));
        Assert.Equal(after.PromisedDate, after.Entries[^1].Date);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Dependencies_of_an_approved_document_become_requests_once(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var submitted = await it.SubmitReadyAsync();
        Assert.Equal(
            [(submitted.Name, "DOCUMENT_NOT_APPROVED")],
            await RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.AdoptDependenciesAsync(new() { Name = submitted.Name })
            )
        );
        await it.Mandates.WithdrawMandateAsync(new() { Name = submitted.Name });
        var section = (await it.GetAsync(submitted.Name)).Sections.Single(s => s.Dependencies.Count > 0);
        var nav = await StakeholderAsync(it, "NAV Stat");
        section.Dependencies.Add(new Dependency { DisplayName = "nav stat", Reason = "Premisser for NAV-kontoret" });
        section.Dependencies.Add(new Dependency { DisplayName = "Sykehuset", Reason = "Samarbeid" });
        section.Dependencies.Add(section.Dependencies[0].Clone());
        await it.Mandates.UpdateSectionAsync(
            new()
            {
                Section = section,
                UpdateMask = new() { Paths = { "dependencies" } },
            }
        );
        await it.Mandates.SubmitMandateAsync(new() { Name = submitted.Name });
        var document = await it.Mandates.DecideMandateAsync(A4Programme.Decide(await it.GetAsync(submitted.Name)));

        AdoptionOutcome[] first =
        [
            AdoptionOutcome.Requested,
            AdoptionOutcome.Requested,
            AdoptionOutcome.NotRegistered,
            AdoptionOutcome.Exists,
        ];
        var preview = await it.Mandates.AdoptDependenciesAsync(new() { Name = document.Name, ValidateOnly = true });
        Assert.Equal(first, preview.Dependencies.Select(d => d.Outcome));
        Assert.Empty(await ListAsync(it));

        // Several at once, and then once more: one request for each.
        await Task.WhenAll(
            Enumerable.Range(0, 6).Select(async _ => await it.Mandates.AdoptDependenciesAsync(new() { Name = document.Name }))
        );
        var again = await it.Mandates.AdoptDependenciesAsync(new() { Name = document.Name });
        Assert.Equal(
            [AdoptionOutcome.Exists, AdoptionOutcome.Exists, AdoptionOutcome.NotRegistered, AdoptionOutcome.Exists],
            again.Dependencies.Select(d => d.Outcome)
        );
        var all = await ListAsync(it);
        Assert.Equal([(A2, ""), ("", nav)], all.Select(a => (a.GiverSubProject, a.GiverStakeholder)));
        Assert.Equal(
            ("Økonomiske grunnlagsdokumenter", SampleMandates.Day(2018, 3, 31), document.Name),
            (all[0].Deliverable, all[0].NeededByDate, all[0].Document)
        );
        Assert.Null(all[1].NeededByDate);
        // No date, no plan to disturb; the finding says so.
        Assert.Empty((await it.Mandates.TraceDependencyAgreementAsync(new() { Name = all[1].Name })).Links);
        var check = await it.Mandates.CheckDependencyAgreementsAsync(new() { Parent = A4 });
        Assert.Equal([DependencyFindingKind.OverdueRequest, DependencyFindingKind.NoDate], check.Findings.Select(f => f.Kind));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Lists_are_filtered_and_paged_and_findings_stand_at_both_ends(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var first = await AskAsync(it, 10);
        var second = await AskAsync(it, 5, a => (a.GiverSubProject, a.TakerSubProject) = (A4, A2));
        await SubProjectAsync(it, "A1");
        await AskAsync(it, 900, a => a.TakerSubProject = A1);
        await PromiseAsync(it, first, 20);
        await it.Mandates.PromiseDependencyAgreementAsync(
            new()
            {
                Name = second.Name,
                Giver = A4,
                PromisedDate = Today.AddDays(30).ToDate(),
            }
        );
        foreach (var (parent, expected) in ((string, int)[])[(A4, 2), (A2, 3), ($"{Programme}/subProjects/-", 3)])
        {
            List<string> names = [];
            var request = new ListDependencyAgreementsRequest { Parent = parent, PageSize = 1 };
            do
            {
                var page = await it.Mandates.ListDependencyAgreementsAsync(request);
                names.AddRange(page.DependencyAgreements.Select(a => a.Name));
                request.PageToken = page.NextPageToken;
            } while (request.PageToken.Length > 0);
            Assert.Equal(expected, names.Distinct().Count());
            Assert.Equal(expected, names.Count);
            var check = await it.Mandates.CheckDependencyAgreementsAsync(new() { Parent = parent });
            var cycle = Assert.Single(check.Findings, f => f.Kind == DependencyFindingKind.Cycle);
            Assert.Equal([first.Name, second.Name], cycle.Cycle);
            Assert.Contains("A4 → A2", cycle.Message, StringComparison.Ordinal);
        }
        var promised = await it.Mandates.ListDependencyAgreementsAsync(
            new()
            {
                Parent = A4,
                Giver = A2,
                State = DependencyState.Promised,
                OpenOnly = true,
            }
        );
        Assert.Equal([first.Name], promised.DependencyAgreements.Select(a => a.Name));
        Assert.Empty(
            (await it.Mandates.ListDependencyAgreementsAsync(new() { Parent = A4, BrokenOnly = true })).DependencyAgreements
        );
        // The vesting day of the sample has passed long ago.
        var trace = await it.Mandates.TraceDependencyAgreementAsync(
            new() { Name = first.Name, ExpectedDate = Today.AddDays(24).ToDate() }
        );
        Assert.Equal(14, trace.Links[0].LateDays);
        Assert.True(trace.SlackDays < 0);
        Assert.Contains("14 dager for sent", trace.Message, StringComparison.Ordinal);
    }

    private static DependencyAgreement New(int needed) =>
        new()
        {
            Deliverable = "Økonomiske grunnlagsdokumenter",
            Reason = "Konseptet må ha tall",
            GiverSubProject = A2,
            TakerSubProject = A4,
            TakerOwner = A4Programme.Solveig,
            NeededByDate = Today.AddDays(needed).ToDate(),
        };

    private static async Task<DependencyAgreement> AskAsync(
        A4Programme it,
        int needed,
        Action<DependencyAgreement>? change = null
    )
    {
        var agreement = New(needed);
        change?.Invoke(agreement);
        return await it.Mandates.CreateDependencyAgreementAsync(new() { Parent = Programme, DependencyAgreement = agreement });
    }

    private static async Task<DependencyAgreement> PromiseAsync(
        A4Programme it,
        DependencyAgreement asked,
        int day,
        string reason = ""
    ) =>
        await it.Mandates.PromiseDependencyAgreementAsync(
            new()
            {
                Name = asked.Name,
                Giver = asked.GiverSubProject,
                PromisedDate = Today.AddDays(day).ToDate(),
                Reason = reason,
            }
        );

    private static async Task<IReadOnlyList<DependencyAgreement>> ListAsync(A4Programme it) =>
        (await it.Mandates.ListDependencyAgreementsAsync(new() { Parent = $"{Programme}/subProjects/-" })).DependencyAgreements;

    private static async Task<string> StakeholderAsync(A4Programme it, string name) =>
        (
            await it.Stakeholders.CreateStakeholderAsync(
                new()
                {
                    Parent = Programme,
                    Stakeholder = new()
                    {
                        DisplayName = name,
                        Kind = StakeholderKind.Organisation,
                        Why = "Premissleverandør",
                    },
                }
            )
        ).Name;

    private static async Task SubProjectAsync(A4Programme it, string code) =>
        await it.Organisation.CreateSubProjectAsync(
            new()
            {
                Parent = Programme,
                SubProject = new()
                {
                    Code = code,
                    DisplayName = code,
                    Kind = SubProjectKind.Administrative,
                },
            }
        );

    private static async Task<Caller> PersonAsync(A4Programme it, string title, Role role, string scope)
    {
        var access = new AccessService.AccessServiceClient(it.Host.Invoker(Transport.InProcess));
        var principal = await access.ResolvePrincipalAsync(
            new()
            {
                Issuer = "tests",
                Subject = title,
                Kind = PrincipalKind.Person,
                DisplayName = title,
            }
        );
        await access.CreateRoleAssignmentAsync(
            new()
            {
                Parent = Programme,
                RoleAssignment = new()
                {
                    Principal = principal.Name,
                    Role = role,
                    Scope = scope,
                },
            }
        );
        return new(principal.Name, title);
    }
}
