using MergeProgramme.Mandates.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Imports;

/// <summary>What the pages of an import share: the import, and the sections that it is read into.</summary>
internal abstract class ImportPage(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : MandatePage(organisation)
{
    /// <summary>Last part of the import's name.</summary>
    [FromRoute(Name = "import")]
    public string ImportId { get; set; } = "";

    public Import Import { get; private set; } = new();

    /// <summary>The sections of the template, in the reader's language.</summary>
    public IReadOnlyList<TemplateSection> Sections { get; private set; } = [];

    public string ImportName => $"{SubProjectName}/imports/{ImportId}";

    public string ImportUrl => Addresses.Of(ImportName);

    /// <summary>Where the sub-project's imports begin.</summary>
    public string ImportsUrl => $"{Addresses.Of(SubProjectName)}/imports/new";

    protected MandatesServiceClient Mandates { get; } = mandates;

    protected IStringLocalizer<Texts> Words { get; } = texts;

    /// <summary>What the source is called.</summary>
    public static string TitleOf(Import import, IStringLocalizer texts) =>
        import.FileName.Length > 0 ? import.FileName : texts["Import.Pasted"].Value;

    /// <summary>"4.1 Digitalisering"; a word for none.</summary>
    public string SectionTitle(string section) =>
        Sections.FirstOrDefault(s => s.Section == section) is { } found ? $"{found.Number} {found.Title}".Trim()
        : section.Length == 0 ? Words["Import.Unplaced"].Value
        : section;

    protected async Task LoadImportAsync(string title)
    {
        Import = await Mandates.GetImportAsync(new() { Name = ImportName }, cancellationToken: Aborted);
        await LoadFrameAsync(title);
        var templates = await Mandates.ListTemplatesAsync(new() { Parent = ProgrammeName }, cancellationToken: Aborted);
        Sections =
            templates.Templates.FirstOrDefault(t => t.Name == Import.Template)?.Sections ?? (IReadOnlyList<TemplateSection>)[];
    }
}
