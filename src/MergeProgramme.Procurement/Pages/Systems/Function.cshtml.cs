using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Systems;

/// <summary>Changes a function, or takes away one that no system is for.</summary>
[PagePermission("procurement.write")]
internal sealed class FunctionModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : SystemPage(organisation, procurement, texts)
{
    [FromRoute(Name = "serviceFunction")]
    public string FunctionId { get; set; } = "";

    [BindProperty(Name = "")]
    public FunctionForm Form { get; set; } = new();

    public ServiceFunction Function { get; private set; } = new();

    public bool IsUnused => Systems.All(s => s.ServiceFunction != Function.Name);

    private string Name => $"{ProgrammeName}/serviceFunctions/{FunctionId}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = FunctionForm.From(Function);
    }

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(
            async () =>
                await Procurement.UpdateServiceFunctionAsync(
                    new() { ServiceFunction = Form.ToFunction(Name) },
                    cancellationToken: Aborted
                ),
            "Saved"
        );

    public Task<IActionResult> OnPostDeleteAsync() =>
        SendAsync(
            async () =>
                await Procurement.DeleteServiceFunctionAsync(new() { Name = Name, Etag = Form.Etag }, cancellationToken: Aborted),
            "Function.Deleted"
        );

    private async Task<IActionResult> SendAsync(Func<Task> send, string done)
    {
        await LoadAsync();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await send();
            return Done(SystemsUrl, Words[done]);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            Form.Etag = Function.Etag;
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        Function = await Procurement.GetServiceFunctionAsync(new() { Name = Name }, cancellationToken: Aborted);
        await LoadMatrixAsync(Function.Title);
    }
}
