using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Stakeholders.Consultations;
using MergeProgramme.Stakeholders.PublicPages;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<Consultation> UpdateConsultation(UpdateConsultationRequest request, ServerCallContext context)
    {
        var programme = ResourceNames.Programme(request.Consultation.Name);
        await ConcernedSubProjects.RequireOneAsync(
            organisation,
            "consultation.sub_project",
            programme,
            FieldMasks.Takes(request.UpdateMask, "sub_project") ? request.Consultation.SubProject : "",
            context.CancellationToken
        );
        var persons = await KnownPersons.OfOrganisationAsync(organisation, programme, context.CancellationToken);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await ConsultationTable.GetAsync(session, request.Consultation.Name);
                Etags.Require(request.Consultation.Etag, current.Etag, current.Name);
                var next = FieldMasks.Apply(request.UpdateMask, request.Consultation.Clone(), current);
                ConsultationRules.Number(next);
                await RequireConsultationAsync(session, programme, next, persons);
                next.LastDate = ConsultationRules.LastDay(next.DeadlineDate.ToDateOnly()!.Value).ToDate();
                if (ConsultationRules.WhyNotChanged(current, next).ToList() is { Count: > 0 } refusals)
                    throw Problem.Precondition(refusals);
                return await ConsultationTable.UpdateAsync(session, next, current.Etag, "updated");
            }
        );
    }
}
