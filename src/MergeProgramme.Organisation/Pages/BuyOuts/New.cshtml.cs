using Grpc.Core;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using static MergeProgramme.Organisation.V1.OrganisationService;
using Month = MergeProgramme.Organisation.Staffing.Month;

namespace MergeProgramme.Organisation.Pages.BuyOuts;

/// <summary>Days are bought out for an appointment.</summary>
[PagePermission("organisation.write")]
internal sealed class NewModel(OrganisationServiceClient client, IStringLocalizer<Texts> texts, TimeProvider time)
    : BuyOutForm(client, texts, time)
{
    public override string Submit => Words["BuyOut.Create"];

    public async Task OnGetAsync([FromQuery] string? of)
    {
        if (of is not null)
            Appointment = NameOf("appointments", of);
        FirstMonth = Month.Of(Clock.Today()).ToString();
        await LoadFormAsync(Words["BuyOut.New"]);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            if (Read() is { } buyOut)
            {
                var created = await Client.CreateBuyOutAsync(
                    new()
                    {
                        Parent = ProgrammeName,
                        BuyOut = buyOut,
                        RequestId = RequestId,
                    },
                    cancellationToken: Aborted
                );
                return Done(
                    Below("buy-outs"),
                    Words["BuyOut.Created", created.PersonDisplayName, Formats.Amount(created.MonthCost)]
                );
            }
        }
        catch (RpcException e) when (ModelState.Accepts(e, FieldOf))
        {
            // Shown below, at the fields.
        }
        await LoadFormAsync(Words["BuyOut.New"]);
        return Page();
    }
}
