using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Benefits.Map;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<Empty> DeleteEnabler(DeleteEnablerRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var enabler = await EnablerTable.GetAsync(session, request.Name);
                await session.ExecuteAsync("DELETE FROM enablers WHERE name = @Name", new { enabler.Name });
                session.Append("benefits.enabler.deleted", enabler.Name, enabler);
                return new Empty();
            }
        );
}
