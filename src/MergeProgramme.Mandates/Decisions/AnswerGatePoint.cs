using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    /// <summary>The mandate's etag stays: the gate is not part of its text, and is evaluated again when it is decided on.</summary>
    public override async Task<Gate> AnswerGatePoint(AnswerGatePointRequest request, ServerCallContext context)
    {
        var language = CultureInfo.CurrentUICulture;
        var asked = await database.ReadAsync(session => MandateTable.GetAsync(session, request.Name), context.CancellationToken);
        var evidence = await GateEvidence.ReadAsync(stakeholders, benefits, asked, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var mandate = await MandateTable.GetForWriteAsync(session, request.Name);
                var checklist = await GateTable.ChecklistAsync(session, mandate, language);
                GateRules.Answer(mandate, checklist, request).NextOrThrow();
                await GateTable.WriteAnswerAsync(session, request);
                var predecessor = await GateReading.PredecessorAsync(session, mandate);
                var gate = await GateReading.EvaluateAsync(session, mandate, predecessor, evidence, language);
                session.Append("mandates.gate.answered", mandate.Name, gate);
                return gate;
            }
        );
    }
}
