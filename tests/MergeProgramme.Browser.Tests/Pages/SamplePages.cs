using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using Microsoft.AspNetCore.Routing.Patterns;

namespace MergeProgramme.Browser.Tests.Pages;

/// <summary>Addresses of real pages for every route: each parameter stands for something of the sample.</summary>
internal sealed class SamplePages
{
    // An approved one, those to come, and a cancelled one among them.
    private const int MostMeetings = 5;

    // A mandate's pages differ by its state, so they are looked at in each.
    private readonly List<Dictionary<string, string>> scenes;

    // The deliverables that are handed in, those to be handed in, and one that is only planned.
    private readonly string[] deliverables;

    // The other meetings of the first scene's body: their pages differ by their state.
    private readonly IReadOnlyList<string> meetings;

    private SamplePages(List<Dictionary<string, string>> scenes, IReadOnlyList<string> meetings, string[] deliverables) =>
        (this.scenes, this.meetings, this.deliverables) = (scenes, meetings, deliverables);

    /// <summary>Chooses what the parameters stand for.</summary>
    public static async Task<SamplePages> OfAsync(SampleHost host)
    {
        const string Programme = "indre-ostfold";
        const string Further = SampleHost.FurtherProgramme;
        var (organisation, parent, further) = (host.Clients.Organisation, $"programmes/{Programme}", $"programmes/{Further}");
        var bodies = (
            await organisation.ListBodiesAsync(new() { Parent = parent, SubProject = $"{parent}/subProjects/a4" })
        ).Bodies;
        var body = bodies.First(b => b.CompositionRules.Count > 0);
        var appointments = await organisation.ListAppointmentsAsync(new() { Parent = parent, Body = body.Name });
        var buyOuts = await organisation.ListBuyOutsAsync(new() { Parent = parent });
        var persons = await organisation.ListPersonsAsync(new() { Parent = parent });
        var municipalities = await organisation.ListMunicipalitiesAsync(new() { Parent = parent });
        var units = await organisation.ListUnitsAsync(new() { Parent = parent, PageSize = 1000 });
        var unit = units.Units.First(u => u.DisplayName == "Eidsberg omsorgssenter");
        var positions = await organisation.ListPositionsAsync(new() { Parent = parent, Vacant = true });
        var vacancies = await organisation.ListPositionRequestsAsync(new() { Parent = parent });
        var stakeholders = await host.Clients.Stakeholders.ListStakeholdersAsync(new() { Parent = parent });
        var engagements = await host.Clients.Stakeholders.ListEngagementsAsync(new() { Parent = parent });
        var inputs = await host.Clients.Stakeholders.ListInputsAsync(new() { Parent = parent, Pending = true });
        var consultations = await host.Clients.Stakeholders.ListConsultationsAsync(new() { Parent = parent });
        var communication = await host.Clients.Stakeholders.ListCommunicationItemsAsync(new() { Parent = parent });
        var records = await host.Clients.Stakeholders.ListParticipationRecordsAsync(new() { Parent = further });
        var parties = await host.Clients.Stakeholders.ListPartiesAsync(new() { Parent = parent });
        var steps = await host.Clients.Stakeholders.ListParticipationStepsAsync(new() { Parent = parent });
        var needs = await host.Clients.Procurement.ListNeedsAsync(new() { Parent = further });
        var systems = await host.Clients.Procurement.ListLegacySystemsAsync(new() { Parent = parent });
        // One that is prepared, and one that is published with a tender.
        const string Records = "felles-journalsystem";
        const string Alarms = "responssenter";
        var criteria = await host.Clients.Procurement.ListCriteriaAsync(
            new() { Parent = $"{parent}/procurementCases/{Records}" }
        );
        var members = await host.Clients.Procurement.ListCaseMembersAsync(
            new() { Parent = $"{parent}/procurementCases/{Records}" }
        );
        var tenders = await host.Clients.Procurement.ListTendersAsync(new() { Parent = $"{parent}/procurementCases/{Alarms}" });
        var cutovers = await host.Clients.Procurement.ListCutoverPlansAsync(new() { Parent = parent });
        var appraisals = await host.Clients.Procurement.ListOptionAppraisalsAsync(new() { Parent = parent });
        var goals = await host.Clients.Benefits.ListGoalsAsync(new() { Parent = further });
        var benefits = await host.Clients.Benefits.ListBenefitsAsync(new() { Parent = further });
        var asked60 = (await host.Clients.Benefits.ListGoalsAsync(new() { Parent = "programmes/bodo-pfv2" })).Goals[0];
        var measures = await host.Clients.Benefits.ListMeasuresAsync(new() { Parent = "programmes/bodo-pfv2" });
        var handovers = await host.Clients.Benefits.ListHandoversAsync(new() { Parent = "programmes/bodo-pfv2" });
        const string BodoThen = "programmes/bodo-pfv2-2013";
        var entries = await host.Clients.Benefits.ListLedgerEntriesAsync(new() { Parent = BodoThen });
        var lines = await host.Clients.Benefits.ListBudgetLinesAsync(new() { Parent = BodoThen });
        var indicators = await host.Clients.Benefits.ListIndicatorsAsync(new() { Parent = "programmes/bodo-pfv2" });
        var measured = await host.Clients.Benefits.ListMeasurementsAsync(
            new() { Parent = indicators.Indicators[0].Name, Municipality = "1804" }
        );
        var a4 = await organisation.ListReportsAsync(new() { Parent = $"{parent}/subProjects/a4" });
        var occurrences = await organisation.ListReportingOccurrencesAsync(new() { Parent = $"{parent}/subProjects/a4" });
        var events = await organisation.ListEventsAsync(new() { Subject = parent, PageSize = 1 });
        var imports = await host.Clients.Mandates.ListImportsAsync(new() { Parent = $"{parent}/subProjects/a5" });
        var dependencies = await host.Clients.Mandates.ListDependencyAgreementsAsync(
            new() { Parent = $"{parent}/subProjects/a3", State = Mandates.V1.DependencyState.Promised }
        );
        // Of the programme itself, and of a sub-project.
        async Task<string> RiskAsync(string place) =>
            Id((await host.Clients.Mandates.ListRisksAsync(new() { Parent = place })).Risks[0].Name);
        var budgetLines = (
            await host.Clients.Mandates.ListBudgetLinesAsync(new() { Parent = $"{parent}/subProjects/-", PageSize = 1000 })
        ).BudgetLines;
        async Task<string> ForecastAsync(string place) =>
            Id((await host.Clients.Mandates.ListForecastsAsync(new() { Parent = place })).Forecasts[0].Name);
        string BudgetLine(string place) =>
            Id(budgetLines.First(l => l.Name.StartsWith($"{place}/budgetLines/", StringComparison.Ordinal)).Name);
        async Task<string> CommitmentAsync(string place) =>
            Id((await host.Clients.Mandates.ListCommitmentsAsync(new() { Parent = place })).Commitments[0].Name);
        async Task<string> FactorAsync(string place) =>
            Id(
                (await host.Clients.Mandates.ListCriticalSuccessFactorsAsync(new() { Parent = place }))
                    .CriticalSuccessFactors[0]
                    .Name
            );
        var deliverables = (
            await host.Clients.Mandates.ListDeliverablesAsync(new() { Parent = $"{parent}/subProjects/a1" })
        ).Deliverables;
        string Deliverable(DeliverableState state) => Id(deliverables.First(d => d.State == state).Name);
        var meetings = (await organisation.ListMeetingsAsync(new() { Parent = body.Name })).Meetings;
        var held = meetings.First(m => m.State == MeetingState.Held);
        var followUps = await organisation.ListFollowUpsAsync(new() { Parent = held.Name });
        var cases = (await organisation.ListCasesAsync(new() { Parent = parent })).Cases;
        var asked = cases.First(c => c.Treatments.Count > 2);
        return new(
            [
                new()
                {
                    ["status"] = "404",
                    ["programme"] = Programme,
                    ["subProject"] = "a4",
                    ["mandate"] = "1",
                    ["section"] = "resources",
                    ["dependency"] = Id(dependencies.DependencyAgreements[0].Name),
                    // Being written.
                    ["report"] = Id(a4.Reports[0].Name),
                    ["occurrence"] = Id(occurrences.ReportingOccurrences[^1].Name),
                    ["body"] = Id(body.Name),
                    ["meeting"] = Id(held.Name),
                    ["item"] = "1",
                    ["series"] = Id(meetings.First(m => m.Series.Length > 0).Series),
                    ["followUp"] = Id(followUps.FollowUps[0].Name),
                    ["case"] = Id(asked.Name),
                    ["engagement"] = Id(engagements.Engagements[^1].Name),
                    ["input"] = Id(inputs.Inputs[0].Name),
                    ["consultation"] = Id(consultations.Consultations[0].Name),
                    ["communicationItem"] = Id(communication.CommunicationItems[0].Name),
                    ["treatment"] = Number(asked.Treatments.First(t => t.Outcome == Outcome.Unspecified).Number),
                    ["appointment"] = Id(appointments.Appointments[0].Name),
                    ["person"] = Id(persons.Persons[0].Name),
                    ["unit"] = Id(unit.Name),
                    ["position"] = Id(positions.Positions[0].Name),
                    ["positionRequest"] = Id(vacancies.PositionRequests[0].Name),
                    ["buyOut"] = Id(buyOuts.BuyOuts[0].Name),
                    ["cutover"] = Id(cutovers.CutoverPlans[0].Name),
                    ["appraisal"] = Id(appraisals.OptionAppraisals[0].Name),
                    ["system"] = Id(systems.LegacySystems[0].Name),
                    ["serviceFunction"] = Id(systems.LegacySystems[0].ServiceFunction),
                    ["municipality"] = Id(municipalities.Municipalities[0].Name),
                    ["stakeholder"] = Id(stakeholders.Stakeholders[0].Name),
                    ["party"] = Id(parties.Parties[0].Name),
                    ["participationStep"] = Id(steps.ParticipationSteps[0].Name),
                    ["milestone"] = "a4-bp2",
                    ["procurement"] = Records,
                    ["criterion"] = Id(criteria.Criteria[0].Name),
                    ["member"] = Id(members.Members[0].Name),
                    ["evaluation"] = Id(
                        members.Members.First(m => m.Role == MergeProgramme.Procurement.V1.CaseRole.Evaluator).Name
                    ),
                    ["module"] = "organisation",
                    ["sequence"] = events.Events[0].Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture),
                },
                new()
                {
                    ["programme"] = Further,
                    ["subProject"] = "a4",
                    ["mandate"] = "1",
                    ["section"] = "resources",
                    ["record"] = Id(records.ParticipationRecords[0].Name),
                    ["need"] = Id(needs.Needs[0].Name),
                    ["goal"] = Id(goals.Goals[0].Name),
                    ["benefit"] = Id(benefits.Benefits[0].Name),
                },
                new()
                {
                    // The programme in which something has been gained.
                    ["programme"] = Id(BodoThen),
                    ["measure"] = entries.LedgerEntries[0].Name.Split('/')[3],
                    ["entry"] = Id(entries.LedgerEntries[0].Name),
                    ["tertial"] = "t1-2016",
                    ["budgetBase"] = Id(lines.BudgetLines.First(l => l.BudgetBase.Length > 0).BudgetBase),
                },
                new()
                {
                    // The programme whose measures add to a goal.
                    ["programme"] = "bodo-pfv2",
                    ["goal"] = Id(asked60.Name),
                    ["measure"] = Id(measures.Measures[0].Name),
                    ["handover"] = Id(handovers.Handovers[0].Name),
                    ["indicator"] = Id(indicators.Indicators[0].Name),
                    // Nobody has answered it yet.
                    ["measurement"] = Id(measured.Measurements[0].Name),
                },
                new()
                {
                    ["programme"] = Programme,
                    ["procurement"] = Alarms,
                    ["tender"] = Id(tenders.Tenders[0].Name),
                },
                new()
                {
                    ["programme"] = Further,
                    ["subProject"] = "a5",
                    ["mandate"] = "1",
                    ["section"] = "background",
                },
                new()
                {
                    ["programme"] = Further,
                    ["subProject"] = "a6",
                    ["mandate"] = "2",
                    ["section"] = "purpose",
                },
                new()
                {
                    ["programme"] = Programme,
                    ["subProject"] = "a5",
                    // Read, and waiting to be gone through.
                    ["import"] = Id(imports.Imports[0].Name),
                },
                new()
                {
                    ["programme"] = Programme,
                    ["subProject"] = "a4",
                    // Submitted.
                    ["report"] = Id(a4.Reports[^1].Name),
                },
                new()
                {
                    ["programme"] = Programme,
                    ["risk"] = await RiskAsync(parent),
                    ["factor"] = await FactorAsync(parent),
                    ["budgetLine"] = BudgetLine(parent),
                    ["commitment"] = await CommitmentAsync(parent),
                    ["forecast"] = await ForecastAsync(parent),
                },
                new()
                {
                    ["programme"] = Programme,
                    ["subProject"] = "a4",
                    ["risk"] = await RiskAsync($"{parent}/subProjects/a4"),
                    ["factor"] = await FactorAsync($"{parent}/subProjects/a4"),
                    ["budgetLine"] = BudgetLine($"{parent}/subProjects/a4"),
                    // Outside, with an open alarm.
                    ["tolerance"] = "cost",
                    ["commitment"] = await CommitmentAsync($"{parent}/subProjects/a4"),
                    ["forecast"] = await ForecastAsync($"{parent}/subProjects/a4"),
                },
                new()
                {
                    ["programme"] = Programme,
                    ["subProject"] = "a1",
                    // A draft.
                    ["template"] = "mandat-for-interkommunale-saker",
                    // Assessed, and waits for a decision.
                    ["changeRequest"] = "2",
                    // Waits for an answer.
                    ["deliverable"] = Deliverable(DeliverableState.HandedIn),
                },
            ],
            [.. meetings.Where(m => m.Name != held.Name).Select(m => Id(m.Name))],
            [Deliverable(DeliverableState.Returned), Deliverable(DeliverableState.Planned)]
        );
    }

    /// <summary>
    /// Paths of a route: for each scene where it shows a mandate or a report, else one; further pages with the same route that look different.
    /// </summary>
    /// <exception cref="InvalidOperationException">A parameter has no sample: say in <see cref="OfAsync"/> what it stands for.</exception>
    public IReadOnlyList<string> Of(RoutePattern route)
    {
        var parameters = route.Parameters.Select(parameter => parameter.Name).ToList();
        var fitting = scenes.Where(scene => parameters.TrueForAll(scene.ContainsKey)).ToList();
        if (fitting.Count == 0)
            throw new InvalidOperationException($"No sample has all parameters of the page {route.RawText}");
        var paths = (parameters.Contains("mandate") || parameters.Contains("report") ? fitting : fitting.Take(1))
            .Select(scene => Path(route, scene))
            .ToList();
        return [.. paths, .. Further(route)];
    }

    private IEnumerable<string> Further(RoutePattern route) =>
        route.RawText switch
        {
            // The other sections' forms.
            var text when text!.EndsWith("/sections/{section}", StringComparison.Ordinal) => (
                (string[])
                    ["background", "purpose", "changes", "items", "procurement", "organisation", "success-factors", "attachments"]
            ).Select(section => Path(route, new(scenes[0]) { ["section"] = section })),
            // Meetings in their other states.
            var text
                when text!.EndsWith("/meetings/{meeting}", StringComparison.Ordinal)
                    || text.EndsWith("/meetings/{meeting}/notice", StringComparison.Ordinal)
                    || text.EndsWith("/meetings/{meeting}/minutes", StringComparison.Ordinal)
                    || text.EndsWith("/meetings/{meeting}/attendance", StringComparison.Ordinal) => meetings
                .Take(MostMeetings)
                .Select(meeting => Path(route, new(scenes[0]) { ["meeting"] = meeting })),
            // Of a sub-project whose mandate is approved.
            var text
                when text!.EndsWith("/milestones", StringComparison.Ordinal)
                    || text.EndsWith("/milestones/adopt", StringComparison.Ordinal) => [Path(route, scenes[1])],
            // Deliverables in their other states.
            var text when text!.Contains("/deliverables/{deliverable}", StringComparison.Ordinal) => deliverables.Select(
                deliverable => Path(route, new(scenes[^1]) { ["deliverable"] = deliverable })
            ),
            // A template in use.
            var text when text!.EndsWith("/templates/{template}", StringComparison.Ordinal) =>
            [
                Path(route, new(scenes[^1]) { ["template"] = "kort-mandat" }),
            ],
            // Change requests in their other states.
            var text when text!.Contains("/change-requests/{changeRequest}", StringComparison.Ordinal) => (
                (string[])["1", "3"]
            ).Select(change => Path(route, new(scenes[^1]) { ["changeRequest"] = change })),
            // In an approved document.
            var text when text!.EndsWith("/change-requests/new", StringComparison.Ordinal) => [Path(route, scenes[^1])],
            // With a document whose items are to be answered.
            var text when text!.Contains("/sub-projects/{subProject}/deliverables", StringComparison.Ordinal) =>
            [
                Path(route, scenes[^1]),
            ],
            // The other programmes have not published theirs.
            var text when text!.StartsWith("public/", StringComparison.Ordinal) => [],
            // What has followed from a decision, and what there is to see before there is anything.
            var text when route.Parameters is [{ Name: "programme" }] && !text!.EndsWith("/new", StringComparison.Ordinal) =>
            [
                Path(route, scenes[1]),
                Path(route, new() { ["programme"] = SampleHost.EmptyProgramme }),
            ],
            _ => [],
        };

    private static string Path(RoutePattern route, Dictionary<string, string> scene) =>
        "/"
        + string.Join(
            '/',
            route.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part =>
                        part switch
                        {
                            RoutePatternLiteralPart literal => literal.Content,
                            RoutePatternParameterPart parameter => scene[parameter.Name],
                            _ => throw new InvalidOperationException($"Unknown part in {route.RawText}"),
                        }
                    )
                )
            )
        );

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Id(string name) => name.Split('/')[^1];
}
