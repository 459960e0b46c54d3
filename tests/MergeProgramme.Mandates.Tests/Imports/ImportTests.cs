using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Testing;
using static MergeProgramme.Mandates.Tests.SampleMandates;

namespace MergeProgramme.Mandates.Tests.Imports;

[Collection("hosts")]
public sealed class ImportTests(SharedHosts hosts)
{
    public static TheoryData<TestDatabase, Transport> All => Ways.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_mandate_is_read_gone_through_and_made_a_draft_of(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var text = ImportData.Text("a4.txt");
        var import = await CreateAsync(it, text);

        Assert.Equal(
            (ImportState.Ready, 100, text.Length, ""),
            (import.State, import.ProgressPercent, import.Length, import.FileName)
        );
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), import.SourceHash);
        Assert.Equal(import, await it.Mandates.GetImportAsync(new() { Name = import.Name }));
        Assert.Equal(
            (12, 10, 13),
            (Total(import, CandidateKind.Item), Total(import, CandidateKind.Person), Total(import, CandidateKind.Period))
        );
        Assert.Equal(8, import.PlacedSections.Count(section => section.Section.Length > 0));

        var blocks = await BlocksAsync(it, import, "");
        Assert.Equal(text, string.Concat(blocks.Select(block => block.Text)));
        Assert.Equal(import.UnplacedLength, (await BlocksAsync(it, import, "-")).Sum(block => block.Text.Length));

        // All is taken but the last item, which is dropped, and the first, which is corrected.
        var candidates = await CandidatesAsync(it, import);
        var items = candidates.Where(c => c.Kind == CandidateKind.Item).ToList();
        Assert.Equal($"{A4Programme.Programme}/subProjects/a2", candidates.Single(c => c.Code == "A2").SubProject);
        Assert.Equal("", candidates.Single(c => c.Code == "A5").SubProject);
        import = await it.Mandates.DecideImportCandidatesAsync(
            new()
            {
                Name = import.Name,
                Etag = import.Etag,
                Rulings =
                {
                    candidates.Select(c => new CandidateRuling
                    {
                        Number = c.Number,
                        Decision =
                            c.Number == items[^1].Number ? CandidateDecision.Dropped
                            : c.Number == items[0].Number ? CandidateDecision.Corrected
                            : CandidateDecision.Accepted,
                        CorrectedText = c.Number == items[0].Number ? "Konseptet" : "",
                    }),
                },
            }
        );
        Assert.Equal((11, 1), (Count(import, CandidateKind.Item).Taken, Count(import, CandidateKind.Item).Dropped));

        var mandate = await FinishAsync(it, import);
        Assert.Equal(Name, mandate.Name);
        Assert.Equal(mandate, await it.GetAsync());
        var section = mandate.Sections.ToDictionary(s => s.Name.Split('/')[^1], StringComparer.Ordinal);
        Assert.Equal("Konseptet", section["items"].Items[0].Text);
        Assert.Equal(11, section["items"].Items.Count);
        // What was not taken is text still.
        Assert.Contains("Lokalisering og bruk av eksisterende bygg", section["items"].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Prosjektets forventede gevinster", section["items"].Body, StringComparison.Ordinal);
        Assert.Equal(3, section["purpose"].Goals.Count);
        Assert.Equal(11, section["organisation"].Dependencies.Count);
        Assert.Equal($"{A4Programme.Programme}/subProjects/a2", section["organisation"].Dependencies[1].SubProject);
        var frame = Assert.Single(section["resources"].BudgetFrames);
        Assert.Equal((2_000_000L, true, BudgetKind.Operations), (frame.Amount.Units, frame.PerYear, frame.Kind));
        Assert.Equal(["1.kv.2018", "1.kvartal 2018"], section["attachments"].Attachments.Select(a => a.Due.Label));
        Assert.StartsWith("Askim, Eidsberg", section["background"].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Like dokumenter", string.Concat(mandate.Sections.Select(s => s.Body)), StringComparison.Ordinal);

        import = await it.Mandates.GetImportAsync(new() { Name = import.Name });
        Assert.Equal((ImportState.Finished, mandate.Name), (import.State, import.Mandate));
        Assert.Equal(
            [(import.Name, "IMPORT_FINISHED")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, async () => await FinishAsync(it, import))
        );

        // Without its draft the import goes on where it was.
        await it.Mandates.DeleteMandateAsync(new() { Name = mandate.Name });
        import = await it.Mandates.GetImportAsync(new() { Name = import.Name });
        Assert.Equal((ImportState.Ready, "", 11), (import.State, import.Mandate, Count(import, CandidateKind.Item).Taken));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_word_file_is_read_with_its_remarks(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var content = WordFiles.Of(
            WordFiles.P("Bakgrunn", "Heading1"),
            new DocumentFormat.OpenXml.Wordprocessing.Paragraph(
                new DocumentFormat.OpenXml.Wordprocessing.InsertedRun(
                    new DocumentFormat.OpenXml.Wordprocessing.Run(
                        new DocumentFormat.OpenXml.Wordprocessing.Text("Fem kommuner blir én i 2020.")
                    )
                )
            )
        );
        var import = await it.Mandates.CreateImportAsync(
            new()
            {
                Parent = SubProject,
                Import = new() { Template = ImportData.Difi, FileName = "Mandat A4.docx" },
                Content = ByteString.CopyFrom(content),
            }
        );
        Assert.Equal("Mandat A4.docx", import.FileName);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), import.SourceHash);
        Assert.Equal((ImportRemarkKind.InsertedKept, 1), (import.Remarks[0].Kind, import.Remarks[0].Occurrences));
        Assert.Equal(["background", "background"], (await BlocksAsync(it, import, "")).Select(block => block.Section));
        Assert.Equal("2020", Assert.Single(await CandidatesAsync(it, import)).Text);
        Assert.Equal(
            [import.Name],
            (await it.Mandates.ListImportsAsync(new() { Parent = SubProject })).Imports.Select(listed => listed.Name)
        );
        await it.Mandates.DeleteImportAsync(new() { Name = import.Name, Etag = import.Etag });
        Assert.Empty((await it.Mandates.ListImportsAsync(new() { Parent = SubProject })).Imports);
        await Refusals.RefusedAsync(StatusCode.NotFound, async () => await BlocksAsync(it, import, ""));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_long_text_is_read_in_the_background(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var text =
            "1. BAKGRUNN\n" + string.Concat(Enumerable.Range(1, 3000).Select(i => $"Kommunen bruker {i} kr i 2020 på drift.\n"));
        var import = await CreateAsync(it, text);
        Assert.Equal(ImportState.Reading, import.State);
        import = await ReadyAsync(it, import);
        Assert.Equal((ImportState.Ready, text.Length), (import.State, import.Length));
        Assert.Equal((3000, 3000), (Total(import, CandidateKind.Amount), Total(import, CandidateKind.Period)));
        Assert.Equal(text, string.Concat((await BlocksAsync(it, import, "")).Select(block => block.Text)));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_paragraph_that_is_moved_is_looked_at_by_the_rules_of_its_new_section(
        TestDatabase database,
        Transport transport
    )
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var import = await CreateAsync(it, "Utred: 1. Ett 2. To i 2020\n1. BAKGRUNN\nFem kommuner.\n");
        Assert.Empty(await CandidatesAsync(it, import));

        import = await MoveAsync(it, import, 1, 1, "items");
        var candidates = await CandidatesAsync(it, import);
        Assert.Equal(["Ett", "To i 2020", "2020"], candidates.Select(c => c.Text));
        await DecideAsync(it, import, candidates[0].Number, CandidateDecision.Accepted);

        // Decisions come through, also by way of nowhere.
        import = await MoveAsync(it, import, 1, 1, "");
        Assert.Equal(0, Total(import, CandidateKind.Item));
        import = await MoveAsync(it, import, 1, 1, "items");
        Assert.Equal(CandidateDecision.Accepted, (await CandidatesAsync(it, import))[0].Decision);
        import = await MoveAsync(it, import, 1, 1, "background");
        Assert.Equal(["2020"], (await CandidatesAsync(it, import)).Select(c => c.Text));

        await RefusedMoveAsync(2, 1, "background", "last_block", "BLOCKS_REVERSED");
        await RefusedMoveAsync(1, 99, "background", "last_block", "BLOCK_UNKNOWN");
        await RefusedMoveAsync(1, 1, "x", "section", "SECTION_UNKNOWN");

        async Task RefusedMoveAsync(int first, int last, string section, string field, string reason) =>
            Assert.Equal(
                [(field, reason)],
                await Refusals.RefusedAsync(
                    StatusCode.InvalidArgument,
                    async () => await MoveAsync(it, import, first, last, section)
                )
            );
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_cannot_be_read_or_decided_is_refused_with_what_to_do(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        await RefusedAsync(r => r.Text = " ", "content", "SOURCE_EMPTY");
        await RefusedAsync(r => r.Content = ByteString.CopyFromUtf8("%PDF-1.7"), "content", "SOURCE_PDF");
        await RefusedAsync(r => r.Content = ByteString.CopyFromUtf8("hei"), "content", "SOURCE_NOT_WORD");
        await RefusedAsync(
            r =>
                r.Content = ByteString.CopyFrom([
                    .. Convert.FromHexString("D0CF11E0A1B11AE1"),
                    .. Encoding.Unicode.GetBytes("EncryptedPackage"),
                ]),
            "content",
            "SOURCE_LOCKED"
        );
        await RefusedAsync(r => r.Import.Template = "templates/x", "import.template", "TEMPLATE_UNKNOWN");
        await Refusals.RefusedAsync(
            StatusCode.NotFound,
            async () =>
                await it.Mandates.CreateImportAsync(
                    new()
                    {
                        Parent = $"{A4Programme.Programme}/subProjects/a9",
                        Import = new() { Template = ImportData.Difi },
                        Text = "Tekst",
                    }
                )
        );

        var import = await CreateAsync(it, "1. BAKGRUNN\nFem kommuner i 2020.");
        Assert.Equal(
            [("rulings[0].corrected_text", "REQUIRED")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await DecideAsync(it, import, 1, CandidateDecision.Corrected)
            )
        );
        Assert.Equal(
            [("rulings[0].number", "CANDIDATE_UNKNOWN")],
            await Refusals.RefusedAsync(
                StatusCode.InvalidArgument,
                async () => await DecideAsync(it, import, 99, CandidateDecision.Accepted)
            )
        );
        // A sub-project that has a mandate gets no second one out of an import, and the import stays as it is.
        await it.CreateDraftAsync();
        Assert.Equal(
            [(Name, "MANDATE_OPEN")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, async () => await FinishAsync(it, import))
        );
        Assert.Equal(ImportState.Ready, (await it.Mandates.GetImportAsync(new() { Name = import.Name })).State);

        async Task RefusedAsync(Action<CreateImportRequest> change, string field, string reason)
        {
            var request = new CreateImportRequest
            {
                Parent = SubProject,
                Import = new() { Template = ImportData.Difi },
            };
            if (field != "content")
                request.Text = "Tekst";
            change(request);
            Assert.Equal(
                [(field, reason)],
                await Refusals.RefusedAsync(StatusCode.InvalidArgument, async () => await it.Mandates.CreateImportAsync(request))
            );
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Of_two_who_finish_at_once_one_makes_the_draft(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var import = await CreateAsync(it, "1. BAKGRUNN\nFem kommuner.");
        var attempts = Enumerable.Range(0, 4).Select(_ => Task.Run(() => FinishAsync(it, import))).ToArray();
        var codes = await Task.WhenAll(
            attempts.Select(attempt =>
                attempt.ContinueWith(
                    done => (done.Exception?.InnerException as RpcException)?.StatusCode ?? StatusCode.OK,
                    TaskScheduler.Default
                )
            )
        );
        Assert.Single(codes, StatusCode.OK);
        Assert.Single((await it.Mandates.ListMandatesAsync(new() { Parent = SubProject })).Mandates);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_section_too_long_for_a_mandate_is_named(TestDatabase database, Transport transport)
    {
        var it = await A4Programme.StartAsync(hosts, database, transport);
        var import = await ReadyAsync(
            it,
            await CreateAsync(it, $"1. BAKGRUNN\n{string.Concat(Enumerable.Repeat("Fem kommuner. ", 8_000))}")
        );
        Assert.Equal(
            [($"{Name}/sections/background", "IMPORT_SECTION_REFUSED")],
            await Refusals.RefusedAsync(StatusCode.FailedPrecondition, async () => await FinishAsync(it, import))
        );
        Assert.Empty((await it.Mandates.ListMandatesAsync(new() { Parent = SubProject })).Mandates);
    }

    // Asks until it is read, as a neighbouring system would.
    private static async Task<Import> ReadyAsync(A4Programme it, Import import)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (import.State == ImportState.Reading)
            import = await it.Mandates.GetImportAsync(new() { Name = import.Name }, cancellationToken: patience.Token);
        Assert.Equal(ImportState.Ready, import.State);
        return import;
    }

    private static async Task<Import> CreateAsync(A4Programme it, string text) =>
        await it.Mandates.CreateImportAsync(
            new()
            {
                Parent = SubProject,
                Import = new() { Template = ImportData.Difi, DocumentDate = ImportData.A4Date.ToDate() },
                Text = text,
            }
        );

    private static async Task<Import> MoveAsync(A4Programme it, Import import, int first, int last, string section) =>
        await it.Mandates.MoveImportBlocksAsync(
            new()
            {
                Name = import.Name,
                FirstBlock = first,
                LastBlock = last,
                Section = section,
            }
        );

    private static async Task<Import> DecideAsync(A4Programme it, Import import, int number, CandidateDecision decision) =>
        await it.Mandates.DecideImportCandidatesAsync(
            new()
            {
                Name = import.Name,
                Rulings =
                {
                    new CandidateRuling { Number = number, Decision = decision },
                },
            }
        );

    private static async Task<Mandate> FinishAsync(A4Programme it, Import import) =>
        await it.Mandates.FinishImportAsync(
            new()
            {
                Name = import.Name,
                Title = "Mandat for A4",
                DocumentDate = ImportData.A4Date.ToDate(),
                PreparedBy = A4Programme.Solveig,
            }
        );

    private static async Task<List<ImportBlock>> BlocksAsync(A4Programme it, Import import, string section)
    {
        List<ImportBlock> all = [];
        var request = new ListImportBlocksRequest
        {
            Parent = import.Name,
            Section = section,
            PageSize = 300,
        };
        do
        {
            var page = await it.Mandates.ListImportBlocksAsync(request);
            all.AddRange(page.Blocks);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return all;
    }

    private static async Task<List<ImportCandidate>> CandidatesAsync(A4Programme it, Import import)
    {
        List<ImportCandidate> all = [];
        var request = new ListImportCandidatesRequest { Parent = import.Name, PageSize = 20 };
        do
        {
            var page = await it.Mandates.ListImportCandidatesAsync(request);
            all.AddRange(page.Candidates);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return all;
    }

    private static CandidateCount Count(Import import, CandidateKind kind) =>
        import.CandidateCounts.Single(count => count.Kind == kind);

    private static int Total(Import import, CandidateKind kind) => Count(import, kind).Total;
}
