using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Imports;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Import> DecideImportCandidates(DecideImportCandidatesRequest request, ServerCallContext context)
    {
        List<Violation> invalid = [];
        foreach (var (i, ruling) in request.Rulings.Index())
        {
            if (ruling.Decision == CandidateDecision.Corrected && string.IsNullOrWhiteSpace(ruling.CorrectedText))
                invalid.Add(new($"rulings[{i}].corrected_text", Reason.Required));
        }
        if (invalid.Count > 0)
            throw Problem.Invalid(invalid);
        return database.WriteAsync(
            request,
            context,
            async session =>
            {
                var import = await ImportTable.GetForWriteAsync(session, request.Name);
                ImportRules.RequireReady(import);
                Etags.Require(request.Etag, import.Etag, import.Name);
                foreach (var (i, ruling) in request.Rulings.Index())
                {
                    var changed = await session.ExecuteAsync(
                        "UPDATE import_candidates SET decision = @Decision, corrected_text = @text WHERE import = @Name AND number = @Number",
                        new
                        {
                            ruling.Decision,
                            text = ruling.Decision == CandidateDecision.Corrected ? ruling.CorrectedText.Trim() : "",
                            import.Name,
                            ruling.Number,
                        }
                    );
                    if (changed == 0)
                        throw Problem.Invalid($"rulings[{i}].number", Reason.CandidateUnknown, ruling.Number);
                }
                await ImportTable.UpdateAsync(session, import);
                await ImportTable.CountAsync(session, import);
                session.Append(
                    "mandates.import.decided",
                    import.Name,
                    new DecideImportCandidatesRequest { Name = import.Name, Rulings = { request.Rulings } }
                );
                return import;
            }
        );
    }
}
