using Grpc.Core;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>All that is known of one stakeholder.</summary>
[PagePermission("stakeholders.read")]
internal sealed class DetailsModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : StakeholderPage(organisation, stakeholders)
{
    private const int Shown = 100;

    /// <summary>A new note.</summary>
    [BindProperty]
    public string Text { get; set; } = "";

    /// <summary>Makes a form that is sent twice write one note.</summary>
    [BindProperty]
    public string RequestId { get; set; } = "";

    /// <summary>The reader's own notes; null where the reader keeps none here.</summary>
    public IReadOnlyList<StakeholderNote>? Notes { get; private set; }

    /// <summary>Who reads.</summary>
    public string Reader => Caller.Current.Id;

    /// <summary>How the stakeholder was assessed over time, newest first.</summary>
    public IReadOnlyList<StakeholderAssessment> Assessments { get; private set; } = [];

    public IReadOnlyList<Engagement> Engagements { get; private set; } = [];

    public IReadOnlyList<Input> Inputs { get; private set; } = [];

    /// <summary>What the mandates are called, by resource name; empty where none concerns the stakeholder.</summary>
    public IReadOnlyDictionary<string, string> MandateTitles { get; private set; } = new Dictionary<string, string>();

    /// <summary>What the stakeholder was told, newest first.</summary>
    public IReadOnlyList<CommunicationOccurrence> Told { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        RequestId = Guid.NewGuid().ToString();
    }

    /// <summary>Writes a note.</summary>
    public async Task<IActionResult> OnPostNoteAsync()
    {
        try
        {
            await StakeholdersClient.CreateStakeholderNoteAsync(
                new()
                {
                    Parent = StakeholderName,
                    Note = new() { Text = Text },
                    RequestId = RequestId,
                },
                cancellationToken: Aborted
            );
            return Done(texts["Note.Written"]);
        }
        catch (RpcException e) when (ModelState.Accepts(e))
        {
            await LoadAsync();
            return Page();
        }
    }

    /// <summary>Deletes a note.</summary>
    public async Task<IActionResult> OnPostForgetAsync(string name)
    {
        await StakeholdersClient.DeleteStakeholderNoteAsync(
            new() { Name = name, RequestId = RequestId },
            cancellationToken: Aborted
        );
        return Done(texts["Note.Gone"]);
    }

    private RedirectResult Done(string status)
    {
        TempData["Status"] = status;
        return Redirect(Addresses.Of(StakeholderName));
    }

    private async Task LoadAsync()
    {
        await LoadAsync(name => name);
        if (Stakeholder.Mandates.Count > 0)
            MandateTitles = await Matters.MandatesAsync(mandates, texts, ProgrammeName, Aborted);
        Assessments = (
            await StakeholdersClient.ListStakeholderAssessmentsAsync(
                new()
                {
                    Parent = ProgrammeName,
                    Stakeholder = StakeholderName,
                    PageSize = Shown,
                },
                cancellationToken: Aborted
            )
        ).StakeholderAssessments;
        Engagements = (
            await StakeholdersClient.ListEngagementsAsync(
                new()
                {
                    Parent = ProgrammeName,
                    Stakeholder = StakeholderName,
                    PageSize = Shown,
                },
                cancellationToken: Aborted
            )
        ).Engagements;
        Inputs = [.. (
                await WholeList.ReadAsync(
                    token =>
                        StakeholdersClient.ListInputsAsync(
                            new()
                            {
                                Parent = ProgrammeName,
                                Stakeholder = StakeholderName,
                                PageSize = Everything,
                                PageToken = token,
                            },
                            cancellationToken: Aborted
                        ),
                    answer => (answer.Inputs, answer.NextPageToken)
                )
            ).AsEnumerable().Reverse()];
        Told = [.. (
                await WholeList.ReadAsync(
                    token =>
                        StakeholdersClient.ListCommunicationOccurrencesAsync(
                            new()
                            {
                                Parent = ProgrammeName,
                                Stakeholder = StakeholderName,
                                State = OccurrenceState.Done,
                                PageSize = Everything,
                                PageToken = token,
                            },
                            cancellationToken: Aborted
                        ),
                    answer => (answer.CommunicationOccurrences, answer.NextPageToken)
                )
            ).AsEnumerable().Reverse()];
        if (!await this.MayAsync("stakeholders.readNotes", StakeholderName))
            return;
        try
        {
            Notes = (
                await StakeholdersClient.ListStakeholderNotesAsync(
                    new() { Parent = StakeholderName, PageSize = Shown },
                    cancellationToken: Aborted
                )
            ).Notes;
        }
        catch (RpcException e) when (e.StatusCode == Grpc.Core.StatusCode.PermissionDenied)
        {
            // Held in the whole installation only, which opens nothing confidential.
        }
    }
}
