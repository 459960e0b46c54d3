using MergeProgramme.Mandates.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Sheets;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Mandates.Pages.Dependencies;

/// <summary>Agreements as the rows of a sheet.</summary>
internal static class DependencySheet
{
    public static readonly IReadOnlyList<SheetColumn> Columns =
    [
        new("Giver", false, "Den som gir", "Giver"),
        new("Taker", false, "Den som tar imot", "Taker"),
        new("Deliverable", false, "Hva", "What"),
        new("Reason", false, "Hvorfor", "Why"),
        new("NeededBy", false, "Trengs innen", "Needed by"),
        new("Promised", false, "Lovet", "Promised"),
        new("State", false, "Tilstand", "State"),
        new("Broken", false, "Løftet er brutt", "Promise broken"),
        new("Delivered", false, "Levert", "Delivered"),
        new("Received", false, "Mottatt", "Received"),
    ];

    public static IReadOnlyDictionary<string, object?> Row(DependencyAgreement agreement, bool broken, IStringLocalizer words) =>
        new Dictionary<string, object?>
        {
            ["Giver"] = agreement.GiverDisplayName,
            ["Taker"] = agreement.TakerDisplayName,
            ["Deliverable"] = agreement.Deliverable,
            ["Reason"] = agreement.Reason.Length > 0 ? agreement.Reason : agreement.DocumentReason,
            ["NeededBy"] = agreement.NeededByDate.ToDateOnly(),
            ["Promised"] = agreement.PromisedDate.ToDateOnly(),
            ["State"] = words[$"DependencyState.{agreement.State}"].Value,
            ["Broken"] = broken ? words["Register.Yes"].Value : "",
            ["Delivered"] = agreement.DeliveredDate.ToDateOnly(),
            ["Received"] = agreement.ReceivedDate.ToDateOnly(),
        };
}
