using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Dependencies;

/// <summary>What a taker says when it asks for something.</summary>
internal abstract class DependencyForm(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DependencyPage(organisation, mandates, texts, time)
{
    [BindProperty]
    public string Deliverable { get; set; } = "";

    [BindProperty]
    public string Reason { get; set; } = "";

    [BindProperty]
    public DateOnly? NeededByDate { get; set; }

    [BindProperty]
    public string GiverOwner { get; set; } = "";

    [BindProperty]
    public string TakerOwner { get; set; } = "";

    /// <summary>Resource name of the taker's milestone that waits for it; empty for none.</summary>
    [BindProperty]
    public string TakerMilestone { get; set; } = "";

    /// <summary>The milestones that may wait for it; empty where the taker has no plan.</summary>
    public List<SelectListItem> TakerMilestones { get; protected set; } = [];

    public List<SelectListItem> Persons { get; private set; } = [];

    /// <summary>Whether the giver's owner is the taker's to propose: until there is an answer.</summary>
    public bool MayProposeOwner { get; protected set; } = true;

    protected DependencyAgreement Read(DependencyAgreement into)
    {
        into.Deliverable = Deliverable.Trim();
        into.Reason = Reason.Trim();
        into.NeededByDate = NeededByDate.ToDate();
        into.GiverOwner = GiverOwner;
        into.TakerOwner = TakerOwner;
        into.TakerMilestone = TakerMilestone;
        return into;
    }

    protected async Task LoadFormAsync(string title)
    {
        await LoadPageAsync(title);
        Persons = [new(Words["Dependency.Owner.None"], ""), .. FrontForm.Choices(await PersonsAsync())];
    }

    protected static async Task<List<Stakeholder>> StakeholdersAsync(
        StakeholdersService.StakeholdersServiceClient stakeholders,
        string programme,
        CancellationToken cancellation
    )
    {
        List<Stakeholder> all = [];
        var request = new ListStakeholdersRequest { Parent = programme, PageSize = Everything };
        do
        {
            var page = await stakeholders.ListStakeholdersAsync(request, cancellationToken: cancellation);
            all.AddRange(page.Stakeholders);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return all;
    }
}
