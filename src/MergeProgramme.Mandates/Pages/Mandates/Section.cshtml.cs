using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;
using GrpcStatus = Grpc.Core.StatusCode;

namespace MergeProgramme.Mandates.Pages;

/// <summary>Writes one section of a draft. Saves while writing where there is script, and by a button where there is none.</summary>
[PagePermission("mandates.write")]
internal sealed class SectionModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    StakeholdersServiceClient stakeholders,
    TimeProvider time,
    IStringLocalizer<Texts> texts
) : MandatePage(organisation)
{
    /// <summary>Last part of the section's name, such as <c>background</c>.</summary>
    [FromRoute(Name = "section")]
    public string SectionId { get; set; } = "";

    [BindProperty(Name = "")]
    public SectionForm Form { get; set; } = new();

    [BindProperty]
    public string Etag { get; set; } = "";

    public Mandate Mandate { get; private set; } = new();

    public Section Section { get; private set; } = new();

    /// <summary>What somebody else saved meanwhile, beside what the writer has.</summary>
    public Section? Others { get; private set; }

    /// <summary>What the check finds in the whole mandate.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Whom a sub-project can depend on.</summary>
    public List<SelectListItem> DependsOn { get; private set; } = [];

    public Section? Previous => Neighbour(-1);

    public Section? Next => Neighbour(1);

    public string SectionName => $"{MandateName}/sections/{SectionId}";

    public IEnumerable<Finding> FindingsHere => Findings.Where(finding => finding.Place == SectionName);

    private bool IsAutosave => Request.Headers["X-Autosave"] == "1";

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        Form = SectionForm.From(Section);
        Etag = Section.Etag;
        return Page();
    }

    /// <param name="then">Where to go when it is saved: next, or stay.</param>
    public async Task<IActionResult> OnPostAsync(string? then)
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        var section = Form.ToSection(
            Section,
            NameOf,
            field => ModelState.AddModelError(field, texts["Section.AmountUnreadable"])
        );
        section.Etag = Etag;
        if (!ModelState.IsValid)
        {
            return Refuse(StatusCodes.Status400BadRequest);
        }

        Section saved;
        try
        {
            saved = await mandates.UpdateSectionAsync(
                new UpdateSectionRequest
                {
                    Section = section,
                    UpdateMask = new FieldMask { Paths = { SectionForm.Paths(Section) } },
                },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            if (e.StatusCode != GrpcStatus.Aborted)
            {
                return Refuse(StatusCodes.Status400BadRequest);
            }

            // As it stands now, not as it stood before this was sent.
            await LoadAsync();

            // The same text got there before: saved while writing, or sent twice.
            if (IsKept(section))
            {
                ModelState.Clear();
                return Saved(Section, then);
            }

            // Nothing is lost: the writer's text stays in the form, the other's stands beside it, and saving once more is a choice.
            Others = Section;
            Etag = Section.Etag;
            return Refuse(StatusCodes.Status409Conflict);
        }

        return Saved(saved, then);
    }

    /// <summary>Number and title.</summary>
    public static string Heading(Section section) => $"{section.Number} {section.Title}".Trim();

    /// <summary>The view data of a row: its fields get names below this prefix.</summary>
    public ViewDataDictionary Row(string prefix)
    {
        var data = new ViewDataDictionary(ViewData);
        data.TemplateInfo.HtmlFieldPrefix = prefix;
        data["DependsOn"] = DependsOn;
        return data;
    }

    private IActionResult Refuse(int status)
    {
        if (IsAutosave)
        {
            return new JsonResult(
                new
                {
                    errors = ModelState
                        .Where(entry => entry.Value?.ValidationState == ModelValidationState.Invalid)
                        .ToDictionary(entry => entry.Key, entry => entry.Value!.Errors[0].ErrorMessage, StringComparer.Ordinal),
                }
            )
            {
                StatusCode = status,
            };
        }

        Form.AddEmptyRows();
        Response.StatusCode = status;
        return Page();
    }

    private IActionResult Saved(Section saved, string? then)
    {
        if (IsAutosave)
        {
            return new JsonResult(new { etag = saved.Etag, savedAt = time.GetUtcNow() });
        }

        TempData["Status"] = texts["Section.Saved", Heading(Section)].Value;
        return Redirect(
            then != "next" ? Addresses.Of(SectionName)
            : Next is { } next ? Addresses.Of(next.Name)
            : MandateUrl + "/check"
        );
    }

    // Whether what was sent is what stands already: both as the form has it, where periods are words.
    private bool IsKept(Section sent)
    {
        var kept = SectionForm.From(Section).ToSection(Section, NameOf, _ => { });
        kept.Etag = sent.Etag;
        return kept.Equals(sent);
    }

    private string? FieldOf(string path) => path is "section.etag" or "etag" or "section.name" ? null : Form.Field(path);

    private Section? Neighbour(int step)
    {
        var at = Mandate.Sections.Select(section => section.Name).ToList().IndexOf(SectionName) + step;
        return at >= 0 && at < Mandate.Sections.Count ? Mandate.Sections[at] : null;
    }

    private string NameOf(string on) => DependsOn.FirstOrDefault(choice => choice.Value == on)?.Text ?? "";

    private async Task<bool> LoadAsync()
    {
        Mandate = await mandates.GetMandateAsync(new GetMandateRequest { Name = MandateName }, cancellationToken: Aborted);
        if (Mandate.Sections.FirstOrDefault(section => section.Name == SectionName) is not { } section)
        {
            return false;
        }

        Section = section;
        await LoadFrameAsync(Heading(section));
        var check = await mandates.CheckMandateAsync(new CheckMandateRequest { Name = MandateName }, cancellationToken: Aborted);
        Findings = check.Findings;
        if (section.Parts.Contains(SectionPart.Dependencies))
        {
            await LoadDependsOnAsync();
        }

        return true;
    }

    private async Task LoadDependsOnAsync()
    {
        var subProjectGroup = new SelectListGroup { Name = texts["Section.SubProjects"] };
        var stakeholderGroup = new SelectListGroup { Name = texts["Section.Stakeholders"] };
        DependsOn =
        [
            .. (await SubProjectsAsync())
                .Where(subProject => subProject.Name != SubProjectName)
                .Select(subProject => new SelectListItem(TitleOf(subProject), subProject.Name) { Group = subProjectGroup }),
        ];
        var request = new ListStakeholdersRequest { Parent = ProgrammeName, PageSize = Everything };
        do
        {
            var answer = await stakeholders.ListStakeholdersAsync(request, cancellationToken: Aborted);
            DependsOn.AddRange(
                answer.Stakeholders.Select(one => new SelectListItem(one.DisplayName, one.Name) { Group = stakeholderGroup })
            );
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);

        // Somebody who has left the register stays in the document until the writer takes them out.
        foreach (var kept in Section.Dependencies)
        {
            var on = DependencyRow.NameOf(kept);
            if (on.Length > 0 && !DependsOn.Exists(choice => choice.Value == on))
            {
                DependsOn.Add(new SelectListItem(kept.DisplayName, on));
            }
        }
    }
}
