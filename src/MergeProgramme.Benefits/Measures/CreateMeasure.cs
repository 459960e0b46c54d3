using Grpc.Core;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<Measure> CreateMeasure(CreateMeasureRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        List<Violation> wrong = [.. MeasureRules.Check(request.Parent, request.Measure, request.SmallEffectConfirmed)];
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        await RequirePlacesAsync(request.Measure, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var measure = request.Measure.Clone();
                await RequireBenefitAsync(session, measure.Benefit);
                measure.Name = await NewNames.ChooseAsync(
                    session,
                    "measures",
                    $"{request.Parent}/measures",
                    request.MeasureId,
                    "measure_id",
                    measure.Title
                );
                measure.State = MeasureState.Proposed;
                measure.DecisionCaseNumber = measure.RevisionReason = "";
                measure.CreateTime = Instants.ToTimestamp(session.Now);
                measure.Etag = Etags.New();
                await MeasureTable.InsertAsync(session, request.Parent, measure);
                session.Append("benefits.measure.created", measure.Name, measure);
                return measure;
            }
        );
    }

    /// <summary>Refuses a measure that points to what does not exist in organisation.</summary>
    private async Task RequirePlacesAsync(Measure measure, ServerCallContext context)
    {
        await RequireSubProjectAsync("measure.sub_project", measure.SubProject, context);
        var cancellation = context.CancellationToken;
        List<Violation> missing = [];
        if (
            measure.Unit.Length > 0
            && !await organisation.GetUnitAsync(new() { Name = measure.Unit }, cancellationToken: cancellation).ExistsAsync()
        )
            missing.Add(new("measure.unit", "NOT_FOUND", measure.Unit));
        if (
            measure.Municipality.Length > 0
            && !await organisation
                .GetMunicipalityAsync(new() { Name = measure.Municipality }, cancellationToken: cancellation)
                .ExistsAsync()
        )
            missing.Add(new("measure.municipality", "NOT_FOUND", measure.Municipality));
        if (
            measure.DecidingBody.Length > 0
            && !await organisation
                .GetBodyAsync(new() { Name = measure.DecidingBody }, cancellationToken: cancellation)
                .ExistsAsync()
        )
            missing.Add(new("measure.deciding_body", "NOT_FOUND", measure.DecidingBody));
        if (missing.Count > 0)
            throw Problem.Invalid(missing);
    }

    private static async Task RequireBenefitAsync(Session session, string benefit)
    {
        if (
            benefit.Length > 0
            && await session.FindAsync<string>("SELECT name FROM benefits WHERE name = @benefit", new { benefit }) is null
        )
            throw Problem.Invalid("measure.benefit", "NOT_FOUND", benefit);
    }
}
