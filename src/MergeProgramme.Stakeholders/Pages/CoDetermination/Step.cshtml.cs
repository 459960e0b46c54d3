using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>A step of co-determination: how far, until when, why, and whether it is taken.</summary>
[PagePermission("stakeholders.read")]
internal sealed class StepModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    /// <summary>Last part of the step's name.</summary>
    [FromRoute(Name = "participationStep")]
    public string StepId { get; set; } = "";

    public string StepName => $"{ProgrammeName}/participationSteps/{StepId}";

    public ParticipationStep Current { get; private set; } = new();

    public Matters Matters { get; private set; } = Matters.None;

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public ParticipationForm Form { get; set; }

    [BindProperty]
    public DateOnly? DueDate { get; set; }

    [BindProperty]
    public string Basis { get; set; } = "";

    [BindProperty]
    public string Reason { get; set; } = "";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Etag, Form, DueDate, Basis) = (Current.Etag, Current.Form, Current.DueDate.ToDateOnly(), Current.Basis);
    }

    public Task<IActionResult> OnPostAsync() =>
        TryAsync(
            "Step.Saved",
            async () =>
                await stakeholders.UpdateParticipationStepAsync(
                    new()
                    {
                        ParticipationStep = new()
                        {
                            Name = StepName,
                            Form = Form,
                            DueDate = DueDate.ToDate(),
                            Basis = Basis.Trim(),
                            Etag = Etag,
                        },
                        UpdateMask = new() { Paths = { "form", "due_date", "basis" } },
                    },
                    cancellationToken: Aborted
                )
        );

    public Task<IActionResult> OnPostWaiveAsync() =>
        TryAsync(
            "Step.Waived",
            async () =>
                await stakeholders.WaiveParticipationStepAsync(
                    new()
                    {
                        Name = StepName,
                        Reason = Reason.Trim(),
                        Etag = Etag,
                    },
                    cancellationToken: Aborted
                )
        );

    public Task<IActionResult> OnPostDeleteAsync() =>
        TryAsync(
            "Step.Deleted",
            async () =>
                await stakeholders.DeleteParticipationStepAsync(
                    new() { Name = StepName, Etag = Etag },
                    cancellationToken: Aborted
                )
        );

    private async Task<IActionResult> TryAsync(string done, Func<Task> write)
    {
        await LoadAsync();
        try
        {
            await write();
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            // What one form sends, the other does not: it shows what stands.
            if (done != "Step.Saved")
                (Form, DueDate, Basis) = (Current.Form, Current.DueDate.ToDateOnly(), Current.Basis);
            Etag = Current.Etag;
            return Page();
        }
        TempData["Status"] = texts[done, Current.PartyDisplayName].Value;
        return LocalRedirect(Addresses.Participation(ProgrammeName, Current.Matter));
    }

    private async Task LoadAsync()
    {
        Current = await stakeholders.GetParticipationStepAsync(new() { Name = StepName }, cancellationToken: Aborted);
        await LoadFrameAsync(texts[$"Step.Title.{Current.Form}", Current.PartyDisplayName], "participation");
        Matters = await Matters.OfAsync(mandates, Organisation, texts, ProgrammeName, Aborted);
    }
}
