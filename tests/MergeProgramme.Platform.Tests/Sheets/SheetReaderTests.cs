using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Sheets;
using MiniExcelLibs;

namespace MergeProgramme.Platform.Tests.Sheets;

public sealed class SheetReaderTests
{
    private static readonly SheetColumn[] Columns =
    [
        new("title", true, "Stillingstittel", "Title"),
        new("percent", true, "Stillingsprosent", "Percent"),
        new("cost", false, "Årlig kostnad", "Yearly cost"),
        new("from", false, "Ledig fra", "Vacant from"),
        new("vacant", false, "Ledig", "Vacant"),
    ];

    [Fact]
    public void An_Excel_sheet_and_its_copy_read_the_same()
    {
        using var file = new MemoryStream();
        file.SaveAs(
            new[]
            {
                new Dictionary<string, object?>
                {
                    ["Stillingstittel"] = "Sykepleier",
                    ["Stillingsprosent"] = 70.42,
                    ["Årlig kostnad"] = 436604.5,
                    ["Ledig fra"] = new DateTime(2014, 3, 1),
                    ["Ledig"] = "ja",
                },
            }
        );
        var copied = "Title\tPercent\tYearly cost (kr)\tVacant from\tVacant\nSykepleier\t70,42 %\t436 604,50\t1.3.2014\tja\n";
        foreach (var content in (byte[][])[file.ToArray(), Encoding.UTF8.GetBytes(copied)])
        {
            var table = SheetTable.Of(SheetReader.Read(content), Columns);
            var row = Assert.Single(table.Rows);

            Assert.Equal("Sykepleier", table.Line(row, "title"));
            Assert.Equal(7042, table.Percent(row, "percent", required: true));
            Assert.Equal(436_604_50, table.Amount(row, "cost", required: true));
            Assert.Equal(new DateOnly(2014, 3, 1), table.Date(row, "from"));
            Assert.True(table.Yes(row, "vacant"));
            Assert.Empty(table.Findings);
            Assert.Empty(table.Ignored);
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-10")]
    [InlineData("100,01")]
    [InlineData("12,345")]
    [InlineData("mye")]
    [InlineData("")]
    [InlineData("0,75")]
    public void A_percent_that_is_none_is_found_in_its_cell(string written)
    {
        var table = Text($"Stillingstittel;Stillingsprosent\nSykepleier;{written}");
        Assert.Equal(0, table.Percent(table.Rows[0], "percent", required: true));

        var found = Assert.Single(table.Findings);
        Assert.Equal((2, "Stillingsprosent"), (found.Row, found.Column));
    }

    [Theory]
    [InlineData("100", 10_000)]
    [InlineData("75 %", 7_500)]
    [InlineData("0.01", 0)]
    [InlineData("12.5", 1_250)]
    public void A_percent_is_read_as_people_write_it(string written, int expected)
    {
        var table = Text($"Stillingstittel;Stillingsprosent\nSykepleier;{written}");

        Assert.Equal(expected, table.Percent(table.Rows[0], "percent", required: true));
    }

    [Fact]
    public void Cells_that_cannot_be_read_are_found_at_row_and_column()
    {
        var table = Text(
            "Stillingstittel;Stillingsprosent;Årlig kostnad;Ledig fra;Ledig\n\n;50;-1;31.2.2014;kanskje\nx;50;mye;i fjor;=1+1"
        );
        foreach (var row in table.Rows)
        {
            table.Line(row, "title", required: true);
            table.Amount(row, "cost", required: true);
            table.Date(row, "from");
            table.Yes(row, "vacant");
        }

        Assert.Equal(
            [
                (3, "Stillingstittel", "CELL_MISSING"),
                (3, "Årlig kostnad", "CELL_NEGATIVE"),
                (3, "Ledig fra", "CELL_NOT_DATE"),
                (3, "Ledig", "CELL_NOT_YES_NO"),
                (4, "Ledig", "CELL_FORMULA"),
                (4, "Årlig kostnad", "CELL_NOT_AMOUNT"),
                (4, "Ledig fra", "CELL_NOT_DATE"),
            ],
            table.Findings.OrderBy(f => f.Row).Select(f => (f.Row, f.Column, f.Violation.Reason))
        );
    }

    [Fact]
    public void Columns_that_are_missing_stand_twice_or_mean_nothing_are_named()
    {
        var table = Text("Tittel;Prosent;Stillingstittel;stillings-tittel\na;b;c;d");

        Assert.Equal(
            [("Stillings-tittel", "COLUMN_TWICE"), ("Stillingsprosent", "COLUMN_MISSING")],
            table.Findings.Select(f => (char.ToUpperInvariant(f.Column[0]) + f.Column[1..], f.Violation.Reason))
        );
        Assert.Equal(["Tittel", "Prosent"], table.Ignored);
        Assert.Equal("Tittel, Prosent, Stillingstittel, stillings-tittel", table.Findings[1].Violation.Args[1]);
    }

    [Fact]
    public void A_formula_in_a_used_column_is_found_and_one_beside_is_not()
    {
        var table = SheetTable.Of(SheetReader.Read(WithFormula("B2")), Columns);
        Assert.Equal((2, "Stillingsprosent", "CELL_FORMULA"), Only(table));

        Assert.Empty(SheetTable.Of(SheetReader.Read(WithFormula("D2")), Columns).Findings);

        static (int, string, string) Only(SheetTable table)
        {
            var found = Assert.Single(table.Findings);
            return (found.Row, found.Column, found.Violation.Reason);
        }
    }

    [Theory]
    [InlineData("SHEET_EMPTY", "")]
    [InlineData("SHEET_EMPTY", "  \n ; \n")]
    [InlineData("SHEET_BROKEN", "PK\u0003\u0004 ikke noe regneark")]
    [InlineData("SHEET_BROKEN", "a;b\n1;\0")]
    public void What_is_no_sheet_is_refused(string reason, string content) =>
        Assert.Equal(reason, Refused(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void A_locked_a_cut_and_a_wrongly_encoded_file_are_refused()
    {
        var whole = WithFormula("B2");

        Assert.Equal("SHEET_LOCKED", Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]));
        Assert.Equal("SHEET_BROKEN", Refused(whole[..(whole.Length / 2)]));
        Assert.Equal("SHEET_BROKEN", Refused([0x54, 0xF8, 0x6D]));
        Assert.Equal("SHEET_TOO_LARGE", Refused(new byte[SheetReader.MostBytes + 1]));
    }

    [Fact]
    public void A_small_file_that_unpacks_to_a_huge_one_is_refused()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 200; i++)
                entry.Write(zeros);
        }
        Assert.True(file.Length < SheetReader.MostBytes);

        Assert.Equal("SHEET_TOO_LARGE", Refused(file.ToArray()));
    }

    [Theory]
    [InlineData("XFD2", 2u, "SHEET_TOO_MANY_COLUMNS")]
    [InlineData("A1048576", 1_048_576u, "SHEET_TOO_MANY_ROWS")]
    public void One_cell_far_out_does_not_take_all_memory(string reference, uint row, string reason) =>
        Assert.Equal(reason, Refused(WithFormula("B2", reference, row)));

    [Fact]
    public void Five_thousand_rows_are_read_and_one_more_is_too_many()
    {
        string Rows(int count) =>
            "Stillingstittel;Stillingsprosent\n" + string.Concat(Enumerable.Repeat("Sykepleier;100\n", count));

        Assert.Equal(5001, SheetReader.Read(Encoding.UTF8.GetBytes(Rows(5000))).Rows.Count);
        Assert.Equal("SHEET_TOO_MANY_ROWS", Refused(Encoding.UTF8.GetBytes(Rows(5001))));
    }

    private static string Refused(byte[] content) => Assert.Throws<Problem>(() => SheetReader.Read(content)).Violations[0].Reason;

    private static SheetTable Text(string content) => SheetTable.Of(SheetReader.Read(Encoding.UTF8.GetBytes(content)), Columns);

    // Built-in formats 9 (0 %) and 10 (0,00 %), one of somebody's own, and none: a cell that is shown as 75 % holds 0.75.
    [Theory]
    [InlineData(9U, null, "0.75", 7500)]
    [InlineData(10U, null, "0.125", 1250)]
    [InlineData(9U, null, "1", 10_000)]
    [InlineData(10U, null, "0.005", 50)]
    [InlineData(164U, "0.0\\ %", "0.5", 5000)]
    [InlineData(164U, "0.0", "50", 5000)]
    [InlineData(0U, null, "75", 7500)]
    public void A_percentage_is_read_as_the_sheet_shows_it(uint format, string? code, string value, int hundredths)
    {
        var table = SheetTable.Of(SheetReader.Read(WithPercent(format, code, value)), Columns);
        Assert.Equal(hundredths, table.Percent(table.Rows[0], "percent", required: true));
        Assert.Empty(table.Findings);
    }

    [Theory]
    [InlineData(0U, "0.75", "CELL_PERCENT_FRACTION")]
    [InlineData(0U, "1", "CELL_PERCENT_FRACTION")]
    [InlineData(9U, "75", "CELL_NOT_PERCENT")]
    [InlineData(9U, "0.33333", "CELL_NOT_PERCENT")]
    public void What_may_be_either_is_asked_about(uint format, string value, string reason)
    {
        var table = SheetTable.Of(SheetReader.Read(WithPercent(format, null, value)), Columns);
        Assert.Equal(0, table.Percent(table.Rows[0], "percent", required: true));
        Assert.Equal(reason, Assert.Single(table.Findings).Violation.Reason);
    }

    private static byte[] WithPercent(uint format, string? code, string value)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook();
            var styles = workbook.AddNewPart<WorkbookStylesPart>();
            styles.Stylesheet = new Stylesheet();
            if (code is not null)
                styles.Stylesheet.NumberingFormats = new NumberingFormats(
                    new NumberingFormat { NumberFormatId = format, FormatCode = code }
                );
            styles.Stylesheet.Fonts = new Fonts(new Font());
            styles.Stylesheet.Fills = new Fills(new Fill());
            styles.Stylesheet.Borders = new Borders(new Border());
            styles.Stylesheet.CellFormats = new CellFormats(
                new CellFormat(),
                new CellFormat { NumberFormatId = format, ApplyNumberFormat = true }
            );
            var part = workbook.AddNewPart<WorksheetPart>();
            static Cell TextOf(string at, string text) =>
                new()
                {
                    CellReference = at,
                    DataType = CellValues.InlineString,
                    InlineString = new InlineString(new Text(text)),
                };
            part.Worksheet = new Worksheet(
                new SheetData(
                    new Row(TextOf("A1", "Stillingstittel"), TextOf("B1", "Stillingsprosent")) { RowIndex = 1 },
                    new Row(
                        TextOf("A2", "Sykepleier"),
                        new Cell
                        {
                            CellReference = "B2",
                            StyleIndex = 1,
                            CellValue = new CellValue(value),
                        }
                    )
                    {
                        RowIndex = 2,
                    }
                )
            );
            workbook.Workbook.AppendChild(
                new DocumentFormat.OpenXml.Spreadsheet.Sheets(
                    new DocumentFormat.OpenXml.Spreadsheet.Sheet
                    {
                        Id = workbook.GetIdOfPart(part),
                        SheetId = 1,
                        Name = "Ark1",
                    }
                )
            );
        }
        return file.ToArray();
    }

    // Headings in row 1, one row below, and a formula in one of its cells.
    private static byte[] WithFormula(string reference, string further = "A3", uint furtherRow = 3)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook();
            var part = workbook.AddNewPart<WorksheetPart>();
            Cell CellOf(string at, string text) =>
                at == reference
                    ? new Cell
                    {
                        CellReference = at,
                        CellFormula = new CellFormula("40+35"),
                        CellValue = new CellValue("75"),
                    }
                    : new Cell
                    {
                        CellReference = at,
                        DataType = CellValues.InlineString,
                        InlineString = new InlineString(new Text(text)),
                    };
            part.Worksheet = new Worksheet(
                new SheetData(
                    new Row(CellOf("A1", "Stillingstittel"), CellOf("B1", "Stillingsprosent"), CellOf("D1", "Sum"))
                    {
                        RowIndex = 1,
                    },
                    new Row(CellOf("A2", "Sykepleier"), CellOf("B2", "75"), CellOf("D2", "x")) { RowIndex = 2 },
                    new Row(CellOf(further, furtherRow == 3 ? "" : "x")) { RowIndex = furtherRow }
                )
            );
            workbook.Workbook.AppendChild(
                new DocumentFormat.OpenXml.Spreadsheet.Sheets(
                    new DocumentFormat.OpenXml.Spreadsheet.Sheet
                    {
                        Id = workbook.GetIdOfPart(part),
                        SheetId = 1,
                        Name = "Ark1",
                    }
                )
            );
        }
        return file.ToArray();
    }
}
