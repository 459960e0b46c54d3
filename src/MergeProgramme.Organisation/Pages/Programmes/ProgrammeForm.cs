using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MergeProgramme.Organisation.Pages.Programmes;

/// <summary>The fields of a programme.</summary>
internal abstract class ProgrammeForm : PageModel
{
    /// <summary>Rows that a form has without script, beside those that are filled in.</summary>
    private const int SpareGoals = 3;

    [BindProperty]
    public string DisplayName { get; set; } = "";

    [BindProperty]
    public ProgrammeKind Kind { get; set; }

    [BindProperty]
    public DateOnly? VestingDate { get; set; }

    [BindProperty]
    public string Description { get; set; } = "";

    /// <summary>Most important first. Empty rows are left out.</summary>
    [BindProperty]
    public List<GoalRow> Goals { get; set; } = [];

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Makes a form that is sent twice write once.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.NewGuid().ToString();

    public abstract string Submit { get; }

    public abstract string BackUrl { get; }

    public sealed class GoalRow
    {
        public string Text { get; set; } = "";
    }

    protected void Fill(Programme programme)
    {
        (DisplayName, Kind, Description, Etag) = (programme.DisplayName, programme.Kind, programme.Description, programme.Etag);
        VestingDate = programme.VestingDate.ToDateOnly();
        Goals = [.. programme.Goals.Select(g => new GoalRow { Text = g.Text })];
    }

    protected void AddSpareRows() => Goals.AddRange(Enumerable.Range(0, SpareGoals).Select(_ => new GoalRow()));

    protected Programme Read(string name = "")
    {
        var programme = new Programme
        {
            Name = name,
            DisplayName = DisplayName.Trim(),
            Kind = Kind,
            Description = Description,
            VestingDate = VestingDate.ToDate(),
            Etag = Etag,
        };
        programme.Goals.AddRange(Filled().Select(row => new ProgrammeGoal { Text = Goals[row].Text.Trim() }));
        return programme;
    }

    /// <summary>The form's field for a path in the request: the service counts the filled rows only.</summary>
    protected string? FieldOf(string path)
    {
        var field = Platform.Web.RefusalExtensions.FormField(path);
        if (field is null || !field.StartsWith("Goals[", StringComparison.Ordinal))
            return field;
        var number = int.Parse(
            field.AsSpan(6, field.IndexOf(']', StringComparison.Ordinal) - 6),
            System.Globalization.CultureInfo.InvariantCulture
        );
        return $"Goals[{Filled()[number]}].Text";
    }

    private List<int> Filled() => [.. Enumerable.Range(0, Goals.Count).Where(row => !string.IsNullOrWhiteSpace(Goals[row].Text))];
}
