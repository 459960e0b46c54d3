using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    /// <summary>Written beside the decision, which itself never changes, nor does the mandate's etag.</summary>
    public override Task<Mandate> MeetCondition(MeetConditionRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await MandateTable.GetForWriteAsync(session, request.Name);
                var mandate = MandateLifecycle.MeetCondition(current, request, NorwegianTime.DateIn(session.Now)).NextOrThrow();
                await session.ExecuteAsync(
                    """
                    INSERT INTO condition_fulfilments (mandate, number, met_date, met_evidence)
                    VALUES (@Name, @Number, @MetDate, @Evidence)
                    """,
                    new
                    {
                        request.Name,
                        request.Number,
                        request.MetDate,
                        request.Evidence,
                    }
                );
                session.Append("mandates.condition.met", mandate.Name, mandate);
                return mandate;
            }
        );
}
