using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Stakeholders.V1;
using OrganisationClient = MergeProgramme.Organisation.V1.OrganisationService.OrganisationServiceClient;
using StakeholdersClient = MergeProgramme.Stakeholders.V1.StakeholdersService.StakeholdersServiceClient;

namespace MergeProgramme.Mandates.Dependencies;

/// <summary>What other modules know of the ends of an agreement: what they are called, and who answers for them.</summary>
internal sealed class EndReading(OrganisationClient organisation, StakeholdersClient stakeholders, ServerCallContext context)
{
    private const int PageSize = 1000;

    /// <summary>Puts to an agreement what its ends are called.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT where an end or an owner is not registered.</exception>
    public async Task NameEndsAsync(DependencyAgreement agreement)
    {
        const string At = "dependency_agreement";
        List<Violation> unknown = [];
        agreement.TakerDisplayName = await SubProjectAsync(agreement.TakerSubProject, $"{At}.taker_sub_project", unknown);
        agreement.GiverDisplayName =
            agreement.GiverSubProject.Length > 0
                ? await SubProjectAsync(agreement.GiverSubProject, $"{At}.giver_sub_project", unknown)
                : await StakeholderAsync(agreement.GiverStakeholder, $"{At}.giver_stakeholder", unknown);
        await AddUnknownPersonAsync(agreement.GiverOwner, $"{At}.giver_owner", unknown);
        await AddUnknownPersonAsync(agreement.TakerOwner, $"{At}.taker_owner", unknown);
        if (unknown.Count > 0)
            throw Problem.Invalid(unknown);
    }

    /// <summary>Says of a person who is not registered that there is none.</summary>
    public async Task AddUnknownPersonAsync(string person, string field, List<Violation> unknown)
    {
        if (
            person.Length > 0
            && !await organisation
                .GetPersonAsync(new() { Name = person }, cancellationToken: context.CancellationToken)
                .ExistsAsync()
        )
            unknown.Add(new(field, Reason.PersonUnknown, person));
    }

    /// <summary>All sub-projects of a programme.</summary>
    public async Task<List<SubProject>> SubProjectsAsync(string programme)
    {
        List<SubProject> all = [];
        var request = new ListSubProjectsRequest { Parent = programme, PageSize = PageSize };
        do
        {
            var page = await organisation.ListSubProjectsAsync(request, cancellationToken: context.CancellationToken);
            all.AddRange(page.SubProjects);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return all;
    }

    /// <summary>All stakeholders of a programme.</summary>
    public async Task<List<Stakeholder>> StakeholdersAsync(string programme)
    {
        List<Stakeholder> all = [];
        var request = new ListStakeholdersRequest { Parent = programme, PageSize = PageSize };
        do
        {
            var page = await stakeholders.ListStakeholdersAsync(request, cancellationToken: context.CancellationToken);
            all.AddRange(page.Stakeholders);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return all;
    }

    private async Task<string> SubProjectAsync(string name, string field, List<Violation> unknown)
    {
        try
        {
            var found = await organisation.GetSubProjectAsync(
                new() { Name = name },
                cancellationToken: context.CancellationToken
            );
            return found.Code;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            unknown.Add(new(field, Reason.SubProjectUnknown, name));
            return "";
        }
    }

    private async Task<string> StakeholderAsync(string name, string field, List<Violation> unknown)
    {
        try
        {
            var found = await stakeholders.GetStakeholderAsync(
                new() { Name = name },
                cancellationToken: context.CancellationToken
            );
            return found.DisplayName;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            unknown.Add(new(field, Reason.StakeholderUnknown, name));
            return "";
        }
    }
}
