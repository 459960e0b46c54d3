using Grpc.Core;
using MergeProgramme.Benefits.Measures;
using MergeProgramme.Benefits.Register;
using MergeProgramme.Benefits.V1;

namespace MergeProgramme.Benefits;

internal sealed partial class BenefitsService
{
    public override async Task<CheckMeasureResponse> CheckMeasure(CheckMeasureRequest request, ServerCallContext context)
    {
        var (measure, benefit) = await database.ReadAsync(
            async session =>
            {
                var measure = await MeasureTable.GetAsync(session, request.Name);
                return (measure, measure.Benefit.Length == 0 ? null : await BenefitTable.GetAsync(session, measure.Benefit));
            },
            context.CancellationToken
        );
        return new()
        {
            Findings =
            {
                MeasureDetail
                    .Check(measure, benefit?.Kind)
                    .Select(found => new MeasureFinding
                    {
                        Reason = found.Reason,
                        Field = found.Field,
                        Message = texts[$"Finding.{found.Reason}", found.Word],
                    }),
            },
        };
    }
}
