using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Persons;

/// <summary>A person's name, position and employer.</summary>
[PagePermission("organisation.write")]
internal sealed class EditModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : PersonForm(client)
{
    [FromRoute(Name = "person")]
    public string PersonId { get; set; } = "";

    public Person Person { get; private set; } = new();

    public override string Submit => texts["SaveChanges"];

    public override string BackUrl => Addresses.Of(Name);

    private string Name => NameOf("persons", PersonId);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Fill(Person);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var stale = false;
        try
        {
            if (ModelState.IsValid)
            {
                await Client.UpdatePersonAsync(new() { Person = Read(Name), RequestId = RequestId }, cancellationToken: Aborted);
                return Done(BackUrl, texts["ChangesSaved"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            stale = e.StatusCode == Grpc.Core.StatusCode.Aborted;
        }
        await LoadAsync();
        // Somebody else was first: the next save is on what stands there now.
        if (stale)
            Etag = Person.Etag;
        return Page();
    }

    private async Task LoadAsync()
    {
        Person = await Client.GetPersonAsync(new() { Name = Name }, cancellationToken: Aborted);
        var held = (await AppointmentsAsync(person: Name)).Where(a =>
            a.EndDate is null || a.EndDate.ToDateOnly() >= time.Today()
        );
        var asking = (await BodiesAsync())
            .Where(b => b.CompositionRules.Any(r => r.Kind == CompositionRuleKind.GenderBalance))
            .Select(b => b.Name)
            .ToHashSet();
        AsksGender = Person.Gender != Gender.Unspecified || held.Any(a => asking.Contains(a.Body));
        await LoadFormAsync(texts["Person.Edit", Person.DisplayName], texts["Person.Municipality.None"]);
    }
}
