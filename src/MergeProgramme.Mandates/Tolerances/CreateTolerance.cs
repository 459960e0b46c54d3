using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Tolerances;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Tolerance> CreateTolerance(CreateToleranceRequest request, ServerCallContext context)
    {
        if (ResourceNames.Id(request.Parent) == "-")
            throw Problem.Invalid("parent", "NAME_MALFORMED", "programmes/{programme}/subProjects/{sub_project}", request.Parent);
        await RequireSubProjectAsync(request.Parent, context);
        var body = await BodyReading.GetAsync(organisation, request.Change.Body, context, "change.body");
        var benefit = await BenefitAsync(request.Tolerance.Dimension, request.Parent, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var dimension = request.Tolerance.Dimension;
                var tolerance = new Tolerance
                {
                    Name = $"{request.Parent}/tolerances/{ToleranceRules.IdOf(dimension)}",
                    Dimension = dimension,
                    Etag = Etags.New(),
                    CreateTime = Instants.ToTimestamp(session.Now),
                };
                RequireEntitled(tolerance, request.Change, body, NorwegianTime.DateIn(session.Now));
                var written = await session.ExecuteAsync(
                    """
                    INSERT INTO tolerances (name, programme, sub_project, dimension, unit, upper_limit, body, body_display_name, etag, create_time)
                    VALUES (@Name, @Programme, @Parent, @Dimension, 0, 0, '', '', @Etag, @CreateTime) ON CONFLICT (name) DO NOTHING
                    """,
                    new
                    {
                        tolerance.Name,
                        Programme = ResourceNames.Programme(tolerance.Name),
                        request.Parent,
                        tolerance.Dimension,
                        tolerance.Etag,
                        tolerance.CreateTime,
                    }
                );
                if (written == 0)
                    throw Problem.AlreadyExists("tolerance.dimension", tolerance.Name);
                await ToleranceTable.ChangeAsync(session, tolerance, request.Change, body);
                session.Append("mandates.tolerance.created", tolerance.Name, tolerance.Clone());
                await MeasureAsync(session, tolerance, benefit);
                return tolerance;
            }
        );
    }

    // The body says it, on a day on which it may decide in the sub-project.
    private static void RequireEntitled(Tolerance tolerance, ToleranceChange change, Organisation.V1.Body body, DateOnly today)
    {
        Violation[] wrong = [.. ToleranceRules.Check(tolerance.Dimension, change, today)];
        if (wrong.Length > 0)
            throw Problem.Invalid(wrong);
        Violation[] notEntitled = [.. EntitledBody.Check(tolerance.Name, body, null, change.DecisionDate.ToDateOnly() ?? today)];
        if (notEntitled.Length > 0)
            throw Problem.Precondition(notEntitled);
    }

    // Before the write, which waits for no other module.
    private Task<IReadOnlyDictionary<string, Measured>> BenefitAsync(
        ToleranceDimension dimension,
        string subProject,
        ServerCallContext context
    ) => tolerances.BenefitAsync(dimension == ToleranceDimension.Benefit ? [subProject] : [], context.CancellationToken);

    private static async Task MeasureAsync(
        WriteSession session,
        Tolerance tolerance,
        IReadOnlyDictionary<string, Measured> benefit
    )
    {
        if (await MeasureTolerances.OfAsync(session, tolerance, null, benefit) is not { } measured)
            await ToleranceTable.SetDueAsync(session, ResourceNames.Programme(tolerance.Name));
        else if (await ToleranceTable.MeasureAsync(session, tolerance, measured) is { } told)
            session.Append(told, tolerance.Name, tolerance);
    }
}
