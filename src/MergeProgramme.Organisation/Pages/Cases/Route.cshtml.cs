using System.Globalization;
using System.Text.RegularExpressions;
using Grpc.Core;
using MergeProgramme.Organisation.Cases;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Cases;

/// <summary>The bodies that treat a case, in stages, and when.</summary>
[PagePermission("organisation.writeCases")]
internal sealed partial class RouteModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : CasePage(client)
{
    // Empty rows beside those there are; saving gives new ones.
    private const int EmptyRows = 3;

    [BindProperty]
    public List<Row> Rows { get; set; } = [];

    /// <summary>Come back here with more empty rows.</summary>
    [BindProperty]
    public bool More { get; set; }

    [BindProperty]
    public string Etag { get; set; } = "";

    /// <summary>Bodies to choose from.</summary>
    public List<SelectListItem> Bodies { get; private set; } = [];

    /// <summary>Councils of merging municipalities and joint committees that are not on the route.</summary>
    public IReadOnlyList<Body> Missing { get; private set; } = [];

    /// <summary>One body in the form.</summary>
    public sealed class Row
    {
        public int Number { get; set; }

        public int? Stage { get; set; }

        /// <summary>Empty: taken off the route.</summary>
        public string Body { get; set; } = "";

        public DateOnly? PlannedDate { get; set; }

        public string BodyDisplayName { get; set; } = "";

        /// <summary>Whether the body has it on an agenda, or has treated it.</summary>
        public bool Taken { get; set; }
    }

    public async Task OnGetAsync([FromQuery] bool councils)
    {
        await LoadAsync();
        Rows =
        [
            .. Case.Treatments.Select(t => new Row
            {
                Number = t.Number,
                Stage = t.Stage,
                Body = t.Body,
                PlannedDate = t.PlannedDate.ToDateOnly(),
                BodyDisplayName = t.BodyDisplayName,
                Taken = RouteRules.IsTaken(t),
            }),
        ];
        var next = Rows.Select(r => r.Stage ?? 0).DefaultIfEmpty(0).Max() + 1;
        // The same proposal goes to all of them side by side.
        if (councils)
            Rows.AddRange(Missing.Select(b => new Row { Stage = next, Body = b.Name }));
        else
            Rows.AddRange(Enumerable.Range(next, EmptyRows).Select(stage => new Row { Stage = stage }));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var etag = Etag;
        await LoadAsync();
        List<int> sent = [.. Enumerable.Range(0, Rows.Count).Where(i => Rows[i].Body.Length > 0)];
        try
        {
            if (ModelState.IsValid)
            {
                await Client.SetRouteAsync(
                    new()
                    {
                        Name = CaseName,
                        Treatments =
                        {
                            sent.Select(i => new Treatment
                            {
                                Number = Rows[i].Number,
                                Stage = Rows[i].Stage ?? 0,
                                Body = Rows[i].Body,
                                PlannedDate = Rows[i].PlannedDate.ToDate(),
                            }),
                        },
                        Etag = etag,
                    },
                    cancellationToken: Aborted
                );
                return Done(More ? $"{CaseUrl}/route" : CaseUrl, texts["Route.Saved"]);
            }
        }
        catch (RpcException e)
            when (ModelState.Accepts(
                    e,
                    path =>
                        RowField().Match(path) is { Success: true } m
                            ? $"Rows[{sent[int.Parse(m.Groups["row"].ValueSpan, CultureInfo.InvariantCulture)]}].{RefusalExtensions.FormField(m.Value)}"
                            : null
                )
            )
        {
            // Shown below, at the fields.
        }
        foreach (var row in Rows)
        {
            var treatment = Case.Treatments.FirstOrDefault(t => t.Number == row.Number);
            (row.BodyDisplayName, row.Taken) = (
                treatment?.BodyDisplayName ?? "",
                treatment is not null && RouteRules.IsTaken(treatment)
            );
        }
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadCaseAsync(texts["Route.Edit"]);
        Etag = Case.Etag;
        var today = time.Today();
        var bodies = (await BodiesAsync()).FindAll(b => !(b.EndDate.ToDateOnly() < today));
        Bodies = Choices(bodies, texts["Route.NoBody"], b => (b.Name, b.DisplayName));
        var merging = (await MunicipalitiesAsync())
            .Where(m => m.Role == MunicipalityRole.Merging)
            .Select(m => m.Name)
            .ToHashSet(StringComparer.Ordinal);
        if (merging.Count > 0)
            Missing =
            [
                .. bodies
                    .Where(b =>
                        (b.Kind == BodyKind.LineCouncil && b.ParentBody.Length == 0 && merging.Contains(b.Municipality))
                        || b.Kind == BodyKind.JointCommittee
                    )
                    .ExceptBy(Case.Treatments.Select(t => t.Body), b => b.Name, StringComparer.Ordinal),
            ];
    }

    [GeneratedRegex(@"^treatments\[(?<row>[0-9]+)\]\..+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex RowField();
}
