using Grpc.Core;
using MergeProgramme.Mandates.Decisions;
using MergeProgramme.Mandates.Pages.Registers;
using MergeProgramme.Mandates.Tolerances;
using MergeProgramme.Mandates.V1;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Amounts;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Names;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Mandates.V1.MandatesService;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Mandates.Pages.Tolerances;

/// <summary>The tolerances of a programme: open alarms first, then how each sub-project stands.</summary>
[PagePermission("mandates.read", "programmes/{programme}/subProjects/-")]
internal sealed class IndexModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : RegisterPage(organisation, mandates, texts)
{
    public IReadOnlyList<Tolerance> All { get; private set; } = [];

    /// <summary>Those with an open alarm.</summary>
    public IEnumerable<Tolerance> Open => All.Where(one => one.Alarms.Count > 0 && one.Alarms[^1].EndTime is null);

    public async Task OnGetAsync()
    {
        await LoadRegisterAsync(Words["Tolerances"], "tolerances");
        All = await WholeList.ReadAsync(
            token =>
                Mandates.ListTolerancesAsync(
                    new()
                    {
                        Parent = Whole,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.Tolerances, answer.NextPageToken)
        );
    }
}
