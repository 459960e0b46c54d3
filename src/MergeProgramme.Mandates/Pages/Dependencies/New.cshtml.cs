using Grpc.Core;
using MergeProgramme.Mandates.Pages.Plan;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Dependencies;

/// <summary>Asks a sub-project or an outside body for something.</summary>
[PagePermission("mandates.write", "programmes/{programme}/subProjects/-")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    StakeholdersService.StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DependencyForm(organisation, mandates, texts, time)
{
    /// <summary>Resource name of the sub-project that asks; prefilled from the address.</summary>
    [BindProperty(SupportsGet = true, Name = "taker")]
    public string Taker { get; set; } = "";

    /// <summary>Resource name of the sub-project or stakeholder that is asked.</summary>
    [BindProperty]
    public string Giver { get; set; } = "";

    /// <summary>Makes a form that is sent twice ask once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public List<SelectListItem> Givers { get; private set; } = [];

    /// <summary>The sub-projects that the reader may ask for.</summary>
    public List<SelectListItem> Takers { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var subProjects = await LoadAsync();
        RequestId = Guid.NewGuid().ToString();
        if (Takers.All(t => t.Value != Taker))
            Taker = Takers.Count == 1 ? Takers[0].Value : "";
        TakerOwner = subProjects.FirstOrDefault(s => s.Name == Taker)?.Lead ?? "";
        ModelState.Clear();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (ModelState.IsValid)
        {
            var outside = Giver.Contains("/stakeholders/", StringComparison.Ordinal);
            try
            {
                var created = await Mandates.CreateDependencyAgreementAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        DependencyAgreement = Read(
                            new()
                            {
                                GiverSubProject = outside ? "" : Giver,
                                GiverStakeholder = outside ? Giver : "",
                                TakerSubProject = Taker,
                            }
                        ),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = Words["Dependency.Done.Request"].Value;
                return Redirect(Addresses.Of(created.Name));
            }
            catch (RpcException e)
                when (ModelState.Accepts(
                        e,
                        path =>
                            path switch
                            {
                                "dependency_agreement.giver_sub_project" or "dependency_agreement.giver_stakeholder" => "Giver",
                                "dependency_agreement.taker_sub_project" => "taker",
                                _ => RefusalExtensions.FormField(path),
                            }
                    )
                ) { }
        }
        return Page();
    }

    private async Task<IReadOnlyList<SubProject>> LoadAsync()
    {
        await LoadFormAsync(Words["Dependencies.New"]);
        var subProjects = await SubProjectsAsync();
        List<SelectListItem> takers = [];
        foreach (var subProject in subProjects)
        {
            if (await MayActForAsync(subProject.Name))
                takers.Add(new(TitleOf(subProject), subProject.Name));
        }
        Takers = takers.Count == 1 ? takers : [new(Words["Dependency.Choose"], ""), .. takers];
        // Without scripts the page does not know which taker is chosen: the milestones of all of them, each under its name.
        var groups = subProjects
            .Where(s => takers.Any(t => t.Value == s.Name))
            .ToDictionary(s => s.Name, s => new SelectListGroup { Name = TitleOf(s) }, StringComparer.Ordinal);
        TakerMilestones = Choices(
            (await MilestonesAsync(Mandates, $"{ProgrammeName}/subProjects/-", MilestoneFilter.Open))
                .Where(m => groups.ContainsKey(ResourceNames.Parent(m.Name)))
                .GroupBy(m => ResourceNames.Parent(m.Name))
                .OrderBy(g => groups[g.Key].Name, StringComparer.Ordinal)
                .SelectMany(g =>
                    g.Select(m => new SelectListItem(PlanWords.Choice(m), m.Name)
                    {
                        Group = groups.Count > 1 ? groups[g.Key] : null,
                    })
                )
        );
        var (inside, outside) = (
            new SelectListGroup { Name = Words["Dependency.SubProjects"] },
            new SelectListGroup { Name = Words["Dependency.OutsideBodies"] }
        );
        Givers =
        [
            new(Words["Dependency.Choose"], ""),
            .. subProjects.Select(s => new SelectListItem(TitleOf(s), s.Name) { Group = inside }),
            .. (await StakeholdersAsync(stakeholders, ProgrammeName, Aborted)).Select(s => new SelectListItem(
                s.DisplayName,
                s.Name
            )
            {
                Group = outside,
            }),
        ];
        return subProjects;
    }
}
