using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.Inputs;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Consultations;

/// <summary>One consultation: who is asked and has answered, what they said point by point, and the way to the programme's answer.</summary>
[PagePermission("stakeholders.read")]
internal sealed class ReadModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, stakeholders, texts)
{
    /// <summary>Last part of its name.</summary>
    [FromRoute(Name = "consultation")]
    public string ConsultationId { get; set; } = "";

    [BindProperty]
    public string Etag { get; set; } = "";

    [BindProperty]
    public string Conclusion { get; set; } = "";

    [BindProperty]
    public string Reason { get; set; } = "";

    public string ConsultationName => $"{ProgrammeName}/consultations/{ConsultationId}";

    public Consultation Consultation { get; private set; } = new();

    public Matters Matters { get; private set; } = Matters.None;

    /// <summary>Who is asked or has answered unasked, the day of the first answer, and whether all came late.</summary>
    public IReadOnlyList<(string Stakeholder, DateOnly? Date, bool Late)> Answered { get; private set; } = [];

    /// <summary>The whole, where anybody spoke on it, and the points, with what was said on each.</summary>
    public IReadOnlyList<(int Number, string Text, IReadOnlyList<Input> Inputs)> Points { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    /// <summary>The programme's answer as a Word document.</summary>
    public async Task<IActionResult> OnGetWordAsync()
    {
        var file = await Client.ExportConsultationResponseAsync(new() { Name = ConsultationName }, cancellationToken: Aborted);
        return File(file.Content.ToByteArray(), file.ContentType, file.FileName);
    }

    public Task<IActionResult> OnPostOpenAsync() =>
        WriteAsync(
            async () =>
                await Client.OpenConsultationAsync(
                    new()
                    {
                        Name = ConsultationName,
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            "Consultation.IsOpen"
        );

    public Task<IActionResult> OnPostCloseAsync() =>
        WriteAsync(
            async () =>
                await Client.CloseConsultationAsync(
                    new()
                    {
                        Name = ConsultationName,
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            "Consultation.IsClosed"
        );

    public Task<IActionResult> OnPostConcludeAsync() =>
        WriteAsync(
            async () =>
                await Client.ConcludeConsultationAsync(
                    new()
                    {
                        Name = ConsultationName,
                        Conclusion = Conclusion.Trim(),
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            "Consultation.IsConcluded"
        );

    public Task<IActionResult> OnPostWithdrawAsync() =>
        WriteAsync(
            async () =>
                await Client.WithdrawConsultationAsync(
                    new()
                    {
                        Name = ConsultationName,
                        Reason = Reason.Trim(),
                        Etag = Etag,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                ),
            "Consultation.IsWithdrawn"
        );

    private async Task<IActionResult> WriteAsync(Func<Task> write, string status)
    {
        try
        {
            await write();
            return Done(Addresses.Of(ConsultationName), Words[status]);
        }
        catch (RpcException e) when (ModelState.Accepts(e, path => FieldOf($"request.{path}")))
        {
            await LoadAsync();
            return Page();
        }
    }

    private async Task LoadAsync()
    {
        Consultation = await Client.GetConsultationAsync(new() { Name = ConsultationName }, cancellationToken: Aborted);
        await LoadRegisterAsync(Consultation.Title, "consultations");
        Matters = await Matters.OfAsync(mandates, Organisation, Words, ProgrammeName, Aborted);
        var inputs = await WholeList.ReadAsync(
            token =>
                Client.ListInputsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        Consultation = ConsultationName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Inputs, answer.NextPageToken)
        );
        var byGiver = inputs.ToLookup(i => i.Stakeholder);
        Answered =
        [
            .. Consultation
                .Stakeholders.Union(inputs.Select(i => i.Stakeholder))
                .Select(s =>
                    (
                        s,
                        byGiver[s].Min(i => i.ReceiveDate.ToDateOnly()),
                        byGiver[s].Any() && byGiver[s].All(i => InputRules.IsLate(i, Consultation))
                    )
                ),
        ];
        Points =
        [
            .. Consultation
                .Points.Select(p => (p.Number, p.Text))
                .Prepend((Number: 0, Text: ""))
                .Select(p => (p.Number, p.Text, Inputs: (IReadOnlyList<Input>)[.. inputs.Where(i => i.Point == p.Number)]))
                .Where(p => p.Number > 0 || p.Inputs.Count > 0),
        ];
    }
}
