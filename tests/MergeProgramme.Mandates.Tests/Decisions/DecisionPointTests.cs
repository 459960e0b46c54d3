using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Decisions;

/// <summary>The documents of a sub-project from BP1 to BP5: each starts from the one before and takes its place.</summary>
[Collection("hosts")]
public sealed class DecisionPointTests(SharedHosts hosts)
{
    private const string Proposal = "templates/prosjektforslag";
    private const string Governing = "templates/styringsdokument";
    private const string Handover = "templates/overlevering";
    private const string Report = "templates/sluttrapport";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_sub_project_goes_from_its_mandate_to_its_final_report(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var mandate = await it.Mandates.DecideMandateAsync(
            A4Programme.Decide(await ReadyAsync(it), decision => decision.Conditions.Clear())
        );
        Assert.Equal((DocumentKind.Mandate, DecisionPoint.Bp1), (mandate.DocumentKind, mandate.DecisionPoint));

        var proposal = await it.Mandates.ContinueMandateAsync(new() { Name = mandate.Name, Template = Proposal });
        Assert.Equal(
            ($"{SampleMandates.SubProject}/mandates/2", DocumentKind.ProjectProposal, DecisionPoint.Bp2, mandate.Name),
            (proposal.Name, proposal.DocumentKind, proposal.DecisionPoint, proposal.Predecessor)
        );
        // The same key takes the text; lists go to the section that holds such.
        Assert.Equal(SectionOf(mandate, "background").Body, SectionOf(proposal, "background").Body);
        Assert.Equal(SectionOf(mandate, "purpose").Goals, SectionOf(proposal, "purpose").Goals);
        Assert.Equal(SectionOf(mandate, "items").Items, SectionOf(proposal, "items").Items);
        Assert.Equal(SectionOf(mandate, "changes").ExpectedBenefits, SectionOf(proposal, "benefits").ExpectedBenefits);
        Assert.Equal("", SectionOf(proposal, "alternatives").Body);
        Assert.Equal(proposal, await it.GetAsync(proposal.Name));

        // What has changed must be said.
        await FillAsync(it, proposal);
        var check = await it.Mandates.CheckMandateAsync(new() { Name = proposal.Name });
        var missing = Assert.Single(check.Findings, f => f.Severity == FindingSeverity.Missing);
        Assert.Equal(("CHANGE_SUMMARY_MISSING", "change_summary"), (missing.Reason, missing.Field));

        var decided = await DecideAsync(it, proposal);
        Assert.Equal(DecisionPoint.Bp2, decided.Decision.DecisionPoint);
        var governing = await DecideAsync(it, await ContinueAsync(it, decided, Governing));
        var changed = await ContinueAsync(it, governing, Governing);
        Assert.Equal(
            (DecisionPoint.Bp3, 1, "BP3.1"),
            (changed.DecisionPoint, changed.PhaseChange, DecisionPoints.Label(changed))
        );
        var handover = await DecideAsync(it, await ContinueAsync(it, await DecideAsync(it, changed), Handover));
        // What the mandate expects as benefits nobody in the line has taken over: the sub-project does not close.
        var closing = await ContinueAsync(it, handover, Report);
        await it.Host.CaughtUpAsync("benefits.register-from-mandate", "mandates");
        Assert.Equal(
            [(closing.Name, "GATE_POINT_NOT_MET")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => DecideAsync(it, closing))
        );
        var unmet = (await it.Mandates.CheckGateAsync(new() { Name = closing.Name })).Points.Single(p => p.Point == "benefits");
        Assert.Equal((GatePointKind.Automatic, true, GateAnswer.NotMet), (unmet.Kind, unmet.Mandatory, unmet.Answer));
        Assert.StartsWith("Linjen har ikke overtatt", unmet.Obstacle, StringComparison.Ordinal);
        await HandOverAsync(it);
        var report = await DecideAsync(it, closing);
        Assert.Equal(GateAnswer.Met, report.Decision.GatePoints.Single(p => p.Point == "benefits").Answer);
        // Nothing answers the two items: that is said, stops nothing, and stays with the decision.
        var answered = Assert.Single(handover.Decision.GatePoints, point => point.Point == "deliverables");
        Assert.Equal((GateAnswer.NotMet, false), (answered.Answer, answered.Mandatory));
        Assert.Contains("1. Utrede og anbefale konsept; 2. Lokalisering", answered.Obstacle, StringComparison.Ordinal);
        // A handover states no goals; the final report has those of the governing document.
        Assert.Equal(SectionOf(mandate, "purpose").Goals, SectionOf(report, "purpose").Goals);
        Assert.Equal(
            (DocumentKind.FinalReport, DecisionPoint.Bp5, 6),
            (report.DocumentKind, report.Decision.DecisionPoint, report.Version)
        );

        // Each decided text stays readable and provable.
        foreach (var document in (Mandate[])[mandate, decided, governing, handover, report])
        {
            var text = await it.Mandates.GetMandateTextAsync(new() { Name = document.Name });
            Assert.Equal(document.Decision.TextHash, text.Hash);
            Assert.Equal(document, await it.GetAsync(document.Name));
        }
        Assert.Contains(
            "endret siden forrige dokument",
            (await it.Mandates.GetMandateTextAsync(new() { Name = report.Name })).Text,
            StringComparison.Ordinal
        );
        var difference = await it.Mandates.CompareMandatesAsync(new() { Name = decided.Name, Other = mandate.Name });
        Assert.Contains(difference.Differences, d => d.Changed);
        Assert.NotEmpty((await it.Mandates.ExportMandateAsync(new() { Name = report.Name })).Content);
    }

    [Theory]
    [InlineData("Mandat for A4 Helse", "Prosjektforslag", "Prosjektforslag for A4 Helse")]
    [InlineData("Styringsdokument for A4 Helse", "Sluttrapport", "Sluttrapport for A4 Helse")]
    [InlineData("Framtida vårres del 2", "Prosjektforslag", "Prosjektforslag: Framtida vårres del 2")]
    [InlineData("Styringsdokument: Framtida vårres", "Styringsdokument", "Styringsdokument: Framtida vårres")]
    [InlineData("Helse og omsorg for alle", "Sluttrapport", "Sluttrapport: Helse og omsorg for alle")]
    public void A_title_says_what_the_document_is(string before, string next, string title) =>
        Assert.Equal(title, CarryOver.Title(before, next));

    [Fact]
    public void What_was_written_elsewhere_goes_after_the_approved_document_that_it_follows()
    {
        var governing = new Template
        {
            Name = Governing,
            DisplayName = "Styringsdokument",
            DecisionPoint = DecisionPoint.Bp3,
        };
        var approved = A4(MandateState.Decided);
        approved.Decision = new() { Verdict = Verdict.Start };
        var proposal = approved.Clone();
        (proposal.Name, proposal.Version, proposal.DecisionPoint) = (
            $"{SampleMandates.SubProject}/mandates/2",
            2,
            DecisionPoint.Bp2
        );

        var place = MandateLifecycle.Place(SampleMandates.SubProject, [approved, proposal], governing).NextOrThrow();
        Assert.Equal(
            ($"{SampleMandates.SubProject}/mandates/3", 3, proposal.Name),
            (place.Name, place.Version, place.Predecessor)
        );
        Assert.Equal(
            "DECISION_POINT_OUT_OF_ORDER",
            Assert.Single(MandateLifecycle.Place(SampleMandates.SubProject, [approved], governing).Broken).Reason
        );
        Assert.Equal(
            "NOT_APPROVED",
            Assert.Single(MandateLifecycle.Place(SampleMandates.SubProject, [], governing).Broken).Reason
        );
        var mandate = new Template { DecisionPoint = DecisionPoint.Bp1 };
        Assert.Equal(1, MandateLifecycle.Place(SampleMandates.SubProject, [], mandate).NextOrThrow().Version);
        Assert.Equal(
            "MANDATE_APPROVED",
            Assert.Single(MandateLifecycle.Place(SampleMandates.SubProject, [approved], mandate).Broken).Reason
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Decision_points_are_taken_in_order_and_once(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        Assert.Equal(
            [("mandate.template", "TEMPLATE_OF_LATER_POINT")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Mandates.CreateMandateAsync(
                        new()
                        {
                            Parent = SampleMandates.SubProject,
                            Mandate = new(A4Programme.NewDraft()) { Template = Governing },
                        }
                    )
            )
        );
        var submitted = await ReadyAsync(it);
        Task<IReadOnlyList<(string, string)>> RefusedAsync(string name, string template) =>
            Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Mandates.ContinueMandateAsync(new() { Name = name, Template = template })
            );
        Assert.Equal([(submitted.Name, "NOT_APPROVED")], await RefusedAsync(submitted.Name, Proposal));
        var mandate = await it.Mandates.DecideMandateAsync(
            A4Programme.Decide(submitted, decision => decision.Conditions.Clear())
        );
        Assert.Equal([(mandate.Name, "DECISION_POINT_OUT_OF_ORDER")], await RefusedAsync(mandate.Name, Governing));
        Assert.Equal(
            [(mandate.Name, "DECISION_POINT_OUT_OF_ORDER")],
            await RefusedAsync(mandate.Name, "templates/difi-konseptfase-3.0")
        );
        Assert.Equal(
            [("template", "TEMPLATE_UNKNOWN")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Mandates.ContinueMandateAsync(new() { Name = mandate.Name, Template = "templates/ingen" })
            )
        );

        var again = new ContinueMandateRequest
        {
            Name = mandate.Name,
            Template = Proposal,
            RequestId = Guid.NewGuid().ToString(),
        };
        var proposal = await it.Mandates.ContinueMandateAsync(again);
        Assert.Equal(proposal, await it.Mandates.ContinueMandateAsync(again));
        Assert.Equal([(proposal.Name, "ALREADY_CONTINUED")], await RefusedAsync(mandate.Name, Proposal));

        // Turned down, it stands in nobody's way.
        var no = await DecideAsync(it, await FilledAsync(it, proposal), Verdict.DoNotStart);
        Assert.Equal([(no.Name, "NOT_APPROVED")], await RefusedAsync(no.Name, Governing));
        var second = await it.Mandates.ContinueMandateAsync(new() { Name = mandate.Name, Template = Proposal });
        Assert.Equal(3, second.Version);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Only_a_body_entitled_at_the_point_decides_and_open_conditions_stop_it(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var mandate = await it.Mandates.DecideMandateAsync(A4Programme.Decide(await ReadyAsync(it)));
        var proposal = await FilledAsync(
            it,
            await it.Mandates.ContinueMandateAsync(new() { Name = mandate.Name, Template = Proposal })
        );
        Assert.Equal(
            [(proposal.Name, "GATE_POINT_NOT_MET")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => DecideAsync(it, proposal))
        );
        foreach (var condition in mandate.Decision.Conditions)
        {
            await it.Mandates.MeetConditionAsync(
                new()
                {
                    Name = mandate.Name,
                    Number = condition.Number,
                    MetDate = condition.DueDate,
                    Evidence = "2013/6984-4",
                }
            );
        }
        var body = await it.Organisation.GetBodyAsync(new() { Name = mandate.Decision.Body });
        body.Decides.Remove(DecisionPoint.Bp2);
        await it.Organisation.UpdateBodyAsync(
            new()
            {
                Body = body,
                UpdateMask = new() { Paths = { "decides" } },
            }
        );
        Assert.Equal(
            [(body.Name, "BODY_NOT_ENTITLED")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => DecideAsync(it, proposal))
        );
        Assert.Equal(
            [("decision.decision_point", "DECISION_POINT_OTHER")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Mandates.DecideMandateAsync(
                        At(await it.GetAsync(proposal.Name), decision => decision.DecisionPoint = DecisionPoint.Bp3)
                    )
            )
        );
    }

    // All that belongs to the sub-project, from one person to another.
    private static async Task HandOverAsync(A4Programme it)
    {
        var benefits = new Benefits.V1.BenefitsService.BenefitsServiceClient(it.Host.Invoker(Transport.InProcess));
        async Task<string> PersonAsync(string name) =>
            (
                await it.Organisation.CreatePersonAsync(
                    new()
                    {
                        Parent = A4Programme.Programme,
                        Person = new() { DisplayName = name },
                    }
                )
            ).Name;
        var (carrier, receiver) = (await PersonAsync("Kari Bærer"), await PersonAsync("Ola Linje"));
        var open = await benefits.ListHandoverStandingsAsync(
            new()
            {
                Parent = A4Programme.Programme,
                SubProject = SampleMandates.SubProject,
                OpenOnly = true,
            }
        );
        Assert.NotEmpty(open.HandoverStandings);
        foreach (var standing in open.HandoverStandings)
        {
            var handover = await benefits.CreateHandoverAsync(
                new()
                {
                    Parent = A4Programme.Programme,
                    Handover = new()
                    {
                        Subject = standing.Subject,
                        Carrier = carrier,
                        Receiver = receiver,
                        HandoverDate = new()
                        {
                            Year = 2020,
                            Month = 1,
                            Day = 1,
                        },
                        Items =
                        {
                            new Benefits.V1.HandoverItem { Text = "Klart", Done = true },
                        },
                    },
                }
            );
            var proposed = await benefits.ProposeHandoverAsync(new() { Name = handover.Name });
            await benefits.AnswerHandoverAsync(
                new()
                {
                    Name = proposed.Name,
                    Etag = proposed.Etag,
                    Verdict = Benefits.V1.HandoverVerdict.Accepted,
                }
            );
        }
    }

    private static Section SectionOf(Mandate mandate, string key) =>
        mandate.Sections.Single(section => section.Name.EndsWith($"/{key}", StringComparison.Ordinal));

    // Submitted, with everything that BP1 asks for; the steering group may decide everywhere.
    internal static async Task<Mandate> ReadyAsync(A4Programme it)
    {
        await it.CreateSteeringGroupAsync(body =>
        {
            body.Decides.Clear();
            body.Decides.Add([DecisionPoint.Bp1, DecisionPoint.Bp2, DecisionPoint.Bp3, DecisionPoint.Bp4, DecisionPoint.Bp5]);
        });
        await it.CreateCompleteAsync();
        var submitted = await it.Mandates.SubmitMandateAsync(new() { Name = Name });
        await it.HearBothAsync();
        await it.AnswerGateAsync();
        return submitted;
    }

    internal static async Task<Mandate> ContinueAsync(A4Programme it, Mandate approved, string template) =>
        await FilledAsync(it, await it.Mandates.ContinueMandateAsync(new() { Name = approved.Name, Template = template }));

    private static async Task<Mandate> FilledAsync(A4Programme it, Mandate draft)
    {
        await FillAsync(it, draft);
        return await it.GetAsync(draft.Name);
    }

    // Every section that carries nothing over gets a text.
    private static async Task FillAsync(A4Programme it, Mandate draft)
    {
        foreach (var section in draft.Sections.Where(s => s.Body.Length == 0))
        {
            await it.Mandates.UpdateSectionAsync(
                new()
                {
                    Section = new()
                    {
                        Name = section.Name,
                        Body =
                            "Fagsystemet for de fem kommunene er valgt innen 1. mars 2019, og 40 ansatte i Trøgstad er opplært i det før det tas i bruk.",
                    },
                    UpdateMask = new FieldMask { Paths = { "body" } },
                }
            );
        }
    }

    internal static async Task<Mandate> DecideAsync(A4Programme it, Mandate draft, Verdict verdict = Verdict.Start)
    {
        var current = await it.GetAsync(draft.Name);
        if (current.State == MandateState.Draft)
        {
            await it.Mandates.UpdateMandateAsync(
                new()
                {
                    Mandate = new()
                    {
                        Name = draft.Name,
                        DocumentDate = Day(2018, 4, 16),
                        ChangeSummary = "Journalsystemet er tatt ut: det anskaffes av alle delprosjektene sammen.",
                    },
                    UpdateMask = new FieldMask { Paths = { "document_date", "change_summary" } },
                }
            );
            await it.HearBothAsync(draft.Name);
            await it.AnswerGateAsync(draft.Name);
            current = await it.Mandates.SubmitMandateAsync(new() { Name = draft.Name });
        }
        return await it.Mandates.DecideMandateAsync(At(current, decision => decision.Verdict = verdict));
    }

    // While the steering group sits.
    private static DecideMandateRequest At(Mandate mandate, Action<Decision> change) =>
        A4Programme.Decide(
            mandate,
            decision =>
            {
                decision.DecisionDate = Day(2018, 5, 2);
                decision.Conditions.Clear();
                change(decision);
            }
        );
}
