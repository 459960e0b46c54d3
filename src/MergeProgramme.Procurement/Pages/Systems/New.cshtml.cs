using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Procurement.V1.ProcurementService;

namespace MergeProgramme.Procurement.Pages.Systems;

/// <summary>Adds a system to the matrix.</summary>
[PagePermission("procurement.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    ProcurementServiceClient procurement,
    IStringLocalizer<Texts> texts
) : SystemPage(organisation, procurement, texts)
{
    [BindProperty(Name = "")]
    public SystemForm Form { get; set; } = new();

    /// <summary>Makes a form that is sent twice add one system.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    public async Task OnGetAsync(string? function, string? municipality)
    {
        await LoadMatrixAsync(Words["System.New"]);
        RequestId = Guid.NewGuid().ToString();
        (Form.ServiceFunction, Form.Municipality) = (function ?? "", municipality ?? "");
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadMatrixAsync(Words["System.New"]);
        if (Form.ToSystem("", ModelState, Words) is { } system)
        {
            try
            {
                var created = await Procurement.CreateLegacySystemAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        LegacySystem = system,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(Addresses.Of(created.Name), Words["System.Created"]);
            }
            catch (RpcException e) when (ModelState.Accepts(e)) { }
        }
        return Page();
    }
}
