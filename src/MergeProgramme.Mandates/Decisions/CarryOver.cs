using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Mandates.Decisions;

/// <summary>What the next document takes over from the one before. Pure.</summary>
internal static class CarryOver
{
    private static readonly SectionPart[] Parts =
    [
        .. Enum.GetValues<SectionPart>().Where(part => part != SectionPart.Unspecified),
    ];

    /// <summary>
    /// The sections of a new document. Text comes from the section of the same key in the document before. Each kind of list comes from the
    /// newest document that has such (a handover has no goals, a final report has those of the governing document), and goes to the section of the
    /// same key that holds such, else to the first that does.
    /// </summary>
    /// <param name="name">Name of the new document.</param>
    /// <param name="chain">The document that it starts from and those before that, newest first.</param>
    public static IEnumerable<Section> Sections(string name, Template template, IReadOnlyList<Mandate> chain)
    {
        var before = chain[0].Sections;
        var next = template
            .Sections.Select(section =>
            {
                var made = new Section
                {
                    Name = $"{name}/sections/{section.Section}",
                    Number = section.Number,
                    Title = section.Title,
                };
                made.Body = before.FirstOrDefault(old => Key(old) == section.Section)?.Body ?? "";
                return (Section: made, section.Parts);
            })
            .ToList();
        foreach (var part in Parts)
        {
            var holders = next.Where(one => one.Parts.Contains(part)).Select(one => one.Section).ToList();
            if (holders.Count == 0 || chain.FirstOrDefault(one => one.Sections.Any(old => Has(old, part))) is not { } source)
                continue;
            foreach (var old in source.Sections.Where(old => Has(old, part)))
                Copy(old, holders.Find(one => Key(one) == Key(old)) ?? holders[0], part);
        }
        return next.Select(one => one.Section);
    }

    /// <summary>
    /// The title of a new document: "Mandat for A4" becomes "Styringsdokument for A4". One that does not begin so is kept, with what the new
    /// document is before it.
    /// </summary>
    /// <param name="before">Title of the document before.</param>
    /// <param name="next">What the new one is called, by its template.</param>
    public static string Title(string before, string next)
    {
        const int Longest = 200;
        var about = before.IndexOf(" for ", StringComparison.Ordinal);
        // One word, such as "Prosjektmandat": more is part of what it is about.
        var title =
            about > 0 && before.AsSpan(0, about).IndexOf(' ') < 0 ? next + before[about..]
            : before.StartsWith(next, StringComparison.Ordinal) ? before
            : $"{next}: {before}";
        return title.Length <= Longest ? title : title[..Longest].TrimEnd();
    }

    private static string Key(Section section) => section.Name[(section.Name.LastIndexOf('/') + 1)..];

    private static bool Has(Section section, SectionPart part) =>
        part switch
        {
            SectionPart.Goals => section.Goals.Count > 0,
            SectionPart.Items => section.Items.Count > 0,
            SectionPart.Procurement => section.ProcurementRelevance != ProcurementRelevance.Unspecified,
            SectionPart.Plan => section.PlanEntries.Count > 0,
            SectionPart.Budget => section.BudgetFrames.Count > 0,
            SectionPart.Dependencies => section.Dependencies.Count > 0,
            SectionPart.Attachments => section.Attachments.Count > 0,
            SectionPart.SuccessFactors => section.SuccessFactors.Count > 0,
            SectionPart.Benefits => section.ExpectedBenefits.Count > 0,
            _ => false,
        };

    private static void Copy(Section from, Section to, SectionPart part)
    {
        switch (part)
        {
            case SectionPart.Goals:
                to.Goals.Add(from.Goals.Select(one => one.Clone()));
                break;
            case SectionPart.Items:
                to.Items.Add(from.Items.Select(one => one.Clone()));
                break;
            case SectionPart.Procurement:
                to.ProcurementRelevance = from.ProcurementRelevance;
                break;
            case SectionPart.Plan:
                to.PlanEntries.Add(from.PlanEntries.Select(one => one.Clone()));
                break;
            case SectionPart.Budget:
                to.BudgetFrames.Add(from.BudgetFrames.Select(one => one.Clone()));
                break;
            case SectionPart.Dependencies:
                to.Dependencies.Add(from.Dependencies.Select(one => one.Clone()));
                break;
            case SectionPart.Attachments:
                to.Attachments.Add(from.Attachments.Select(one => one.Clone()));
                break;
            case SectionPart.SuccessFactors:
                to.SuccessFactors.Add(from.SuccessFactors.Select(one => one.Clone()));
                break;
            case SectionPart.Benefits:
                to.ExpectedBenefits.Add(from.ExpectedBenefits.Select(one => one.Clone()));
                break;
        }
    }
}
