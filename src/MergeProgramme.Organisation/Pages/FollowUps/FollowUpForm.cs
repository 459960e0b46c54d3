using System.Globalization;
using MergeProgramme.Organisation.Pages.Meetings;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.FollowUps;

/// <summary>The fields of a follow-up.</summary>
internal abstract class FollowUpForm(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : MeetingPage(client)
{
    [BindProperty]
    public string Text { get; set; } = "";

    [BindProperty]
    public string Owner { get; set; } = "";

    [BindProperty]
    public DateOnly? DueDate { get; set; }

    [BindProperty]
    public int Item { get; set; }

    [BindProperty]
    public DateOnly? DoneDate { get; set; }

    [BindProperty]
    public string Result { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    public List<SelectListItem> Persons { get; private set; } = [];

    public List<SelectListItem> Items { get; private set; } = [];

    protected IStringLocalizer<Texts> Words { get; } = texts;

    protected FollowUp Read(string name = "") =>
        new()
        {
            Name = name,
            Text = Text.Trim(),
            Owner = Owner,
            DueDate = DueDate.ToDate(),
            Item = Item,
            DoneDate = DoneDate.ToDate(),
            Result = Result,
            Etag = Etag,
        };

    protected async Task LoadFormAsync(string title)
    {
        await LoadMeetingAsync(_ => title);
        // Who was appointed on the day stands first: most follow-ups are theirs.
        var ofBody = (await AppointedAsync()).Select(a => a.Person).ToHashSet(StringComparer.Ordinal);
        Persons = Choices(
            (await PersonsAsync()).OrderBy(p => ofBody.Contains(p.Name) ? 0 : 1),
            Words["FollowUp.Owner.Choose"],
            p => (p.Name, p.Title.Length > 0 ? $"{p.DisplayName}, {p.Title}" : p.DisplayName)
        );
        Items =
        [
            new(Words["FollowUp.Item.None"], "0"),
            .. Meeting.Agenda.Select(i => new SelectListItem(i.Title, i.Number.ToString(CultureInfo.InvariantCulture))),
        ];
    }
}
