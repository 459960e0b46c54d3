using System.Globalization;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.OwnTemplates;

/// <summary>The SQL on an office's own templates.</summary>
internal static class OwnTemplateTable
{
    /// <summary>Whether a template's name is that of an office's own.</summary>
    public static bool IsOwn(string template) => template.StartsWith("programmes/", StringComparison.Ordinal);

    /// <summary>One with its sections and points.</summary>
    /// <exception cref="Problem">NOT_FOUND.</exception>
    public static async Task<OwnTemplate> GetAsync(Session session, string name) =>
        await FindAsync(session, name) ?? throw Problem.NotFound(name);

    /// <summary>One with its sections and points; null where there is none of the name.</summary>
    public static async Task<OwnTemplate?> FindAsync(Session session, string name)
    {
        var found = await session.QueryAsync<OwnTemplate>("SELECT * FROM own_templates WHERE name = @name", new { name });
        await FillAsync(session, found);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>All of a programme, by name.</summary>
    public static async Task<IReadOnlyList<OwnTemplate>> AllAsync(Session session, string programme)
    {
        var found = await session.QueryAsync<OwnTemplate>(
            "SELECT * FROM own_templates WHERE programme = @programme ORDER BY name",
            new { programme }
        );
        await FillAsync(session, found);
        return found;
    }

    /// <summary>Gives templates their sections and points.</summary>
    public static async Task FillAsync(Session session, IEnumerable<OwnTemplate> templates)
    {
        foreach (var template in templates)
        {
            var sections = await session.QueryAsync<SectionRow>(
                "SELECT * FROM own_template_sections WHERE own_template = @Name ORDER BY position",
                new { template.Name }
            );
            template.Sections.Add(sections.Select(row => row.ToSection()));
            var points = await session.QueryAsync<PointRow>(
                "SELECT * FROM own_template_points WHERE own_template = @Name ORDER BY position",
                new { template.Name }
            );
            template.Points.Add(points.Select(row => row.ToPoint()));
        }
    }

    /// <summary>As documents are begun from it, in a language.</summary>
    public static Template ToTemplate(OwnTemplate own, CultureInfo language)
    {
        var english = language.TwoLetterISOLanguageName == "en";
        string Say(string nb, string en) => english && en.Length > 0 ? en : nb;
        return new()
        {
            Name = own.Name,
            DisplayName = Say(own.DisplayNameNb, own.DisplayNameEn),
            Source = Phrases.Of("OwnTemplate.Source", language, own.Version),
            DocumentKind = own.DocumentKind,
            DecisionPoint = own.DecisionPoint,
            Sections =
            {
                own.Sections.Select(section => new TemplateSection
                {
                    Section = section.Section,
                    Number = section.Number,
                    Title = Say(section.TitleNb, section.TitleEn),
                    Guidance = Say(section.GuidanceNb, section.GuidanceEn),
                    Required = section.Required,
                    Parts = { section.Parts },
                }),
            },
        };
    }

    /// <summary>A built-in template as an own one: both languages, and the points that people answer where its documents are decided on.</summary>
    public static async Task<OwnTemplate?> CopyBuiltInAsync(Session session, string template)
    {
        var found = await session.FindAsync<OwnTemplate>(
            "SELECT name, display_name_nb, display_name_en, document_kind, decision_point FROM templates WHERE name = @template",
            new { template }
        );
        if (found is null)
            return null;
        var sections = await session.QueryAsync<SectionRow>(
            "SELECT * FROM template_sections WHERE template = @template ORDER BY position",
            new { template }
        );
        found.Sections.Add(sections.Select(row => row.ToSection()));
        var points = await session.QueryAsync<PointRow>(
            """
            SELECT point, text_nb, text_en, mandatory FROM gate_points
            WHERE decision_point = @DecisionPoint AND kind = @Answered ORDER BY position
            """,
            new { found.DecisionPoint, GatePointKind.Answered }
        );
        found.Points.Add(points.Select(row => row.ToPoint()));
        return found;
    }

    /// <summary>Writes a new one; gives it its etag and times.</summary>
    public static async Task InsertAsync(WriteSession session, OwnTemplate template)
    {
        template.Etag = Etags.New();
        template.CreateTime = template.UpdateTime = Instants.ToTimestamp(session.Now);
        await session.ExecuteAsync(
            """
            INSERT INTO own_templates (name, programme, display_name_nb, display_name_en, copied_from, document_kind, decision_point,
                version, predecessor, state, etag, create_time, update_time)
            VALUES (@Name, @Programme, @DisplayNameNb, @DisplayNameEn, @CopiedFrom, @DocumentKind, @DecisionPoint,
                @Version, @Predecessor, @State, @Etag, @CreateTime, @UpdateTime)
            """,
            new
            {
                template.Name,
                Programme = ResourceNames.Programme(template.Name),
                template.DisplayNameNb,
                template.DisplayNameEn,
                template.CopiedFrom,
                template.DocumentKind,
                template.DecisionPoint,
                template.Version,
                template.Predecessor,
                template.State,
                template.Etag,
                template.CreateTime,
                template.UpdateTime,
            }
        );
        await InsertPartsAsync(session, template);
    }

    /// <summary>Writes one as it has become; gives it its next etag and time.</summary>
    public static async Task UpdateAsync(WriteSession session, OwnTemplate template, string currentEtag)
    {
        template.Etag = Etags.New();
        template.UpdateTime = Instants.ToTimestamp(session.Now);
        await session.UpdateAsync(
            """
            UPDATE own_templates SET display_name_nb = @DisplayNameNb, display_name_en = @DisplayNameEn, state = @State, etag = @Etag,
                update_time = @UpdateTime
            WHERE name = @Name
            """,
            template,
            currentEtag
        );
        await DeletePartsAsync(session, template.Name);
        await InsertPartsAsync(session, template);
    }

    /// <summary>Deletes a draft.</summary>
    public static async Task DeleteAsync(WriteSession session, string name)
    {
        await DeletePartsAsync(session, name);
        await session.ExecuteAsync("DELETE FROM own_templates WHERE name = @name", new { name });
    }

    private static async Task DeletePartsAsync(WriteSession session, string name)
    {
        await session.ExecuteAsync("DELETE FROM own_template_sections WHERE own_template = @name", new { name });
        await session.ExecuteAsync("DELETE FROM own_template_points WHERE own_template = @name", new { name });
    }

    private static async Task InsertPartsAsync(WriteSession session, OwnTemplate template)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO own_template_sections (own_template, position, section, number, title_nb, title_en, guidance_nb, guidance_en,
                required, parts)
            VALUES (@Name, @position, @Section, @Number, @TitleNb, @TitleEn, @GuidanceNb, @GuidanceEn, @Required, @Parts)
            """,
            template.Sections.Select(
                (section, position) =>
                    new
                    {
                        template.Name,
                        position,
                        section.Section,
                        section.Number,
                        section.TitleNb,
                        section.TitleEn,
                        section.GuidanceNb,
                        section.GuidanceEn,
                        Required = section.Required ? 1 : 0,
                        Parts = string.Join(',', section.Parts.Select(part => (int)part)),
                    }
            )
        );
        await session.ExecuteAsync(
            """
            INSERT INTO own_template_points (own_template, position, point, text_nb, text_en, mandatory)
            VALUES (@Name, @position, @Point, @TextNb, @TextEn, @Mandatory)
            """,
            template.Points.Select(
                (point, position) =>
                    new
                    {
                        template.Name,
                        position,
                        point.Point,
                        point.TextNb,
                        point.TextEn,
                        Mandatory = point.Mandatory ? 1 : 0,
                    }
            )
        );
    }

    private sealed class SectionRow
    {
        public string Section { get; set; } = "";
        public string Number { get; set; } = "";
        public string TitleNb { get; set; } = "";
        public string TitleEn { get; set; } = "";
        public string GuidanceNb { get; set; } = "";
        public string GuidanceEn { get; set; } = "";
        public int Required { get; set; }
        public string Parts { get; set; } = "";

        public OwnTemplateSection ToSection() =>
            new()
            {
                Section = Section,
                Number = Number,
                TitleNb = TitleNb,
                TitleEn = TitleEn,
                GuidanceNb = GuidanceNb,
                GuidanceEn = GuidanceEn,
                Required = Required == 1,
                Parts =
                {
                    Parts
                        .Split(',', StringSplitOptions.RemoveEmptyEntries)
                        .Select(part => (SectionPart)int.Parse(part, CultureInfo.InvariantCulture)),
                },
            };
    }

    private sealed class PointRow
    {
        public string Point { get; set; } = "";
        public string TextNb { get; set; } = "";
        public string TextEn { get; set; } = "";
        public int Mandatory { get; set; }

        public OwnTemplatePoint ToPoint() =>
            new()
            {
                Point = Point,
                TextNb = TextNb,
                TextEn = TextEn,
                Mandatory = Mandatory == 1,
            };
    }
}
