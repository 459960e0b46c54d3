using Grpc.Core;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Laws;

/// <summary>What the law asks of the composition of bodies, and how new what is known is.</summary>
[PagePermission("organisation.read")]
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ProgrammePage(client)
{
    private readonly CompositionWords words = CompositionWords.Of(texts, [], []);

    public IReadOnlyList<IGrouping<BodyKind, StatutoryRule>> Kinds { get; private set; } = [];

    public DateOnly? Newest { get; private set; }

    public string Rule(StatutoryRule law) =>
        words.Rule(
            new()
            {
                Kind = law.Kind,
                Minimum = law.Minimum,
                Percent = law.Percent,
            }
        );

    public bool IsAhead(StatutoryRule law) => law.EffectDate.ToDateOnly() > time.Today();

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? name)
    {
        try
        {
            await Client.DeleteStatutoryRuleAsync(new() { Name = name ?? "" }, cancellationToken: Aborted);
            return Done(Below("laws"), texts["Law.Deleted"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e, _ => null))
        {
            await LoadAsync();
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["Laws"]);
        ViewData["Section"] = "bodies";
        var laws = await Client.ListStatutoryRulesAsync(
            new() { Parent = ProgrammeName, PageSize = Everything },
            cancellationToken: Aborted
        );
        Kinds = [.. laws.StatutoryRules.GroupBy(l => l.BodyKind)];
        Newest = laws.NewestEffectDate.ToDateOnly();
    }
}
