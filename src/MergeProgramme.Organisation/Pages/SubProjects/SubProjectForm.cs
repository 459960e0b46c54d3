using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.SubProjects;

/// <summary>The fields of a sub-project.</summary>
internal abstract class SubProjectForm(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : ProgrammePage(client)
{
    protected const int Fortnight = 14;
    protected const int UsualDueDaysBefore = 2;

    [BindProperty]
    public string Code { get; set; } = "";

    [BindProperty]
    public string DisplayName { get; set; } = "";

    [BindProperty]
    public string ParentSubProject { get; set; } = "";

    [BindProperty]
    public string Purpose { get; set; } = "";

    [BindProperty]
    public string Lead { get; set; } = "";

    /// <summary>Days between meetings; empty where there is no cadence.</summary>
    [BindProperty]
    public int? IntervalDays { get; set; }

    [BindProperty]
    public int? DueDaysBefore { get; set; }

    [BindProperty]
    public DateOnly? FirstMeetingDate { get; set; }

    [BindProperty]
    public DateOnly? LastMeetingDate { get; set; }

    /// <summary>Reports that were due before it are not asked for.</summary>
    [BindProperty]
    public DateOnly? ReportsFromDate { get; set; }

    /// <summary>Days after the due date; empty for the usual ones.</summary>
    [BindProperty]
    public int? EscalateToChairDays { get; set; }

    [BindProperty]
    public int? EscalateToOfficeDays { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    public List<SelectListItem> Parents { get; private set; } = [];

    public List<SelectListItem> Leads { get; private set; } = [];

    public abstract string Submit { get; }

    public abstract string BackUrl { get; }

    protected IStringLocalizer<Texts> Words { get; } = texts;

    protected void Fill(SubProject subProject)
    {
        (Code, DisplayName, ParentSubProject, Purpose, Lead, Etag) = (
            subProject.Code,
            subProject.DisplayName,
            subProject.ParentSubProject,
            subProject.Purpose,
            subProject.Lead,
            subProject.Etag
        );
        if (subProject.ReportingCadence is not { } cadence)
            return;
        (IntervalDays, DueDaysBefore) = (cadence.IntervalDays, cadence.DueDaysBefore);
        (FirstMeetingDate, LastMeetingDate) = (cadence.FirstMeetingDate.ToDateOnly(), cadence.LastMeetingDate.ToDateOnly());
        ReportsFromDate = cadence.ReportsFromDate.ToDateOnly();
        EscalateToChairDays = cadence.EscalateToChairDays > 0 ? cadence.EscalateToChairDays : null;
        EscalateToOfficeDays = cadence.EscalateToOfficeDays > 0 ? cadence.EscalateToOfficeDays : null;
    }

    protected SubProject Read(string name = "")
    {
        var code = Organisation.SubProjects.SubProjectCode.Read(Code);
        return new()
        {
            Name = name,
            Code = Code.Trim(),
            DisplayName = DisplayName.Trim(),
            // The letters of the code say it; where the code cannot be read the service says so.
            Kind = code?.Kind ?? SubProjectKind.Administrative,
            ParentSubProject = ParentSubProject,
            Purpose = Purpose,
            Lead = Lead,
            ReportingCadence = IntervalDays is { } interval
                ? new()
                {
                    IntervalDays = interval,
                    DueDaysBefore = DueDaysBefore ?? 0,
                    FirstMeetingDate = FirstMeetingDate.ToDate(),
                    LastMeetingDate = LastMeetingDate.ToDate(),
                    ReportsFromDate = ReportsFromDate.ToDate(),
                    EscalateToChairDays = EscalateToChairDays ?? 0,
                    EscalateToOfficeDays = EscalateToOfficeDays ?? 0,
                }
                : null,
            Etag = Etag,
        };
    }

    /// <summary>The form's field for a path in the request: the cadence's fields stand among the others.</summary>
    protected static string? FieldOf(string path) =>
        Platform.Web.RefusalExtensions.FormField(path)?.Replace("ReportingCadence.", "", StringComparison.Ordinal);

    protected async Task LoadFormAsync(string title, string self = "")
    {
        await LoadFrameAsync(title);
        Parents = Choices(
            (await SubProjectsAsync()).Where(s => s.Name != self),
            Words["SubProject.Parent.None"],
            s => (s.Name, $"{s.Code} {s.DisplayName}")
        );
        Leads = Choices(
            await PersonsAsync(),
            Words["SubProject.Lead.None"],
            p => (p.Name, p.Title.Length > 0 ? $"{p.DisplayName}, {p.Title}" : p.DisplayName)
        );
    }
}
