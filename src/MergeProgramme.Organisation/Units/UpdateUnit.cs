using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<Unit> UpdateUnit(UpdateUnitRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.Unit.Name);
                await ProgrammeTable.LockAsync(session, programme);
                var current = await UnitTable.GetAsync(session, request.Unit.Name);
                Etags.Require(request.Unit.Etag, current.Etag, current.Name);
                var unit = FieldMasks.Apply(request.UpdateMask, request.Unit, current);
                // Positions, mappings and the units below would stand in the wrong chart.
                if (UnitRules.ChartOf(unit) != UnitRules.ChartOf(current))
                    throw Problem.Invalid("unit.municipality", "UNIT_CHART_FIXED", current.DisplayName);
                await UnitTable.RequireValidAsync(session, programme, unit);
                await RequireLevelsBelowAsync(session, unit);
                unit.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE units SET display_name = @DisplayName, code = @Code, level = @Level, parent_unit = NULLIF(@ParentUnit, ''),
                        head = NULLIF(@Head, ''), delegate = NULLIF(@Delegate, ''), delegate_start_date = @DelegateStartDate,
                        delegate_end_date = @DelegateEndDate, start_date = @StartDate, end_date = @EndDate, etag = @Etag
                    WHERE name = @Name
                    """,
                    unit,
                    current.Etag
                );
                var updated = await UnitTable.GetAsync(session, unit.Name);
                session.Append("organisation.unit.updated", updated.Name, updated);
                return updated;
            }
        );

    private static async Task RequireLevelsBelowAsync(Session session, Unit unit)
    {
        var higher = await session.FindAsync<string>(
            "SELECT display_name FROM units WHERE parent_unit = @Name AND level < @Level ORDER BY level, display_name LIMIT 1",
            new { unit.Name, unit.Level }
        );
        if (higher is not null)
            throw Problem.Invalid("unit.level", "LEVEL_BELOW_CHILD", higher);
    }
}
