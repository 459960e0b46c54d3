using Grpc.Core;
using MergeProgramme.Mandates.OwnTemplates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<OwnTemplate> RetireOwnTemplate(RetireOwnTemplateRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await OwnTemplateTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var template = OwnTemplateRules.Retire(current).NextOrThrow();
                await OwnTemplateTable.UpdateAsync(session, template, current.Etag);
                session.Append("mandates.ownTemplate.retired", template.Name, template);
                return template;
            }
        );
}
