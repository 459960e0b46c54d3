using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Imports;
using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Mandates.Templates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    // What is read in a moment is read while the caller waits: some thirty pages.
    private const int ShortFile = 64 * 1024;
    private const int ShortText = 100_000;

    public override async Task<Import> CreateImport(CreateImportRequest request, ServerCallContext context)
    {
        if (
            ResourceNames.Id(request.Parent) == "-"
            || ResourceNames.Programme(request.Parent).EndsWith("/-", StringComparison.Ordinal)
        )
            throw Problem.Invalid("parent", "NAME_MALFORMED", "programmes/{programme}/subProjects/{sub_project}", request.Parent);
        var subProject = await organisation.GetSubProjectAsync(
            new() { Name = request.Parent },
            cancellationToken: context.CancellationToken
        );
        var isText = request.Content.IsEmpty;
        if (!isText && request.Text.Length > 0)
            throw Problem.Invalid("text", Reason.SourceTwice);
        if (isText && string.IsNullOrWhiteSpace(request.Text))
            throw Problem.Invalid("content", Reason.SourceEmpty);
        if (!isText)
            SourceFile.Require(request.Content.Memory);
        var import = new Import
        {
            Template = request.Import.Template,
            FileName = isText ? "" : request.Import.FileName,
            SourceHash = Convert.ToHexStringLower(
                SHA256.HashData(isText ? Encoding.UTF8.GetBytes(request.Text) : request.Content.Span)
            ),
            DocumentDate = request.Import.DocumentDate ?? time.Today().ToDate(),
            State = ImportState.Reading,
        };
        var template =
            await database.ReadAsync(
                session => TemplateTable.FindForUseAsync(session, import.Template, request.Parent, "import.template"),
                context.CancellationToken
            ) ?? throw Problem.Invalid("import.template", Reason.TemplateUnknown, import.Template);
        ReadImport? read = null;
        if (isText ? request.Text.Length <= ShortText : request.Content.Length <= ShortFile)
        {
            var source = isText ? PlainSource.Read(request.Text) : WordSource.Read(request.Content.ToByteArray());
            var (words, found) = await database.ReadAsync(
                session => ReadImports.PrepareAsync(session, template, subProject.Code, import.DocumentDate.ToDateOnly()!.Value),
                context.CancellationToken
            );
            read = ImportReading.Read(source, words, found);
            (import.State, import.ProgressPercent) = (ImportState.Ready, 100);
        }
        var written = await database.WriteAsync(
            request,
            context,
            async session =>
            {
                import.Name = $"{request.Parent}/imports/{Guid.CreateVersion7(session.Now):N}";
                await ImportTable.InsertAsync(session, import);
                if (read is not null)
                {
                    await ImportTable.InsertReadAsync(session, import, read);
                    await session.ExecuteAsync(
                        "UPDATE imports SET length = @Length WHERE name = @Name",
                        new { import.Length, import.Name }
                    );
                    await ImportTable.CountAsync(session, import);
                }
                else
                {
                    await session.ExecuteAsync(
                        "INSERT INTO import_sources (import, is_text, own_code, content) VALUES (@Name, @isText, @Code, @content)",
                        new
                        {
                            import.Name,
                            isText = isText ? 1 : 0,
                            subProject.Code,
                            content = isText ? request.Text : request.Content.ToBase64(),
                        }
                    );
                }
                session.Append("mandates.import.created", import.Name, Logged(import));
                return import.Clone();
            }
        );
        if (read is null)
            imports.Wake();
        return written;
    }

    /// <summary>An import as the log has it: without what is counted anew whenever it is asked for.</summary>
    private static Import Logged(Import import)
    {
        var logged = import.Clone();
        logged.CandidateCounts.Clear();
        logged.PlacedSections.Clear();
        (logged.UnplacedLength, logged.Failure) = (0, "");
        return logged;
    }
}
