using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.Consultations;
using MergeProgramme.Stakeholders.PublicPages;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<Consultation> OpenConsultation(OpenConsultationRequest request, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(request.Name);
        var persons = await KnownPersons.OfOrganisationAsync(organisation, programme, context.CancellationToken);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await ConsultationTable.GetAsync(session, request.Name);
                Etags.Require(request.Etag, current.Etag, current.Name);
                var today = NorwegianTime.DateIn(session.Now);
                var rule = await ConsultationTable.RuleAsync(session, today);
                if (ConsultationRules.WhyNotOpened(current, rule, today).ToList() is { Count: > 0 } refusals)
                    throw Problem.Precondition(refusals);
                // Whom it names may have become known since it was written, and from here on its text stands.
                if (
                    current.Published
                    && await KnownPersons.NamedAsync(
                        session,
                        programme,
                        PublicPageRules.TextsOf(current).Select(t => t.Text),
                        persons
                    )
                        is { Count: > 0 } named
                )
                    throw Problem.Precondition(current.Name, "PERSON_PUBLIC", string.Join(", ", named));
                var next = current.Clone();
                (next.State, next.OpenDate) = (ConsultationState.Open, today.ToDate());
                return await ConsultationTable.UpdateAsync(session, next, current.Etag, "opened");
            }
        );
    }
}
