using Grpc.Core;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Templates;

/// <summary>One own template as a document of it looks, and what can be done with it.</summary>
[PagePermission("mandates.write", "programmes/{programme}")]
internal sealed class ReadModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : TemplatePage(organisation, mandates, texts)
{
    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync()
    {
        RequestId = Guid.NewGuid().ToString();
        await LoadTemplateAsync();
    }

    public Task<IActionResult> OnPostUseAsync() =>
        DoAsync(
            async () =>
            {
                await Mandates.UseOwnTemplateAsync(new() { Name = TemplateName, Etag = Etag }, cancellationToken: Aborted);
                return TemplateUrl;
            },
            "Template.InUse"
        );

    public Task<IActionResult> OnPostRetireAsync() =>
        DoAsync(
            async () =>
            {
                await Mandates.RetireOwnTemplateAsync(new() { Name = TemplateName, Etag = Etag }, cancellationToken: Aborted);
                return TemplateUrl;
            },
            "Template.Retired"
        );

    public Task<IActionResult> OnPostDeleteAsync() =>
        DoAsync(
            async () =>
            {
                await Mandates.DeleteOwnTemplateAsync(new() { Name = TemplateName, Etag = Etag }, cancellationToken: Aborted);
                return TemplatesUrl;
            },
            "Template.Deleted"
        );

    public Task<IActionResult> OnPostReviseAsync() =>
        DoAsync(
            async () =>
            {
                var next = await Mandates.ReviseOwnTemplateAsync(
                    new() { Name = TemplateName, RequestId = RequestId },
                    cancellationToken: Aborted
                );
                return $"{TemplatesUrl}/{ResourceNames.Id(next.Name)}/edit";
            },
            "Template.Revised"
        );

    private async Task<IActionResult> DoAsync(Func<Task<string>> act, string done)
    {
        try
        {
            var url = await act();
            TempData["Status"] = Words[done].Value;
            return Redirect(url);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadTemplateAsync();
            return Page();
        }
    }
}
