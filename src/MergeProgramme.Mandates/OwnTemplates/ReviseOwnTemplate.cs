using Grpc.Core;
using MergeProgramme.Mandates.OwnTemplates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override Task<OwnTemplate> ReviseOwnTemplate(ReviseOwnTemplateRequest request, ServerCallContext context) =>
        database.WriteAsync(
            request,
            context,
            async session =>
            {
                var programme = ResourceNames.Programme(request.Name);
                var current = await OwnTemplateTable.GetAsync(session, request.Name);
                var template = OwnTemplateRules
                    .Revise(current, await OwnTemplateTable.AllAsync(session, programme))
                    .NextOrThrow();
                template.Name = await NewNames.ChooseAsync(
                    session,
                    "own_templates",
                    $"{programme}/ownTemplates",
                    "",
                    "",
                    template.DisplayNameNb
                );
                await OwnTemplateTable.InsertAsync(session, template);
                session.Append("mandates.ownTemplate.created", template.Name, template);
                return template;
            }
        );
}
