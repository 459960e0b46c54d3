using Grpc.Core;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Stakeholders.Register;
using MergeProgramme.Stakeholders.V1;

namespace MergeProgramme.Stakeholders;

internal sealed partial class StakeholdersService
{
    public override async Task<Stakeholder> CreateStakeholder(CreateStakeholderRequest request, ServerCallContext context)
    {
        await organisation.GetProgrammeAsync(new() { Name = request.Parent }, cancellationToken: context.CancellationToken);
        await ConcernedSubProjects.RequireAsync(
            organisation,
            "stakeholder.sub_projects",
            request.Parent,
            request.Stakeholder.SubProjects,
            context.CancellationToken
        );
        await RequireMandatesAsync(request.Parent, request.Stakeholder.Mandates, context);
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                var stakeholder = request.Stakeholder.Clone();
                await StakeholderTable.InsertAsync(session, request.Parent, request.StakeholderId, stakeholder);
                return stakeholder;
            }
        );
    }

    private Task RequireMandatesAsync(string programme, IReadOnlyList<string> names, ServerCallContext context) =>
        References.RequireAsync(
            "stakeholder.mandates",
            programme,
            names,
            name => mandates.GetMandateAsync(new() { Name = name }, cancellationToken: context.CancellationToken).ExistsAsync()
        );
}
