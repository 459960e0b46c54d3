using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages;

/// <summary>The gate of BP1: every point of its checklist, answered by people or found out by the system.</summary>
[PagePermission("mandates.read")]
internal sealed class GateModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : MandatePage(organisation)
{
    /// <summary>An answer in the form. What it was shown with tells what the writer changed, and leaves what others answered meanwhile.</summary>
    internal sealed class PointForm
    {
        public string Point { get; set; } = "";
        public GateAnswer Answer { get; set; }
        public string Comment { get; set; } = "";
        public GateAnswer ShownAnswer { get; set; }
        public string ShownComment { get; set; } = "";

        public bool IsChanged => Answer != ShownAnswer || Comment != ShownComment;
    }

    [BindProperty]
    public List<PointForm> Points { get; set; } = [];

    /// <summary>Who answers.</summary>
    [BindProperty]
    public string AnsweredBy { get; set; } = "";

    public Mandate Mandate { get; private set; } = new();

    public Gate Gate { get; private set; } = new();

    /// <summary>Names to choose from while writing.</summary>
    public IReadOnlyList<string> Persons { get; private set; } = [];

    /// <summary>Whether the reader answers points, or only sees the answers.</summary>
    public bool MayAnswer { get; private set; }

    public IEnumerable<GatePoint> Obstacles => Gate.Points.Where(point => point.Mandatory && point.Obstacle.Length > 0);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        AnsweredBy = Gate.Points.OrderByDescending(point => point.AnswerTime?.Seconds ?? 0).FirstOrDefault()?.AnsweredBy ?? "";
        Points =
        [
            .. Gate
                .Points.Where(point => point.Kind == GatePointKind.Answered)
                .Select(point => new PointForm
                {
                    Point = point.Point,
                    Answer = point.Answer,
                    Comment = point.Comment,
                    ShownAnswer = point.Answer,
                    ShownComment = point.Comment,
                }),
        ];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var answered = 0;
        foreach (var (i, point) in Points.Index().Where(one => one.Item.IsChanged).ToList())
        {
            try
            {
                await mandates.AnswerGatePointAsync(
                    new AnswerGatePointRequest
                    {
                        Name = MandateName,
                        Point = point.Point,
                        Answer = point.Answer,
                        Comment = point.Comment,
                        AnsweredBy = AnsweredBy,
                    },
                    cancellationToken: Aborted
                );
                // Kept already, if a later one is refused.
                (point.ShownAnswer, point.ShownComment) = (point.Answer, point.Comment);
                answered++;
            }
            catch (RpcException e) when (ModelState.Accepts(e, path => FieldOf(path, i))) { }
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync();
            return Page();
        }

        TempData["Status"] = texts["Gate.Saved", answered].Value;
        return Redirect(MandateUrl + "/gate");
    }

    /// <summary>The answers to choose from.</summary>
    public static readonly GateAnswer[] Answers = [GateAnswer.Met, GateAnswer.NotMet, GateAnswer.NotApplicable];

    private static string? FieldOf(string path, int index) =>
        path switch
        {
            "answer" => $"Points[{index}].Answer",
            "comment" => $"Points[{index}].Comment",
            "answered_by" => "AnsweredBy",
            _ => null,
        };

    private async Task LoadAsync()
    {
        MayAnswer = await this.MayAsync("mandates.decide", MandateName);
        Mandate = await mandates.GetMandateAsync(new GetMandateRequest { Name = MandateName }, cancellationToken: Aborted);
        await LoadFrameAsync(texts["Gate.Title", DecisionPoints.Label(Mandate)]);
        Gate = await mandates.CheckGateAsync(new CheckGateRequest { Name = MandateName }, cancellationToken: Aborted);
        Persons = [.. (await PersonsAsync()).Select(person => person.DisplayName)];
    }
}
