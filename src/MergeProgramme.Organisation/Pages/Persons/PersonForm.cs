using MergeProgramme.Organisation.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Persons;

/// <summary>The fields of a person.</summary>
internal abstract class PersonForm(OrganisationServiceClient client) : ProgrammePage(client)
{
    [BindProperty]
    public string DisplayName { get; set; } = "";

    [BindProperty]
    public string Title { get; set; } = "";

    [BindProperty]
    public string Email { get; set; } = "";

    [BindProperty]
    public string Municipality { get; set; } = "";

    [BindProperty]
    public string Organisation { get; set; } = "";

    [BindProperty]
    public Gender Gender { get; set; }

    [BindProperty]
    public bool LineManager { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    /// <summary>Whether a rule on gender balance asks for it.</summary>
    public bool AsksGender { get; protected set; }

    public List<SelectListItem> Municipalities { get; private set; } = [];

    public abstract string Submit { get; }

    public abstract string BackUrl { get; }

    protected void Fill(Person person)
    {
        (Gender, LineManager) = (person.Gender, person.LineManager);
        (DisplayName, Title, Email, Municipality, Organisation, Etag) = (
            person.DisplayName,
            person.Title,
            person.Email,
            person.Municipality,
            person.Organisation,
            person.Etag
        );
    }

    protected Person Read(string name = "") =>
        new()
        {
            Name = name,
            DisplayName = DisplayName.Trim(),
            Title = Title.Trim(),
            Email = Email.Trim(),
            Municipality = Municipality,
            Organisation = Organisation.Trim(),
            Gender = Gender,
            LineManager = LineManager,
            Etag = Etag,
        };

    protected async Task LoadFormAsync(string title, string none)
    {
        await LoadFrameAsync(title);
        Municipalities = Choices(await MunicipalitiesAsync(), none, m => (m.Name, m.DisplayName));
    }
}
