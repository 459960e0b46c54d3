using System.Globalization;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.Templates;

/// <summary>The SQL on templates.</summary>
internal static class TemplateTable
{
    /// <summary>All templates in a language, each with its sections in order.</summary>
    public static async Task<IReadOnlyList<Template>> ListAsync(Session session, CultureInfo language)
    {
        var english = language.TwoLetterISOLanguageName == "en";
        var templates = await session.QueryAsync<TemplateRow>("SELECT * FROM templates ORDER BY decision_point, name");
        var sections = (
            await session.QueryAsync<SectionRow>("SELECT * FROM template_sections ORDER BY template, position")
        ).ToLookup(row => row.Template, row => row.ToSection(english));
        return
        [
            .. templates.Select(row => new Template
            {
                Name = row.Name,
                DisplayName = english ? row.DisplayNameEn : row.DisplayNameNb,
                Source = row.Source,
                DocumentKind = row.DocumentKind,
                DecisionPoint = row.DecisionPoint,
                Sections = { sections[row.Name] },
            }),
        ];
    }

    /// <summary>
    /// Says of mandates what they are for and where they are decided on: that follows from their templates. One whose template an office has
    /// removed since is left without; it was decided long ago.
    /// </summary>
    public static async Task DescribeKindsAsync(Session session, IEnumerable<Mandate> mandates)
    {
        var templates = (await session.QueryAsync<TemplateRow>("SELECT * FROM templates")).ToDictionary(row => row.Name);
        foreach (var mandate in mandates)
        {
            if (templates.TryGetValue(mandate.Template, out var template))
                (mandate.DocumentKind, mandate.DecisionPoint) = (template.DocumentKind, template.DecisionPoint);
        }
    }

    /// <summary>One template in Bokmål, the language of the documents; null where there is none of the name.</summary>
    public static async Task<Template?> FindAsync(Session session, string name) =>
        (await ListAsync(session, Platform.Localisation.Languages.Bokmal)).FirstOrDefault(template => template.Name == name);

    /// <summary>Says of each section what its template says today: guidance in the reader's language, whether it is required, its parts.</summary>
    public static async Task DescribeAsync(Session session, Mandate mandate)
    {
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var rows = (
            await session.QueryAsync<SectionRow>(
                "SELECT * FROM template_sections WHERE template = @Template",
                new { mandate.Template }
            )
        ).ToDictionary(row => row.Section);
        foreach (var section in mandate.Sections)
        {
            if (!rows.TryGetValue(ResourceNames.Id(section.Name), out var row))
                continue;
            var described = row.ToSection(english);
            section.Guidance = described.Guidance;
            section.Required = described.Required;
            section.Parts.Clear();
            section.Parts.AddRange(described.Parts);
        }
    }

    private sealed class TemplateRow
    {
        public string Name { get; set; } = "";
        public string DisplayNameNb { get; set; } = "";
        public string DisplayNameEn { get; set; } = "";
        public string Source { get; set; } = "";
        public DocumentKind DocumentKind { get; set; }
        public DecisionPoint DecisionPoint { get; set; }
    }

    private sealed class SectionRow
    {
        public string Template { get; set; } = "";
        public string Section { get; set; } = "";
        public string Number { get; set; } = "";
        public string TitleNb { get; set; } = "";
        public string TitleEn { get; set; } = "";
        public string GuidanceNb { get; set; } = "";
        public string GuidanceEn { get; set; } = "";
        public int Required { get; set; }
        public string Parts { get; set; } = "";

        public TemplateSection ToSection(bool english) =>
            new()
            {
                Section = Section,
                Number = Number,
                Title = english ? TitleEn : TitleNb,
                Guidance = english ? GuidanceEn : GuidanceNb,
                Required = Required == 1,
                Parts =
                {
                    Parts
                        .Split(',', StringSplitOptions.RemoveEmptyEntries)
                        .Select(part => (SectionPart)int.Parse(part, CultureInfo.InvariantCulture)),
                },
            };
    }
}
