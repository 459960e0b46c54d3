using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Stakeholders.Consultations;
using MergeProgramme.Stakeholders.Participation;
using MergeProgramme.Stakeholders.PublicPages;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<Consultation> CreateConsultation(CreateConsultationRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        await ConcernedSubProjects.RequireOneAsync(
            organisation,
            "consultation.sub_project",
            request.Parent,
            request.Consultation.SubProject,
            context.CancellationToken
        );
        var persons = await KnownPersons.OfOrganisationAsync(organisation, request.Parent, context.CancellationToken);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var consultation = FieldMasks.Apply(null, request.Consultation.Clone(), new Consultation());
                await RequireConsultationAsync(session, request.Parent, consultation, persons);
                ConsultationRules.Number(consultation);
                consultation.Name = await NewNames.ChooseAsync(
                    session,
                    "consultations",
                    $"{request.Parent}/consultations",
                    request.ConsultationId,
                    "consultation_id",
                    consultation.Title
                );
                consultation.State = ConsultationState.Draft;
                consultation.LastDate = ConsultationRules.LastDay(consultation.DeadlineDate.ToDateOnly()!.Value).ToDate();
                consultation.CreateTime = Instants.ToTimestamp(session.Now);
                consultation.Etag = Etags.New();
                await session.ExecuteAsync(
                    """
                    INSERT INTO consultations (name, parent, title, introduction, document, deadline_date, last_date,
                        short_deadline_reason, sub_project, state, conclusion, published, document_uri, create_time, etag)
                    VALUES (@Name, @Parent, @Title, @Introduction, @Document, @DeadlineDate, @LastDate, @ShortDeadlineReason,
                        @SubProject, @State, '', @Published, @DocumentUri, @CreateTime, @Etag)
                    """,
                    new
                    {
                        consultation.Name,
                        request.Parent,
                        consultation.Title,
                        consultation.Introduction,
                        consultation.Document,
                        consultation.DeadlineDate,
                        consultation.LastDate,
                        consultation.ShortDeadlineReason,
                        consultation.SubProject,
                        consultation.State,
                        consultation.Published,
                        consultation.DocumentUri,
                        consultation.CreateTime,
                        consultation.Etag,
                    }
                );
                await ConsultationTable.WriteListsAsync(session, consultation);
                session.Append("stakeholders.consultation.created", consultation.Name, consultation);
                return consultation;
            }
        );
    }

    private static async Task RequireConsultationAsync(
        WriteSession session,
        string programme,
        Consultation consultation,
        IReadOnlyList<string> persons
    )
    {
        List<Violation> wrong = [.. ConsultationRules.Check(consultation), .. PublicPageRules.Check(consultation)];
        if (consultation.Document.Length > 0 && !Matter.IsOf(programme, consultation.Document))
            wrong.Add(new("consultation.document", "MATTER_MALFORMED", consultation.Document, programme));
        if (wrong.Count > 0)
            throw Problem.Invalid(wrong);
        if (consultation.Published)
            await KnownPersons.RequireNoneAsync(session, programme, PublicPageRules.TextsOf(consultation), persons);
        await StakeholderLists.RequireAsync(session, "consultation.stakeholders", programme, consultation.Stakeholders);
    }
}
