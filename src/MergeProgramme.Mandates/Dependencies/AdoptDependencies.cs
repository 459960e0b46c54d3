using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.Drafts;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<AdoptDependenciesResponse> AdoptDependencies(
        AdoptDependenciesRequest request,
        ServerCallContext context
    )
    {
        var programme = ResourceNames.Programme(request.Name);
        var ends = new EndReading(organisation, stakeholders, context);
        var rows = new DependencyRows(
            ResourceNames.Parent(request.Name),
            await ends.SubProjectsAsync(programme),
            await ends.StakeholdersAsync(programme)
        );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var document = await MandateTable.GetAsync(session, request.Name);
                if (document.Decision?.Verdict != Verdict.Start)
                    throw Problem.Precondition(document.Name, Reason.DocumentNotApproved);
                var existing = (await DependencyTable.OfProgrammeAsync(session, programme)).ToList();
                var response = new AdoptDependenciesResponse();
                foreach (var dependency in document.Sections.SelectMany(s => s.Dependencies))
                {
                    var row = new AdoptedDependency
                    {
                        DisplayName = dependency.DisplayName,
                        Reason = dependency.Reason,
                        NeededBy = dependency.NeededBy,
                    };
                    response.Dependencies.Add(row);
                    if (rows.RequestOf(document, dependency) is not { } asked)
                    {
                        row.Outcome = AdoptionOutcome.NotRegistered;
                        continue;
                    }
                    if (existing.FirstOrDefault(e => DependencyRows.IsOf(e, asked)) is { } before)
                    {
                        (row.Outcome, row.DependencyAgreement) = (AdoptionOutcome.Exists, before.Name);
                        continue;
                    }
                    row.Outcome = AdoptionOutcome.Requested;
                    // Of two alike in one document the second has what the first was given.
                    existing.Add(asked);
                    if (request.ValidateOnly)
                        continue;
                    asked.Name = await NewNames.ChooseAsync(
                        session,
                        "dependency_agreements",
                        $"{programme}/dependencyAgreements",
                        "",
                        "name",
                        $"{asked.GiverDisplayName} {asked.TakerDisplayName}"
                    );
                    await DependencyTable.InsertAsync(session, asked);
                    session.Append("mandates.dependencyAgreement.created", asked.Name, asked.Clone());
                    row.DependencyAgreement = asked.Name;
                }
                return response;
            }
        );
    }
}
