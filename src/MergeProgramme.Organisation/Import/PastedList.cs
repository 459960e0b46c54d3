using System.Text;
using MergeProgramme.Organisation.V1;

namespace MergeProgramme.Organisation.Import;

/// <summary>A pasted list as lines of cells, and what each column holds. Pure.</summary>
/// <param name="Columns">Each column once; <see cref="ImportColumn.Unspecified"/> for one that is not understood.</param>
/// <param name="Lines">The lines that are not empty, without the header.</param>
internal sealed record PastedList(IReadOnlyList<ImportColumn> Columns, IReadOnlyList<PastedLine> Lines)
{
    private const int LongestCell = 400;

    /// <param name="known">What the cells may name.</param>
    public static PastedList Read(string text, ImportWords known)
    {
        var raw = text.Split('\n')
            .Select((line, i) => (Number: i + 1, Text: line.TrimEnd('\r').Trim('\uFEFF')))
            .Where(line => !string.IsNullOrWhiteSpace(line.Text))
            .ToList();
        var separator = SeparatorOf(raw.ConvertAll(line => line.Text));
        var lines = raw.ConvertAll(line => new PastedLine(line.Number, line.Text, Cells(line.Text, separator)));
        if (lines.Count == 0)
            return new([], []);
        if (ImportWords.ReadHeader(lines[0].Cells) is { } header)
            return new(header, lines[1..]);
        return new(Guess(lines, known), lines);
    }

    /// <summary>The text of a cell; empty where the line is too short.</summary>
    public string Cell(PastedLine line, ImportColumn column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
                return i < line.Cells.Count ? line.Cells[i] : "";
        }
        return "";
    }

    public bool Has(ImportColumn column) => Columns.Contains(column);

    // What a spreadsheet pastes has tabs; a file that it saves has semicolons in Norway and commas elsewhere. A list with a comma here and there is
    // one of names, "Berg, Kari" among them.
    private static char SeparatorOf(List<string> lines)
    {
        bool Most(char separator) => lines.Count(line => line.Contains(separator, StringComparison.Ordinal)) * 2 >= lines.Count;
        return lines.Exists(line => line.Contains('\t', StringComparison.Ordinal)) ? '\t'
            : Most(';') ? ';'
            : Most(',') ? ','
            : '\t';
    }

    private static List<string> Cells(string line, char separator)
    {
        List<string> cells = [];
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < line.Length && line[i + 1] == '"')
                    cell.Append(line[++i]);
                else if (c == '"')
                    quoted = false;
                else
                    cell.Append(c);
            }
            else if (c == '"' && string.IsNullOrWhiteSpace(cell.ToString()))
            {
                cell.Clear();
                quoted = true;
            }
            else if (c == separator)
            {
                cells.Add(Clean(cell));
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }
        cells.Add(Clean(cell));
        return cells;
    }

    // Spreadsheets and web pages leave hard spaces and control characters behind.
    private static string Clean(StringBuilder cell)
    {
        var text = string.Join(
            ' ',
            cell.ToString()
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(word => string.Concat(word.Where(c => !char.IsControl(c) && c is not '\u200B' and not '\uFEFF')))
                .Where(word => word.Length > 0)
        );
        return text.Length > LongestCell ? text[..LongestCell] : text;
    }

    // Without a header, a column is what most of its cells are; names and titles are what is left.
    private static ImportColumn[] Guess(List<PastedLine> lines, ImportWords known)
    {
        var width = lines.Max(line => line.Cells.Count);
        var columns = new ImportColumn[width];
        for (var i = 0; i < width; i++)
        {
            var kinds = lines
                .Where(line => i < line.Cells.Count && line.Cells[i].Length > 0)
                .Select(line => known.KindOf(line.Cells[i]))
                .ToList();
            if (kinds.Count == 0)
                continue;
            var most = kinds.GroupBy(kind => kind).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First();
            var kind = most.Count() * 2 > kinds.Count ? most.Key : ImportColumn.Unspecified;
            if (kind == ImportColumn.Start && columns.Contains(ImportColumn.Start))
                kind = ImportColumn.End;
            columns[i] = columns.Contains(kind) ? ImportColumn.Unspecified : kind;
        }
        // The first column of words is the name, the next one the title; unions and firms that nobody has named before follow.
        foreach (var wanted in (ImportColumn[])[ImportColumn.Name, ImportColumn.Title, ImportColumn.Employer])
        {
            if (columns.Contains(wanted))
                continue;
            var free = Array.FindIndex(columns, i => i == ImportColumn.Unspecified);
            if (free >= 0)
                columns[free] = wanted;
        }
        return columns;
    }
}

/// <summary>A line of a pasted list.</summary>
/// <param name="Number">In the text, from 1.</param>
internal sealed record PastedLine(int Number, string Text, IReadOnlyList<string> Cells);
