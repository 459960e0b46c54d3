using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Cutover;

/// <summary>Plans a cut-over, with the steps and questions that every one has.</summary>
[PagePermission("procurement.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : CutoverPage(organisation, procurement, texts)
{
    // What every cut-over is asked, until somebody says otherwise.
    private const int UsualChecks = 5;

    [BindProperty(Name = "")]
    public CutoverForm Form { get; set; } = new();

    /// <summary>Makes a form that is sent twice plan one cut-over.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync(string? system)
    {
        await LoadMatrixAsync(Words["Cutover.New"]);
        RequestId = Guid.NewGuid().ToString();
        var plan = new CutoverPlan
        {
            Checks =
            {
                Enumerable
                    .Range(1, UsualChecks)
                    .Select(i => new CutoverCheck { Text = Words[FormattableString.Invariant($"Cutover.Usual.{i}")] }),
            },
        };
        if (SystemOf($"{ProgrammeName}/legacySystems/{system}") is { } left)
            (plan.ServiceFunction, plan.Municipality, plan.LegacySystem, plan.Target) = (
                left.ServiceFunction,
                left.Municipality,
                left.Name,
                SystemOf(left.Successor)?.Title ?? ""
            );
        Form = CutoverForm.From(plan);
        foreach (
            var (row, kind) in Form.Steps.Zip([
                CutoverStepKind.DataMigration,
                CutoverStepKind.Training,
                CutoverStepKind.ParallelRun,
            ])
        )
            row.Kind = kind;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadMatrixAsync(Words["Cutover.New"]);
        if (!ModelState.IsValid)
            return Page();
        try
        {
            var created = await Procurement.CreateCutoverPlanAsync(
                new()
                {
                    Parent = ProgrammeName,
                    CutoverPlan = Form.ToPlan(""),
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done(UrlOf(created), Words["Cutover.Created"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e, Form.FieldOf))
        {
            return Page();
        }
    }
}
