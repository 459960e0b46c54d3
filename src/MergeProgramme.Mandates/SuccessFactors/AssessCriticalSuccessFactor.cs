using Grpc.Core;
using MergeProgramme.Mandates.Registers;
using MergeProgramme.Mandates.SuccessFactors;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<CriticalSuccessFactor> AssessCriticalSuccessFactor(
        AssessCriticalSuccessFactorRequest request,
        ServerCallContext context
    ) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var factor = await FactorTable.GetForWriteAsync(session, request.Name, request.Etag);
                var (current, today) = (factor.Etag, NorwegianTime.DateIn(session.Now));
                var day = request.Assessment.Date.ToDateOnly() ?? today;
                if (AssessmentDates.Check("assessment.date", day, factor.Assessments.LastOrDefault()?.Date, today) is { } wrong)
                    throw Problem.Invalid([wrong]);
                var assessment = new FactorAssessment
                {
                    Number = factor.Assessments.Count + 1,
                    Date = day.ToDate(),
                    Status = request.Assessment.Status,
                    Reason = request.Assessment.Reason,
                };
                await session.ExecuteAsync(
                    """
                    INSERT INTO success_factor_assessments (success_factor, number, date, status, reason)
                    VALUES (@Name, @Number, @Date, @Status, @Reason)
                    """,
                    new
                    {
                        request.Name,
                        assessment.Number,
                        assessment.Date,
                        assessment.Status,
                        assessment.Reason,
                    }
                );
                factor.Assessments.Add(assessment);
                (factor.Status, factor.Etag) = (assessment.Status, Etags.New());
                await session.UpdateAsync("UPDATE success_factors SET etag = @Etag WHERE name = @Name", factor, current);
                session.Append("mandates.successFactor.assessed", factor.Name, factor);
                return factor;
            }
        );
}
