using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using MergeProgramme.Stakeholders.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;
using static MergeProgramme.Stakeholders.V1.StakeholdersService;

namespace MergeProgramme.Stakeholders.Pages.Gaps;

/// <summary>What is missing before the next decision: who has not been heard, what has not been answered.</summary>
[PagePermission("stakeholders.read")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    StakeholdersServiceClient stakeholders,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : ProgrammePage(organisation)
{
    /// <summary>Last part of a sub-project's name. All where it is empty.</summary>
    [FromQuery(Name = "subProject")]
    public string SubProjectId { get; set; } = "";

    public IReadOnlyList<HearingGap> Gaps { get; private set; } = [];

    /// <summary>The mandates that were looked at, as people call them.</summary>
    public IReadOnlyList<(string Name, string Title)> MatterTitles { get; private set; } = [];

    public IEnumerable<SelectListItem> Filter => SubProjectFilter(texts["Stakeholders.AllSubProjects"], SubProjectId);

    /// <summary>By what asks for them.</summary>
    public IEnumerable<(string Key, IReadOnlyList<HearingGap> Gaps)> Groups =>
        [
            ("Required", [.. Gaps.Where(g => g.Required)]),
            ("Heard", [.. Gaps.Where(g => g.Kind is HearingGapKind.StakeholderNeverHeard or HearingGapKind.StakeholderSilent)]),
            ("Answers", [.. Gaps.Where(g => g.Kind is HearingGapKind.InputPending or HearingGapKind.InputUntold)]),
            ("Consultations", [.. Gaps.Where(g => g.Kind == HearingGapKind.ConsultationNotConcluded)]),
            ("Communication", [.. Gaps.Where(g => g.Kind == HearingGapKind.CommunicationOverdue)]),
        ];

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["Gaps.Title"], "stakeholders");
        List<string> matters = [];
        Gaps = await WholeList.ReadAsync(
            token =>
                stakeholders.ListHearingGapsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        SubProject = SubProjectId.Length == 0 ? "" : $"{ProgrammeName}/subProjects/{SubProjectId}",
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer =>
            {
                matters = [.. answer.Matters];
                return (answer.HearingGaps, answer.NextPageToken);
            }
        );
        var titles = await Matters.MandatesAsync(mandates, texts, ProgrammeName, Aborted);
        MatterTitles = [.. matters.Select(m => (m, titles.GetValueOrDefault(m, m)))];
    }

    /// <summary>What the matter is called, where several are looked at; else empty.</summary>
    public string MatterOf(HearingGap gap) =>
        MatterTitles.Count > 1 ? MatterTitles.FirstOrDefault(m => m.Name == gap.Matter).Title ?? "" : "";

    /// <summary>Where the gap is closed.</summary>
    public string AddressOf(HearingGap gap) =>
        gap.Kind == HearingGapKind.StepNotSetUp ? Addresses.Participation(ProgrammeName, gap.Subject) : Addresses.Of(gap.Subject);
}
