using System.Globalization;
using System.Text;
using MergeProgramme.Host.Audit;
using MergeProgramme.Platform.Audit;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Access.V1.AccessService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Host.Pages.Audit;

/// <summary>Who did what, when and from where: in all modules, newest first.</summary>
[PagePermission("audit.read")]
internal sealed class IndexModel(
    AuditTrail trail,
    ModuleLogs logs,
    OrganisationServiceClient organisation,
    AccessServiceClient access,
    TimeProvider time,
    IStringLocalizer<Texts> texts
) : AuditPageModel(organisation, texts)
{
    private const int PageSize = 50;
    private const int CsvPageSize = 1000;

    /// <summary>Most rows of a file: what a spreadsheet opens at once.</summary>
    public const int MostCsvRows = 20_000;

    [FromQuery(Name = "module")]
    public string? Module { get; set; }

    [FromQuery(Name = "subject")]
    public string? Subject { get; set; }

    [FromQuery(Name = "type")]
    public string? Type { get; set; }

    [FromQuery(Name = "actor")]
    public string? Actor { get; set; }

    [FromQuery(Name = "request")]
    public string? RequestId { get; set; }

    [FromQuery(Name = "from")]
    public DateOnly? From { get; set; }

    [FromQuery(Name = "to")]
    public DateOnly? To { get; set; }

    [FromQuery(Name = "before")]
    public string? Before { get; set; }

    [FromQuery(Name = "verify")]
    public string? Verify { get; set; }

    public AuditPage Events { get; private set; } = new([], null, []);

    /// <summary>What the verification that was asked for found; null where none was.</summary>
    public ChainState? Chain { get; private set; }

    public DateTimeOffset VerifiedTime { get; private set; }

    public IReadOnlyList<string> Modules => [.. logs.All.Select(l => l.Module)];

    /// <summary>The subject that was asked for is no part of the programme.</summary>
    public bool IsElsewhere => Subject?.Trim() is { Length: > 0 } subject && !IsWithin(subject);

    public bool IsFiltered => Filter != new AuditFilter(Subject: Scope);

    private AuditFilter Filter =>
        new(
            Modules.Contains(Module) ? Module! : "",
            Subject?.Trim() is { Length: > 0 } subject && !IsElsewhere ? subject : Scope,
            Type?.Trim() ?? "",
            Actor?.Trim() ?? "",
            RequestId?.Trim() ?? "",
            From,
            To
        );

    /// <summary>Address of this list with another value of one filter, from its first page.</summary>
    public string With(string key, string value, string? handler = null)
    {
        var query = new Dictionary<string, string?>
        {
            ["module"] = Module,
            ["subject"] = Subject,
            ["type"] = Type,
            ["actor"] = Actor,
            ["request"] = RequestId,
            ["from"] = From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["to"] = To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["handler"] = handler,
        };
        if (key.Length > 0)
            query[key] = value;
        return QueryHelpers.AddQueryString(
            Root,
            query.Where(q => !string.IsNullOrEmpty(q.Value)).ToDictionary(StringComparer.Ordinal)
        );
    }

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(Words["Audit.Title"]);
        // Of one programme's events the chain cannot be followed: others stand between them.
        if (ProgrammeId is null && Verify is { Length: > 0 } module)
        {
            VerifiedTime = time.GetUtcNow();
            Chain = await trail.VerifyAsync(module, Aborted);
        }
        if (!IsElsewhere)
            Events = await trail.ListAsync(Filter, AuditCursor.Parse(Before), PageSize, Aborted);
    }

    /// <summary>The list as a file for a spreadsheet.</summary>
    public async Task<IActionResult> OnGetCsvAsync()
    {
        if (IsElsewhere)
            return BadRequest();
        var rows = new List<Event>();
        var cursor = AuditCursor.Start;
        while (cursor is not null && rows.Count < MostCsvRows)
        {
            var page = await trail.ListAsync(Filter, cursor, Math.Min(CsvPageSize, MostCsvRows - rows.Count), Aborted);
            // A file that lacks a module's events without saying so would be worse than none.
            if (page.Unreachable.Count > 0)
                return StatusCode(StatusCodes.Status503ServiceUnavailable);
            rows.AddRange(page.Events);
            cursor = page.Next;
        }
        var names = await NamesAsync(rows);
        using var file = new MemoryStream();
        file.Write(Csv.Mark);
        Write(
            Csv.Line(
                Words["Audit.Time"],
                Words["Audit.Module"],
                Words["Audit.Sequence"],
                Words["Audit.What"],
                Words["Audit.Type"],
                Words["Audit.Subject"],
                Words["Audit.Who"],
                Words["Audit.Actor"],
                Words["Audit.Origin"],
                Words["Audit.Request"],
                Words["Audit.Trace"],
                Words["Audit.Hash"]
            )
        );
        foreach (var e in rows)
        {
            Write(
                Csv.Line(
                    TimeOf(e.Time.ToDateTimeOffset()),
                    e.Source,
                    e.Sequence.ToString(CultureInfo.InvariantCulture),
                    WhatOf(e),
                    e.Type,
                    e.Subject,
                    names.GetValueOrDefault(e.Actor, ""),
                    e.Actor,
                    e.Origin,
                    e.RequestId,
                    TraceOf(e),
                    e.Hash
                )
            );
        }
        return File(file.ToArray(), "text/csv; charset=utf-8", $"audit-{Stamp()}.csv");

        void Write(string line) => file.Write(Encoding.UTF8.GetBytes(line));
    }

    /// <summary>An anchor of all logs, to be kept elsewhere.</summary>
    public async Task<IActionResult> OnGetAnchorAsync()
    {
        if (ProgrammeId is not null)
            return NotFound();
        var anchor = Anchor.Alone(time.GetUtcNow(), await trail.HeadsAsync(Aborted));
        return File(anchor.ToBytes(), "application/json", $"anchor-{Stamp()}.json");
    }

    private async Task<Dictionary<string, string>> NamesAsync(List<Event> rows)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var some in rows.Select(e => e.Actor)
                .Where(a => a.StartsWith("principals/", StringComparison.Ordinal))
                .Distinct()
                .Chunk(100)
        )
        {
            var answer = await access.BatchGetDisplayNamesAsync(new() { Names = { some } }, cancellationToken: Aborted);
            foreach (var (principal, name) in answer.DisplayNames)
                names[principal] = name;
        }
        return names;
    }

    private bool IsWithin(string subject) =>
        Scope.Length == 0 || subject == Scope || subject.StartsWith($"{Scope}/", StringComparison.Ordinal);

    private string Stamp() => time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
