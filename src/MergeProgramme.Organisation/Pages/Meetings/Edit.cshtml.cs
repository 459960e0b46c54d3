using Grpc.Core;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.Meetings;

/// <summary>Place, papers' rule and what the notice says.</summary>
[PagePermission("organisation.meet", "programmes/{programme}/bodies/{body}")]
internal sealed class EditModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : MeetingForm(client, texts)
{
    public async Task OnGetAsync()
    {
        await LoadMeetingAsync(_ => Words["Meeting.Edit"]);
        Fill(Meeting);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (ModelState.IsValid)
            {
                await Client.UpdateMeetingAsync(
                    new()
                    {
                        Meeting = new()
                        {
                            Name = MeetingName,
                            Title = Title.Trim(),
                            Place = Place.Trim(),
                            PapersDays = PapersDays ?? 0,
                            PapersDayKind = PapersDayKind,
                            Note = Note,
                            Etag = Etag,
                        },
                        UpdateMask = new() { Paths = { "title", "place", "papers_days", "papers_day_kind", "note" } },
                    },
                    cancellationToken: Aborted
                );
                return Done(MeetingUrl, Words["ChangesSaved"]);
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // Shown below, at the fields.
        }
        await LoadMeetingAsync(_ => Words["Meeting.Edit"]);
        // Had somebody else been first, the next save is on what stands there now.
        Etag = Meeting.Etag;
        return Page();
    }
}
