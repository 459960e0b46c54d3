using MergeProgramme.Platform.Grpc;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>What the pages of one procurement share.</summary>
internal abstract class CasePage(OrganisationServiceClient organisation, ProcurementServiceClient procurement)
    : ProgrammePage(organisation)
{
    /// <summary>Last part of the case's name.</summary>
    [FromRoute(Name = "procurement")]
    public string CaseId { get; set; } = "";

    public string CaseName => $"{ProgrammeName}/procurementCases/{CaseId}";

    public string CaseUrl => $"/{ProgrammeName}/procurements/{CaseId}";

    /// <summary>Makes a form that is sent twice count once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>The version that the form was written on.</summary>
    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>The case as it stands, once loaded.</summary>
    public ProcurementCase Case { get; private set; } = new();

    /// <summary>Its criteria in their order, once loaded.</summary>
    public IReadOnlyList<Criterion> Criteria { get; private set; } = [];

    protected ProcurementServiceClient ProcurementClient { get; } = procurement;

    /// <summary>Loads the case and what the page stands in.</summary>
    /// <param name="title">What the page is called; the case's title where it is left out.</param>
    protected async Task LoadCaseAsync(string? title = null)
    {
        Case = await ProcurementClient.GetProcurementCaseAsync(new() { Name = CaseName }, cancellationToken: Aborted);
        await LoadFrameAsync(title ?? Case.Title, "needs");
    }

    /// <summary>Loads the criteria.</summary>
    protected async Task LoadCriteriaAsync() =>
        Criteria = await WholeList.ReadAsync(
            token =>
                ProcurementClient.ListCriteriaAsync(
                    new()
                    {
                        Parent = CaseName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Criteria, answer.NextPageToken)
        );

    /// <summary>The awards of the case, oldest first.</summary>
    protected Task<List<Award>> ReadAwardsAsync() =>
        WholeList.ReadAsync(
            token =>
                ProcurementClient.ListAwardsAsync(
                    new()
                    {
                        Parent = CaseName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Awards, answer.NextPageToken)
        );

    /// <summary>The tenders of the case, in the order that they came.</summary>
    protected Task<List<Tender>> ReadTendersAsync() =>
        WholeList.ReadAsync(
            token =>
                ProcurementClient.ListTendersAsync(
                    new()
                    {
                        Parent = CaseName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Tenders, answer.NextPageToken)
        );
}
