using DocumentFormat.OpenXml.Packaging;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Documents;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Testing;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Sections;

[Collection("hosts")]
public sealed class SectionTests(SharedHosts hosts)
{
    private const string Background = $"{Name}/sections/background";
    private const string Resources = $"{Name}/sections/resources";
    private const string Organisation = $"{Name}/sections/organisation";

    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_section_is_saved_by_mask_and_moves_the_etag_of_its_mandate(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var draft = await it.CreateDraftAsync();
        await it.Mandates.UpdateSectionAsync(
            new()
            {
                Section = new()
                {
                    Name = $"{Name}/sections/purpose",
                    Body = "Én felles tjeneste",
                    Goals =
                    {
                        new Goal { Kind = GoalKind.Main, Text = "Tjenesten er i drift" },
                    },
                },
            }
        );
        var section = await it.Mandates.UpdateSectionAsync(
            new()
            {
                Section = new() { Name = $"{Name}/sections/purpose", Body = "Én felles helsetjeneste" },
                UpdateMask = new FieldMask { Paths = { "body" } },
            }
        );
        Assert.Equal("Én felles helsetjeneste", section.Body);
        Assert.Equal("Tjenesten er i drift", Assert.Single(section.Goals).Text);
        var mandate = await it.GetAsync();
        Assert.Equal(section, mandate.Sections[1]);
        Assert.NotEqual((draft.Etag, draft.TextHash), (mandate.Etag, mandate.TextHash));

        // The others are as they were.
        Assert.Equal(draft.Sections.Skip(2), mandate.Sections.Skip(2));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_people_write_on_two_sections_at_once_but_not_over_each_other_on_one(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var draft = await it.CreateDraftAsync();
        await Task.WhenAll(
            draft.Sections.Select(section =>
                Task.Run(async () =>
                {
                    var mine = section.Clone();
                    mine.Body = $"Skrevet i {section.Title}";
                    await it.Mandates.UpdateSectionAsync(new() { Section = mine });
                })
            )
        );
        var written = await it.GetAsync();
        Assert.All(written.Sections, section => Assert.Equal($"Skrevet i {section.Title}", section.Body));
        Assert.Equal(CanonicalText.Of(written).Hash, written.TextHash);

        var late = draft.Sections[0].Clone();
        late.Body = "Uten å ha sett det andre";
        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(
                StatusCode.Aborted,
                async () => await it.Mandates.UpdateSectionAsync(new() { Section = late })
            )
        );
        Assert.Equal(written, await it.GetAsync());
    }

    [Theory, MemberData(nameof(All))]
    public async Task Periods_keep_their_words_and_get_their_days(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.CreateDraftAsync();
        string[] labels =
        [
            "Nov/Des 17",
            "Medio 2019",
            "1. kvartal 2018",
            "Uke 48",
            "Uke 8–10",
            "2017–2026",
            "før påske 2014",
            "ved behov",
        ];
        var section = await it.Mandates.UpdateSectionAsync(
            new()
            {
                Section = new()
                {
                    Name = Resources,
                    PlanEntries =
                    {
                        labels.Select(label => new PlanEntry
                        {
                            Text = "Arbeid",
                            Period = new() { Label = label },
                        }),
                        new PlanEntry
                        {
                            Text = "Oppgitt",
                            Period = new()
                            {
                                Label = "ved behov",
                                StartDate = Day(2018, 1, 1),
                                EndDate = Day(2018, 2, 1),
                                Resolution = PeriodResolution.Stated,
                            },
                        },
                        new PlanEntry { Text = "Uten periode" },
                    },
                },
            }
        );
        Assert.Equal(labels, section.PlanEntries.Take(labels.Length).Select(entry => entry.Period.Label));
        Assert.Equal(
            [.. Enumerable.Repeat(PeriodResolution.Read, 7), PeriodResolution.Unreadable, PeriodResolution.Stated],
            section.PlanEntries.Take(9).Select(entry => entry.Period.Resolution)
        );
        Assert.Equal(
            (Day(2017, 11, 1), Day(2017, 12, 31)),
            (section.PlanEntries[0].Period.StartDate, section.PlanEntries[0].Period.EndDate)
        );
        Assert.Null(section.PlanEntries[6].Period.StartDate);
        Assert.Null(section.PlanEntries[7].Period.EndDate);
        Assert.Equal(Day(2018, 2, 1), section.PlanEntries[8].Period.EndDate);
        Assert.Null(section.PlanEntries[9].Period);
        Assert.Equal(section, (await it.GetAsync()).Sections.Single(s => s.Name == Resources));

        // Unreadable is kept and asked about, and stops submission.
        Assert.Contains(
            (await it.Mandates.CheckMandateAsync(new() { Name = Name })).Findings,
            f => (f.Reason, f.Place, f.Field) == ("PERIOD_UNREADABLE", Resources, "plan_entries[7].period")
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Words_that_stand_keep_the_days_they_were_read_as_in_the_next_version(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.CreateSteeringGroupAsync();
        await it.CreateCompleteAsync();
        await WriteAsync(Resources, "Uke 48");
        var submitted = await it.Mandates.SubmitMandateAsync(new() { Name = Name });
        await it.Mandates.DecideMandateAsync(A4Programme.Decide(submitted, d => d.Verdict = Verdict.Adjust));
        var second = await it.Mandates.ReviseMandateAsync(new() { Name = Name });
        var resources = Resources.Replace(Name, second.Name, StringComparison.Ordinal);

        var kept = await WriteAsync(resources, "Uke 48", "Uke 49");
        Assert.Equal(2018, kept.PlanEntries[0].Period.StartDate.Year);
        Assert.True(kept.PlanEntries[1].Period.StartDate.Year >= 2026, "A new line is read from the new document's date");

        async Task<Section> WriteAsync(string name, params string[] labels) =>
            await it.Mandates.UpdateSectionAsync(
                new()
                {
                    Section = new()
                    {
                        Name = name,
                        PlanEntries =
                        {
                            labels.Select(label => new PlanEntry
                            {
                                Text = "Analyse",
                                Period = new() { Label = label },
                            }),
                        },
                    },
                    UpdateMask = new FieldMask { Paths = { "plan_entries" } },
                }
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_wrong_in_a_section_is_refused_at_its_field_and_leaves_it_as_it_was(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var draft = await it.CreateDraftAsync();
        Period reversed = new() { StartDate = Day(2018, 2, 1), EndDate = Day(2018, 1, 1) };
        Period impossible = new() { Label = "Uke 8", StartDate = Day(2018, 2, 30) };

        await RefusedAsync(new() { Name = Background, Body = new string('æ', 1 << 20) }, "section.body", "TEXT_TOO_LONG");
        await RefusedAsync(new() { Name = Background, Body = "Bak\u001bgrunn" }, "section.body", "CONTROL_CHARACTER");
        await RefusedAsync(new() { Name = $"{Name}/sections/Background" }, "section.name", "NAME_MALFORMED");
        await RefusedAsync(
            new()
            {
                Name = Resources,
                PlanEntries =
                {
                    new PlanEntry { Text = "x", Period = reversed },
                },
            },
            "section.plan_entries[0].period.end_date",
            "END_BEFORE_START"
        );
        await RefusedAsync(
            new()
            {
                Name = Resources,
                PlanEntries =
                {
                    new PlanEntry { Text = "x", Period = impossible },
                },
            },
            "section.plan_entries[0].period.start_date",
            "DATE_IMPOSSIBLE"
        );
        await RefusedAsync(
            new() { Name = Resources, PlanEntries = { new PlanEntry { Text = " " } } },
            "section.plan_entries[0].text",
            "REQUIRED"
        );
        await RefusedAsync(
            new()
            {
                Name = Resources,
                BudgetFrames =
                {
                    new BudgetFrame { Kind = BudgetKind.Operations, Amount = Nok(0) },
                },
            },
            "section.budget_frames[0].amount",
            "BUDGET_NOT_ABOVE_ZERO"
        );
        await RefusedAsync(
            new()
            {
                Name = Resources,
                BudgetFrames =
                {
                    new BudgetFrame
                    {
                        Kind = BudgetKind.Operations,
                        Amount = new() { CurrencyCode = "SEK", Units = 1 },
                    },
                },
            },
            "section.budget_frames[0].amount",
            "CURRENCY_NOT_NOK"
        );
        await RefusedAsync(
            new()
            {
                Name = Background,
                Goals =
                {
                    new Goal { Kind = GoalKind.Main, Text = "x" },
                },
            },
            "section.goals",
            "PART_NOT_IN_SECTION"
        );
        await DependencyRefusedAsync(
            d => d.SubProject = "programmes/indre-ostfold/subProjects/a9",
            "sub_project",
            "SUB_PROJECT_UNKNOWN"
        );
        await DependencyRefusedAsync(d => d.SubProject = "programmes/bodo/subProjects/a2", "sub_project", "OF_OTHER_PROGRAMME");
        await DependencyRefusedAsync(d => d.SubProject = SubProject, "sub_project", "DEPENDENCY_ON_ITSELF");
        await DependencyRefusedAsync(d => d.SubProject = "A2", "sub_project", "NAME_MALFORMED");
        await DependencyRefusedAsync(
            d =>
            {
                d.SubProject = "programmes/indre-ostfold/subProjects/a2";
                d.Stakeholder = "programmes/indre-ostfold/stakeholders/nav";
            },
            "stakeholder",
            "DEPENDENCY_ON_BOTH"
        );
        await DependencyRefusedAsync(
            d => d.Stakeholder = "programmes/bodo/stakeholders/nav",
            "stakeholder",
            "OF_OTHER_PROGRAMME"
        );
        Assert.Equal(
            [("update_mask", "UPDATE_MASK_UNKNOWN_FIELD")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () =>
                    await it.Mandates.UpdateSectionAsync(
                        new()
                        {
                            Section = new() { Name = Background },
                            UpdateMask = new FieldMask { Paths = { "title" } },
                        }
                    )
            )
        );
        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () => await it.Mandates.UpdateSectionAsync(new() { Section = new() { Name = $"{Name}/sections/x" } })
        );
        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () =>
                await it.Mandates.UpdateSectionAsync(
                    new() { Section = new() { Name = $"{SubProject}/mandates/7/sections/background" } }
                )
        );
        Assert.Equal(draft, await it.GetAsync());
        Assert.Equal(["mandates.mandate.created"], await it.EventsAsync());

        Task DependencyRefusedAsync(Action<Dependency> change, string field, string reason)
        {
            var dependency = new Dependency { DisplayName = "A2 Økonomi" };
            change(dependency);
            return RefusedAsync(
                new() { Name = Organisation, Dependencies = { dependency } },
                $"section.dependencies[0].{field}",
                reason
            );
        }

        async Task RefusedAsync(Section section, string field, string reason) =>
            Assert.Equal(
                [(field, reason)],
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await it.Mandates.UpdateSectionAsync(new() { Section = section })
                )
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Script_in_a_section_is_text_and_stays_as_written(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.CreateDraftAsync();
        const string Body = "<script>alert('1')</script>\n\n'; DROP TABLE mandates; --\tog «æøå» 👩‍⚕️ & mer";
        var section = await it.Mandates.UpdateSectionAsync(
            new()
            {
                Section = new() { Name = Background, Body = Body },
            }
        );
        Assert.Equal(Body, section.Body);
        Assert.Equal(Body, (await it.GetAsync()).Sections[0].Body);
        Assert.Contains(Body, (await it.Mandates.GetMandateTextAsync(new() { Name = Name })).Text, StringComparison.Ordinal);
        var file = await it.Mandates.ExportMandateAsync(new() { Name = Name });
        Assert.Contains("<script>alert('1')</script>", TextOf(file.Content.ToByteArray()), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_longest_text_is_kept_whole(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.CreateDraftAsync();
        var body = string.Concat(Enumerable.Repeat("Ærlig ønske på ålen. ", 4_761)) + new string('x', 19);
        Assert.Equal(100_000, body.Length);
        await it.Mandates.UpdateSectionAsync(
            new()
            {
                Section = new() { Name = Background, Body = body },
            }
        );
        Assert.Equal(body, (await it.GetAsync()).Sections[0].Body);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_repeated_save_answers_the_same_and_happens_once(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var draft = await it.CreateDraftAsync();
        var request = new UpdateSectionRequest { Section = draft.Sections[0], RequestId = "save-1" };
        request.Section.Body = "Fem kommuner blir én.";
        var first = await it.Mandates.UpdateSectionAsync(request);
        Assert.Equal(first, await it.Mandates.UpdateSectionAsync(request));
        request.Section.Body = "Noe annet";
        Assert.Equal(
            [("request_id", "REQUEST_ID_REUSED")],
            await Refusals.RefusedAsync(StatusCode.AlreadyExists, async () => await it.Mandates.UpdateSectionAsync(request))
        );
        Assert.Equal(first, (await it.GetAsync()).Sections[0]);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_versions_stand_side_by_side_and_the_decided_one_is_exported_with_its_decision(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.DecideReadyAsync(decision => decision.Verdict = Verdict.AssessFurther);
        var second = await it.Mandates.ReviseMandateAsync(new() { Name = Name });
        await it.Mandates.UpdateSectionAsync(
            new()
            {
                Section = new()
                {
                    Name = $"{second.Name}/sections/purpose",
                    Body = "Én felles helse-, sosial- og velferdstjeneste for de fem kommunene.",
                },
                UpdateMask = new FieldMask { Paths = { "body" } },
            }
        );
        var compared = await it.Mandates.CompareMandatesAsync(new() { Name = second.Name, Other = Name });
        var purpose = Assert.Single(compared.Differences, difference => difference.Changed && difference.Number.Length > 0);
        Assert.Equal("2", purpose.Number);
        var line = Assert.Single(purpose.Lines, l => l.Change == LineChange.Changed);
        Assert.Contains(line.OldWords, word => word.Changed && word.Text.Contains("omsorgstjeneste", StringComparison.Ordinal));
        Assert.Contains(line.NewWords, word => word.Changed && word.Text.Contains("velferdstjeneste", StringComparison.Ordinal));
        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () => await it.Mandates.CompareMandatesAsync(new() { Name = Name, Other = $"{SubProject}/mandates/9" })
        );

        var file = await it.Mandates.ExportMandateAsync(new() { Name = Name });
        Assert.Equal("mandat-a4-v1.docx", file.FileName);
        var text = TextOf(file.Content.ToByteArray());
        Assert.Contains("Konseptfasen startes.", text, StringComparison.Ordinal);
        Assert.Contains("Solveig Haugen", text, StringComparison.Ordinal);
        Assert.Contains((await it.GetAsync()).TextHash, text, StringComparison.Ordinal);
    }

    private static string TextOf(byte[] content)
    {
        using var stream = new MemoryStream(content);
        using var file = WordprocessingDocument.Open(stream, false);
        return file.MainDocumentPart!.Document!.InnerText;
    }
}
