using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Documents;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Localisation;
using MergeProgramme.Testing;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Drafts;

[Collection("hosts")]
public sealed class DraftTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_new_draft_has_all_sections_of_its_template_and_is_read_and_listed_as_written(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var created = await it.CreateDraftAsync();

        Assert.Equal((Name, 1, MandateState.Draft), (created.Name, created.Version, created.State));
        Assert.Equal("Solveig Haugen", created.PreparedByDisplayName);
        Assert.Equal(["1", "2", "3", "4", "4.1", "4.2", "5", "6", "7", ""], created.Sections.Select(section => section.Number));
        Assert.Equal("Bakgrunn", created.Sections[0].Title);
        Assert.All(created.Sections, section => Assert.NotEmpty(section.Guidance));
        Assert.Equal([SectionPart.Plan, SectionPart.Budget], created.Sections[6].Parts);
        Assert.Equal(created, await it.GetAsync());
        Assert.Equal(CanonicalText.Of(created).Hash, created.TextHash);

        var listed = Assert.Single((await it.Mandates.ListMandatesAsync(new() { Parent = SubProject })).Mandates);
        created.Sections.Clear();
        Assert.Equal(created, listed);
        Assert.Equal(["mandates.mandate.created"], await it.EventsAsync());
    }

    [Theory, MemberData(nameof(All))]
    public async Task Every_part_of_every_section_is_read_as_written(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var mandate = await it.CreateCompleteAsync();

        foreach (var expected in A4().Sections)
        {
            var written = mandate.Sections.Single(section => section.Name == expected.Name);
            Assert.Equal(CanonicalText.Content(expected), CanonicalText.Content(written));
        }
        Assert.Equal(CanonicalText.Of(mandate).Hash, mandate.TextHash);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_sub_project_with_an_open_mandate_begins_no_other(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.CreateDraftAsync();
        Assert.Equal(
            [(Name, "MANDATE_OPEN")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, async () => await it.CreateDraftAsync())
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Only_one_of_many_who_begin_at_once_gets_a_draft(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var attempts = Enumerable.Range(0, 6).Select(_ => Task.Run(it.CreateDraftAsync)).ToArray();
        var codes = await Task.WhenAll(
            attempts.Select(attempt =>
                attempt.ContinueWith(
                    done => (done.Exception?.InnerException as RpcException)?.StatusCode ?? StatusCode.OK,
                    TaskScheduler.Default
                )
            )
        );
        Assert.Equal([StatusCode.OK, .. Enumerable.Repeat(StatusCode.FailedPrecondition, 5)], codes.Order());
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_a_draft_refers_to_must_exist(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () =>
                await it.Mandates.CreateMandateAsync(
                    new() { Parent = "programmes/indre-ostfold/subProjects/a9", Mandate = A4Programme.NewDraft() }
                )
        );
        await RefusedAsync(request => request.Parent = "programmes/indre-ostfold/subProjects/-", "parent", "NAME_MALFORMED");
        await RefusedAsync(request => request.Parent = "indre-ostfold/A4", "parent", "NAME_MALFORMED");
        await RefusedAsync(request => request.Mandate.Title = " ", "mandate.title", "REQUIRED");
        await RefusedAsync(request => request.Mandate.Title = "a\u0007b", "mandate.title", "CONTROL_CHARACTER");
        await RefusedAsync(request => request.Mandate.DocumentDate = null, "mandate.document_date", "REQUIRED");
        await RefusedAsync(
            request => request.Mandate.DocumentDate = Day(2017, 2, 30),
            "mandate.document_date",
            "DATE_IMPOSSIBLE"
        );
        await RefusedAsync(request => request.Mandate.Template = "templates/x", "mandate.template", "TEMPLATE_UNKNOWN");
        await RefusedAsync(
            request => request.Mandate.PreparedBy = "programmes/indre-ostfold/persons/x",
            "mandate.prepared_by",
            "PERSON_UNKNOWN"
        );
        await RefusedAsync(
            request => request.Mandate.PreparedBy = "programmes/bodo/persons/solveig-haugen",
            "mandate.prepared_by",
            "OF_OTHER_PROGRAMME"
        );
        Assert.Empty((await it.Mandates.ListMandatesAsync(new() { Parent = SubProject })).Mandates);
        Assert.Empty(await it.EventsAsync());

        async Task RefusedAsync(Action<CreateMandateRequest> change, string field, string reason)
        {
            var request = new CreateMandateRequest { Parent = SubProject, Mandate = A4Programme.NewDraft() };
            change(request);
            Assert.Equal(
                [(field, reason)],
                await Refusals.RefusedAsync(StatusCode.InvalidArgument, async () => await it.Mandates.CreateMandateAsync(request))
            );
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_front_is_updated_by_mask_and_keeps_its_template(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var draft = await it.CreateDraftAsync();
        var updated = await it.Mandates.UpdateMandateAsync(
            new()
            {
                Mandate = new()
                {
                    Name = Name,
                    Title = "Mandat A4",
                    Etag = draft.Etag,
                },
                UpdateMask = new FieldMask { Paths = { "title" } },
            }
        );
        Assert.Equal("Mandat A4", updated.Title);
        Assert.Equal(draft.DocumentDate, updated.DocumentDate);
        Assert.NotEqual(draft.TextHash, updated.TextHash);
        Assert.Equal(updated, await it.GetAsync());

        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(
                StatusCode.Aborted,
                async () => await it.Mandates.UpdateMandateAsync(new() { Mandate = draft })
            )
        );
        var other = updated.Clone();
        other.Template = "templates/prosjektmandat";
        Assert.Equal(
            [("mandate.template", "TEMPLATE_FIXED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Mandates.UpdateMandateAsync(new() { Mandate = other })
            )
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_new_document_date_reads_periods_without_a_year_anew(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var draft = await it.CreateDraftAsync();
        await it.Mandates.UpdateSectionAsync(
            new()
            {
                Section = new()
                {
                    Name = $"{Name}/sections/resources",
                    PlanEntries =
                    {
                        new PlanEntry
                        {
                            Text = "Analyse",
                            Period = new() { Label = "Uke 48" },
                        },
                    },
                },
            }
        );
        var before = Plan(await it.GetAsync());
        Assert.Equal((PeriodResolution.Read, 2018), (before.Resolution, before.StartDate.Year));

        draft.DocumentDate = Day(2019, 1, 7);
        draft.Etag = "";
        var after = Plan(await it.Mandates.UpdateMandateAsync(new() { Mandate = draft }));
        Assert.Equal((PeriodResolution.Read, 2019), (after.Resolution, after.StartDate.Year));
        Assert.Equal(after, Plan(await it.GetAsync()));

        static Period Plan(Mandate mandate) =>
            mandate.Sections.Single(section => section.PlanEntries.Count > 0).PlanEntries[0].Period;
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_draft_that_is_thrown_away_is_gone_with_all_its_parts(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var draft = await it.CreateCompleteAsync();
        Assert.Equal(
            [("etag", "ETAG_MISMATCH")],
            await Refusals.RefusedAsync(
                StatusCode.Aborted,
                async () => await it.Mandates.DeleteMandateAsync(new() { Name = Name, Etag = "old" })
            )
        );
        await it.Mandates.DeleteMandateAsync(new() { Name = Name, Etag = draft.Etag });
        await Refusals.RefusedAsync(StatusCode.NotFound, async () => await it.GetAsync());
        Assert.Equal("mandates.mandate.deleted", (await it.EventsAsync())[^1]);
        Assert.Equal(1, (await it.CreateDraftAsync()).Version);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_repeated_request_answers_the_same_and_happens_once(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var request = new CreateMandateRequest
        {
            Parent = SubProject,
            Mandate = A4Programme.NewDraft(),
            RequestId = "4b0e",
        };
        var first = await it.Mandates.CreateMandateAsync(request);
        Assert.Equal(first, await it.Mandates.CreateMandateAsync(request));
        request.Mandate.Title = "Et annet";
        Assert.Equal(
            [("request_id", "REQUEST_ID_REUSED")],
            await Refusals.RefusedAsync(StatusCode.AlreadyExists, async () => await it.Mandates.CreateMandateAsync(request))
        );
        Assert.Equal(["mandates.mandate.created"], await it.EventsAsync());
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_whole_programme_is_listed_by_sub_project_page_by_page(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await it.CreateDraftAsync();
        await it.Mandates.CreateMandateAsync(
            new() { Parent = $"{A4Programme.Programme}/subProjects/a2", Mandate = A4Programme.NewDraft() }
        );
        var request = new ListMandatesRequest { Parent = $"{A4Programme.Programme}/subProjects/-", PageSize = 1 };
        var names = new List<string>();
        do
        {
            var page = await it.Mandates.ListMandatesAsync(request);
            names.AddRange(page.Mandates.Select(mandate => mandate.Name));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.Equal([$"{A4Programme.Programme}/subProjects/a2/mandates/1", Name], names);

        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () => await it.Mandates.ListMandatesAsync(new() { Parent = "programmes/bodo/subProjects/-" })
        );
        await Refusals.RefusedAsync(
            StatusCode.InvalidArgument,
            async () => await it.Mandates.ListMandatesAsync(new() { Parent = "programmes/-/subProjects/-" })
        );
    }

    [Theory, MemberData(nameof(All))]
    public async Task Templates_are_in_the_readers_language(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var bokmal = (await it.Mandates.ListTemplatesAsync(new())).Templates;
        Assert.Equal(
            [
                "templates/difi-konseptfase-3.0",
                "templates/prosjektmandat",
                "templates/prosjektforslag",
                "templates/styringsdokument",
                "templates/overlevering",
                "templates/sluttrapport",
            ],
            bokmal.Select(template => template.Name)
        );
        Assert.Equal("Bakgrunn", bokmal[0].Sections[0].Title);
        // A call in the host goes in the language of its caller, one over the wire says it in its metadata.
        CultureInfo.CurrentUICulture = Languages.English;
        var english = (await it.Mandates.ListTemplatesAsync(new(), new Metadata { { "accept-language", "en" } })).Templates;
        Assert.Equal("Background", english[0].Sections[0].Title);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_period_is_read_as_people_write_it(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var read = await it.Mandates.ResolvePeriodAsync(new() { Label = "Nov/Des 17" });
        Assert.Equal(Read("Nov/Des 17", Day(2017, 11, 1), Day(2017, 12, 31)), read);
        var unreadable = await it.Mandates.ResolvePeriodAsync(new() { Label = "når tida er inne" });
        Assert.Equal(new Period { Label = "når tida er inne", Resolution = PeriodResolution.Unreadable }, unreadable);
        Assert.Equal(
            [("label", "REQUIRED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await it.Mandates.ResolvePeriodAsync(new() { Label = " " })
            )
        );
    }
}
