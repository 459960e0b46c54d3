using System.Globalization;
using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>An entry beside approved minutes.</summary>
[PagePermission("organisation.meet", "programmes/{programme}/bodies/{body}")]
internal sealed class CorrectModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : MeetingPage(client)
{
    [BindProperty]
    public int Item { get; set; }

    [BindProperty]
    public string Text { get; set; } = "";

    public List<SelectListItem> Items { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                await Client.CorrectMinutesAsync(
                    new()
                    {
                        Name = MeetingName,
                        Correction = new() { Item = Item, Text = Text },
                    },
                    cancellationToken: Aborted
                );
                return Done($"{MeetingUrl}#approval", texts["Correction.Saved"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        await LoadMeetingAsync(_ => texts["Minutes.Correct"]);
        Items =
        [
            new(texts["Correction.Whole"], "0"),
            .. Meeting.Agenda.Select(i => new SelectListItem(i.Title, i.Number.ToString(CultureInfo.InvariantCulture))),
        ];
    }
}
