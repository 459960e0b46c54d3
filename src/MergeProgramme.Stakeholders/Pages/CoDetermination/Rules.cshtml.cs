using Google.Type;
using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>What laws and agreements ask for in matters of each kind, and how new what is known is.</summary>
[PagePermission("stakeholders.read")]
internal sealed class RulesModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : ProgrammePage(organisation)
{
    public IReadOnlyList<IGrouping<MatterKind, ParticipationRule>> Kinds { get; private set; } = [];

    public Date? Newest { get; private set; }

    public bool IsAhead(ParticipationRule rule) => rule.EffectDate.ToDateOnly() > time.Today();

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? name)
    {
        try
        {
            await stakeholders.DeleteParticipationRuleAsync(new() { Name = name ?? "" }, cancellationToken: Aborted);
            TempData["Status"] = texts["Rule.Deleted"].Value;
            return LocalRedirect($"/{ProgrammeName}/participation/rules");
        }
        catch (RpcException e) when (ModelState.Accepts(e, _ => null))
        {
            await LoadAsync();
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["Rules"], "participation");
        var rules = await stakeholders.ListParticipationRulesAsync(
            new() { Parent = ProgrammeName, PageSize = Everything },
            cancellationToken: Aborted
        );
        Kinds = [.. rules.ParticipationRules.GroupBy(r => r.MatterKind)];
        Newest = rules.NewestEffectDate;
    }
}
