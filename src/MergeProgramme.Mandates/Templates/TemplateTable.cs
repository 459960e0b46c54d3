using System.Globalization;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.OwnTemplates;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
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
        var templates = (
            await session.QueryAsync<TemplateRow>(
                """
                SELECT name, document_kind, decision_point FROM templates
                UNION ALL SELECT name, document_kind, decision_point FROM own_templates
                """
            )
        ).ToDictionary(row => row.Name);
        foreach (var mandate in mandates)
        {
            if (templates.TryGetValue(mandate.Template, out var template))
                (mandate.DocumentKind, mandate.DecisionPoint) = (template.DocumentKind, template.DecisionPoint);
        }
    }

    /// <summary>One that a document of a programme may be begun from, in Bokmål; null where there is none of the name for it.</summary>
    /// <param name="inProgramme">A name in the programme.</param>
    /// <param name="field">Field of the request that names it, for the error.</param>
    /// <exception cref="Problem">INVALID_ARGUMENT where it is an own one that is not in use.</exception>
    public static async Task<Template?> FindForUseAsync(Session session, string name, string inProgramme, string field)
    {
        if (!OwnTemplateTable.IsOwn(name))
            return await FindAsync(session, name);
        if (
            ResourceNames.Programme(name) != ResourceNames.Programme(inProgramme)
            || await OwnTemplateTable.FindAsync(session, name) is not { } own
        )
            return null;
        return own.State == OwnTemplateState.InUse
            ? OwnTemplateTable.ToTemplate(own, Platform.Localisation.Languages.Bokmal)
            : throw Problem.Invalid(field, Reason.TemplateNotInUse, own.DisplayNameNb);
    }

    /// <summary>One template in Bokmål, the language of the documents; null where there is none of the name.</summary>
    public static async Task<Template?> FindAsync(Session session, string name) =>
        OwnTemplateTable.IsOwn(name)
            ? await OwnTemplateTable.FindAsync(session, name) is { } own
                ? OwnTemplateTable.ToTemplate(own, Platform.Localisation.Languages.Bokmal)
                : null
            : (await ListAsync(session, Platform.Localisation.Languages.Bokmal)).FirstOrDefault(template =>
                template.Name == name
            );

    /// <summary>Says of each section what its template says today: guidance in the reader's language, whether it is required, its parts.</summary>
    public static async Task DescribeAsync(Session session, Mandate mandate)
    {
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var rows = (
            await session.QueryAsync<SectionRow>(
                OwnTemplateTable.IsOwn(mandate.Template)
                    ? "SELECT * FROM own_template_sections WHERE own_template = @Template"
                    : "SELECT * FROM template_sections WHERE template = @Template",
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
                Title = english && TitleEn.Length > 0 ? TitleEn : TitleNb,
                Guidance = english && GuidanceEn.Length > 0 ? GuidanceEn : GuidanceNb,
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
