using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Imports;
using MergeProgramme.Mandates.Imports.Recognition;
using MergeProgramme.Mandates.Templates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Import> MoveImportBlocks(MoveImportBlocksRequest request, ServerCallContext context)
    {
        if (request.LastBlock < request.FirstBlock)
            throw Problem.Invalid("last_block", Reason.BlocksReversed);
        var subProject = await organisation.GetSubProjectAsync(
            new() { Name = ResourceNames.Parent(request.Name) },
            cancellationToken: context.CancellationToken
        );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var import = await ImportTable.GetForWriteAsync(session, request.Name);
                ImportRules.RequireReady(import);
                Etags.Require(request.Etag, import.Etag, import.Name);
                var template =
                    await TemplateTable.FindAsync(session, import.Template)
                    ?? throw Problem.Precondition(import.Name, Reason.TemplateUnknown, import.Template);
                if (request.Section.Length > 0 && template.Sections.All(section => section.Section != request.Section))
                    throw Problem.Invalid("section", Reason.SectionUnknown, request.Section);
                // The block before says what a list goes on from; a heading further up, what it is about.
                var blocks = await ImportTable.BlocksAsync(session, import.Name, request.FirstBlock - 1, request.LastBlock);
                if (blocks.Count == 0 || blocks[^1].Number != request.LastBlock)
                    throw Problem.Invalid("last_block", Reason.BlockUnknown, request.LastBlock);
                foreach (var block in blocks.Where(block => block.Number >= request.FirstBlock))
                    block.Section = request.Section;
                await session.ExecuteAsync(
                    "UPDATE import_blocks SET section = @Section WHERE import = @Name AND number BETWEEN @FirstBlock AND @LastBlock",
                    request
                );
                await FindAgainAsync(session, import, template, subProject.Code, blocks, request);
                await ImportTable.UpdateAsync(session, import);
                await ImportTable.CountAsync(session, import);
                var moved = request.Clone();
                (moved.Etag, moved.RequestId) = ("", "");
                session.Append("mandates.import.moved", import.Name, moved);
                return import;
            }
        );
    }

    // What was found is looked for anew by the rules of the new section. What is found again keeps its number and decision.
    private static async Task FindAgainAsync(
        WriteSession session,
        Import import,
        Template template,
        string ownCode,
        List<ImportBlock> blocks,
        MoveImportBlocksRequest request
    )
    {
        if (request.Section.Length == 0)
        {
            // Kept, should they be placed again, and counted nowhere.
            await session.ExecuteAsync(
                "UPDATE import_candidates SET section = '', target_section = '' WHERE import = @Name AND block BETWEEN @FirstBlock AND @LastBlock",
                request
            );
            return;
        }
        var (_, context) = await ReadImports.PrepareAsync(session, template, ownCode, import.DocumentDate.ToDateOnly()!.Value);
        var finder = new CandidateFinder(context);
        var heading = await session.QueryAsync<ImportBlock>(
            """
            SELECT number, start, text, kind, section FROM import_blocks
            WHERE import = @Name AND number < @FirstBlock AND kind = @Heading ORDER BY number DESC LIMIT 1
            """,
            new
            {
                import.Name,
                request.FirstBlock,
                ImportBlockKind.Heading,
            }
        );
        List<ImportCandidate> found = [];
        foreach (var block in heading.Concat(blocks).DistinctBy(block => block.Number))
        {
            var candidates = finder.Find(block);
            if (block.Number >= request.FirstBlock)
                found.AddRange(candidates);
        }
        var before = (await ImportTable.CandidatesAsync(session, import.Name, request.FirstBlock, request.LastBlock)).ToLookup(
            c => (c.Start, c.Text, c.Kind)
        );
        var number = await session.FindAsync<int>(
            "SELECT COALESCE(MAX(number), 0) FROM import_candidates WHERE import = @Name",
            new { import.Name }
        );
        foreach (var candidate in found)
        {
            var same = before[(candidate.Start, candidate.Text, candidate.Kind)].FirstOrDefault();
            candidate.Number = same?.Number ?? ++number;
            if (same is not null)
                (candidate.Decision, candidate.CorrectedText) = (same.Decision, same.CorrectedText);
        }
        await session.ExecuteAsync(
            "DELETE FROM import_candidates WHERE import = @Name AND block BETWEEN @FirstBlock AND @LastBlock",
            request
        );
        await ImportTable.InsertAsync(session, import.Name, found);
    }
}
