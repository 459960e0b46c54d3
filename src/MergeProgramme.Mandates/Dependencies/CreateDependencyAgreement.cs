using Grpc.Core;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;

namespace MergeProgramme.Mandates;

internal sealed partial class MandatesService
{
    public override async Task<DependencyAgreement> CreateDependencyAgreement(
        CreateDependencyAgreementRequest request,
        ServerCallContext context
    )
    {
        var given = request.DependencyAgreement;
        Violation[] invalid = [.. DependencyLifecycle.CheckRequest(given, request.Parent)];
        if (invalid.Length > 0)
            throw Problem.Invalid(invalid);
        var asked = new DependencyAgreement
        {
            Deliverable = given.Deliverable.Trim(),
            Reason = given.Reason.Trim(),
            GiverSubProject = given.GiverSubProject,
            GiverStakeholder = given.GiverStakeholder,
            TakerSubProject = given.TakerSubProject,
            TakerMilestone = given.TakerMilestone,
            GiverOwner = given.GiverOwner,
            TakerOwner = given.TakerOwner,
            NeededByDate = given.NeededByDate,
        };
        await new EndReading(organisation, stakeholders, context).NameEndsAsync(asked);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await AgreedMilestones.RequireAsync(session, "dependency_agreement.taker_milestone", asked.TakerMilestone);
                var created = asked.Clone();
                created.Name = await NewNames.ChooseAsync(
                    session,
                    "dependency_agreements",
                    $"{request.Parent}/dependencyAgreements",
                    request.DependencyAgreementId,
                    "dependency_agreement_id",
                    $"{created.GiverDisplayName} {created.TakerDisplayName}"
                );
                await DependencyTable.InsertAsync(session, created);
                session.Append("mandates.dependencyAgreement.created", created.Name, created);
                return created;
            }
        );
    }
}
