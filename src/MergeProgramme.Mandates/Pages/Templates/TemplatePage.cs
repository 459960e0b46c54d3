using MergeProgramme.Mandates.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Templates;

/// <summary>What the pages of an office's own templates share.</summary>
internal abstract class TemplatePage(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : MandatePage(organisation)
{
    /// <summary>Last part of the template's name.</summary>
    [FromRoute(Name = "template")]
    public string TemplateId { get; set; } = "";

    public OwnTemplate Own { get; private set; } = new();

    public string TemplateName => $"{ProgrammeName}/ownTemplates/{TemplateId}";

    public string TemplatesUrl => $"/{ProgrammeName}/templates";

    public string TemplateUrl => $"{TemplatesUrl}/{TemplateId}";

    public IReadOnlyList<(string Href, string Text)> Trail => [(TemplatesUrl, Words["Templates"])];

    public IReadOnlyList<(string Href, string Text)> TrailBelow => [.. Trail, (TemplateUrl, Own.DisplayNameNb)];

    protected MandatesServiceClient Mandates { get; } = mandates;

    protected IStringLocalizer<Texts> Words { get; } = texts;

    protected async Task LoadPageAsync(string title)
    {
        await LoadFrameAsync(title);
        ViewData["Section"] = "templates";
    }

    protected async Task LoadTemplateAsync()
    {
        Own = await Mandates.GetOwnTemplateAsync(new() { Name = TemplateName }, cancellationToken: Aborted);
        await LoadPageAsync(Own.DisplayNameNb);
    }

    /// <summary>All of the programme.</summary>
    protected async Task<IReadOnlyList<OwnTemplate>> OwnTemplatesAsync()
    {
        List<OwnTemplate> all = [];
        var request = new ListOwnTemplatesRequest { Parent = ProgrammeName, PageSize = Everything };
        do
        {
            var answer = await Mandates.ListOwnTemplatesAsync(request, cancellationToken: Aborted);
            all.AddRange(answer.OwnTemplates);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        return all;
    }

    /// <summary>The templates that come with the system, in the reader's language.</summary>
    protected async Task<IReadOnlyList<Template>> BuiltInAsync() =>
        (await Mandates.ListTemplatesAsync(new(), cancellationToken: Aborted)).Templates;
}
