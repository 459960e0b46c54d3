using Grpc.Core;
using MergeProgramme.Mandates.OwnTemplates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<OwnTemplate> UpdateOwnTemplate(UpdateOwnTemplateRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await OwnTemplateTable.GetAsync(session, request.OwnTemplate.Name);
                Etags.Require(request.OwnTemplate.Etag, current.Etag, current.Name);
                var template = OwnTemplateRules
                    .Write(FieldMasks.Apply(request.UpdateMask, request.OwnTemplate, current))
                    .NextOrThrow();
                await OwnTemplateTable.UpdateAsync(session, template, current.Etag);
                session.Append("mandates.ownTemplate.updated", template.Name, template);
                return template;
            }
        );
}
