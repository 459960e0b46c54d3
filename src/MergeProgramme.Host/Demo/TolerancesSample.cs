using MergeProgramme.Mandates.V1;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Host.Demo;

/// <summary>Tolerances of the sample programmes of today, set by the bodies that decide on them: inside, outside and answered.</summary>
internal static class TolerancesSample
{
    public static async Task LoadAsync(IServiceProvider services)
    {
        var (mandates, organisation) = (
            services.GetRequiredService<MandatesServiceClient>(),
            services.GetRequiredService<OrganisationServiceClient>()
        );
        var committee = await BodyAsync("programmes/indre-ostfold", "Fellesnemnda");
        // A4's forecast for next year is 7.5 percent over its frame.
        var cost = await SetAsync("indre-ostfold", "a4", ToleranceDimension.Cost, ToleranceUnit.Percent, 5_00, committee);
        await mandates.AcknowledgeToleranceAsync(
            new()
            {
                Name = cost.Name,
                Etag = cost.Etag,
                Number = 1,
                Action = "Nemnda ber om forslag til færre arbeidsgrupper før årsskiftet.",
            }
        );
        await SetAsync("indre-ostfold", "a4", ToleranceDimension.Scope, ToleranceUnit.Deliverables, 2, committee);
        // The main structure is put off by three weeks.
        await SetAsync("indre-ostfold", "a1", ToleranceDimension.Time, ToleranceUnit.Days, 14, committee);
        await SetAsync("indre-ostfold", "a1", ToleranceDimension.Cost, ToleranceUnit.Percent, 10_00, committee);
        await SetAsync("indre-ostfold", "a1", ToleranceDimension.Scope, ToleranceUnit.Deliverables, 3, committee);
        var council = await BodyAsync("programmes/bodo-pfv2", "Bystyret");
        await SetAsync("bodo-pfv2", "a1", ToleranceDimension.Benefit, ToleranceUnit.Percent, 15_00, council);
        await SetAsync("bodo-pfv2", "a1", ToleranceDimension.Cost, ToleranceUnit.Ore, 50_000_00, council);

        async Task<string> BodyAsync(string programme, string displayName) =>
            (await organisation.ListBodiesAsync(new() { Parent = programme, PageSize = 1000 }))
                .Bodies.First(b => b.DisplayName == displayName)
                .Name;

        async Task<Tolerance> SetAsync(
            string programme,
            string subProject,
            ToleranceDimension dimension,
            ToleranceUnit unit,
            long limit,
            string body
        ) =>
            await mandates.CreateToleranceAsync(
                new()
                {
                    Parent = $"programmes/{programme}/subProjects/{subProject}",
                    Tolerance = new() { Dimension = dimension },
                    Change = new()
                    {
                        Unit = unit,
                        UpperLimit = limit,
                        Reason = "Så langt kan delprosjektet gå uten å spørre.",
                        Body = body,
                    },
                }
            );
    }
}
