using Grpc.Core;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<Indicator> CreateIndicator(CreateIndicatorRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        var asked = Trimmed(request.Indicator);
        List<Violation> wrong = [.. IndicatorRules.Check(request.Parent, asked)];
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var indicator = asked.Clone();
                await IndicatorTable.RequireBenefitAsync(session, indicator.Benefit);
                indicator.Name = await NewNames.ChooseAsync(
                    session,
                    "indicators",
                    $"{request.Parent}/indicators",
                    request.IndicatorId,
                    "indicator_id",
                    indicator.Title
                );
                (indicator.Latest, indicator.AchievedPercent) = (null, null);
                indicator.CreateTime = Instants.ToTimestamp(session.Now);
                indicator.Etag = Etags.New();
                await IndicatorTable.InsertAsync(session, request.Parent, indicator);
                session.Append("benefits.indicator.created", indicator.Name, Stored(indicator));
                IndicatorRules.Tell(indicator);
                return indicator;
            }
        );
    }

    private static Indicator Trimmed(Indicator indicator)
    {
        var trimmed = indicator.Clone();
        trimmed.Title = indicator.Title.Trim();
        trimmed.Code = indicator.Code.Trim();
        trimmed.Unit = indicator.Unit.Trim();
        trimmed.Owner = indicator.Owner.Trim();
        return trimmed;
    }

    /// <summary>What of an indicator is written, and so told in its events: not how far it has come, which its measurements say.</summary>
    private static Indicator Stored(Indicator indicator)
    {
        var stored = indicator.Clone();
        (stored.Standing, stored.Latest, stored.AchievedPercent) = (IndicatorStanding.Unspecified, null, null);
        return stored;
    }
}
