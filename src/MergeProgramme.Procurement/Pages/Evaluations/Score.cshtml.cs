using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Evaluations;

/// <summary>A score and a reason on one criterion, as they are typed.</summary>
internal sealed class ScoreLine
{
    public string Criterion { get; set; } = "";

    public string Score { get; set; } = "";

    public string Reason { get; set; } = "";
}

/// <summary>An evaluator scores one tender, alone.</summary>
[PagePermission("procurement.read")]
internal sealed class ScoreModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : EvaluationPage(organisation, procurement)
{
    /// <summary>Last part of the tender's name.</summary>
    [FromRoute(Name = "tender")]
    public string TenderId { get; set; } = "";

    [BindProperty]
    public List<ScoreLine> Scores { get; set; } = [];

    public Tender Tender { get; private set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Scores =
        [
            .. Scored.Select(criterion =>
            {
                var given = Mine?.Scores.FirstOrDefault(one => one.Tender == Tender.Name && one.Criterion == criterion.Name);
                return new ScoreLine
                {
                    Criterion = criterion.Name,
                    Score = Number(given?.Score),
                    Reason = given?.Reason ?? "",
                };
            }),
        ];
        (Etag, RequestId) = (Mine?.Etag ?? "", Guid.NewGuid().ToString());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var written = Scores
            .Index()
            .Where(line => !string.IsNullOrWhiteSpace(line.Item.Score) || !string.IsNullOrWhiteSpace(line.Item.Reason))
            .ToList();
        if (written.Count == 0)
        {
            ModelState.AddModelError("", texts["Evaluation.NothingWritten"]);
            return Page();
        }
        try
        {
            await ProcurementClient.ScoreTenderAsync(
                new()
                {
                    Name = Tender.Name,
                    Etag = Etag,
                    RequestId = RequestId,
                    Scores =
                    {
                        written.Select(line => new TenderScore
                        {
                            Criterion = line.Item.Criterion,
                            Score = Typed(line.Item.Score),
                            Reason = line.Item.Reason?.Trim() ?? "",
                        }),
                    },
                },
                cancellationToken: Aborted
            );
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            return Page();
        }
        TempData["Status"] = texts["Evaluation.Saved"].Value;
        return Redirect(EvaluationUrl);

        // Lines that were left empty were not sent: back to the place in the form.
        string? FieldOf(string path)
        {
            if (!path.StartsWith("scores[", StringComparison.Ordinal))
                return RefusalExtensions.FormField(path);
            var end = path.IndexOf(']', StringComparison.Ordinal);
            var sent = int.Parse(path["scores[".Length..end], System.Globalization.CultureInfo.InvariantCulture);
            return Place($"scores[{written[sent].Index}]{path[(end + 1)..].Replace(".value", "", StringComparison.Ordinal)}");
        }
    }

    private async Task LoadAsync()
    {
        Tender = await ProcurementClient.GetTenderAsync(
            new() { Name = $"{CaseName}/tenders/{TenderId}" },
            cancellationToken: Aborted
        );
        await LoadEvaluationAsync(texts["Evaluation.ScorePage", Tender.Tenderer]);
    }
}
