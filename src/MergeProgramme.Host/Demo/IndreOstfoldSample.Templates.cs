using MergeProgramme.Mandates.V1;

namespace MergeProgramme.Host.Demo;

internal static partial class IndreOstfoldSample
{
    /// <summary>The office's own templates: a short mandate that is in use, and one that is being written.</summary>
    private static async Task TemplatesAsync(SampleWriter w)
    {
        async Task<OwnTemplate> CopyAsync(string source, string nb, string en) =>
            await w.Mandates.CreateOwnTemplateAsync(
                new()
                {
                    Parent = w.Programme,
                    Source = source,
                    DisplayNameNb = nb,
                    DisplayNameEn = en,
                }
            );
        var brief = await CopyAsync("templates/prosjektmandat", "Kort mandat", "Short mandate");
        string[] kept = ["background", "items", "goals", "budget", "milestones"];
        foreach (var section in brief.Sections.Where(one => !kept.Contains(one.Section)).ToList())
            brief.Sections.Remove(section);
        brief.Points.Add(
            new OwnTemplatePoint
            {
                TextNb = "Rådmannsgruppen har gått gjennom mandatet",
                TextEn = "The chief executives have gone through the mandate",
                Mandatory = true,
            }
        );
        brief = await w.Mandates.UpdateOwnTemplateAsync(new() { OwnTemplate = brief });
        await w.Mandates.UseOwnTemplateAsync(new() { Name = brief.Name, Etag = brief.Etag });
        await CopyAsync(Difi, "Mandat for interkommunale saker", "Mandate for inter-municipal matters");
    }
}
