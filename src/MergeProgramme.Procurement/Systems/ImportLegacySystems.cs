using System.Globalization;
using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Data;
using MergeProgramme.Platform.Errors;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Procurement.Systems;
using MergeProgramme.Procurement.V1;

namespace MergeProgramme.Procurement;

internal sealed partial class ProcurementService
{
    private const int MostSheetProblems = 1000;
    private const int MostPreviewed = 20;

    public override async Task<ImportLegacySystemsResponse> ImportLegacySystems(
        ImportLegacySystemsRequest request,
        ServerCallContext context
    )
    {
        var municipalities = await MunicipalitiesAsync(request.Parent, context);
        // Before the write: nobody else waits while the sheet is read.
        var sheet = SheetReader.Read(request.Content.ToByteArray());
        if (request.ValidateOnly)
            return await database.ReadAsync(
                async session =>
                {
                    var read = await ReadSystemsAsync(session, sheet, request.Parent, municipalities);
                    return Shown(read, context);
                },
                context.CancellationToken
            );
        return await database.WriteAsync(
            request,
            context,
            async session =>
            {
                await SystemTable.LockAsync(session, request.Parent);
                var read = await ReadSystemsAsync(session, sheet, request.Parent, municipalities);
                SheetFinding.Refuse(
                    request.SkipBadRows
                        ? [.. read.Table.Findings.Where(f => f.Violation.Reason is "COLUMN_MISSING" or "COLUMN_TWICE")]
                        : read.Table.Findings
                );
                if (read.Rows.Count == 0)
                    throw Problem.Invalid("content", "SHEET_NOTHING_GOOD");
                var response = Counted(read);
                await WriteAsync(session, request.Parent, read);
                return response;
            }
        );
    }

    private static async Task<SystemSheet> ReadSystemsAsync(
        Session session,
        Sheet sheet,
        string programme,
        IReadOnlyCollection<Municipality> municipalities
    ) =>
        SystemSheet.Read(
            sheet,
            programme,
            await SystemTable.FunctionsAsync(session, programme),
            await SystemTable.AllAsync(session, programme),
            municipalities
        );

    private static async Task WriteAsync(WriteSession session, string programme, SystemSheet read)
    {
        // From the names that stand in the rows to those that the new ones get.
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var function in read.NewFunctions)
        {
            var name = await NewNames.ChooseAsync(
                session,
                "service_functions",
                $"{programme}/serviceFunctions",
                "",
                "",
                function.Title
            );
            names[function.Name] = name;
            function.Name = name;
            await SystemTable.InsertAsync(session, function);
        }
        // All names first: a system may point at one that stands below it.
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (row, system, _) in read.Rows.Where(r => r.Before is null))
        {
            var said = $"{system.Title} {ResourceNames.Id(system.Municipality)}";
            var name = "";
            foreach (var wish in (string[])[said, string.Create(CultureInfo.InvariantCulture, $"{said} {row.Number}"), ""])
            {
                name = await NewNames.ChooseAsync(session, "legacy_systems", $"{programme}/legacySystems", "", "", wish);
                if (taken.Add(name))
                    break;
            }
            names[system.Name] = name;
        }
        string Final(string name) => names.GetValueOrDefault(name, name);
        foreach (var (_, system, before) in read.Rows)
        {
            system.ServiceFunction = Final(system.ServiceFunction);
            system.Successor = Final(system.Successor);
            if (before is null)
            {
                system.Name = Final(system.Name);
                await SystemTable.InsertAsync(session, system);
            }
            else if (!system.Equals(before))
            {
                await SystemTable.UpdateAsync(session, system, before.Etag);
            }
        }
    }

    private ImportLegacySystemsResponse Shown(SystemSheet read, ServerCallContext context)
    {
        var response = Counted(read);
        response.Problems.AddRange(
            read.Table.Findings.OrderBy(f => f.Row)
                .Take(MostSheetProblems)
                .Select(f => new SystemSheetProblem
                {
                    Row = f.Row,
                    Column = f.Column,
                    Reason = f.Violation.Reason,
                    Text = violationTexts.Of(context.Method, f.Violation, CultureInfo.CurrentUICulture),
                })
        );
        foreach (var row in read.Rows.Where(r => !r.IsUnchanged).Take(MostPreviewed))
        {
            var shown = row.System.Clone();
            (shown.Name, shown.ServiceFunction, shown.Successor) = (
                Known(shown.Name),
                Known(shown.ServiceFunction),
                Known(shown.Successor)
            );
            response.Preview.Add(shown);
        }
        return response;
        static string Known(string name) => ResourceNames.Id(name).StartsWith('~') ? "" : name;
    }

    private static ImportLegacySystemsResponse Counted(SystemSheet read) =>
        new()
        {
            RowCount = read.Table.Rows.Count,
            CreatedCount = read.Rows.Count(r => r.Before is null),
            ChangedCount = read.Rows.Count(r => r.Before is not null && !r.IsUnchanged),
            UnchangedCount = read.Rows.Count(r => r.IsUnchanged),
            BadCount = read.Table.Rows.Count - read.Rows.Count,
            NewFunctions = { read.NewFunctions.Select(f => f.Title) },
            ProblemCount = read.Table.Findings.Count,
            IgnoredColumns = { read.Table.Ignored },
        };
}
