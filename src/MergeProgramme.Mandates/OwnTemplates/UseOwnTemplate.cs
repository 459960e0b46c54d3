using Grpc.Core;
using MergeProgramme.Mandates.OwnTemplates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<OwnTemplate> UseOwnTemplate(UseOwnTemplateRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await OwnTemplateTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var template = OwnTemplateRules.Use(current).NextOrThrow();
                await OwnTemplateTable.UpdateAsync(session, template, current.Etag);
                session.Append("mandates.ownTemplate.inUse", template.Name, template);
                // It takes the place of the version before it.
                if (
                    current.Predecessor.Length > 0
                    && await OwnTemplateTable.FindAsync(session, current.Predecessor) is { State: OwnTemplateState.InUse } before
                )
                {
                    var retired = OwnTemplateRules.Retire(before).NextOrThrow();
                    await OwnTemplateTable.UpdateAsync(session, retired, before.Etag);
                    session.Append("mandates.ownTemplate.retired", retired.Name, retired);
                }
                return template;
            }
        );
}
