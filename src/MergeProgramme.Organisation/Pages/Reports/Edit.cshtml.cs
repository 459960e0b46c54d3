using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.Reports;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using GrpcStatus = Grpc.Core.StatusCode;

namespace MergeProgramme.Organisation.Pages.Reports;

/// <summary>
/// Writes a report, part by part. Each part is a form of its own and saves while writing where there is script, and by its button where there is
/// none: two people can write on different parts at once.
/// </summary>
[PagePermission("organisation.report")]
internal sealed class EditModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : ReportPage(client, texts, time)
{
    private readonly TimeProvider clock = time;

    /// <summary>What the writer sent and could not be saved, by the part's id.</summary>
    public Dictionary<string, ReportPart> Unsaved { get; } = new(StringComparer.Ordinal);

    private bool IsAutosave => Request.Headers["X-Autosave"] == "1";

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadReportAsync();
        return Report.State == ReportState.Draft ? Page() : LocalRedirect(ReportUrl);
    }

    /// <summary>Saves one part.</summary>
    /// <param name="part">Its id, such as <c>time</c>. Its fields stand below that name: <c>time.Text</c>.</param>
    public async Task<IActionResult> OnPostPartAsync(string part)
    {
        var written = new ReportPart
        {
            Name = $"{ReportName}/reportParts/{part}",
            Status = Read<ReportStatus>($"{part}.Status"),
            Text = Request.Form[$"{part}.Text"].ToString(),
            Confirmation = Read<PartConfirmation>($"{part}.Confirmation"),
            Etag = Request.Form[$"{part}.Etag"].ToString(),
        };
        try
        {
            var saved = await Client.UpdateReportPartAsync(
                new()
                {
                    ReportPart = written,
                    UpdateMask = new FieldMask { Paths = { "status", "text", "confirmation" } },
                },
                cancellationToken: Aborted
            );
            if (IsAutosave)
                return new JsonResult(new { etag = saved.Etag, savedAt = clock.GetUtcNow() });
            return Done($"{ReportUrl}/edit#{part}", Words["Report.PartSaved", Words[$"ReportPartKind.{saved.Kind}"].Value]);
        }
        catch (RpcException e) when (ModelState.Accepts(e, path => FieldOf(path) is { } field ? $"{part}.{field}" : null))
        {
            var isStale = e.StatusCode == GrpcStatus.Aborted;
            await LoadReportAsync();
            var current = Report.Parts.FirstOrDefault(p => p.Name == written.Name);
            if (isStale && current is not null && IsSame(current, written))
            {
                // The same words got there before: saved while writing, or sent twice.
                ModelState.Clear();
                return IsAutosave
                    ? new JsonResult(new { etag = current.Etag, savedAt = clock.GetUtcNow() })
                    : Done($"{ReportUrl}/edit#{part}", Words["ChangesSaved"]);
            }
            Response.StatusCode = isStale ? 409 : 400;
            if (IsAutosave)
                return Errors(Response.StatusCode);
            // Nothing is lost: the writer's words stay in the form, and saving once more is a choice.
            written.Etag = current?.Etag ?? "";
            Unsaved[part] = written;
            return Page();
        }
    }

    // No etag from here on: what this page has saved while writing would make it stale, and the service checks what stands there.

    /// <summary>Fetches the figures anew.</summary>
    public Task<IActionResult> OnPostRefreshAsync() =>
        TryAsync(async () =>
        {
            await Client.RefreshReportAsync(new() { Name = ReportName }, cancellationToken: Aborted);
            return Done($"{ReportUrl}/edit", Words["Report.Refreshed"]);
        });

    /// <summary>Freezes the report.</summary>
    public Task<IActionResult> OnPostSubmitAsync(string? requestId) =>
        TryAsync(async () =>
        {
            await Client.SubmitReportAsync(new() { Name = ReportName, RequestId = requestId ?? "" }, cancellationToken: Aborted);
            return Done(ReportUrl, Words["Report.Submitted"]);
        });

    /// <summary>Throws the draft away.</summary>
    public Task<IActionResult> OnPostDeleteAsync() =>
        TryAsync(async () =>
        {
            await Client.DeleteReportAsync(new() { Name = ReportName }, cancellationToken: Aborted);
            return Done(ReportingUrl, Words["Report.Deleted"]);
        });

    /// <summary>A part as its form shows it: what stands there, or what the writer sent and could not be saved.</summary>
    public ReportPart Shown(ReportPart part) =>
        Unsaved.GetValueOrDefault(ReportWords.IdOf(part.Kind)) is { } sent
            ? new(part)
            {
                Status = sent.Status,
                Text = sent.Text,
                Confirmation = sent.Confirmation,
                Etag = sent.Etag,
            }
            : part;

    /// <summary>The choices of a part's status.</summary>
    public List<SelectListItem> Statuses(ReportPart part) =>
        [
            .. System
                .Enum.GetValues<ReportStatus>()
                .Where(s => s != ReportStatus.Unspecified)
                .Select(s => new SelectListItem(Words[$"ReportStatus.{s}"], s.ToString(), s == part.Status)),
        ];

    /// <summary>The choices of a part's confirmation; "unchanged" only where there is something that it could be unchanged from.</summary>
    public List<SelectListItem> Confirmations(ReportPart part) =>
        [
            .. System
                .Enum.GetValues<PartConfirmation>()
                .Where(c =>
                    c == PartConfirmation.Changed
                    || (c == PartConfirmation.Unchanged && Report.PreviousReport.Length + Report.Corrects.Length > 0)
                )
                .Select(c => new SelectListItem(
                    Report.PreviousReport.Length + Report.Corrects.Length == 0
                        ? Words["PartConfirmation.First"]
                        : Words[$"PartConfirmation.{c}"],
                    c.ToString(),
                    c == part.Confirmation
                )),
        ];

    private async Task<IActionResult> TryAsync(Func<Task<IActionResult>> work)
    {
        try
        {
            return await work();
        }
        catch (RpcException e) when (ModelState.Accepts(e, SubmissionFieldOf))
        {
            await LoadReportAsync();
            if (Report.State != ReportState.Draft)
            {
                // Submitted by somebody else, or by another window: what holds is there to read.
                return Done(ReportUrl, Words["Report.AlreadySubmitted"]);
            }
            Response.StatusCode = 400;
            return Page();
        }
    }

    private JsonResult Errors(int status) =>
        new(
            new
            {
                errors = ModelState
                    .Where(entry => entry.Value?.ValidationState == ModelValidationState.Invalid)
                    .ToDictionary(entry => entry.Key, entry => entry.Value!.Errors[0].ErrorMessage, StringComparer.Ordinal),
            }
        )
        {
            StatusCode = status,
        };

    private T Read<T>(string field)
        where T : struct, System.Enum => System.Enum.TryParse<T>(Request.Form[field], out var value) ? value : default;

    private static bool IsSame(ReportPart kept, ReportPart sent) =>
        kept.Status == sent.Status
        && kept.Confirmation == sent.Confirmation
        && kept.Text == Platform.Documents.CanonicalWriter.Normalise(sent.Text).TrimEnd();

    // report_part.text → Text
    private static string? FieldOf(string path) => RefusalExtensions.FormField(path);

    // report.parts[3].text → benefits.Text
    private static string? SubmissionFieldOf(string path)
    {
        const string Parts = "report.parts[";
        if (!path.StartsWith(Parts, StringComparison.Ordinal))
            return null;
        var end = path.IndexOf(']', StringComparison.Ordinal);
        var index = int.Parse(path.AsSpan(Parts.Length, end - Parts.Length), System.Globalization.CultureInfo.InvariantCulture);
        return $"{ReportRules.Parts[index].Id}.{char.ToUpperInvariant(path[end + 2])}{path[(end + 3)..]}";
    }
}
