using MergeProgramme.Platform.Names;
using Microsoft.AspNetCore.Mvc;
using MiniExcelLibs;

namespace MergeProgramme.Platform.Sheets;

/// <summary>A list as an Excel sheet, under the headings that an import knows: what was taken out can be mended and taken in again.</summary>
public static class SheetFile
{
    private const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The file, as a download.</summary>
    /// <param name="title">What the sheet and the file are called.</param>
    /// <param name="rows">Cells by the key of their column.</param>
    public static FileContentResult Of(
        string title,
        IReadOnlyList<SheetColumn> columns,
        IEnumerable<IReadOnlyDictionary<string, object?>> rows
    )
    {
        List<Dictionary<string, object?>> lines =
        [
            .. rows.Select(row => columns.ToDictionary(c => c.Heading, c => Cell(row.GetValueOrDefault(c.Key)))),
        ];
        using var file = new MemoryStream();
        if (lines.Count > 0)
            file.SaveAs(lines, sheetName: SheetName(title));
        else
            // Headings alone: a sheet to fill in.
            file.SaveAs(
                new[] { columns.Select(c => c.Heading).ToArray() }.Select(Numbered),
                printHeader: false,
                sheetName: SheetName(title)
            );
        return new FileContentResult(file.ToArray(), ContentType) { FileDownloadName = $"{ResourceNames.IdFrom(title)}.xlsx" };
    }

    private static Dictionary<string, object?> Numbered(string[] cells) =>
        cells.Select((cell, i) => (cell, i)).ToDictionary(c => $"c{c.i}", c => (object?)c.cell);

    // Excel knows days as moments; no cell is a formula, whatever its text begins with.
    private static object? Cell(object? value) =>
        value switch
        {
            DateOnly day => day.ToDateTime(TimeOnly.MinValue),
            string { Length: 0 } => null,
            _ => value,
        };

    private static string SheetName(string title) => title.Length <= 31 ? title : title[..31];
}
