using System.Globalization;
using System.Text.RegularExpressions;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement.Pages.Cutover;

/// <summary>A step as people write it.</summary>
internal sealed class StepRow
{
    public CutoverStepKind? Kind { get; set; }

    public string Title { get; set; } = "";

    public DateOnly? StartDate { get; set; }

    public DateOnly? EndDate { get; set; }

    public string Responsible { get; set; } = "";

    public CutoverStepState State { get; set; }

    public bool IsEmpty => Title.Trim().Length == 0 && EndDate is null && StartDate is null && Responsible.Trim().Length == 0;
}

/// <summary>A question of the checklist.</summary>
internal sealed class CheckRow
{
    public int Number { get; set; }

    public string Text { get; set; } = "";
}

/// <summary>What people write about a cut-over. Empty rows count for nothing.</summary>
internal sealed partial class CutoverForm
{
    private const int MoreRows = 2;

    public string Title { get; set; } = "";

    public string ServiceFunction { get; set; } = "";

    public string Municipality { get; set; } = "";

    public string LegacySystem { get; set; } = "";

    public string Target { get; set; } = "";

    public string Responsible { get; set; } = "";

    public DateOnly? CutoverDate { get; set; }

    public List<StepRow> Steps { get; set; } = [];

    public List<CheckRow> Checks { get; set; } = [];

    public string Fallback { get; set; } = "";

    public string Etag { get; set; } = "";

    /// <summary>The form for a plan as it stands, with rows to fill in.</summary>
    public static CutoverForm From(CutoverPlan plan) =>
        new()
        {
            Title = plan.Title,
            ServiceFunction = plan.ServiceFunction,
            Municipality = plan.Municipality,
            LegacySystem = plan.LegacySystem,
            Target = plan.Target,
            Responsible = plan.Responsible,
            CutoverDate = plan.CutoverDate.ToDateOnly(),
            Steps =
            [
                .. plan.Steps.Select(s => new StepRow
                {
                    Kind = s.Kind,
                    Title = s.Title,
                    StartDate = s.StartDate.ToDateOnly(),
                    EndDate = s.EndDate.ToDateOnly(),
                    Responsible = s.Responsible,
                    State = s.State,
                }),
                .. Enumerable.Range(0, MoreRows).Select(_ => new StepRow()),
            ],
            Checks =
            [
                .. plan.Checks.Select(c => new CheckRow { Number = c.Number, Text = c.Text }),
                .. Enumerable.Range(0, MoreRows).Select(_ => new CheckRow()),
            ],
            Fallback = plan.Fallback,
            Etag = plan.Etag,
        };

    /// <summary>The plan that the form says.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public CutoverPlan ToPlan(string name) =>
        new()
        {
            Name = name,
            Title = Title.Trim(),
            ServiceFunction = ServiceFunction,
            Municipality = Municipality,
            LegacySystem = LegacySystem,
            Target = Target.Trim(),
            Responsible = Responsible.Trim(),
            CutoverDate = CutoverDate.ToDate(),
            Steps =
            {
                Steps
                    .Where(s => !s.IsEmpty)
                    .Select(s => new CutoverStep
                    {
                        Kind = s.Kind ?? CutoverStepKind.Unspecified,
                        Title = s.Title.Trim(),
                        StartDate = s.StartDate.ToDate(),
                        EndDate = s.EndDate.ToDate(),
                        Responsible = s.Responsible.Trim(),
                        State = s.State,
                    }),
            },
            Checks =
            {
                Checks
                    .Where(c => c.Text.Trim().Length > 0)
                    .Select(c => new CutoverCheck { Number = c.Number, Text = c.Text.Trim() }),
            },
            Fallback = Fallback.Trim(),
            Etag = Etag,
        };

    /// <summary>The form's field for a path of the request: rows that are empty were not sent.</summary>
    public string? FieldOf(string path)
    {
        var match = RowPath().Match(path);
        if (!match.Success)
            return RefusalExtensions.FormField(path);
        var sent = int.Parse(match.Groups["row"].Value, CultureInfo.InvariantCulture);
        var isStep = match.Groups["list"].Value == "steps";
        List<int> filled = isStep
            ? [.. Steps.Index().Where(s => !s.Item.IsEmpty).Select(s => s.Index)]
            : [.. Checks.Index().Where(c => c.Item.Text.Trim().Length > 0).Select(c => c.Index)];
        var field = RefusalExtensions.FormField($"x.{match.Groups["field"].Value}");
        return FormattableString.Invariant($"{(isStep ? "Steps" : "Checks")}[{filled[sent]}].{field}");
    }

    [GeneratedRegex(
        @"\Acutover_plan\.(?<list>steps|checks)\[(?<row>[0-9]{1,4})\]\.(?<field>[a-z_]+)\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex RowPath();
}
