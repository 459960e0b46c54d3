using Grpc.Core;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Inputs;

/// <summary>Puts right what was written down of an input, until it is answered.</summary>
[PagePermission("stakeholders.write")]
internal sealed class EditModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, stakeholders, texts)
{
    [FromRoute(Name = "input")]
    public string InputId { get; set; } = "";

    [BindProperty(Name = "")]
    public InputForm Form { get; set; } = new();

    public string InputName => $"{ProgrammeName}/inputs/{InputId}";

    public Input Input { get; private set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = InputForm.From(Input);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await Client.UpdateInputAsync(
                new()
                {
                    Input = Form.ToInput(InputName),
                    UpdateMask = new() { Paths = { "receive_date", "text", "stance", "sub_project" } },
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done(Addresses.Of(InputName), Words["Input.Created"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            // What the writer typed stays in the form; saving once more is then a choice.
            Form.Etag = Input.Etag;
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        Input = await Client.GetInputAsync(new() { Name = InputName }, cancellationToken: Aborted);
        await LoadRegisterAsync(Words["Input.Of", Input.StakeholderDisplayName], "engagements");
    }
}
