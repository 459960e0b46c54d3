using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages;

/// <summary>Two versions beside each other, section by section.</summary>
[PagePermission("mandates.read")]
internal sealed class CompareModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : MandatePage(organisation)
{
    /// <summary>Last part of the other version's name.</summary>
    [FromQuery(Name = "with")]
    public string With { get; set; } = "";

    public Mandate Mandate { get; private set; } = new();

    /// <summary>The version compared with; null where there is only one.</summary>
    public Mandate? Other { get; private set; }

    /// <summary>All versions, newest first.</summary>
    public IReadOnlyList<Mandate> Versions { get; private set; } = [];

    public IReadOnlyList<SectionDifference> Differences { get; private set; } = [];

    public int Changed => Differences.Count(difference => difference.Changed);

    public async Task<IActionResult> OnGetAsync()
    {
        Mandate = await mandates.GetMandateAsync(new GetMandateRequest { Name = MandateName }, cancellationToken: Aborted);
        await LoadFrameAsync(texts["Compare.Title"]);
        Versions = [.. (await MandatesAsync(mandates, SubProjectName)).OrderByDescending(version => version.Version)];
        Other =
            With.Length > 0
                ? Versions.FirstOrDefault(version => version.Name == $"{SubProjectName}/mandates/{With}")
                : Versions.FirstOrDefault(version => version.Version < Mandate.Version);
        if (Other is null && With.Length > 0)
        {
            return NotFound();
        }

        if (Other is not null)
        {
            var answer = await mandates.CompareMandatesAsync(
                new CompareMandatesRequest { Name = MandateName, Other = Other.Name },
                cancellationToken: Aborted
            );
            Differences = answer.Differences;
        }

        return Page();
    }
}
