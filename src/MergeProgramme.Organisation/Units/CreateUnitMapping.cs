using Grpc.Core;
using MergeProgramme.Organisation.Programmes;
using MergeProgramme.Organisation.Units;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Organisation;

internal sealed partial class OrganisationService
{
    public override Task<UnitMapping> CreateUnitMapping(CreateUnitMappingRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                await ProgrammeTable.LockAsync(session, request.Parent);
                var mapping = request.UnitMapping.Clone();
                Refuse(MappingRules.Check(mapping));
                await References.RequireAsync(
                    session,
                    request.Parent,
                    new Reference("unit_mapping.from_unit", mapping.FromUnit, "units"),
                    new Reference("unit_mapping.to_unit", mapping.ToUnit, "units")
                );
                Refuse(
                    MappingRules.CheckUnits(
                        await UnitTable.GetAsync(session, mapping.FromUnit),
                        await UnitTable.GetAsync(session, mapping.ToUnit)
                    )
                );
                Refuse(MappingRules.CheckBeside(await UnitMappingTable.FromAsync(session, mapping.FromUnit), mapping));
                mapping.Name = $"{request.Parent}/unitMappings/{Guid.CreateVersion7(session.Now):N}";
                mapping.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO unit_mappings (name, programme, from_unit, to_unit, extent, share_percent, part, etag)
                    VALUES (@Name, @Parent, @FromUnit, @ToUnit, @Extent, @SharePercent, @Part, @Etag)
                    """,
                    new
                    {
                        mapping.Name,
                        request.Parent,
                        mapping.FromUnit,
                        mapping.ToUnit,
                        mapping.Extent,
                        mapping.SharePercent,
                        mapping.Part,
                        mapping.Etag,
                    }
                );
                var created = await UnitMappingTable.GetAsync(session, mapping.Name);
                session.Append("organisation.unitMapping.created", created.Name, created);
                return created;
            }
        );

    private static void Refuse(IEnumerable<Violation> violations)
    {
        Violation[] all = [.. violations];
        if (all.Length > 0)
            throw Problem.Invalid(all);
    }
}
