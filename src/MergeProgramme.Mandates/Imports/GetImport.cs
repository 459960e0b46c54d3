using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.Imports;
using MergeProgramme.Mandates.Imports.Reading;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Import> GetImport(GetImportRequest request, ServerCallContext context)
    {
        var import = await database.ReadAsync(session => ImportTable.GetAsync(session, request.Name), context.CancellationToken);
        Explain(import, context);
        return import;
    }

    /// <summary>Says what to do about a failure, in the reader's language.</summary>
    private void Explain(Import import, ServerCallContext context)
    {
        if (import.FailureReason.Length > 0)
            import.Failure = texts.Of(
                context.Method,
                new Violation("content", import.FailureReason, SourceFile.MostCharacters),
                CultureInfo.CurrentUICulture
            );
    }
}
