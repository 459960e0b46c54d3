using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.PublicPages;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<PublicPage> UpdatePublicPage(UpdatePublicPageRequest request, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(request.PublicPage.Name);
        await organisation.GetProgrammeAsync(new() { Name = programme }, cancellationToken: context.CancellationToken);
        var persons = await KnownPersons.OfOrganisationAsync(organisation, programme, context.CancellationToken);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var (current, isWritten) = await PublicPageTable.GetAsync(session, request.PublicPage.Name);
                Etags.Require(request.PublicPage.Etag, current.Etag, current.Name);
                var next = FieldMasks.Apply(request.UpdateMask, request.PublicPage.Clone(), current);
                if (PublicPageRules.Check(next).ToList() is { Count: > 0 } wrong)
                    throw Problem.Invalid(wrong);
                if (next.Published)
                {
                    await KnownPersons.RequireNoneAsync(session, programme, PublicPageRules.TextsOf(next), persons);
                    // What everybody reads with it, which nobody can rewrite.
                    var read = await PublicPageTable.ContentAsync(session, next, time.Today());
                    var named = await KnownPersons.NamedAsync(session, programme, PublicPageRules.TextsOf(read), persons);
                    if (named.Count > 0)
                        throw Problem.Invalid("public_page.published", "PERSON_IN_CONSULTATION", string.Join(", ", named));
                }
                return await PublicPageTable.WriteAsync(session, next, isWritten);
            }
        );
    }
}
