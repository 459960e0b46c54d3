using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.PublicPages;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<PublicPageContent> PreviewPublicPage(PreviewPublicPageRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(
            new() { Name = ResourceNames.Programme(request.Name) },
            cancellationToken: context.CancellationToken
        );
        return await database.ReadAsync(
            async session =>
                await PublicPageTable.ContentAsync(
                    session,
                    (await PublicPageTable.GetAsync(session, request.Name)).Page,
                    time.Today()
                ),
            context.CancellationToken
        );
    }
}
