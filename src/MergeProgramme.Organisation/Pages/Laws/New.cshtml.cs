using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Laws;

/// <summary>A rule of law that came after this system.</summary>
[PagePermission("organisation.write")]
internal sealed class NewModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : ProgrammePage(client)
{
    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    [BindProperty]
    public BodyKind BodyKind { get; set; }

    [BindProperty]
    public CompositionRuleKind Kind { get; set; }

    [BindProperty]
    public int? Minimum { get; set; }

    [BindProperty]
    public int? Percent { get; set; }

    [BindProperty]
    public string Source { get; set; } = "";

    [BindProperty]
    public DateOnly? EffectDate { get; set; }

    [BindProperty]
    public DateOnly? EndDate { get; set; }

    [BindProperty]
    public string Note { get; set; } = "";

    public IReadOnlyList<SelectListItem> KindChoices =>
        [
            new SelectListItem(texts["Law.Kind.Choose"], nameof(CompositionRuleKind.Unspecified)),
            .. Enum.GetValues<CompositionRuleKind>()
                .Where(kind => kind is not CompositionRuleKind.Unspecified and not CompositionRuleKind.NamedUnionRepresentatives)
                .Select(kind => new SelectListItem(texts[$"CompositionRuleKind.{kind}"], kind.ToString())),
        ];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                var created = await Client.CreateStatutoryRuleAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        RequestId = RequestId,
                        StatutoryRule = new()
                        {
                            BodyKind = BodyKind,
                            Kind = Kind,
                            Minimum = Minimum ?? 0,
                            Percent = Percent ?? 0,
                            Source = Source.Trim(),
                            EffectDate = EffectDate.ToDate(),
                            EndDate = EndDate.ToDate(),
                            Note = Note,
                        },
                    },
                    cancellationToken: Aborted
                );
                return Done(Below("laws"), texts["Law.Created", created.Source]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        await LoadAsync();
        return Page();
    }

    private Task LoadAsync()
    {
        ViewData["Section"] = "bodies";
        return LoadFrameAsync(texts["Law.New"]);
    }
}
