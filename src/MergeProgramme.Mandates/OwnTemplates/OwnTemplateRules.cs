using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;

namespace MergeProgramme.Mandates.OwnTemplates;

/// <summary>
/// The life of an office's own template, draft → in use → retired, and what may stand in it. Pure. One in use is never changed: documents begun from
/// it keep it, and a new version takes its place.
/// </summary>
internal static class OwnTemplateRules
{
    private static readonly string[] Automatic =
    [
        GateChecklist.Complete,
        GateChecklist.Participation,
        GateChecklist.CoDetermination,
        GateChecklist.PredecessorConditions,
        GateChecklist.Deliverables,
        GateChecklist.Benefits,
    ];

    /// <summary>A draft as it becomes: keys are made of the words where there are none, and hold for every document begun from it.</summary>
    /// <param name="asked">The template as it is asked for, with the state that it has.</param>
    public static Ruling<OwnTemplate> Write(OwnTemplate asked)
    {
        var broken = InDraft(asked)?.Broken ?? [];
        List<Violation> invalid = [];
        var next = asked.Clone();
        if (next.Sections.Count == 0)
            invalid.Add(new("own_template.sections", Reason.TemplateWithoutSections));
        var sections = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, section) in next.Sections.Index())
        {
            section.Section = Key(section.Section, section.TitleNb, sections, $"own_template.sections[{i}].section", invalid);
            var parts = section.Parts.Distinct().Where(part => part != SectionPart.Unspecified).ToList();
            section.Parts.Clear();
            section.Parts.Add(parts);
        }
        var points = new HashSet<string>(Automatic, StringComparer.Ordinal);
        foreach (var (i, point) in next.Points.Index())
            point.Point = Key(point.Point, point.TextNb, points, $"own_template.points[{i}].point", invalid);
        return invalid.Count + broken.Count > 0 ? new(invalid, broken, null) : Allow(next);
    }

    /// <summary>Whether it may be thrown away: drafts only.</summary>
    public static Ruling<OwnTemplate> Delete(OwnTemplate current) => InDraft(current) ?? Allow(current.Clone());

    /// <summary>Draft → in use.</summary>
    public static Ruling<OwnTemplate> Use(OwnTemplate current) => InDraft(current) ?? To(current, OwnTemplateState.InUse);

    /// <summary>In use → retired.</summary>
    public static Ruling<OwnTemplate> Retire(OwnTemplate current) =>
        current.State == OwnTemplateState.InUse
            ? To(current, OwnTemplateState.Retired)
            : Break(current, Reason.TemplateNotInUse, current.DisplayNameNb);

    /// <summary>The next version, a draft with all that this one has.</summary>
    /// <param name="all">All own templates of the programme.</param>
    public static Ruling<OwnTemplate> Revise(OwnTemplate current, IEnumerable<OwnTemplate> all)
    {
        if (current.State == OwnTemplateState.Draft)
            return Break(current, Reason.TemplateNotInUse, current.DisplayNameNb);
        if (all.FirstOrDefault(one => one.Predecessor == current.Name) is { } later)
            return Break(later, Reason.TemplateRevised, later.DisplayNameNb, later.Version);
        var next = current.Clone();
        (next.Name, next.Etag, next.Version) = ("", "", current.Version + 1);
        (next.Predecessor, next.State) = (current.Name, OwnTemplateState.Draft);
        return Allow(next);
    }

    private static string Key(string given, string words, HashSet<string> taken, string field, List<Violation> invalid)
    {
        if (given.Length > 0)
        {
            if (!ResourceNames.IsId(given))
                invalid.Add(new(field, "ID_MALFORMED", given));
            else if (!taken.Add(given))
                invalid.Add(new(field, Reason.KeyTwice, given));
            return given;
        }
        const int Longest = 58;
        var made = ResourceNames.IdFrom(words);
        made = made.Length <= Longest ? made : made[..Longest].TrimEnd('-');
        var key = made;
        for (var number = 2; !taken.Add(key); number++)
            key = $"{made}-{number}";
        return key;
    }

    private static Ruling<OwnTemplate>? InDraft(OwnTemplate current) =>
        current.State == OwnTemplateState.Draft ? null : Break(current, Reason.TemplateInUse, current.DisplayNameNb);

    private static Ruling<OwnTemplate> To(OwnTemplate current, OwnTemplateState state)
    {
        var next = current.Clone();
        next.State = state;
        return Allow(next);
    }

    private static Ruling<OwnTemplate> Allow(OwnTemplate next) => new([], [], next);

    private static Ruling<OwnTemplate> Break(OwnTemplate subject, string reason, params object[] args) =>
        new([], [new Violation(subject.Name, reason, args)], null);
}
