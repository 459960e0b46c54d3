using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Mandates.Imports.Recognition;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using Date = Google.Type.Date;
using Money = Google.Type.Money;

namespace MergeProgramme.Mandates.Imports;

/// <summary>The SQL on imports, their blocks and candidates.</summary>
internal static class ImportTable
{
    /// <summary>An import with its remarks and counts.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Import> GetAsync(Session session, string name)
    {
        var import =
            await session.FindAsync<Import>("SELECT * FROM imports WHERE name = @name", new { name })
            ?? throw Problem.NotFound(name);
        import.Remarks.AddRange(
            await session.QueryAsync<ImportRemark>(
                "SELECT kind, occurrences, text FROM import_remarks WHERE import = @name ORDER BY position",
                new { name }
            )
        );
        await CountAsync(session, import);
        return import;
    }

    /// <summary>The same, held against other writers until this write ends.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<Import> GetForWriteAsync(WriteSession session, string name)
    {
        await session.HoldAsync("imports", name);
        return await GetAsync(session, name);
    }

    /// <summary>Refuses the name of an import that there is not.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task RequireAsync(Session session, string name)
    {
        if (await session.FindAsync<string>("SELECT name FROM imports WHERE name = @name", new { name }) is null)
            throw Problem.NotFound(name);
    }

    /// <summary>What was made of a draft that is deleted goes on as it was before.</summary>
    public static async Task ReopenAsync(WriteSession session, string mandate)
    {
        var finished = await session.QueryAsync<string>("SELECT name FROM imports WHERE mandate = @mandate", new { mandate });
        foreach (var name in finished)
        {
            var import = await GetAsync(session, name);
            (import.State, import.Mandate) = (ImportState.Ready, "");
            await UpdateAsync(session, import);
            import.CandidateCounts.Clear();
            import.PlacedSections.Clear();
            import.UnplacedLength = 0;
            session.Append("mandates.import.reopened", name, import);
        }
    }

    /// <summary>Counts what is placed, what is not, and what was found in what is placed.</summary>
    public static async Task CountAsync(Session session, Import import)
    {
        var placed = await session.QueryAsync<PlacedRow>(
            "SELECT section, CAST(SUM(length) AS BIGINT) AS length FROM import_blocks WHERE import = @Name GROUP BY section",
            new { import.Name }
        );
        import.UnplacedLength = (int)placed.Where(p => p.Section.Length == 0).Sum(p => p.Length);
        import.CandidateCounts.Clear();
        import.PlacedSections.Clear();
        var counts = await session.QueryAsync<CountRow>(
            """
            SELECT section, kind, decision, COUNT(*) AS count FROM import_candidates
            WHERE import = @Name AND section <> '' GROUP BY section, kind, decision
            """,
            new { import.Name }
        );
        foreach (
            var (section, length) in placed.Select(p => (p.Section, p.Length)).OrderBy(p => p.Section, StringComparer.Ordinal)
        )
        {
            var within = counts.Where(c => c.Section == section).ToList();
            import.PlacedSections.Add(
                new PlacedSection
                {
                    Section = section,
                    Length = (int)length,
                    CandidateCount = (int)within.Sum(c => c.Count),
                    UndecidedCount = (int)within.Where(c => c.Decision == CandidateDecision.Unspecified).Sum(c => c.Count),
                }
            );
        }
        foreach (var kind in Enum.GetValues<CandidateKind>().Where(kind => kind != CandidateKind.Unspecified))
        {
            var own = counts.Where(c => c.Kind == kind).ToList();
            int Sum(Func<CandidateDecision, bool> counted) => (int)own.Where(c => counted(c.Decision)).Sum(c => c.Count);
            import.CandidateCounts.Add(
                new CandidateCount
                {
                    Kind = kind,
                    Total = Sum(_ => true),
                    Taken = Sum(d => d is CandidateDecision.Accepted or CandidateDecision.Corrected),
                    Dropped = Sum(d => d == CandidateDecision.Dropped),
                }
            );
        }
    }

    /// <summary>Writes a new import; gives it its etag and times.</summary>
    public static async Task InsertAsync(WriteSession session, Import import)
    {
        import.Etag = Etags.New();
        import.CreateTime = import.UpdateTime = Instants.ToTimestamp(session.Now);
        await session.ExecuteAsync(
            """
            INSERT INTO imports (name, programme, sub_project, template, state, file_name, source_hash, document_date, progress_percent, failure_reason,
                mandate, length, etag, create_time, update_time)
            VALUES (@Name, @Programme, @SubProject, @Template, @State, @FileName, @SourceHash, @DocumentDate, @ProgressPercent, @FailureReason,
                @Mandate, @Length, @Etag, @CreateTime, @UpdateTime)
            """,
            new
            {
                import.Name,
                Programme = ResourceNames.Programme(import.Name),
                SubProject = ResourceNames.Parent(import.Name),
                import.Template,
                import.State,
                import.FileName,
                import.SourceHash,
                import.DocumentDate,
                import.ProgressPercent,
                import.FailureReason,
                import.Mandate,
                import.Length,
                import.Etag,
                import.CreateTime,
                import.UpdateTime,
            }
        );
    }

    /// <summary>Writes what stands in the import's own row; gives it its next etag and time.</summary>
    public static async Task UpdateAsync(WriteSession session, Import import)
    {
        var current = import.Etag;
        import.Etag = Etags.New();
        import.UpdateTime = Instants.ToTimestamp(session.Now);
        await session.UpdateAsync(
            """
            UPDATE imports SET state = @State, progress_percent = @ProgressPercent, failure_reason = @FailureReason, mandate = @Mandate, length = @Length,
                etag = @Etag, update_time = @UpdateTime
            WHERE name = @Name
            """,
            import,
            current
        );
    }

    /// <summary>Writes what a source was read as; the import's own row is left to the caller.</summary>
    public static async Task InsertReadAsync(WriteSession session, Import import, ReadImport read)
    {
        await session.ExecuteAsync(
            "INSERT INTO import_remarks (import, position, kind, occurrences, text) VALUES (@Name, @position, @Kind, @Occurrences, @Text)",
            read.Remarks.Select(
                (remark, position) =>
                    new
                    {
                        import.Name,
                        position,
                        remark.Kind,
                        remark.Occurrences,
                        remark.Text,
                    }
            )
        );
        await session.ExecuteAsync(
            "INSERT INTO import_blocks (import, number, start, text, length, kind, section) VALUES (@Name, @Number, @Start, @Text, @Length, @Kind, @Section)",
            read.Blocks.Select(block => new
            {
                import.Name,
                block.Number,
                block.Start,
                block.Text,
                block.Text.Length,
                block.Kind,
                block.Section,
            })
        );
        await InsertAsync(session, import.Name, read.Candidates);
        import.Remarks.Clear();
        import.Remarks.AddRange(read.Remarks);
        import.Length = read.Blocks.Sum(block => block.Text.Length);
    }

    /// <summary>Writes new candidates.</summary>
    public static Task InsertAsync(WriteSession session, string import, IEnumerable<ImportCandidate> candidates) =>
        session.ExecuteAsync(
            """
            INSERT INTO import_candidates (import, block, start, kind, number, text, section, target_section, title, detail, period_label, period_start_date,
                period_end_date, period_resolution, amount, amount_max, per_year, main_goal, full_year_effect, effect_year, amount_use, code, decision,
                corrected_text)
            VALUES (@import, @Block, @Start, @Kind, @Number, @Text, @Section, @TargetSection, @Title, @Detail, @Label, @StartDate, @EndDate, @Resolution,
                @Amount, @AmountMax, @perYear, @mainGoal, @fullYear, @EffectYear, @AmountUse, @Code, @Decision, @CorrectedText)
            """,
            candidates.Select(c => new
            {
                import,
                c.Block,
                c.Start,
                c.Kind,
                c.Number,
                c.Text,
                c.Section,
                c.TargetSection,
                c.Title,
                c.Detail,
                c.Period?.Label,
                c.Period?.StartDate,
                c.Period?.EndDate,
                Resolution = c.Period?.Resolution ?? default,
                c.Amount,
                c.AmountMax,
                perYear = c.PerYear ? 1 : 0,
                mainGoal = c.MainGoal ? 1 : 0,
                fullYear = c.FullYearEffect ? 1 : 0,
                c.EffectYear,
                c.AmountUse,
                c.Code,
                c.Decision,
                c.CorrectedText,
            })
        );

    /// <summary>All blocks of an import, in order.</summary>
    public static Task<List<ImportBlock>> BlocksAsync(Session session, string import, int first = 1, int last = int.MaxValue) =>
        session.QueryAsync<ImportBlock>(
            "SELECT number, start, text, kind, section FROM import_blocks WHERE import = @import AND number BETWEEN @first AND @last ORDER BY number",
            new
            {
                import,
                first,
                last,
            }
        );

    /// <summary>Candidates in some blocks, in the order of the source.</summary>
    public static async Task<List<ImportCandidate>> CandidatesAsync(
        Session session,
        string import,
        int first = 1,
        int last = int.MaxValue
    ) =>
        (
            await session.QueryAsync<CandidateRow>(
                "SELECT * FROM import_candidates WHERE import = @import AND block BETWEEN @first AND @last ORDER BY block, start, number",
                new
                {
                    import,
                    first,
                    last,
                }
            )
        ).ConvertAll(row => row.ToCandidate());

    /// <summary>The words that headings are known by.</summary>
    public static async Task<List<HeadingWord>> HeadingWordsAsync(Session session) =>
        (await session.QueryAsync<HeadingRow>("SELECT * FROM heading_words ORDER BY words, position")).ConvertAll(
            row => new HeadingWord(row.Words, row.Position, (HeadingKind)row.Kind, row.Section, row.Exact == 1)
        );

    /// <summary>How the names of outside bodies begin.</summary>
    public static async Task<List<OutsideBody>> OutsideBodiesAsync(Session session) =>
        (await session.QueryAsync<BodyRow>("SELECT word, prefix FROM outside_bodies ORDER BY word")).ConvertAll(
            row => new OutsideBody(row.Word, row.Prefix == 1)
        );

    /// <summary>Deletes an import with all that is below it.</summary>
    public static async Task DeleteAsync(WriteSession session, string name)
    {
        foreach (var table in (string[])["import_candidates", "import_blocks", "import_remarks", "import_sources"])
            await session.ExecuteAsync($"DELETE FROM {table} WHERE import = @name", new { name });
        await session.ExecuteAsync("DELETE FROM imports WHERE name = @name", new { name });
    }

    private sealed class PlacedRow
    {
        public string Section { get; set; } = "";
        public long Length { get; set; }
    }

    private sealed class CountRow
    {
        public string Section { get; set; } = "";
        public CandidateKind Kind { get; set; }
        public CandidateDecision Decision { get; set; }
        public long Count { get; set; }
    }

    private sealed class BodyRow
    {
        public string Word { get; set; } = "";
        public int Prefix { get; set; }
    }

    private sealed class HeadingRow
    {
        public string Words { get; set; } = "";
        public int Position { get; set; }
        public int Kind { get; set; }
        public string Section { get; set; } = "";
        public int Exact { get; set; }
    }

    /// <summary>A candidate as its table has it.</summary>
    public sealed class CandidateRow
    {
        public int Number { get; set; }
        public CandidateKind Kind { get; set; }
        public int Block { get; set; }
        public int Start { get; set; }
        public string Text { get; set; } = "";
        public string Section { get; set; } = "";
        public string TargetSection { get; set; } = "";
        public string Title { get; set; } = "";
        public string Detail { get; set; } = "";
        public string? PeriodLabel { get; set; }
        public Date? PeriodStartDate { get; set; }
        public Date? PeriodEndDate { get; set; }
        public PeriodResolution PeriodResolution { get; set; }
        public Money? Amount { get; set; }
        public Money? AmountMax { get; set; }
        public int PerYear { get; set; }
        public int MainGoal { get; set; }
        public int FullYearEffect { get; set; }
        public int EffectYear { get; set; }
        public AmountUse AmountUse { get; set; }
        public string Code { get; set; } = "";
        public CandidateDecision Decision { get; set; }
        public string CorrectedText { get; set; } = "";

        public ImportCandidate ToCandidate() =>
            new()
            {
                Number = Number,
                Kind = Kind,
                Block = Block,
                Start = Start,
                Text = Text,
                Section = Section,
                TargetSection = TargetSection,
                Title = Title,
                Detail = Detail,
                Period = PeriodLabel is null
                    ? null
                    : new()
                    {
                        Label = PeriodLabel,
                        StartDate = PeriodStartDate,
                        EndDate = PeriodEndDate,
                        Resolution = PeriodResolution,
                    },
                Amount = Amount,
                AmountMax = AmountMax,
                PerYear = PerYear == 1,
                MainGoal = MainGoal == 1,
                FullYearEffect = FullYearEffect == 1,
                EffectYear = EffectYear,
                AmountUse = AmountUse,
                Code = Code,
                Decision = Decision,
                CorrectedText = CorrectedText,
            };
    }
}
