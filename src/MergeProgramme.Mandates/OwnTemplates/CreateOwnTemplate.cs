using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.OwnTemplates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<OwnTemplate> CreateOwnTemplate(CreateOwnTemplateRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var source =
                    !OwnTemplateTable.IsOwn(request.Source) ? await OwnTemplateTable.CopyBuiltInAsync(session, request.Source)
                    : ResourceNames.Programme(request.Source) == request.Parent
                        ? await OwnTemplateTable.FindAsync(session, request.Source)
                    : null;
                var template = source?.Clone() ?? throw Problem.Invalid("source", Reason.TemplateUnknown, request.Source);
                template.DisplayNameNb = request.DisplayNameNb.Trim();
                template.DisplayNameEn = request.DisplayNameEn.Trim();
                (template.CopiedFrom, template.Version) = (source.Name, 1);
                (template.Predecessor, template.State) = ("", OwnTemplateState.Draft);
                template.Name = await NewNames.ChooseAsync(
                    session,
                    "own_templates",
                    $"{request.Parent}/ownTemplates",
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
}
