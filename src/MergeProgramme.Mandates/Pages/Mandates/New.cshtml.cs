using Grpc.Core;
using MergeProgramme.Common.V1;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages;

/// <summary>Begins a mandate from a template.</summary>
[PagePermission("mandates.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    TimeProvider time,
    IStringLocalizer<Texts> texts
) : MandatePage(organisation)
{
    [BindProperty]
    public string Template { get; set; } = "";

    [BindProperty(Name = "")]
    public FrontForm Front { get; set; } = new();

    /// <summary>Makes a form that is sent twice begin one mandate.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public List<SelectListItem> Templates { get; private set; } = [];

    public List<SelectListItem> Persons { get; private set; } = [];

    /// <summary>The mandate that is in the way of a new one: open, approved, or to be revised instead.</summary>
    public Mandate? InTheWay { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Template = Templates.FirstOrDefault()?.Value ?? "";
        Front = new FrontForm
        {
            Title = texts["New.TitleOf", SubProjectTitle],
            DocumentDate = time.Today(),
            PreparedBy = SubProject.Lead,
        };
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var persons = await LoadAsync();
        if (ModelState.IsValid)
        {
            var mandate = new Mandate { Template = Template };
            Front.Fill(mandate, persons);
            try
            {
                var created = await mandates.CreateMandateAsync(
                    new CreateMandateRequest
                    {
                        Parent = SubProjectName,
                        Mandate = mandate,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                TempData["Status"] = texts["New.Created"].Value;
                return Redirect(Addresses.Of(created.Sections.Count > 0 ? created.Sections[0].Name : created.Name));
            }
            catch (RpcException e) when (ModelState.Accepts(e, FrontForm.Field)) { }
        }

        return Page();
    }

    private async Task<IReadOnlyList<Person>> LoadAsync()
    {
        await LoadFrameAsync(texts["New.Title"]);
        var templates = await mandates.ListTemplatesAsync(new() { Parent = ProgrammeName }, cancellationToken: Aborted);
        Templates =
        [
            .. templates
                .Templates.Where(t => t.DecisionPoint == DecisionPoint.Bp1)
                .Select(t => new SelectListItem(texts["New.TemplateOf", t.DisplayName, t.Source], t.Name)),
        ];
        var existing = await MandatesAsync(mandates, SubProjectName);
        InTheWay = existing
            .OrderByDescending(m => m.Version)
            .FirstOrDefault(m => m.State != MandateState.Decided || m.Decision?.Verdict is not Verdict.DoNotStart);
        var persons = await PersonsAsync();
        Persons = FrontForm.Choices(persons);
        return persons;
    }
}
