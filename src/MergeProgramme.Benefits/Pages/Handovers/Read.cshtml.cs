using Grpc.Core;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Handovers;

/// <summary>One handover: what it asks, every time it was proposed, and what can be done now.</summary>
[PagePermission("benefits.read")]
internal sealed class ReadHandoverModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts
) : HandoverPage(organisation, benefits)
{
    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>The other handovers of the same measure or benefit, the newest first.</summary>
    public IReadOnlyList<Handover> Others { get; private set; } = [];

    /// <summary>How much of the list is neither done nor explained.</summary>
    public int Open => Handover.Items.Count(item => !item.Done && item.Note.Length == 0);

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostProposeAsync() =>
        StepAsync(
            () =>
                BenefitsClient
                    .ProposeHandoverAsync(new() { Name = HandoverName, Etag = Etag }, cancellationToken: Aborted)
                    .ResponseAsync,
            "Handover.Proposed"
        );

    public Task<IActionResult> OnPostWithdrawAsync() =>
        StepAsync(
            () =>
                BenefitsClient
                    .WithdrawHandoverAsync(new() { Name = HandoverName, Etag = Etag }, cancellationToken: Aborted)
                    .ResponseAsync,
            "Handover.Withdrawn"
        );

    private async Task<IActionResult> StepAsync(Func<Task<Handover>> step, string done)
    {
        try
        {
            await step();
            TempData["Status"] = texts[done].Value;
            return Redirect($"/{HandoverName}");
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadHandoverAsync();
        await LoadFrameAsync(Handover.SubjectDisplayName, "handovers");
        var all = await BenefitsClient.ListHandoversAsync(
            new()
            {
                Parent = ProgrammeName,
                Subject = Handover.Subject,
                PageSize = Everything,
            },
            cancellationToken: Aborted
        );
        Others = [.. all.Handovers.Where(h => h.Name != HandoverName).Reverse()];
    }
}
