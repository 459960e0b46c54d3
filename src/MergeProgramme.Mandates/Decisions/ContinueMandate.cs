using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.Templates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<Mandate> ContinueMandate(ContinueMandateRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await MandateTable.GetForWriteAsync(session, request.Name);
                var template =
                    await TemplateTable.FindForUseAsync(session, request.Template, request.Name, "template")
                    ?? throw Problem.Invalid("template", Reason.TemplateUnknown, request.Template);
                var versions = await MandateTable.OfSubProjectAsync(session, ResourceNames.Parent(request.Name));
                List<Mandate> chain = [current];
                while (await GateReading.PredecessorAsync(session, chain[^1]) is { } before)
                    chain.Add(before);
                var mandate = MandateLifecycle
                    .Continue(chain, versions, template, NorwegianTime.DateIn(session.Now))
                    .NextOrThrow();
                await MandateTable.InsertAsync(session, mandate);
                session.Append("mandates.mandate.continued", mandate.Name, mandate);
                return mandate;
            }
        );
}
