using MergeProgramme.Organisation.Pages.Shared;
using MergeProgramme.Organisation.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Grpc;
using MergeProgramme.Platform.Web;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;

namespace MergeProgramme.Organisation.Pages.BuyOuts;

/// <summary>All days that are bought out.</summary>
[PagePermission("organisation.read")]
internal sealed class IndexModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts) : ProgrammePage(client)
{
    public IReadOnlyList<BuyOut> BuyOuts { get; private set; } = [];

    /// <summary>"mai 2018" or "mai 2018 – juni 2018".</summary>
    public string Months(BuyOut buyOut)
    {
        static string Text(Google.Type.Date month) => DayWords.Month(month.ToDateOnly()!.Value);
        return buyOut.LastMonth is null || buyOut.LastMonth.Equals(buyOut.FirstMonth)
            ? Text(buyOut.FirstMonth)
            : $"{Text(buyOut.FirstMonth)} – {Text(buyOut.LastMonth)}";
    }

    public async Task OnGetAsync()
    {
        await LoadFrameAsync(texts["BuyOuts"]);
        ViewData["Section"] = "buy-outs";
        BuyOuts = await WholeList.ReadAsync(
            token =>
                Client.ListBuyOutsAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        PageSize = Everything,
                        PageToken = token,
                    },
                    cancellationToken: Aborted
                ),
            answer => (answer.BuyOuts, answer.NextPageToken)
        );
    }
}
