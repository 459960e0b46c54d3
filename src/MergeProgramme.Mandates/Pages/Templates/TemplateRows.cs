using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Pages.Templates;

/// <summary>A section in the form of a template. One without a title is left out.</summary>
internal sealed class TemplateSectionRow
{
    public string Key { get; set; } = "";
    public int Place { get; set; }
    public string Number { get; set; } = "";
    public string TitleNb { get; set; } = "";
    public string TitleEn { get; set; } = "";
    public string GuidanceNb { get; set; } = "";
    public string GuidanceEn { get; set; } = "";
    public bool Required { get; set; }
    public List<string> Parts { get; set; } = [];

    public static TemplateSectionRow Of(OwnTemplateSection section, int place) =>
        new()
        {
            Key = section.Section,
            Place = place,
            Number = section.Number,
            TitleNb = section.TitleNb,
            TitleEn = section.TitleEn,
            GuidanceNb = section.GuidanceNb,
            GuidanceEn = section.GuidanceEn,
            Required = section.Required,
            Parts = [.. section.Parts.Select(part => part.ToString())],
        };

    public OwnTemplateSection ToSection() =>
        new()
        {
            Section = Key,
            Number = Number.Trim(),
            TitleNb = TitleNb.Trim(),
            TitleEn = TitleEn.Trim(),
            GuidanceNb = GuidanceNb,
            GuidanceEn = GuidanceEn,
            Required = Required,
            Parts = { Parts.Select(part => Enum.TryParse<SectionPart>(part, out var read) ? read : SectionPart.Unspecified) },
        };
}

/// <summary>A point of the checklist in the form of a template. One without a text is left out.</summary>
internal sealed class TemplatePointRow
{
    public string Key { get; set; } = "";
    public int Place { get; set; }
    public string TextNb { get; set; } = "";
    public string TextEn { get; set; } = "";
    public bool Mandatory { get; set; }

    public static TemplatePointRow Of(OwnTemplatePoint point, int place) =>
        new()
        {
            Key = point.Point,
            Place = place,
            TextNb = point.TextNb,
            TextEn = point.TextEn,
            Mandatory = point.Mandatory,
        };

    public OwnTemplatePoint ToPoint() =>
        new()
        {
            Point = Key,
            TextNb = TextNb.Trim(),
            TextEn = TextEn.Trim(),
            Mandatory = Mandatory,
        };
}
