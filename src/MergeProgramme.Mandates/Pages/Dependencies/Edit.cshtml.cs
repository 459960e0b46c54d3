using Grpc.Core;
using MergeProgramme.Mandates.Dependencies;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Dependencies;

/// <summary>Changes what the taker asks for.</summary>
[PagePermission("mandates.write", "programmes/{programme}/subProjects/-")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : DependencyForm(organisation, mandates, texts, time)
{
    [FromRoute(Name = "dependency")]
    public string DependencyId { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string ChangeReason { get; set; } = "";

    public DependencyAgreement Agreement { get; private set; } = new();

    public string Here => $"{DependenciesUrl}/{DependencyId}";

    /// <summary>Whether there is an answer that a change may undo.</summary>
    public bool IsAnswered => Agreement.State != DependencyState.Requested;

    private string Name => $"{ProgrammeName}/dependencyAgreements/{DependencyId}";

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        if (DependencyLifecycle.After(Agreement.State, DependencyAct.Request) is null)
            return Redirect(Here);
        (Deliverable, Reason, NeededByDate) = (Agreement.Deliverable, Agreement.Reason, Agreement.NeededByDate.ToDateOnly());
        (GiverOwner, TakerOwner, Etag) = (Agreement.GiverOwner, Agreement.TakerOwner, Agreement.Etag);
        TakerMilestone = Agreement.TakerMilestone;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            if (ModelState.IsValid)
            {
                var agreement = Read(new() { Name = Name, Etag = Etag });
                var request = new UpdateDependencyAgreementRequest
                {
                    DependencyAgreement = agreement,
                    UpdateMask = new()
                    {
                        Paths = { "deliverable", "reason", "needed_by_date", "taker_owner", "taker_milestone" },
                    },
                    Taker = Agreement.TakerSubProject,
                    ChangeReason = ChangeReason.Trim(),
                };
                if (MayProposeOwner)
                    request.UpdateMask.Paths.Add("giver_owner");
                await Mandates.UpdateDependencyAgreementAsync(request, cancellationToken: Aborted);
                TempData["Status"] = Words["Dependency.Saved"].Value;
                return Redirect(Here);
            }
        }
        catch (RpcException e)
            when (ModelState.Accepts(
                    e,
                    path => path == "change_reason" ? nameof(ChangeReason) : RefusalExtensions.FormField(path)
                )
            )
        {
            // Somebody else was first: the next save is on what stands there now.
            if (e.StatusCode == Grpc.Core.StatusCode.Aborted)
            {
                Etag = Agreement.Etag;
                ModelState.Remove(nameof(Etag));
            }
        }
        return Page();
    }

    private async Task LoadAsync()
    {
        Agreement = await Mandates.GetDependencyAgreementAsync(new() { Name = Name }, cancellationToken: Aborted);
        MayProposeOwner = Agreement.State == DependencyState.Requested;
        await LoadFormAsync(Words["Dependency.Edit"]);
        TakerMilestones = await MilestoneChoicesAsync(Agreement.TakerSubProject, Agreement.TakerMilestone);
    }
}
