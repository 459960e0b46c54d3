using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.PublicPages;

/// <summary>What everybody may read of the programme: written here, and published or taken back.</summary>
[PagePermission("stakeholders.write")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    [BindProperty(Name = "")]
    public PublicPageForm Form { get; set; } = new();

    /// <summary>Makes a form that is sent twice count once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public PublicPage Current { get; private set; } = new();

    /// <summary>Where everybody finds it.</summary>
    public string PublicAddress => $"/public/{ProgrammeId}";

    /// <summary>The consultations that are open, and whether everybody sees them.</summary>
    public IReadOnlyList<Consultation> Open { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = Current.UpdateTime is null ? await ProposedAsync() : PublicPageForm.From(Current);
        Form.Deciders.Add(new());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        // Rows are numbered as they are sent, without those that were emptied.
        foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Deciders[", StringComparison.Ordinal)).ToList())
            ModelState.Remove(key);
        Form.Deciders.RemoveAll(d => d.IsEmpty);
        if (ModelState.IsValid)
        {
            try
            {
                var page = await stakeholders.UpdatePublicPageAsync(
                    new() { PublicPage = Form.ToPage(Name), RequestId = RequestId },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts[page.Published ? "PublicPage.IsPublished" : "PublicPage.IsSaved"].Value;
                return Redirect($"/{ProgrammeName}/public-page");
            }
            catch (RpcException e) when (ModelState.Accepts(e))
            {
                // Shown again below, as it was typed.
            }
        }
        await LoadAsync();
        // What the writer typed stays in the form; saving once more is then a choice.
        Form.Etag = Current.Etag;
        Form.Deciders.Add(new());
        return Page();
    }

    /// <summary>The view data of a row: its fields get names below this prefix.</summary>
    public ViewDataDictionary Row(string prefix)
    {
        var data = new ViewDataDictionary(ViewData);
        data.TemplateInfo.HtmlFieldPrefix = prefix;
        return data;
    }

    private string Name => $"{ProgrammeName}/publicPage";

    private async Task LoadAsync()
    {
        await LoadFrameAsync(texts["PublicPage.Title"], "public-page");
        Current = await stakeholders.GetPublicPageAsync(new() { Name = Name }, cancellationToken: Aborted);
        Open =
        [
            .. (
                await WholeList.ReadAsync(
                    token =>
                        stakeholders.ListConsultationsAsync(
                            new()
                            {
                                Parent = ProgrammeName,
                                PageSize = Everything,
                                PageToken = token,
                            },
                            cancellationToken: Aborted
                        ),
                    answer => (answer.Consultations, answer.NextPageToken)
                )
            ).Where(c => c.State == ConsultationState.Open),
        ];
        if (RequestId.Length == 0)
            RequestId = Guid.NewGuid().ToString();
    }

    private async Task<PublicPageForm> ProposedAsync()
    {
        var programme = await Organisation.GetProgrammeAsync(new() { Name = ProgrammeName }, cancellationToken: Aborted);
        var bodies = await Organisation.ListBodiesAsync(
            new() { Parent = ProgrammeName, PageSize = Everything },
            cancellationToken: Aborted
        );
        return PublicPageForm.Proposed(Current, programme, bodies.Bodies);
    }
}
