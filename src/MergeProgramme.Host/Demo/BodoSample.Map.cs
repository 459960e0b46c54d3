namespace MergeProgramme.Host.Demo;

internal static partial class BodoSample
{
    /// <summary>What the measures wait for. The paper sets ICT procurement beside the project's own budget.</summary>
    private static async Task EnablersAsync(SampleWriter w, string subProject)
    {
        var need = await w.Procurement.CreateNeedAsync(
            new()
            {
                Parent = w.Programme,
                NeedId = "trygghetsalarmer",
                Need = new()
                {
                    Title = "Trygghetsalarmer og sensorer i hjemmetjenesten",
                    SubProject = subProject,
                    Responsible = "virksomhetsleder",
                },
            }
        );
        var measures = await w.Benefits.ListMeasuresAsync(new() { Parent = w.Programme, PageSize = 100 });
        await w.Benefits.CreateEnablerAsync(
            new()
            {
                Parent = measures.Measures.First(m => m.Title == "Velferdsteknologi").Name,
                Enabler = new() { Source = need.Name },
            }
        );
    }
}
