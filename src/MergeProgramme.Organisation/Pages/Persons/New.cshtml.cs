using Grpc.Core;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Persons;

/// <summary>A person is registered; on the way to an appointment where one comes from there.</summary>
[PagePermission("organisation.write")]
internal sealed class NewModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : PersonForm(client)
{
    /// <summary>Last part of the name of the body that the person is to be appointed to; empty where none is.</summary>
    [FromQuery(Name = "body")]
    public string? BodyId { get; set; }

    public override string Submit => texts[BodyId is null ? "Person.Create" : "Person.CreateAndAppoint"];

    public override string BackUrl => BodyId is null ? Below("persons") : Below($"bodies/{BodyId}/appointments/new");

    public Task OnGetAsync() => LoadFormAsync(texts["Person.New"], texts["Person.Municipality.None"]);

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                var created = await Client.CreatePersonAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Person = Read(),
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(
                    BodyId is null ? Addresses.Of(created.Name) : $"{BackUrl}?personId={ResourceNames.Id(created.Name)}",
                    texts["Person.Created", created.DisplayName]
                );
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        await LoadFormAsync(texts["Person.New"], texts["Person.Municipality.None"]);
        return Page();
    }
}
