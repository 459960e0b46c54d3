using System.Globalization;
using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Gate> CheckGate(CheckGateRequest request, ServerCallContext context)
    {
        // The mandate first: a name that nothing has is NOT_FOUND here, whatever stakeholders knows.
        var (mandate, predecessor) = await database.ReadAsync(
            async session =>
            {
                var asked = await MandateTable.GetAsync(session, request.Name);
                return (asked, await GateReading.PredecessorAsync(session, asked));
            },
            context.CancellationToken
        );
        var evidence = await GateEvidence.ReadAsync(stakeholders, benefits, mandate, context);
        return await database.ReadAsync(
            session => GateReading.EvaluateAsync(session, mandate, predecessor, evidence, CultureInfo.CurrentUICulture),
            context.CancellationToken
        );
    }
}
