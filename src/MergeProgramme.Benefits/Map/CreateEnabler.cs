using Grpc.Core;
using MergeProgramme.Benefits.Map;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<Enabler> CreateEnabler(CreateEnablerRequest request, ServerCallContext context)
    {
        var source = request.Enabler.Source;
        var kind = EnablerSources.KindOf(source);
        if (kind == MapNodeKind.Unspecified)
            throw Problem.Invalid("enabler.source", "ENABLER_SOURCE_UNKNOWN");
        if (ResourceNames.Programme(source) != ResourceNames.Programme(request.Parent))
            throw Problem.Invalid("enabler.source", "OTHER_PROGRAMME", source);
        var title =
            await TitleOfAsync(kind, source, context.CancellationToken)
            ?? throw Problem.Invalid("enabler.source", "NOT_FOUND", source);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var measure = await MeasureTable.GetAsync(session, request.Parent);
                if (measure.State == MeasureState.Dropped)
                    throw Problem.Precondition(measure.Name, "MEASURE_DROPPED");
                var linked = await session.FindAsync<string>(
                    "SELECT name FROM enablers WHERE measure = @Parent AND source = @source",
                    new { request.Parent, source }
                );
                if (linked is not null)
                    throw Problem.Taken("enabler.source", "ENABLER_LINKED", title);
                var enabler = new Enabler
                {
                    // Not made of the title: what another module holds does not get into addresses here.
                    Name = await NewNames.ChooseAsync(session, "enablers", $"{request.Parent}/enablers", "", "", ""),
                    Source = source,
                    SourceTitle = title,
                    CreateTime = Instants.ToTimestamp(session.Now),
                };
                await EnablerTable.InsertAsync(session, enabler);
                session.Append("benefits.enabler.created", enabler.Name, enabler);
                return enabler;
            }
        );
    }

    /// <summary>What the other module calls it; null where it does not exist.</summary>
    private async Task<string?> TitleOfAsync(MapNodeKind kind, string source, CancellationToken cancellation)
    {
        try
        {
            return kind == MapNodeKind.Need
                ? (await procurement.GetNeedAsync(new() { Name = source }, cancellationToken: cancellation)).Title
                : (await mandates.GetDeliverableAsync(new() { Name = source }, cancellationToken: cancellation)).Title;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }
}
