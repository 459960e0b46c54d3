using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Appraisals;

/// <summary>Puts options side by side, beginning with the four that every function has.</summary>
[PagePermission("procurement.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : AppraisalPage(organisation, procurement, texts)
{
    [BindProperty(Name = "")]
    public AppraisalForm Form { get; set; } = new();

    /// <summary>Makes a form that is sent twice add one appraisal.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync(string? function)
    {
        await LoadMatrixAsync(Words["Appraisal.New"]);
        RequestId = Guid.NewGuid().ToString();
        Form.ServiceFunction = function ?? "";
        foreach (
            var kind in new[]
            {
                AppraisalOptionKind.Continue,
                AppraisalOptionKind.Extend,
                AppraisalOptionKind.Tender,
                AppraisalOptionKind.Develop,
            }
        )
            Form.Options.Add(new() { Kind = kind, Title = Words[$"AppraisalOptionKind.{kind}"] });
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadMatrixAsync(Words["Appraisal.New"]);
        // A new one has given no numbers, whatever was sent.
        foreach (var row in Form.Options)
            row.Number = 0;
        if (Form.ToAppraisal("", 0, ModelState, Words) is { } appraisal)
        {
            try
            {
                var created = await Procurement.CreateOptionAppraisalAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        OptionAppraisal = appraisal,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(Addresses.Of(created.Name), Words["Appraisal.Created"]);
            }
            catch (RpcException e) when (ModelState.Accepts(e, Form.FieldOf)) { }
        }
        return Page();
    }
}
