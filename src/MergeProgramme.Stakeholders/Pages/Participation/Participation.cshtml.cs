using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages;

/// <summary>What unions, the safety service and others have said: about one matter, or in the whole programme.</summary>
[PagePermission("stakeholders.read")]
internal sealed class ParticipationModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    /// <summary>Resource name of the matter; all where it is empty.</summary>
    [FromQuery(Name = "matter")]
    public string Matter { get; set; } = "";

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ParticipationRecord> Records { get; private set; } = [];

    public Matters Matters { get; private set; } = Matters.None;

    /// <summary>Of one matter every step; of the programme those that are missing, matter by matter, the most urgent first.</summary>
    public IReadOnlyList<IGrouping<string, ParticipationStep>> Steps { get; private set; } = [];

    public bool HasParties { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Participation.Title"], "participation");
        List<ParticipationRecord> all = [];
        var request = new ListParticipationRecordsRequest
        {
            Parent = ProgrammeName,
            Matter = Matter,
            PageSize = Everything,
        };
        do
        {
            var answer = await stakeholders.ListParticipationRecordsAsync(request, cancellationToken: Aborted);
            all.AddRange(answer.ParticipationRecords);
            request.PageToken = answer.NextPageToken;
        } while (request.PageToken.Length > 0);
        Records = all;
        Steps =
        [
            .. (await stakeholders.AllStepsAsync(ProgrammeName, Matter, Matter.Length == 0, Aborted)).GroupBy(s => s.Matter),
        ];
        var parties = await stakeholders.ListPartiesAsync(
            new() { Parent = ProgrammeName, PageSize = 1 },
            cancellationToken: Aborted
        );
        HasParties = parties.Parties.Count > 0;
        Matters = await Matters.OfAsync(mandates, Organisation, texts, ProgrammeName, Aborted);
    }
}
