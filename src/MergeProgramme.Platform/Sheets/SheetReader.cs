using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using MergeProgramme.Platform.Errors;
using MiniExcelLibs;

namespace MergeProgramme.Platform.Sheets;

/// <summary>Reads an Excel sheet, or a table as it is copied out of one. Refuses what is locked, broken or too large before anything of it is used.</summary>
public static class SheetReader
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    /// <summary>Most rows below the headings.</summary>
    public const int MostRows = 5000;

    private const int MostColumns = 100;

    // Rows with nothing in them, as a sheet has them that was formatted further down than it was filled in.
    private const int MostEmptyRows = 20_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Zip, and so a sheet of today (.xlsx).</summary>
    private static ReadOnlySpan<byte> Zip => [0x50, 0x4B];

    /// <summary>A packed text.</summary>
    private static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B];

    /// <summary>OLE: a sheet with a password, or one of before 2007 (.xls).</summary>
    private static ReadOnlySpan<byte> Ole => [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>The first sheet of an Excel file, or the rows of a text.</summary>
    /// <exception cref="Problem">INVALID_ARGUMENT at <c>content</c>: what is wrong with the file as a whole.</exception>
    public static Sheet Read(byte[] content) => Read(content, SheetLimits.Usual);

    /// <inheritdoc cref="Read(byte[])"/>
    /// <param name="limits">How large it may be.</param>
    public static Sheet Read(byte[] content, SheetLimits limits)
    {
        if (content.Length == 0)
            throw Problem.Invalid("content", "SHEET_EMPTY");
        if (content.Length > limits.Bytes)
            throw TooLarge(limits.Bytes);
        if (content.AsSpan().StartsWith(Ole))
            throw Problem.Invalid("content", "SHEET_LOCKED");
        if (limits.PackedTextBytes > 0 && content.AsSpan().StartsWith(Gzip))
            content = Unpack(content, limits.PackedTextBytes);
        var sheet = content.AsSpan().StartsWith(Zip) ? ReadExcel(content, limits) : ReadText(content, limits);
        if (sheet.Rows.Count == 0)
            throw Problem.Invalid("content", "SHEET_EMPTY");
        if (sheet.Rows.Count - 1 > limits.Rows)
            throw Problem.Invalid("content", "SHEET_TOO_MANY_ROWS", limits.Rows);
        if (sheet.Rows.Max(r => r.Cells.Count) > MostColumns)
            throw Problem.Invalid("content", "SHEET_TOO_MANY_COLUMNS", MostColumns);
        return sheet;
    }

    private static Problem TooLarge(int bytes) => Problem.Invalid("content", "SHEET_TOO_LARGE", bytes / (1024 * 1024));

    // What it says of its own size is not to be believed.
    private static byte[] Unpack(byte[] content, int most)
    {
        try
        {
            using var unpacked = new MemoryStream();
            using var gzip = new GZipStream(new MemoryStream(content, writable: false), CompressionMode.Decompress);
            var buffer = new byte[81920];
            int read;
            while ((read = gzip.Read(buffer)) > 0)
            {
                unpacked.Write(buffer, 0, read);
                if (unpacked.Length > most)
                    throw TooLarge(most);
            }
            return unpacked.ToArray();
        }
        catch (InvalidDataException)
        {
            throw Problem.Invalid("content", "SHEET_BROKEN");
        }
    }

    private static Sheet ReadExcel(byte[] content, SheetLimits limits)
    {
        try
        {
            RequireModest(content, limits);
            var (formulas, percentages) = Inspect(content);
            using var stream = new MemoryStream(content, writable: false);
            var rows = new List<SheetRow>();
            var number = 0;
            foreach (var cells in stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX))
            {
                number++;
                if (number > limits.Rows + MostEmptyRows)
                    throw Problem.Invalid("content", "SHEET_TOO_MANY_ROWS", limits.Rows);
                var row = new SheetRow(number, [.. ((IDictionary<string, object?>)cells).Values]);
                if (!row.IsEmpty)
                    rows.Add(row);
                if (rows.Count > limits.Rows + 1)
                    break;
            }
            return new(rows, formulas, percentages);
        }
        catch (Exception e) when (e is not Problem and not OutOfMemoryException)
        {
            // Whatever a library says of a file that is none: the caller cannot mend it cell by cell.
            throw Problem.Invalid("content", "SHEET_BROKEN");
        }
    }

    // What it says of its own size is not to be believed: a small file may unpack to a huge one.
    private static void RequireModest(byte[] content, SheetLimits limits)
    {
        using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
        var buffer = new byte[81920];
        var total = 0L;
        foreach (var entry in zip.Entries)
        {
            using var unpacked = entry.Open();
            int read;
            while ((read = unpacked.Read(buffer)) > 0)
            {
                total += read;
                if (total > limits.UnpackedBytes)
                    throw TooLarge(limits.Bytes);
            }
        }
    }

    // MiniExcel gives what a formula came to last, which may be out of date, or nothing; and every row the width of the widest, or of what the sheet
    // says of itself, so one cell far to the right would take all memory.
    private static (List<(int Row, int Column)> Formulas, HashSet<(int Row, int Column)> Percentages) Inspect(byte[] content)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(content, writable: false), isEditable: false);
        var workbook = document.WorkbookPart!;
        var first = workbook.Workbook!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().First();
        List<(int, int)> found = [];
        HashSet<(int, int)> percentages = [];
        if (workbook.GetPartById(first.Id!) is not WorksheetPart part)
            return (found, percentages);
        using var reader = OpenXmlReader.Create(part);
        var percentStyles = PercentStyles(workbook);
        var place = (Row: 0, Column: 0);
        while (reader.Read())
        {
            if (!reader.IsStartElement)
                continue;
            if (reader.ElementType == typeof(Row))
                place = (RowOf(reader, place.Row), 0);
            else if (reader.ElementType == typeof(Cell))
            {
                place = (place.Row, Modest(ColumnOf(reader, place.Column)));
                if (percentStyles.Contains(reader.Attributes.FirstOrDefault(a => a.LocalName == "s").Value ?? "0"))
                    percentages.Add(place);
            }
            else if (reader.ElementType == typeof(SheetDimension))
                Modest(LastColumn(reader.Attributes.FirstOrDefault(a => a.LocalName == "ref").Value));
            else if (reader.ElementType == typeof(CellFormula))
                found.Add(place);
        }
        return (found, percentages);
    }

    // Numbers of the cell formats that show a percentage: two are built in (ECMA-376 part 1, 18.8.30), others have the sign in their code.
    private static HashSet<string> PercentStyles(WorkbookPart workbook)
    {
        if (workbook.WorkbookStylesPart?.Stylesheet is not { CellFormats: { } formats } sheet)
            return [];
        HashSet<uint> percent =
        [
            9,
            10,
            .. (sheet.NumberingFormats?.Elements<NumberingFormat>() ?? [])
                .Where(f => f.FormatCode?.Value?.Contains('%', StringComparison.Ordinal) == true)
                .Select(f => f.NumberFormatId?.Value ?? 0),
        ];
        return
        [
            .. formats
                .Elements<CellFormat>()
                .Select((format, i) => (format, i))
                .Where(f => percent.Contains(f.format.NumberFormatId?.Value ?? 0))
                .Select(f => f.i.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private static int RowOf(OpenXmlReader reader, int before) =>
        reader.Attributes.FirstOrDefault(a => a.LocalName == "r").Value is { } text
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? row
            : before + 1;

    private static int ColumnOf(OpenXmlReader reader, int before)
    {
        var reference = reader.Attributes.FirstOrDefault(a => a.LocalName == "r").Value;
        return reference is null ? before + 1 : LastColumn(reference);
    }

    // "B7" is in column 2, and "A1:B7" ends there. No column has more than three letters.
    private static int LastColumn(string? reference) =>
        (reference ?? "")
            .Split(':')[^1]
            .TakeWhile(char.IsAsciiLetterUpper)
            .Take(4)
            .Aggregate(0, (column, letter) => column * 26 + (letter - 'A' + 1));

    private static int Modest(int column) =>
        column <= MostColumns ? column : throw Problem.Invalid("content", "SHEET_TOO_MANY_COLUMNS", MostColumns);

    private static Sheet ReadText(byte[] content, SheetLimits limits)
    {
        string text;
        try
        {
            text = Utf8.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw Problem.Invalid("content", "SHEET_BROKEN");
        }
        if (text.Contains('\0', StringComparison.Ordinal))
            throw Problem.Invalid("content", "SHEET_BROKEN");
        // Excel copies with tabs; a Norwegian CSV file has semicolons, an English one commas.
        var separator =
            text.Contains('\t', StringComparison.Ordinal) ? '\t'
            : text.Contains(';', StringComparison.Ordinal) ? ';'
            : ',';
        List<SheetRow> rows = [];
        List<(int, int)> formulas = [];
        var number = 0;
        foreach (var cells in Lines(text, separator))
        {
            number++;
            var row = new SheetRow(number, [.. cells]);
            if (row.IsEmpty)
                continue;
            rows.Add(row);
            for (var i = 0; i < cells.Count; i++)
            {
                if (cells[i] is ['=', ..])
                    formulas.Add((number, i + 1));
            }
            if (rows.Count > limits.Rows + 1)
                break;
        }
        return new(rows, formulas, new HashSet<(int, int)>());
    }

    // RFC 4180: a cell in quotation marks may hold the separator, line breaks and doubled quotation marks.
    private static IEnumerable<List<string>> Lines(string text, char separator)
    {
        List<string> line = [];
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                    cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[i++]);
                else
                    quoted = false;
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == separator)
            {
                line.Add(cell.ToString());
                cell.Clear();
            }
            else if (c == '\n')
            {
                line.Add(cell.ToString());
                cell.Clear();
                yield return line;
                line = [];
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }
        if (cell.Length > 0 || line.Count > 0)
        {
            line.Add(cell.ToString());
            yield return line;
        }
    }
}
