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

/// <summary>Binds money.</summary>
[PagePermission("mandates.write", "programmes/{programme}/subProjects/-")]
internal sealed class NewCommitmentModel(
    OrganisationServiceClient organisation,
    MandatesServiceClient mandates,
    IStringLocalizer<Texts> texts
) : CommitmentForm(organisation, mandates, texts)
{
    [BindProperty]
    public string Place { get; set; } = "";

    public async Task OnGetAsync([FromQuery] string? place)
    {
        Place = place ?? "";
        RequestId = Guid.NewGuid().ToString();
        await LoadBudgetAsync(Words["Commitment.New"]);
    }

    public Task<IActionResult> OnPostAsync()
    {
        var commitment = Read();
        return TryAsync(
            async () =>
            {
                var created = await Mandates.CreateCommitmentAsync(
                    new()
                    {
                        Parent = Place,
                        Commitment = commitment,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done($"{UrlOf(ResourceNames.Parent(created.Name))}#commitments", Words["Commitment.Saved"]);
            },
            _ => LoadBudgetAsync(Words["Commitment.New"]),
            Field
        );
    }
}
