using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Procurement.V1;
using MergeProgramme.Stakeholders.V1;
using MergeProgramme.Testing;

namespace MergeProgramme.Organisation.Tests.Reports;

[Collection("hosts")]
public sealed class ReportTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    private static DateOnly Today => Reporter.Today;

    [Theory, MemberData(nameof(All))]
    public async Task A_report_is_begun_confirmed_part_by_part_and_frozen(TestDatabase database, Transport transport)
    {
        var it = await Reporter.BeginAsync(await Office.OpenAsync(hosts, database, transport), 2);
        var begun = await it.CreateAsync(Today.AddDays(2));

        Assert.Equal(FormattableString.Invariant($"{it.SubProject}/reports/{Today.AddDays(2):yyyy-MM-dd}"), begun.Name);
        Assert.Equal((1, ReportState.Draft, "", ""), (begun.Version, begun.State, begun.PreviousReport, begun.TextHash));
        Assert.Equal((Today.AddDays(2).ToDate(), Today.ToDate()), (begun.MeetingDate, begun.DueDate));
        Assert.Equal("A4 Helse, sosial og omsorg", begun.SubProjectDisplayName);
        Assert.Equal(9, begun.Parts.Count);
        Assert.All(begun.Parts, p => Assert.Equal(ReportPartLack.Confirmation, p.Lack));
        Assert.Equal(begun, await it.GetAsync(begun));

        var written = await it.FillInAsync(begun, ReportStatus.Yellow);
        Assert.All(written.Parts, p => Assert.Equal(ReportPartLack.Unspecified, p.Lack));
        Assert.NotEqual(begun.Etag, written.Etag);
        var submitted = await it.SubmitAsync(written);

        Assert.Equal((ReportState.Submitted, "system:tests"), (submitted.State, submitted.Author));
        Assert.NotNull(submitted.SubmitTime);
        Assert.Equal(submitted, await it.GetAsync(submitted));
        var text = await it.Client.GetReportTextAsync(new() { Name = submitted.Name });
        Assert.Equal(submitted.TextHash, text.Hash);
        Assert.Equal(submitted.TextHash, MergeProgramme.Platform.Documents.CanonicalWriter.Hash(text.Text));
        Assert.Equal(text, CanonicalReport.Of(submitted));
        var occurrence = await it.OccurrenceAsync(Today.AddDays(2));
        Assert.Equal((ReportingState.Delivered, submitted.Name), (occurrence.State, occurrence.Report));
        Assert.Equal(
            [submitted.Name],
            (await it.Client.ListReportsAsync(new() { Parent = it.SubProject })).Reports.Select(r => r.Name)
        );
        var events = (await it.Client.ListEventsAsync(new() { Subject = submitted.Name })).Events;
        Assert.Equal("organisation.report.submitted", events[0].Type);
        Assert.Equal(submitted, events[0].Data.Unpack<Report>());
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_missing_is_refused_at_its_field(TestDatabase database, Transport transport)
    {
        var it = await Reporter.BeginAsync(await Office.OpenAsync(hosts, database, transport), 2);
        var report = await it.FillInAsync(await it.CreateAsync(Today.AddDays(2)), ReportStatus.Red);
        await it.WriteAsync(report.Parts[1], p => p.Confirmation = PartConfirmation.Unspecified);
        await it.WriteAsync(report.Parts[2], p => p.Status = ReportStatus.Unspecified);
        await it.WriteAsync(report.Parts[3], p => p.Text = "  ");
        await it.WriteAsync(report.Parts[6], p => p.Text = "");
        // Having no decision to ask for is an answer.
        await it.WriteAsync(report.Parts[7], p => p.Text = "");

        Assert.Equal(
            [
                ("report.parts[1].confirmation", "PART_NOT_CONFIRMED"),
                ("report.parts[2].status", "PART_WITHOUT_STATUS"),
                ("report.parts[3].text", "PART_WITHOUT_REASON"),
                ("report.parts[6].text", "PART_WITHOUT_TEXT"),
            ],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, async () => await it.SubmitAsync(await it.GetAsync(report)))
        );
        Assert.Equal(ReportState.Draft, (await it.GetAsync(report)).State);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_cannot_be_written_is_refused_at_its_field(TestDatabase database, Transport transport)
    {
        var it = await Reporter.BeginAsync(await Office.OpenAsync(hosts, database, transport), 2);
        var report = await it.CreateAsync(Today.AddDays(2));
        var (time, next) = (report.Parts[0], report.Parts[6]);

        await RefusedAsync(time, p => p.Text = new string('x', 4001), ("report_part.text", "TEXT_TOO_LONG"));
        await RefusedAsync(
            next,
            p => (p.Status, p.Confirmation) = (ReportStatus.Green, PartConfirmation.Unchanged),
            ("report_part.status", "PART_HAS_NO_STATUS"),
            ("report_part.confirmation", "NO_EARLIER_REPORT")
        );
        await RefusedAsync(time, p => p.Status = (ReportStatus)9, ("report_part.status", "UNKNOWN_VALUE"));
        Assert.Equal(
            StatusCode.NotFound,
            (
                await Assert.ThrowsAsync<RpcException>(() =>
                    it.WriteAsync(time, p => p.Name = $"{report.Name}/reportParts/annet")
                )
            ).StatusCode
        );
        Assert.Equal(report, await it.GetAsync(report));

        async Task RefusedAsync(ReportPart part, Action<ReportPart> change, params (string, string)[] expected) =>
            Assert.Equal(expected, await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => it.WriteAsync(part, change)));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_report_is_for_a_meeting_that_there_is(TestDatabase database, Transport transport)
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var it = await Reporter.BeginAsync(office, 2);
        var other = await Reporter.BeginAsync(office, 2, "A5");
        var skipped = await it.OccurrenceAsync(Today.AddDays(16));
        (skipped.Skipped, skipped.Reason) = (true, "Påske");
        await it.Client.UpdateReportingOccurrenceAsync(new() { ReportingOccurrence = skipped });

        const string Field = "report.reporting_occurrence";
        await RefusedAsync(it.OccurrenceName(Today.AddDays(3)), (Field, "NOT_AN_OCCURRENCE"));
        await RefusedAsync($"{it.SubProject}/reportingOccurrences/snart", (Field, "NOT_AN_OCCURRENCE"));
        await RefusedAsync(other.OccurrenceName(Today.AddDays(2)), (Field, "OCCURRENCE_ELSEWHERE"));
        await RefusedAsync(skipped.Name, (Field, "OCCURRENCE_SKIPPED"));
        await RefusedAsync("", (Field, "REQUIRED"));
        await it.CreateAsync(Today.AddDays(2));
        Assert.Equal(
            [(Field, "REPORT_BEGUN")],
            await Refusals.RefusedAsync(StatusCode.AlreadyExists, () => it.CreateAsync(Today.AddDays(2)))
        );
        var none = await office.SubProjectAsync("A6");
        Assert.Equal(
            [(Field, "NO_CADENCE")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                () => new Reporter(office.Client, none).CreateAsync(Today.AddDays(2))
            )
        );

        async Task RefusedAsync(string occurrence, params (string, string)[] expected) =>
            Assert.Equal(
                expected,
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () =>
                        await it.Client.CreateReportAsync(
                            new()
                            {
                                Parent = it.SubProject,
                                Report = new() { ReportingOccurrence = occurrence },
                            }
                        )
                )
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_closed_sub_project_reports_no_more(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        var it = await Reporter.BeginAsync(await Office.OpenAsync(host, transport), 2);
        var draft = await it.FillInAsync(await it.CreateAsync(Today.AddDays(2)));
        // No decision closes a sub-project yet; its row is all there is to close.
        await host.Database("organisation")
            .WriteAsync(
                session =>
                    session.ExecuteAsync(
                        "UPDATE sub_projects SET phase = @Closed WHERE name = @SubProject",
                        new { SubProjectPhase.Closed, it.SubProject }
                    ),
                ""
            );

        Assert.Equal(
            [(it.SubProject, "SUB_PROJECT_CLOSED")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => it.CreateAsync(Today.AddDays(16)))
        );
        Assert.Equal(
            [(it.SubProject, "SUB_PROJECT_CLOSED")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, () => it.SubmitAsync(draft))
        );
        // What was touched is kept; what was only a rule is owed no more.
        Assert.Equal(
            [it.OccurrenceName(Today.AddDays(2))],
            (await it.Client.ListReportingOccurrencesAsync(new() { Parent = it.SubProject })).ReportingOccurrences.Select(o =>
                o.Name
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_submitted_report_is_never_changed_and_never_submitted_twice(TestDatabase database, Transport transport)
    {
        var it = await Reporter.BeginAsync(await Office.OpenAsync(hosts, database, transport), 2);
        var written = await it.FillInAsync(await it.CreateAsync(Today.AddDays(2)));
        var request = new SubmitReportRequest
        {
            Name = written.Name,
            Etag = written.Etag,
            RequestId = Guid.NewGuid().ToString(),
        };
        var submitted = await it.Client.SubmitReportAsync(request);

        // Sent twice by the same click: the same answer. By another one: no.
        Assert.Equal(submitted, await it.Client.SubmitReportAsync(request));
        (string, string)[] locked = [(submitted.Name, "REPORT_SUBMITTED")];
        await RefusedAsync(() => it.SubmitAsync(submitted));
        await RefusedAsync(() => it.WriteAsync(submitted.Parts[0], p => p.Text = "Noe annet"));
        await RefusedAsync(async () => await it.Client.RefreshReportAsync(new() { Name = submitted.Name }));
        await RefusedAsync(async () => await it.Client.DeleteReportAsync(new() { Name = submitted.Name }));
        var moved = await it.OccurrenceAsync(Today.AddDays(2));
        (moved.MeetingDate, moved.Reason) = (Today.AddDays(3).ToDate(), "Ferie");
        Assert.Equal(
            [(moved.Name, "OCCURRENCE_DELIVERED")],
            await Refusals.RefusedAsync(
                StatusCode.FailedPrecondition,
                async () => await it.Client.UpdateReportingOccurrenceAsync(new() { ReportingOccurrence = moved })
            )
        );
        Assert.Equal(submitted, await it.GetAsync(submitted));

        async Task RefusedAsync(Func<Task> call) =>
            Assert.Equal(locked, await Refusals.RefusedAsync(StatusCode.FailedPrecondition, call));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Of_two_browsers_that_submit_at_once_one_does(TestDatabase database, Transport transport)
    {
        var it = await Reporter.BeginAsync(await Office.OpenAsync(hosts, database, transport), 2);
        var written = await it.FillInAsync(await it.CreateAsync(Today.AddDays(2)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => TryAsync(() => it.SubmitAsync(written))));

        Assert.Single(answers, StatusCode.OK);
        Assert.Equal(5, answers.Count(a => a == StatusCode.FailedPrecondition));
        Assert.Single(
            (await it.Client.ListEventsAsync(new() { Subject = written.Name })).Events,
            e => e.Type == "organisation.report.submitted"
        );
        // Two write the same part at once: the later is told, and nothing of the first is lost.
        var next = await it.CreateAsync(Today.AddDays(16));
        var both = await Task.WhenAll(
            TryAsync(() => it.WriteAsync(next.Parts[0], p => p.Text = "Den ene")),
            TryAsync(() => it.WriteAsync(next.Parts[0], p => p.Text = "Den andre"))
        );
        Assert.Equal([StatusCode.OK, StatusCode.Aborted], both.Order());
        // Whoever submits has seen what others wrote.
        Assert.Equal(StatusCode.Aborted, await TryAsync(() => it.SubmitAsync(next)));

        static async Task<StatusCode> TryAsync(Func<Task> call)
        {
            try
            {
                await call();
                return StatusCode.OK;
            }
            catch (RpcException e)
            {
                return e.StatusCode;
            }
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_next_report_is_held_against_the_last_and_unchanged_says_its_words_again(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await Reporter.BeginAsync(await Office.OpenAsync(hosts, database, transport), 2);
        var first = await it.DeliverAsync(Today.AddDays(2), ReportStatus.Yellow, "Først");
        var second = await it.CreateAsync(Today.AddDays(16));

        Assert.Equal(first.Name, second.PreviousReport);
        var (time, cost, done) = (second.Parts[0], second.Parts[1], second.Parts[5]);
        Assert.Equal((ReportStatus.Yellow, "Først: Time"), (time.UnchangedStatus, time.UnchangedText));
        var same = await it.WriteAsync(time, p => p.Confirmation = PartConfirmation.Unchanged);
        Assert.Equal(
            (ReportStatus.Yellow, "Først: Time", ReportTrend.Same, PartConfirmation.Unchanged),
            (same.Status, same.Text, same.Trend, same.Confirmation)
        );
        var better = await it.WriteAsync(
            cost,
            p => (p.Status, p.Text, p.Confirmation) = (ReportStatus.Green, "Løst", PartConfirmation.Changed)
        );
        Assert.Equal(ReportTrend.Better, better.Trend);
        Assert.Equal(
            "Først: Done",
            (await it.WriteAsync(done, p => (p.Text, p.Confirmation) = ("", PartConfirmation.Unchanged))).Text
        );
        Assert.Equal(
            [("report_part.confirmation", "UNCHANGED_BUT_WRITTEN")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                () => it.WriteAsync(second.Parts[2], p => (p.Text, p.Confirmation) = ("Noe nytt", PartConfirmation.Unchanged))
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_correction_is_a_new_version_that_says_what_it_corrects(TestDatabase database, Transport transport)
    {
        var it = await Reporter.BeginAsync(await Office.OpenAsync(hosts, database, transport), 2);
        var before = await it.DeliverAsync(Today.AddDays(2), ReportStatus.Red, "Før");
        var wrong = await it.DeliverAsync(Today.AddDays(16), ReportStatus.Yellow, "Feil");

        Task<Report> CorrectAsync(string corrects, string reason) =>
            it
                .Client.CreateReportAsync(
                    new()
                    {
                        Parent = it.SubProject,
                        Report = new()
                        {
                            ReportingOccurrence = wrong.ReportingOccurrence,
                            Corrects = corrects,
                            CorrectionReason = reason,
                        },
                    }
                )
                .ResponseAsync;
        Assert.Equal(
            [("report.correction_reason", "CORRECTION_WITHOUT_REASON")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => CorrectAsync(wrong.Name, " "))
        );
        Assert.Equal(
            [("report.corrects", "REFERENCE_NOT_FOUND")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => CorrectAsync(before.Name, "Feil beløp"))
        );
        var draft = await CorrectAsync(wrong.Name, "Feil beløp");
        Assert.Equal(
            (2, wrong.Name, "Feil beløp", before.Name),
            (draft.Version, draft.Corrects, draft.CorrectionReason, draft.PreviousReport)
        );
        Assert.Equal($"{wrong.Name}-v2", draft.Name);
        // Begins with the words that it corrects; the trend is still counted from the meeting before.
        Assert.Equal(
            (ReportStatus.Yellow, "Feil: Cost", "Feil: Cost", ReportTrend.Better, PartConfirmation.Unspecified),
            (
                draft.Parts[1].Status,
                draft.Parts[1].Text,
                draft.Parts[1].UnchangedText,
                draft.Parts[1].Trend,
                draft.Parts[1].Confirmation
            )
        );
        Assert.Equal("", (await it.GetAsync(wrong)).CorrectedBy);
        Assert.Equal(
            [("report.corrects", "CORRECTED_ALREADY")],
            await Refusals.RefusedAsync(StatusCode.AlreadyExists, () => CorrectAsync(wrong.Name, "Igjen"))
        );
        Assert.Equal(
            [("report.corrects", "CORRECTS_DRAFT")],
            await Refusals.RefusedAsync(StatusCode.InvalidArgument, () => CorrectAsync(draft.Name, "Igjen"))
        );
        foreach (var part in draft.Parts)
            await it.WriteAsync(part, p => p.Confirmation = PartConfirmation.Unchanged);
        var right = await it.SubmitAsync(await it.GetAsync(draft));

        var kept = await it.GetAsync(wrong);
        Assert.Equal(right.Name, kept.CorrectedBy);
        kept.CorrectedBy = "";
        Assert.Equal(wrong, kept);
        Assert.Equal(right.Name, (await it.OccurrenceAsync(Today.AddDays(16))).Report);
        // The report after it is held against what holds.
        Assert.Equal(right.Name, (await it.CreateAsync(Today.AddDays(30))).PreviousReport);
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_figures_come_from_the_other_modules_and_stay_as_they_were(TestDatabase database, Transport transport)
    {
        var host = await hosts.CleanAsync(database);
        var office = await Office.OpenAsync(host, transport);
        var it = await Reporter.BeginAsync(office, 2);
        var invoker = host.Invoker(transport);
        var (benefits, needs, stakeholders, mandates) = (
            new BenefitsService.BenefitsServiceClient(invoker),
            new ProcurementService.ProcurementServiceClient(invoker),
            new StakeholdersService.StakeholdersServiceClient(invoker),
            new MandatesService.MandatesServiceClient(invoker)
        );
        var benefit = await benefits.CreateBenefitAsync(
            new()
            {
                Parent = office.Programme,
                Benefit = new()
                {
                    Text = "Færre vikarer",
                    Kind = Benefits.V1.BenefitKind.Budgetary,
                    SubProject = it.SubProject,
                },
            }
        );
        // Of another sub-project: none of this report's business.
        await benefits.CreateBenefitAsync(
            new()
            {
                Parent = office.Programme,
                Benefit = new() { Text = "Annet", Kind = Benefits.V1.BenefitKind.Quality },
            }
        );
        await needs.CreateNeedAsync(
            new()
            {
                Parent = office.Programme,
                Need = new() { Title = "Felles journalsystem", SubProject = it.SubProject },
            }
        );
        var mandate = await mandates.CreateMandateAsync(
            new()
            {
                Parent = it.SubProject,
                Mandate = new()
                {
                    Title = "Mandat for A4",
                    Template = "templates/difi-konseptfase-3.0",
                    DocumentDate = Today.ToDate(),
                },
            }
        );
        var resources = mandate.Sections.Single(s => s.Name.EndsWith("/resources", StringComparison.Ordinal));
        resources.PlanEntries.Add(
            new PlanEntry
            {
                Kind = PlanEntryKind.Milestone,
                Text = "Prosjektgruppen er konstituert",
                Period = new() { Label = NorwegianTime.Format(Today.AddDays(10)) },
            }
        );
        resources.BudgetFrames.Add(
            new BudgetFrame
            {
                Kind = BudgetKind.Operations,
                Amount = new() { CurrencyCode = "NOK", Units = 2_000_000 },
                PerYear = true,
            }
        );
        await mandates.UpdateSectionAsync(
            new()
            {
                Section = resources,
                UpdateMask = new FieldMask { Paths = { "plan_entries", "budget_frames" } },
            }
        );
        await stakeholders.CreateParticipationRecordAsync(
            new()
            {
                Parent = office.Programme,
                ParticipationRecord = new()
                {
                    Matter = mandate.Name,
                    PartyKind = PartyKind.Union,
                    Party = "Fagforbundet",
                    Representative = "Eli Strand",
                    Form = ParticipationForm.Heard,
                    HeardDate = Today.ToDate(),
                    View = "Vi vil være med fra starten",
                },
            }
        );

        var report = await it.CreateAsync(Today.AddDays(2));

        Assert.Equal(
            [
                (ReportPartKind.Time, ReportFigureKind.MilestoneAhead, "Prosjektgruppen er konstituert", resources.Name),
                (ReportPartKind.Cost, ReportFigureKind.BudgetPerYear, "", resources.Name),
                (
                    ReportPartKind.Scope,
                    ReportFigureKind.NeedOpen,
                    "Felles journalsystem",
                    $"{office.Programme}/needs/felles-journalsystem"
                ),
                (ReportPartKind.Benefits, ReportFigureKind.BenefitWithoutOwner, "Færre vikarer", benefit.Name),
                (ReportPartKind.Next, ReportFigureKind.MilestoneAhead, "Prosjektgruppen er konstituert", resources.Name),
            ],
            report
                .Parts.Where(p => p.Kind != ReportPartKind.Done)
                .SelectMany(p => p.Figures.Select(f => (p.Kind, f.Kind, f.Text, f.Source)))
        );
        var done = report.Parts.Single(p => p.Kind == ReportPartKind.Done);
        Assert.Equal(
            [ReportFigureKind.BenefitRegistered, ReportFigureKind.NeedRaised, ReportFigureKind.Participation],
            done.Figures.Select(f => f.Kind)
        );
        // A proposal of words, and nothing of what the union said in confidence of its meeting.
        Assert.Contains("Nytt anskaffelsesbehov: Felles journalsystem", done.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Vi vil være med", report.ToString(), StringComparison.Ordinal);

        // Confirmed, then the figures change under it: what rested on them must be confirmed again, the rest not.
        await it.FillInAsync(report);
        await benefits.UpdateBenefitAsync(
            new()
            {
                Benefit = new(benefit) { Owner = "Virksomhetsleder" },
                UpdateMask = new FieldMask { Paths = { "owner" } },
            }
        );
        var stale = await it.GetAsync(report);
        var fresh = await it.Client.RefreshReportAsync(new() { Name = report.Name, Etag = stale.Etag });
        Assert.Equal(ReportFigureKind.Benefit, fresh.Parts[3].Figures[0].Kind);
        Assert.Equal(
            [ReportPartKind.Benefits],
            fresh.Parts.Where(p => p.Confirmation == PartConfirmation.Unspecified).Select(p => p.Kind)
        );
        Assert.Equal("Går etter planen: Benefits", fresh.Parts[3].Text);

        await it.WriteAsync(fresh.Parts[3], p => p.Confirmation = PartConfirmation.Changed);
        var submitted = await it.SubmitAsync(await it.GetAsync(report));
        await benefits.UpdateBenefitAsync(
            new()
            {
                Benefit = new(benefit) { Text = "Noe helt annet", Etag = "" },
                UpdateMask = new FieldMask { Paths = { "text" } },
            }
        );
        Assert.Equal(submitted, await it.GetAsync(submitted));
        Assert.Equal(submitted.TextHash, (await it.Client.GetReportTextAsync(new() { Name = submitted.Name })).Hash);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_plan_that_is_kept_up_to_date_fills_the_report_instead_of_the_document(
        TestDatabase database,
        Transport transport
    )
    {
        var host = await hosts.CleanAsync(database);
        var office = await Office.OpenAsync(host, transport);
        var it = await Reporter.BeginAsync(office, 2);
        var mandates = new MandatesService.MandatesServiceClient(host.Invoker(transport));
        async Task<string> PlanAsync(string title, int start, int end, int? done = null)
        {
            var isPhase = start != end;
            var milestone = new Milestone
            {
                Kind = isPhase ? MilestoneKind.Phase : MilestoneKind.Milestone,
                Title = title,
                PlannedStartDate = isPhase ? Today.AddDays(start).ToDate() : null,
                PlannedEndDate = Today.AddDays(end).ToDate(),
                DoneDate = done is { } days ? Today.AddDays(days).ToDate() : null,
            };
            return (await mandates.CreateMilestoneAsync(new() { Parent = it.SubProject, Milestone = milestone })).Name;
        }
        var late = await PlanAsync("Struktur", -5, -5);
        var reached = await PlanAsync("Oppstart", -3, -3, done: -1);
        var running = await PlanAsync("Konsept", -30, 60);
        var next = await PlanAsync("BP2", 20, 20);
        await PlanAsync("Langt fram", 300, 300);
        await PlanAsync("Nådd for lenge siden", -300, -300, done: -300);

        var report = await it.CreateAsync(Today.AddDays(2));

        Assert.Equal(
            [
                (ReportPartKind.Time, ReportFigureKind.MilestonePassed, late),
                (ReportPartKind.Time, ReportFigureKind.MilestoneAhead, next),
                (ReportPartKind.Time, ReportFigureKind.ActivityNow, running),
                (ReportPartKind.Done, ReportFigureKind.MilestoneReached, reached),
                (ReportPartKind.Next, ReportFigureKind.MilestoneAhead, next),
                (ReportPartKind.Deviations, ReportFigureKind.MilestonePassed, late),
            ],
            report.Parts.SelectMany(p => p.Figures.Select(f => (p.Kind, f.Kind, f.Source)))
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_draft_is_thrown_away_and_begun_anew(TestDatabase database, Transport transport)
    {
        var it = await Reporter.BeginAsync(await Office.OpenAsync(hosts, database, transport), 2);
        var draft = await it.CreateAsync(Today.AddDays(2));
        await it.Client.DeleteReportAsync(new() { Name = draft.Name, Etag = draft.Etag });
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => it.GetAsync(draft))).StatusCode);
        Assert.Equal(draft.Name, (await it.CreateAsync(Today.AddDays(2))).Name);
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_combined_report_has_every_latest_one_and_names_what_is_missing(
        TestDatabase database,
        Transport transport
    )
    {
        var office = await Office.OpenAsync(hosts, database, transport);
        var good = await Reporter.BeginAsync(office, -12, "A1");
        var late = await Reporter.BeginAsync(office, 1, "A2");
        await office.SubProjectAsync("A3");
        await good.DeliverAsync(Today.AddDays(-12), ReportStatus.Red, "Gammel");
        var newest = await good.DeliverAsync(Today.AddDays(2));

        var report = await office.Client.GetProgrammeReportAsync(new() { Name = office.Programme });

        Assert.Equal(["A1", "A2"], report.Entries.Select(e => e.Code));
        Assert.Equal(1, report.MissingCount);
        Assert.Equal(newest, report.Entries[0].Report);
        Assert.Null(report.Entries[0].Missing);
        Assert.Equal((null, late.OccurrenceName(Today.AddDays(1))), (report.Entries[1].Report, report.Entries[1].Missing.Name));
        // Yesterday nothing had come yet, and the report of twelve days ago was missing.
        var yesterday = await office.Client.GetProgrammeReportAsync(
            new() { Name = office.Programme, Date = Today.AddDays(-1).ToDate() }
        );
        Assert.Equal(
            [good.OccurrenceName(Today.AddDays(-12)), late.OccurrenceName(Today.AddDays(1))],
            yesterday.Entries.Select(e => e.Missing.Name)
        );
        Assert.All(yesterday.Entries, e => Assert.Null(e.Report));
        var file = await office.Client.ExportProgrammeReportAsync(new() { Name = office.Programme });
        Assert.EndsWith(".docx", file.FileName, StringComparison.Ordinal);
        Assert.NotEqual(0, file.Content.Length);
    }
}
