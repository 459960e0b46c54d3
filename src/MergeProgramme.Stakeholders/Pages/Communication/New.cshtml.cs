using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Communication;

/// <summary>Plans something that an audience is told.</summary>
[PagePermission("stakeholders.write")]
internal sealed class NewModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, stakeholders, texts)
{
    [BindProperty(Name = "")]
    public CommunicationForm Form { get; set; } = new();

    public async Task OnGetAsync(string? stakeholder)
    {
        await LoadRegisterAsync(Words["Communications.New"], "communication");
        if (stakeholder is not null)
            Form.Stakeholders.Add($"{ProgrammeName}/stakeholders/{stakeholder}");
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadRegisterAsync(Words["Communications.New"], "communication");
        if (!ModelState.IsValid)
            return Page();
        try
        {
            var created = await Client.CreateCommunicationItemAsync(
                new()
                {
                    Parent = ProgrammeName,
                    CommunicationItem = Form.ToItem(""),
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done(Addresses.Of(created.Name), Words["Communication.Created"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            return Page();
        }
    }
}
