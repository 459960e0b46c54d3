using Grpc.Core;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.FollowUps;

/// <summary>Mends a follow-up, or says that it is done.</summary>
[PagePermission("organisation.meet", "programmes/{programme}/bodies/{body}")]
internal sealed class EditModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : FollowUpForm(client, texts)
{
    [FromRoute(Name = "followUp")]
    public string FollowUpId { get; set; } = "";

    private string Name => $"{MeetingName}/followUps/{FollowUpId}";

    public async Task OnGetAsync()
    {
        var followUp = await GetAsync();
        await LoadFormAsync(Words["FollowUp"]);
        (Text, Owner, Item, Result, Etag) = (followUp.Text, followUp.Owner, followUp.Item, followUp.Result, followUp.Etag);
        (DueDate, DoneDate) = (followUp.DueDate.ToDateOnly(), followUp.DoneDate.ToDateOnly());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var stale = false;
        try
        {
            if (ModelState.IsValid)
            {
                var updated = await Client.UpdateFollowUpAsync(new() { FollowUp = Read(Name) }, cancellationToken: Aborted);
                return Done(Below("follow-ups"), Words[updated.DoneDate is null ? "ChangesSaved" : "FollowUp.IsDone"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            stale = e.StatusCode == Grpc.Core.StatusCode.Aborted;
        }
        await LoadFormAsync(Words["FollowUp"]);
        // Somebody else was first: the next save is on what stands there now.
        if (stale)
            Etag = (await GetAsync()).Etag;
        return Page();
    }

    private async Task<FollowUp> GetAsync() => await Client.GetFollowUpAsync(new() { Name = Name }, cancellationToken: Aborted);
}
