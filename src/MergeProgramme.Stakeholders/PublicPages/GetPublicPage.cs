using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.PublicPages;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<PublicPage> GetPublicPage(GetPublicPageRequest request, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(request.Name);
        await organisation.GetProgrammeAsync(new() { Name = programme }, cancellationToken: context.CancellationToken);
        var persons = await KnownPersons.OfOrganisationAsync(organisation, programme, context.CancellationToken);
        return await database.ReadAsync(
            async session =>
            {
                var (page, _) = await PublicPageTable.GetAsync(session, request.Name);
                if (page.Published)
                {
                    var read = await PublicPageTable.ContentAsync(session, page, time.Today());
                    page.NamedPersons.AddRange(
                        await KnownPersons.NamedAsync(session, programme, PublicPageRules.TextsOf(read), persons)
                    );
                }
                return page;
            },
            context.CancellationToken
        );
    }
}
