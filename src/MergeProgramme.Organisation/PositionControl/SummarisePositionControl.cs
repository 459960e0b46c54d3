using Grpc.Core;
using MergeProgramme.Organisation.PositionControl;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    private const int MostMonths = 120;

    public override Task<PositionControlSummary> SummarisePositionControl(
        SummarisePositionControlRequest request,
        ServerCallContext context
    )
    {
        var today = time.Today();
        var last = request.EndDate.ToDateOnly() ?? today;
        var first =
            request.StartDate.ToDateOnly() ?? (last.Year > 1 ? new DateOnly(last.Year, last.Month, 1).AddMonths(-11) : last);
        if (last < first)
            throw Problem.Invalid("end_date", "END_BEFORE_START", NorwegianTime.Format(first), NorwegianTime.Format(last));
        if ((last.Year - first.Year) * 12 + last.Month - first.Month >= MostMonths || last.Year == DateOnly.MaxValue.Year)
            throw Problem.Invalid("start_date", "PERIOD_TOO_LONG", MostMonths / 12);
        return database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Name);
                var tree = await PositionRequestTable.TreeAsync(session, request.Name);
                var requests = await PositionRequestTable.AllAsync(session, request.Name, tree);
                if (request.Unit.Length > 0)
                {
                    var within = tree.Within(request.Unit);
                    requests.RemoveAll(r => !within.Contains(r.Unit));
                }
                return ControlSummary.Of(requests, tree, first, last, today);
            },
            context.CancellationToken
        );
    }
}
