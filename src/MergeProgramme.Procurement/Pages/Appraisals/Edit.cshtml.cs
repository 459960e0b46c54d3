using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Appraisals;

/// <summary>Changes an appraisal that is not decided.</summary>
[PagePermission("procurement.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : AppraisalPage(organisation, procurement, texts)
{
    [BindProperty(Name = "")]
    public AppraisalForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAppraisalAsync();
        if (IsDecided)
            return Redirect(Addresses.Of(Name));
        Form = AppraisalForm.From(Appraisal);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAppraisalAsync();
        if (Form.ToAppraisal(Name, Appraisal.OptionNumbers, ModelState, Words) is { } appraisal)
        {
            try
            {
                await Procurement.UpdateOptionAppraisalAsync(new() { OptionAppraisal = appraisal }, cancellationToken: Aborted);
                return Done(Addresses.Of(Name), Words["Saved"]);
            }
            catch (RpcException e) when (ModelState.Accepts(e, Form.FieldOf))
            {
                // What the writer typed stays in the form; saving once more is then a choice.
                Form.Etag = Appraisal.Etag;
            }
        }
        return Page();
    }

    public async Task<IActionResult> OnPostDeleteAsync()
    {
        await LoadAppraisalAsync();
        ModelState.Clear();
        try
        {
            await Procurement.DeleteOptionAppraisalAsync(new() { Name = Name, Etag = Form.Etag }, cancellationToken: Aborted);
            return Done(AppraisalsUrl, Words["Appraisal.Deleted"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            Form.Etag = Appraisal.Etag;
            return Page();
        }
    }
}
