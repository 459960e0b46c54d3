using Grpc.Core;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;
using MergeProgramme.Procurement.Needs;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    public override async Task<Need> UpdateNeed(UpdateNeedRequest request, ServerCallContext context)
    {
        if (FieldMasks.Takes(request.UpdateMask, "sub_project"))
            await RequireSubProjectAsync("need.sub_project", request.Need.SubProject, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await NeedTable.GetAsync(session, request.Need.Name);
                Etags.Require(request.Need.Etag, current.Etag, current.Name);
                var need = FieldMasks.Apply(request.UpdateMask, request.Need, current);
                if (need.State == NeedState.Unspecified)
                    need.State = current.State;
                NeedRules.Require(ResourceNames.Programme(need.Name), need);
                need.Etag = Etags.New();
                await session.UpdateAsync(
                    """
                    UPDATE needs SET title = @Title, description = @Description, state = @State, state_reason = @StateReason,
                        sub_project = @SubProject, responsible = @Responsible, etag = @Etag
                    WHERE name = @Name
                    """,
                    need,
                    current.Etag
                );
                session.Append("procurement.need.updated", need.Name, need);
                return need;
            }
        );
    }
}
