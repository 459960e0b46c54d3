using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Persons;

/// <summary>Who is in the programme: searched by name, position or organisation.</summary>
[PagePermission("organisation.read")]
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : ProgrammePage(client)
{
    private const int PageSize = 100;

    [FromQuery(Name = "q")]
    public string? Query { get; set; }

    [FromQuery(Name = "from")]
    public string? From { get; set; }

    public IReadOnlyList<Person> Persons { get; private set; } = [];

    public string Next { get; private set; } = "";

    public IReadOnlyDictionary<string, string> Municipalities { get; private set; } = new Dictionary<string, string>();

    public string Employer(Person person) => Municipalities.GetValueOrDefault(person.Municipality, person.Organisation);

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Persons"]);
        var page = await Client.ListPersonsAsync(
            new()
            {
                Parent = ProgrammeName,
                Query = Query ?? "",
                PageSize = PageSize,
                PageToken = From ?? "",
            },
            cancellationToken: Aborted
        );
        (Persons, Next) = (page.Persons, page.NextPageToken);
        Municipalities = (await MunicipalitiesAsync()).ToDictionary(m => m.Name, m => m.DisplayName, StringComparer.Ordinal);
    }
}
