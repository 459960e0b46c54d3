using Grpc.Core;
using MergeProgramme.Mandates.Budget;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<AdoptBudgetResponse> AdoptBudget(AdoptBudgetRequest request, ServerCallContext context)
    {
        if (ResourceNames.Id(request.Parent) == "-")
            throw Problem.Invalid("parent", "NAME_MALFORMED", "programmes/{programme}/subProjects/{sub_project}", request.Parent);
        await RequireSubProjectAsync(request.Parent, context);
        Violation[] wrong = [.. FrameAdoption.CheckYears(request.FirstYear, request.LastYear)];
        if (wrong.Length > 0)
            throw Problem.Invalid(wrong);
        if (request.ValidateOnly)
            return await database.ReadAsync(
                async session => (await ReadFramesAsync(session, request)).Response,
                context.CancellationToken
            );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await BudgetLineTable.LockAsync(session, ResourceNames.Programme(request.Parent));
                var (response, document, adoption) = await ReadFramesAsync(session, request);
                foreach (var (line, amount) in adoption.Changes)
                {
                    var isNew = line.Name.Length == 0;
                    if (isNew)
                        await BudgetLineTable.InsertAsync(session, request.Parent, line);
                    await BudgetLineTable.ChangeAsync(
                        session,
                        line,
                        new()
                        {
                            ToAmount = amount,
                            Reason = document.Title,
                            CaseNumber = document.Decision.CaseNumber,
                            DecisionDate = document.Decision.DecisionDate,
                            Mandate = document.Name,
                        }
                    );
                    session.Append(isNew ? "mandates.budgetLine.created" : "mandates.budgetLine.adjusted", line.Name, line);
                }
                foreach (var frame in response.Frames)
                {
                    for (var i = 0; i < frame.BudgetLines.Count; i++)
                    {
                        var shown = frame.BudgetLines[i];
                        frame.BudgetLines[i] =
                            adoption
                                .Changes.Select(change => change.Line)
                                .FirstOrDefault(line =>
                                    (line.Year, line.Tertial, line.Kind) == (shown.Year, shown.Tertial, shown.Kind)
                                )
                            ?? shown;
                    }
                }
                return response;
            }
        );
    }

    private static async Task<(AdoptBudgetResponse Response, Mandate Document, FrameAdoption Adoption)> ReadFramesAsync(
        Session session,
        AdoptBudgetRequest request
    )
    {
        var document = await FramedDocumentAsync(session, request.Parent);
        if (request.Mandate.Length > 0 && request.Mandate != document.Name)
            throw Problem.Precondition(document.Name, "BUDGET_OF_OTHER_DOCUMENT", document.Title, document.Version);
        var adoption = FrameAdoption.Of(
            document,
            await BudgetLineTable.OfAsync(session, request.Parent),
            request.FirstYear,
            request.LastYear
        );
        return (
            new()
            {
                Mandate = document.Name,
                MandateTitle = document.Title,
                Frames = { adoption.Frames },
                CreatedCount = adoption.Changes.Count(change => change.Line.Name.Length == 0),
                ChangedCount = adoption.Changes.Count(change => change.Line.Name.Length > 0),
            },
            document,
            adoption
        );
    }

    // A handover states no frames: those of the document before hold.
    private static async Task<Mandate> FramedDocumentAsync(Session session, string subProject)
    {
        var versions = await MandateTable.OfSubProjectAsync(session, subProject);
        foreach (var approved in versions.Where(v => v.Decision?.Verdict == Verdict.Start).OrderByDescending(v => v.Version))
        {
            var document = await MandateTable.GetAsync(session, approved.Name);
            if (FrameAdoption.HasFrames(document))
                return document;
        }
        throw Problem.Precondition(subProject, "NO_APPROVED_BUDGET");
    }
}
