using Grpc.Core;
using MergeProgramme.Organisation.Pages.Meetings;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Cases;

/// <summary>The fields of a case.</summary>
internal abstract class CaseForm(OrganisationServiceClient client, MandatesServiceClient mandates, IStringLocalizer<Texts> texts)
    : MeetingsPage(client)
{
    [BindProperty]
    public string Title { get; set; } = "";

    [BindProperty]
    public string Background { get; set; } = "";

    [BindProperty]
    public string Proposal { get; set; } = "";

    [BindProperty]
    public string Subject { get; set; } = "";

    [BindProperty]
    public string SubProject { get; set; } = "";

    [BindProperty]
    public string Officer { get; set; } = "";

    [BindProperty]
    public string ArchiveReference { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    public List<SelectListItem> Subjects { get; private set; } = [];

    public List<SelectListItem> SubProjects { get; private set; } = [];

    public List<SelectListItem> Persons { get; private set; } = [];

    public abstract string Submit { get; }

    public abstract string BackUrl { get; }

    protected IStringLocalizer<Texts> Words { get; } = texts;

    protected Case Read(string name = "") =>
        new()
        {
            Name = name,
            Title = Title.Trim(),
            Background = Background,
            Proposal = Proposal,
            Subject = Subject,
            SubProject = SubProject,
            Officer = Officer,
            ArchiveReference = ArchiveReference.Trim(),
            Etag = Etag,
        };

    protected void Fill(Case asked)
    {
        (Title, Background, Proposal, Subject, SubProject, Officer, ArchiveReference, Etag) = (
            asked.Title,
            asked.Background,
            asked.Proposal,
            asked.Subject,
            asked.SubProject,
            asked.Officer,
            asked.ArchiveReference,
            asked.Etag
        );
    }

    protected async Task LoadFormAsync(string title)
    {
        await LoadFrameAsync(title);
        ViewData["Section"] = "cases";
        var known = await MandatesBeside.OfAsync(mandates, $"{ProgrammeName}/subProjects/-", Aborted);
        Subjects = Choices(
            known,
            Words["Case.Subject.None"],
            m => (m.Name, $"{m.Title}, {Words["Case.Version", m.Version].Value}")
        );
        // What it is about may be something that this page has no list of.
        if (Subject.Length > 0 && !Subjects.Exists(s => s.Value == Subject))
            Subjects.Add(new SelectListItem(Subject, Subject));
        SubProjects = Choices(
            await SubProjectsAsync(),
            Words["Body.SubProject.None"],
            s => (s.Name, $"{s.Code} {s.DisplayName}")
        );
        Persons = Choices(
            await PersonsAsync(),
            Words["Case.Officer.None"],
            p => (p.Name, p.Title.Length > 0 ? $"{p.DisplayName}, {p.Title}" : p.DisplayName)
        );
    }
}
