using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Names;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Handovers;

/// <summary>What the pages of handovers share: the address, the handover, and the persons to choose from.</summary>
internal abstract class HandoverPage(OrganisationServiceClient organisation, BenefitsServiceClient benefits)
    : ProgrammePage(organisation)
{
    /// <summary>Last part of the handover's name.</summary>
    [FromRoute(Name = "handover")]
    public string HandoverId { get; set; } = "";

    public string HandoverName => $"{ProgrammeName}/handovers/{HandoverId}";

    public string HandoversUrl => $"/{ProgrammeName}/handovers";

    /// <summary>The handover as it stands, once loaded.</summary>
    public Handover Handover { get; private set; } = new();

    /// <summary>The persons of the programme, to choose from.</summary>
    public List<SelectListItem> PersonChoices { get; private set; } = [];

    protected BenefitsServiceClient BenefitsClient { get; } = benefits;

    /// <summary>Where the measure or benefit is read.</summary>
    public static string SubjectUrl(string subject) =>
        ResourceNames.Matches("programmes/{programme}/measures/{measure}", subject)
            ? $"/{subject}"
            : $"/{ResourceNames.Programme(subject)}/benefits#benefit-{ResourceNames.Id(subject)}";

    protected async Task LoadHandoverAsync() =>
        Handover = await BenefitsClient.GetHandoverAsync(new() { Name = HandoverName }, cancellationToken: Aborted);

    protected async Task LoadPersonsAsync()
    {
        var persons = await Organisation.ListPersonsAsync(
            new() { Parent = ProgrammeName, PageSize = Everything },
            cancellationToken: Aborted
        );
        PersonChoices =
        [
            .. persons.Persons.Select(person => new SelectListItem(
                person.Title.Length > 0 ? $"{person.DisplayName}, {person.Title}" : person.DisplayName,
                person.Name
            )),
        ];
    }
}
