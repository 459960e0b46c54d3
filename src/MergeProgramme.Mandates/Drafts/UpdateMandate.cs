using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.Sections;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Mandate> UpdateMandate(UpdateMandateRequest request, ServerCallContext context)
    {
        var given = request.Mandate.Clone();
        if (IsMasked(request.UpdateMask, "prepared_by"))
            given.PreparedByDisplayName = await PreparedBy.DisplayNameAsync(organisation, given.Name, given, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var current = await MandateTable.GetForWriteAsync(session, given.Name);
                MandateLifecycle.Edit(current).NextOrThrow();
                Etags.Require(given.Etag, current.Etag, current.Name);
                var mandate = FieldMasks.Apply(request.UpdateMask, given, current);
                if (mandate.Template != current.Template)
                    throw Problem.Invalid("mandate.template", Reason.TemplateFixed);
                if (!mandate.DocumentDate.Equals(current.DocumentDate))
                {
                    // "Uke 48" is another week in another year: what was read is read anew from the new date.
                    foreach (var (section, before) in mandate.Sections.Zip(current.Sections))
                    {
                        SectionPeriods.Resolve(section, mandate.DocumentDate.ToDateOnly()!.Value);
                        if (section.Equals(before))
                            continue;
                        section.Etag = Etags.New();
                        await SectionTable.UpdateAsync(session, mandate.Name, section, before);
                    }
                }
                await MandateTable.UpdateAsync(session, mandate, current.Etag);
                session.Append("mandates.mandate.updated", mandate.Name, mandate);
                return mandate;
            }
        );
    }
}
