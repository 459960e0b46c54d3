using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.Imports;
using MergeProgramme.Mandates.Sections;
using MergeProgramme.Mandates.Templates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Mandate> FinishImport(FinishImportRequest request, ServerCallContext context)
    {
        var parent = ResourceNames.Parent(request.Name);
        var front = new Mandate { PreparedBy = request.PreparedBy, PreparedByDisplayName = request.PreparedByDisplayName };
        await organisation.GetSubProjectAsync(new() { Name = parent }, cancellationToken: context.CancellationToken);
        front.PreparedByDisplayName = await PreparedBy.DisplayNameAsync(organisation, parent, front, context);
        var subProjects = await SubProjectsByCodeAsync(parent, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var import = await ImportTable.GetForWriteAsync(session, request.Name);
                ImportRules.RequireReady(import);
                Etags.Require(request.Etag, import.Etag, import.Name);
                var template =
                    await TemplateTable.FindAsync(session, import.Template)
                    ?? throw Problem.Precondition(import.Name, Reason.TemplateUnknown, import.Template);
                var place = MandateLifecycle
                    .Place(parent, await MandateTable.OfSubProjectAsync(session, parent), template)
                    .NextOrThrow();
                var mandate = new Mandate
                {
                    Name = place.Name,
                    Title = request.Title,
                    Version = place.Version,
                    Predecessor = place.Predecessor,
                    PhaseChange = place.PhaseChange,
                    Template = template.Name,
                    State = MandateState.Draft,
                    DocumentDate = request.DocumentDate,
                    PreparedBy = request.PreparedBy,
                    PreparedByDisplayName = front.PreparedByDisplayName,
                };
                mandate.Sections.AddRange(
                    template.Sections.Select(section => new Section
                    {
                        Name = $"{mandate.Name}/sections/{section.Section}",
                        Number = section.Number,
                        Title = section.Title,
                        Parts = { section.Parts },
                    })
                );
                DraftFromImport.Fill(
                    mandate.Sections,
                    await ImportTable.BlocksAsync(session, import.Name),
                    await ImportTable.CandidatesAsync(session, import.Name),
                    // What names the sub-project itself is no dependency on another.
                    code => subProjects.GetValueOrDefault(code) is { } name && name != parent ? name : null
                );
                Require(mandate);
                foreach (var section in mandate.Sections)
                    SectionPeriods.Resolve(section, mandate.DocumentDate.ToDateOnly()!.Value);
                await MandateTable.InsertAsync(session, mandate);
                session.Append("mandates.mandate.created", mandate.Name, mandate);
                (import.State, import.Mandate) = (ImportState.Finished, mandate.Name);
                await ImportTable.UpdateAsync(session, import);
                session.Append("mandates.import.finished", import.Name, Logged(import));
                return mandate;
            }
        );
    }

    // All that UpdateSection would refuse, each with the section's title before it.
    private void Require(Mandate mandate)
    {
        List<Violation> broken = [];
        foreach (var section in mandate.Sections)
        {
            Violation[] found =
            [
                .. rules.Check(new UpdateSectionRequest { Section = section }),
                .. SectionRules.Check(section, _ => true),
                .. SectionRules.PartsElsewhere(section),
            ];
            if (found.Length > 0)
                broken.Add(new(section.Name, Reason.ImportSectionRefused, section.Title, found[0].Field, found[0].Reason));
        }
        if (broken.Count > 0)
            throw Problem.Precondition(broken);
    }
}
