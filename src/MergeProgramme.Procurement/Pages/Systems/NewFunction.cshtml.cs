using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Systems;

/// <summary>Adds a function to the matrix.</summary>
[PagePermission("procurement.write")]
internal sealed class NewFunctionModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : SystemPage(organisation, procurement, texts)
{
    [BindProperty(Name = "")]
    public FunctionForm Form { get; set; } = new();

    /// <summary>Makes a form that is sent twice add one function.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(Words["Function.New"], "needs");
        RequestId = Guid.NewGuid().ToString();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadFrameAsync(Words["Function.New"], "needs");
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await Procurement.CreateServiceFunctionAsync(
                new()
                {
                    Parent = ProgrammeName,
                    ServiceFunction = Form.ToFunction(""),
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done(SystemsUrl, Words["Function.Created"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            return Page();
        }
    }
}
