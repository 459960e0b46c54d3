using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.Sections;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<Section> UpdateSection(UpdateSectionRequest request, ServerCallContext context)
    {
        var given = request.Section;
        List<Violation> invalid = [.. SectionRules.Check(given, field => IsMasked(request.UpdateMask, field))];
        if (invalid.Count == 0 && IsMasked(request.UpdateMask, "dependencies"))
            await AddUnknownSubProjectsAsync(given, invalid, context);
        if (invalid.Count > 0)
            throw Problem.Invalid(invalid);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var mandate = await MandateTable.GetForWriteAsync(session, ResourceNames.Parent(given.Name));
                MandateLifecycle.Edit(mandate).NextOrThrow();
                var current =
                    mandate.Sections.FirstOrDefault(candidate => candidate.Name == given.Name)
                    ?? throw Problem.NotFound(given.Name);
                Etags.Require(given.Etag, current.Etag, current.Name);
                var section = FieldMasks.Apply(request.UpdateMask, given, current);
                Violation[] elsewhere = [.. SectionRules.PartsElsewhere(section)];
                if (elsewhere.Length > 0)
                    throw Problem.Invalid(elsewhere);
                SectionPeriods.Resolve(section, mandate.DocumentDate.ToDateOnly()!.Value, current);
                section.Etag = Etags.New();
                await SectionTable.UpdateAsync(session, mandate.Name, section, current);
                mandate.Sections[mandate.Sections.IndexOf(current)] = section;
                await MandateTable.UpdateAsync(session, mandate, mandate.Etag);
                session.Append("mandates.section.updated", section.Name, section);
                return section;
            }
        );
    }

    private async Task AddUnknownSubProjectsAsync(Section section, List<Violation> invalid, ServerCallContext context)
    {
        foreach (var (i, dependency) in section.Dependencies.Index())
        {
            if (dependency.SubProject.Length == 0)
                continue;
            try
            {
                await organisation.GetSubProjectAsync(
                    new() { Name = dependency.SubProject },
                    cancellationToken: context.CancellationToken
                );
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
            {
                invalid.Add(new($"section.dependencies[{i}].sub_project", Reason.SubProjectUnknown, dependency.SubProject));
            }
        }
    }

    /// <summary>Whether an update takes a field.</summary>
    private static bool IsMasked(FieldMask? mask, string field) =>
        mask is null || mask.Paths.Count == 0 || mask.Paths.Contains("*") || mask.Paths.Contains(field);
}
