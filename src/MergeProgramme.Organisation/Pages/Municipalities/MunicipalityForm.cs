using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.V1;
using Microsoft.AspNetCore.Mvc;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Municipalities;

/// <summary>The fields of a municipality.</summary>
internal abstract class MunicipalityForm(OrganisationServiceClient client) : ProgrammePage(client)
{
    [BindProperty]
    public string DisplayName { get; set; } = "";

    [BindProperty]
    public string Number { get; set; } = "";

    [BindProperty]
    public string OrganisationNumber { get; set; } = "";

    [BindProperty]
    public MunicipalityRole Role { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    public abstract string Submit { get; }

    public string BackUrl => Addresses.Of(ProgrammeName);

    protected void Fill(Municipality municipality) =>
        (DisplayName, Number, OrganisationNumber, Role, Etag) = (
            municipality.DisplayName,
            municipality.Number,
            OrganisationNumberText.Spaced(municipality.OrganisationNumber),
            municipality.Role,
            municipality.Etag
        );

    protected Municipality Read(string name = "") =>
        new()
        {
            Name = name,
            DisplayName = DisplayName.Trim(),
            Number = Number.Trim(),
            OrganisationNumber = OrganisationNumberText.Plain(OrganisationNumber),
            Role = Role,
            Etag = Etag,
        };
}
