using MergeProgramme.Benefits.Courses;
using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Benefits.V1.BenefitsService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Benefits.Pages.Courses;

/// <summary>Analysis, implementation and verification of the measures, with their tertials, on one picture.</summary>
[PagePermission("benefits.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    BenefitsServiceClient benefits,
    IStringLocalizer<Texts> texts,
    TimeProvider clock
) : ProgrammePage(organisation)
{
    // What people look through in one picture; a programme with more is narrowed by its sub-project.
    private const int PerPage = 40;

    /// <summary>Last part of a sub-project's name: only its measures. All where it is empty.</summary>
    [FromQuery(Name = "subProject")]
    public string SubProject { get; set; } = "";

    [FromQuery(Name = "after")]
    public string After { get; set; } = "";

    public IReadOnlyList<MeasureCourses> Rows { get; private set; } = [];

    /// <summary>Of all measures that are shown.</summary>
    public IReadOnlyList<Course> Whole { get; private set; } = [];

    public CoursePicture Picture { get; private set; } = new([], default);

    /// <summary>Where the list goes on; empty on its last page.</summary>
    public string NextUrl { get; private set; } = "";

    /// <summary>"T3 2013–T2 2014".</summary>
    public static string Span(Course course)
    {
        var (first, last) = (Tertial.Of(course.StartDate.ToDateOnly()!.Value), Tertial.Of(course.EndDate.ToDateOnly()!.Value));
        return first == last ? Label(first) : $"{Label(first)}–{Label(last)}";
    }

    public static string Label(Tertial tertial) => $"T{tertial.Number} {tertial.Year}";

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Courses.Title"], "realisation");
        // An address that names nothing of this programme shows the whole programme.
        if (!SubProjects.ContainsKey($"{ProgrammeName}/subProjects/{SubProject}"))
            SubProject = "";
        var answer = await benefits.ListMeasureCoursesAsync(
            new()
            {
                Parent = ProgrammeName,
                SubProject = SubProject.Length == 0 ? "" : $"{ProgrammeName}/subProjects/{SubProject}",
                PageSize = PerPage,
                PageToken = After,
            },
            cancellationToken: Aborted
        );
        Rows = answer.MeasureCourses;
        Whole = CourseRules.Whole([.. Rows.Select(r => r.Courses)]);
        Picture = new(Whole, clock.Today());
        NextUrl =
            answer.NextPageToken.Length == 0
                ? ""
                : $"/{ProgrammeName}/courses?subProject={Uri.EscapeDataString(SubProject)}&after={Uri.EscapeDataString(answer.NextPageToken)}";
    }
}
