using System.Globalization;
using System.Text.RegularExpressions;

namespace MergeProgramme.Mandates.Pages;

/// <summary>Which field of a section's form a path in the contract stands for. Pure.</summary>
internal static partial class SectionFields
{
    /// <summary>
    /// The form's field for a path within a section: <c>goals[0].amount</c> → <c>Goals[0].Amount</c>, <c>plan_entries[1].period</c> and all
    /// below it but the dates → <c>PlanEntries[1].Label</c>, <c>goals</c> → <c>Goals</c>.
    /// </summary>
    /// <param name="path">The path, with or without <c>section.</c> before it.</param>
    /// <param name="row">The form's row for a part's place in the message: empty rows are left out of it. Itself where null.</param>
    public static string Key(string path, Func<string, int, int>? row = null)
    {
        var match = Path().Match(path);
        if (!match.Success)
        {
            return Pascal(path);
        }

        var part = Pascal(match.Groups["part"].Value);
        if (!match.Groups["index"].Success)
        {
            return part;
        }

        var index = int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture);
        index = row?.Invoke(part, index) ?? index;
        var field = match.Groups["field"].Value.Split('.');
        var name = field switch
        {
            ["period" or "due" or "needed_by", "start_date", ..] => "Start",
            ["period" or "due" or "needed_by", "end_date", ..] => "End",
            ["period" or "due" or "needed_by", ..] => "Label",
            ["sub_project" or "stakeholder", ..] => "On",
            ["display_name"] => "On",
            [""] => part == "Attachments" ? "Title"
            : part == "Dependencies" ? "On"
            : "Text",
            _ => Pascal(field[0]),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{part}[{index}].{name}");
    }

    /// <summary>The id of that field in the page.</summary>
    public static string Anchor(string path) => Key(path).Replace('[', '_').Replace(']', '_').Replace('.', '_');

    private static string Pascal(string snake) =>
        string.Concat(snake.Split('_').Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..]));

    [GeneratedRegex(
        @"^(?:section\.)?(?<part>[a-z_]+)(?:\[(?<index>\d{1,6})\](?:\.(?<field>[a-z_.]+))?)?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Path();
}
