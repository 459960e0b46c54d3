using Grpc.Core;
using MergeProgramme.Organisation.Positions;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<UnitSummary> SummariseUnits(SummariseUnitsRequest request, ServerCallContext context)
    {
        var date = request.Date.ToDateOnly() ?? time.Today();
        return database.ReadAsync(
            async session =>
            {
                await ProgrammeTable.RequireAsync(session, request.Name);
                return ChartComparison.Compare(
                    await UnitTable.AllAsync(session, request.Name),
                    await UnitMappingTable.AllAsync(session, request.Name),
                    await PositionTable.CountsAsync(session, request.Name),
                    date
                );
            },
            context.CancellationToken
        );
    }
}
