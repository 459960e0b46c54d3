using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Rules;

/// <summary>The figures of procurement law that this system knows, each from its date of effect; the office enters later ones.</summary>
[PagePermission("procurement.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts,
    TimeProvider clock
) : ProgrammePage(organisation)
{
    [BindProperty]
    public ProcurementRuleKind Kind { get; set; } = ProcurementRuleKind.EeaThreshold;

    [BindProperty]
    public long? Value { get; set; }

    [BindProperty]
    public DateOnly? EffectDate { get; set; }

    [BindProperty]
    public string Source { get; set; } = "";

    /// <summary>Resource name of the rule to delete.</summary>
    [BindProperty]
    public string Name { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public IReadOnlyList<ProcurementRule> Rules { get; private set; } = [];

    /// <summary>Names of those that hold today.</summary>
    public IReadOnlySet<string> InEffect { get; private set; } = new HashSet<string>();

    /// <summary>Date of effect of the newest rule that is known.</summary>
    public DateOnly Newest => Rules.Max(r => r.EffectDate.ToDateOnly()) ?? default;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        try
        {
            await procurement.CreateProcurementRuleAsync(
                new()
                {
                    Parent = ProgrammeName,
                    ProcurementRule = new()
                    {
                        Kind = Kind,
                        Value = Value ?? -1,
                        EffectDate = EffectDate.ToDate(),
                        Source = Source.Trim(),
                    },
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Rule.Created"].Value;
            return Redirect($"/{ProgrammeName}/procurement-rules");
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            return Page();
        }
    }

    public async Task<IActionResult> OnPostDeleteAsync()
    {
        try
        {
            await procurement.DeleteProcurementRuleAsync(
                new() { Name = Name, RequestId = RequestId },
                cancellationToken: Aborted
            );
            TempData["Status"] = texts["Rule.Deleted"].Value;
            return Redirect($"/{ProgrammeName}/procurement-rules");
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["Rules.Title"], "needs");
        Rules = await ReadAsync(null);
        InEffect = (await ReadAsync(clock.Today())).Select(r => r.Name).ToHashSet();
    }

    private Task<List<ProcurementRule>> ReadAsync(DateOnly? day) =>
        WholeList.ReadAsync(
            token =>
                procurement.ListProcurementRulesAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        EffectiveOn = day.ToDate(),
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.ProcurementRules, answer.NextPageToken)
        );
}
