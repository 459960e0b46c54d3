using Google.Type;
using Grpc.Core;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Sheets;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Budget;

/// <summary>One commitment: what is bound, what has come into the accounts of it, and its end.</summary>
[PagePermission("mandates.read")]
internal sealed class CommitmentModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts,
    TimeProvider time
) : CommitmentForm(organisation, mandates, texts)
{
    [FromRoute(Name = "commitment")]
    public string CommitmentId { get; set; } = "";

    [BindProperty]
    public string DrawnAmount { get; set; } = "";

    [BindProperty]
    public DateOnly? DrawnDate { get; set; }

    [BindProperty]
    public string Voucher { get; set; } = "";

    [BindProperty]
    public string CancelReason { get; set; } = "";

    public Commitment Commitment { get; private set; } = new();

    /// <summary>Which form was sent and refused; empty where none was.</summary>
    public string Doing { get; private set; } = "";

    private string CommitmentName => $"{PlaceName}/commitments/{CommitmentId}";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        ShowFields();
        (DrawnAmount, DrawnDate) = (Formats.AmountInField(Commitment.OpenAmount), time.Today());
        RequestId = Guid.NewGuid().ToString();
    }

    public Task<IActionResult> OnPostDrawAsync()
    {
        Doing = "draw";
        KeepOnly(nameof(DrawnAmount), nameof(DrawnDate), nameof(Voucher));
        var amount = ReadAmount(DrawnAmount, nameof(DrawnAmount));
        return ActAsync(
            async () =>
                await Mandates.DrawDownCommitmentAsync(
                    new()
                    {
                        Name = CommitmentName,
                        Etag = Etag,
                        Drawdown = new()
                        {
                            Amount = amount,
                            Date = DrawnDate.ToDate(),
                            Voucher = Voucher.Trim(),
                        },
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            "Commitment.IsDrawn"
        );
    }

    public Task<IActionResult> OnPostEditAsync()
    {
        Doing = "edit";
        KeepOnly(nameof(Subject), nameof(Supplier), nameof(Kind), nameof(Amount), nameof(ExpectedDate), nameof(Reference));
        var commitment = Read(CommitmentName);
        return ActAsync(
            async () => await Mandates.UpdateCommitmentAsync(new() { Commitment = commitment }, cancellationToken: Aborted),
            "Commitment.Saved"
        );
    }

    public Task<IActionResult> OnPostCancelAsync()
    {
        Doing = "cancel";
        KeepOnly(nameof(CancelReason));
        return ActAsync(
            async () =>
                await Mandates.CancelCommitmentAsync(
                    new()
                    {
                        Name = CommitmentName,
                        Etag = Etag,
                        Reason = CancelReason,
                    },
                    cancellationToken: Aborted
                ),
            "Commitment.IsCancelled"
        );
    }

    // The page has three forms; what the two others hold was not sent.
    private void KeepOnly(params string[] fields)
    {
        foreach (var key in ModelState.Keys.Where(key => !fields.Contains(key)).ToList())
            ModelState.Remove(key);
    }

    private Task<IActionResult> ActAsync(Func<Task> act, string done) =>
        TryAsync(
            async () =>
            {
                await act();
                return Done(UrlOfPart(CommitmentName), Words[done]);
            },
            async _ =>
            {
                await LoadAsync();
                if (Doing != "edit")
                    ShowFields();
            },
            Field
        );

    private void ShowFields()
    {
        (Subject, Supplier, Kind) = (Commitment.Subject, Commitment.Supplier, Commitment.Kind);
        (Amount, ExpectedDate, Reference) = (
            Formats.AmountInField(Commitment.Amount),
            Commitment.ExpectedDate.ToDateOnly(),
            Commitment.Reference
        );
    }

    private async Task LoadAsync()
    {
        Commitment = await Mandates.GetCommitmentAsync(new() { Name = CommitmentName }, cancellationToken: Aborted);
        await LoadBudgetAsync(Commitment.Subject);
    }
}
