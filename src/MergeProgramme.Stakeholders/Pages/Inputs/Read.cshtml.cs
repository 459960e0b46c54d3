using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Inputs;

/// <summary>One input, its answer, and whether the giver was told.</summary>
[PagePermission("stakeholders.read")]
internal sealed class ReadModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    TimeProvider time,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, stakeholders, texts)
{
    [FromRoute(Name = "input")]
    public string InputId { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public InputState State { get; set; }

    [BindProperty]
    public string Answer { get; set; } = "";

    [BindProperty]
    public string AnswerPlace { get; set; } = "";

    [BindProperty]
    public DateOnly? TellDate { get; set; }

    [BindProperty]
    public string TellChannel { get; set; } = "";

    public string InputName => $"{ProgrammeName}/inputs/{InputId}";

    public Input Input { get; private set; } = new();

    /// <summary>Where it was given: the page of the engagement or consultation, and its title; null where it was neither.</summary>
    public (string Href, string Title)? Where { get; private set; }

    public IEnumerable<SelectListItem> Outcomes =>
        new[] { InputState.TakenIn, InputState.PartlyTakenIn, InputState.Rejected }.Select(s => new SelectListItem(
            Words[$"InputState.{s}"],
            s.ToString()
        ));

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (State, Answer, AnswerPlace, TellDate) = (Input.State, Input.Answer, Input.AnswerPlace, time.Today());
    }

    public Task<IActionResult> OnPostAnswerAsync() =>
        WriteAsync(
            async () =>
                await Client.AnswerInputAsync(
                    new()
                    {
                        Name = InputName,
                        State = State,
                        Answer = Answer.Trim(),
                        AnswerPlace = AnswerPlace.Trim(),
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            Addresses.Of(InputName),
            "Input.Answered"
        );

    public Task<IActionResult> OnPostTellAsync() =>
        WriteAsync(
            async () =>
                await Client.TellInputAsync(
                    new()
                    {
                        Name = InputName,
                        TellDate = TellDate.ToDate(),
                        TellChannel = TellChannel.Trim(),
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            Addresses.Of(InputName),
            "Input.IsTold"
        );

    public Task<IActionResult> OnPostDeleteAsync() =>
        WriteAsync(
            async () =>
                await Client.DeleteInputAsync(
                    new()
                    {
                        Name = InputName,
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            $"/{ProgrammeName}/inputs",
            "Input.Deleted"
        );

    private async Task<IActionResult> WriteAsync(Func<Task> write, string next, string status)
    {
        if (ModelState.IsValid)
        {
            try
            {
                await write();
                return Done(next, Words[status]);
            }
            catch (RpcException e) when (ModelState.Accepts(e, path => FieldOf($"request.{path}"))) { }
        }
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync()
    {
        Input = await Client.GetInputAsync(new() { Name = InputName }, cancellationToken: Aborted);
        await LoadRegisterAsync(Words["Input.Of", Input.StakeholderDisplayName], "engagements");
        if (Input.Engagement.Length > 0)
        {
            var engagement = await Client.GetEngagementAsync(new() { Name = Input.Engagement }, cancellationToken: Aborted);
            Where = (Addresses.Of(engagement.Name), engagement.Title);
        }
        else if (Input.Consultation.Length > 0)
        {
            var consultation = await Client.GetConsultationAsync(new() { Name = Input.Consultation }, cancellationToken: Aborted);
            Where = (Addresses.Of(consultation.Name), consultation.Title);
        }
    }
}
