using Grpc.Core;
using MergeProgramme.Benefits.Indicators;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override Task<Measurement> CreateMeasurement(CreateMeasurementRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await IndicatorTable.LockAsync(session, request.Parent);
                var indicator = await IndicatorTable.GetAsync(session, request.Parent);
                var asked = request.Measurement;
                List<Violation> wrong = [.. IndicatorRules.Check(indicator, asked, NorwegianTime.DateIn(session.Now))];
                if (wrong.Count > 0)
                    throw Problem.Invalid(wrong);
                var start = asked.PeriodStart.ToDateOnly()!.Value;
                var before = await MeasurementTable.OfPeriodAsync(session, indicator.Name, asked.Municipality, start);
                // What stands there already is not measured anew.
                if (
                    before.Find(m => m.State != MeasurementState.Refused) is { } counting
                    && Millionths.Of(counting.Value) == Millionths.Of(asked.Value)
                )
                    return counting;
                var revision = before.Count == 0 ? 1 : before[0].Revision + 1;
                var measurement = new Measurement
                {
                    Name = MeasurementTable.NameOf(indicator.Name, indicator.PeriodKind, asked.Municipality, start, revision),
                    Municipality = asked.Municipality,
                    PeriodStart = asked.PeriodStart,
                    Value = Millionths.ToDecimal(Millionths.Of(asked.Value)),
                    Source = asked.Source.Trim(),
                    Revision = revision,
                    State = MeasurementState.Measured,
                    Creator = Caller.Current.Id,
                    CreatorDisplayName = Caller.Current.DisplayName,
                    CreateTime = Instants.ToTimestamp(session.Now),
                    Etag = Etags.New(),
                };
                await MeasurementTable.KeepSeriesAsync(
                    session,
                    indicator.Name,
                    asked.Municipality,
                    request.MunicipalityDisplayName.Trim()
                );
                await MeasurementTable.InsertAsync(session, indicator.Name, measurement);
                session.Append("benefits.measurement.created", measurement.Name, measurement);
                return measurement;
            }
        );
}
