using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>What the pages share that name stakeholders: the register, to choose from and to say what somebody is called.</summary>
internal abstract class RegisterPage(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    /// <summary>Makes a form that is sent twice count once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>Everybody in the register, by resource name, once loaded.</summary>
    public IReadOnlyDictionary<string, Stakeholder> Register { get; private set; } = new Dictionary<string, Stakeholder>();

    public List<SelectListItem> StakeholderChoices => [.. Register.Values.Select(s => new SelectListItem(s.DisplayName, s.Name))];

    /// <summary>The sub-projects to choose from, or none: then it is about the whole programme.</summary>
    public IEnumerable<SelectListItem> SubProjectsOrNone => [new(Words["Stakeholders.WholeProgramme"], ""), .. SubProjectChoices];

    protected StakeholdersServiceClient Client { get; } = stakeholders;

    protected IStringLocalizer<Texts> Words { get; } = texts;

    /// <summary>What somebody is called; the last part of the name where nobody is registered by it.</summary>
    public string NameOf(string stakeholder) =>
        Register.TryGetValue(stakeholder, out var known) ? known.DisplayName : Platform.Names.ResourceNames.Id(stakeholder);

    /// <summary>The form's field for a path in the request: one field for a whole list.</summary>
    public static string? FieldOf(string path)
    {
        var field = RefusalExtensions.FormField(path);
        return field?.IndexOf('[', StringComparison.Ordinal) is > 0 and var at ? field[..at] : field;
    }

    /// <summary>Loads what the page stands in, and the register.</summary>
    protected async Task LoadRegisterAsync(string title, string section)
    {
        await LoadFrameAsync(title, section);
        var all = await WholeList.ReadAsync(
            token =>
                Client.ListStakeholdersAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Stakeholders, answer.NextPageToken)
        );
        Register = all.ToDictionary(s => s.Name);
        if (RequestId.Length == 0)
            RequestId = Guid.NewGuid().ToString();
    }

    protected RedirectResult Done(string url, string status)
    {
        TempData["Status"] = status;
        return Redirect(url);
    }
}
