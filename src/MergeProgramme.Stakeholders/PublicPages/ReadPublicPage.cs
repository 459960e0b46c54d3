using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.PublicPages;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    // Nobody has signed in: no other module is asked, and no programme that shows nothing is known.
    public override Task<PublicPageContent> ReadPublicPage(ReadPublicPageRequest request, ServerCallContext context) =>
        database.ReadAsync(
            async session =>
                await PublicPageTable.GetAsync(session, request.Name) is ({ Published: true } page, _)
                    ? await PublicPageTable.ContentAsync(session, page, time.Today())
                    : throw Problem.NotFound(request.Name),
            context.CancellationToken
        );
}
