using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.Templates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Mandate> CreateMandate(CreateMandateRequest request, ServerCallContext context)
    {
        if (
            ResourceNames.Id(request.Parent) == "-"
            || ResourceNames.Programme(request.Parent).EndsWith("/-", StringComparison.Ordinal)
        )
            throw Problem.Invalid("parent", "NAME_MALFORMED", "programmes/{programme}/subProjects/{sub_project}", request.Parent);
        await organisation.GetSubProjectAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        var preparedBy = await PreparedBy.DisplayNameAsync(organisation, request.Parent, request.Mandate, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var template =
                    await TemplateTable.FindForUseAsync(session, request.Mandate.Template, request.Parent, "mandate.template")
                    ?? throw Problem.Invalid("mandate.template", Reason.TemplateUnknown, request.Mandate.Template);
                if (template.DecisionPoint != DecisionPoint.Bp1)
                {
                    throw Problem.Invalid(
                        "mandate.template",
                        Reason.TemplateOfLaterPoint,
                        template.DisplayName,
                        DecisionPoints.Label(template.DecisionPoint)
                    );
                }
                var (version, broken) = MandateLifecycle.Create(await MandateTable.OfSubProjectAsync(session, request.Parent));
                if (broken.Count > 0)
                    throw Problem.Precondition(broken);
                var mandate = new Mandate
                {
                    Name = FormattableString.Invariant($"{request.Parent}/mandates/{version}"),
                    Title = request.Mandate.Title,
                    Version = version,
                    Template = template.Name,
                    State = MandateState.Draft,
                    DocumentDate = request.Mandate.DocumentDate,
                    PreparedBy = request.Mandate.PreparedBy,
                    PreparedByDisplayName = preparedBy,
                };
                mandate.Sections.AddRange(
                    template.Sections.Select(section => new Section
                    {
                        Name = $"{mandate.Name}/sections/{section.Section}",
                        Number = section.Number,
                        Title = section.Title,
                    })
                );
                await MandateTable.InsertAsync(session, mandate);
                session.Append("mandates.mandate.created", mandate.Name, mandate);
                return mandate;
            }
        );
    }
}
