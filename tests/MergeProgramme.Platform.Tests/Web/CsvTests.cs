using CsCheck;
using MergeProgramme.Platform.Web;

namespace MergeProgramme.Platform.Tests.Web;

public sealed class CsvTests
{
    [Theory]
    [InlineData("Indre Østfold", "Indre Østfold")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("sa \"ja\"", "\"sa \"\"ja\"\"\"")]
    [InlineData("to\nlinjer", "\"to\nlinjer\"")]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("+47 99 99", "'+47 99 99")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("=1;2", "\"'=1;2\"")]
    [InlineData("", "")]
    public void A_cell_is_quoted_and_never_a_formula(string text, string cell) =>
        Assert.Equal($"{cell};x\r\n", Csv.Line(text, "x"));

    [Fact]
    public void No_text_begins_a_formula_in_a_spreadsheet() =>
        Gen
            .String.Array[1, 5]
            .Sample(cells =>
            {
                foreach (var cell in Read(Csv.Line(cells)))
                    Assert.False(cell.Length > 0 && "=+-@\t\r\n".Contains(cell[0], StringComparison.Ordinal), cell);
            });

    [Fact]
    public void What_is_read_back_is_what_was_written() =>
        Gen
            .String.Where(t => t.Length == 0 || !"=+-@\t\r\n".Contains(t[0], StringComparison.Ordinal))
            .Array[1, 5]
            .Sample(cells => Assert.Equal(cells, Read(Csv.Line(cells))));

    // A reader of RFC 4180 with semicolons.
    private static List<string> Read(string line)
    {
        Assert.EndsWith("\r\n", line, StringComparison.Ordinal);
        var (cells, cell, quoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        var text = line[..^2];
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == ';' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(text[i]);
        }
        cells.Add(cell.ToString());
        return cells;
    }
}
