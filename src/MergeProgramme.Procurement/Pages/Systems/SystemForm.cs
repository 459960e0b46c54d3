using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Procurement.Pages.Systems;

/// <summary>What people write about a system. Amounts stand as they write them.</summary>
internal sealed class SystemForm
{
    public string ServiceFunction { get; set; } = "";

    public string Municipality { get; set; } = "";

    public string Title { get; set; } = "";

    public string Vendor { get; set; } = "";

    public string Owner { get; set; } = "";

    public DateOnly? ContractEndDate { get; set; }

    public DateOnly? NoticeDate { get; set; }

    public DateOnly? NoticeGivenDate { get; set; }

    public string YearlyCost { get; set; } = "";

    public int? UserCount { get; set; }

    public string DataHeld { get; set; } = "";

    public string Integrations { get; set; } = "";

    public SystemVerdict Verdict { get; set; }

    public string VerdictReason { get; set; } = "";

    public MigrationState MigrationState { get; set; }

    public string Successor { get; set; } = "";

    public string Etag { get; set; } = "";

    /// <summary>The form for a system as it stands.</summary>
    public static SystemForm From(LegacySystem system) =>
        new()
        {
            ServiceFunction = system.ServiceFunction,
            Municipality = system.Municipality,
            Title = system.Title,
            Vendor = system.Vendor,
            Owner = system.Owner,
            ContractEndDate = system.ContractEndDate.ToDateOnly(),
            NoticeDate = system.NoticeDate.ToDateOnly(),
            NoticeGivenDate = system.NoticeGivenDate.ToDateOnly(),
            YearlyCost = Formats.AmountInField(system.YearlyCost),
            UserCount = system.UserCount > 0 ? system.UserCount : null,
            DataHeld = system.DataHeld,
            Integrations = system.Integrations,
            Verdict = system.Verdict,
            VerdictReason = system.VerdictReason,
            MigrationState = system.MigrationState,
            Successor = system.Successor,
            Etag = system.Etag,
        };

    /// <summary>The system that the form says; null where something cannot be read, which then stands at its field.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public LegacySystem? ToSystem(string name, ModelStateDictionary modelState, IStringLocalizer texts)
    {
        if (!Formats.TryReadAmount(YearlyCost, out var cost))
            modelState.AddModelError(nameof(YearlyCost), texts["NotAnAmount"]);
        var system = new LegacySystem
        {
            Name = name,
            ServiceFunction = ServiceFunction,
            Municipality = Municipality,
            Title = Title.Trim(),
            Vendor = Vendor.Trim(),
            Owner = Owner.Trim(),
            ContractEndDate = ContractEndDate.ToDate(),
            NoticeDate = NoticeDate.ToDate(),
            NoticeGivenDate = NoticeGivenDate.ToDate(),
            YearlyCost = cost,
            UserCount = UserCount ?? 0,
            DataHeld = DataHeld.Trim(),
            Integrations = Integrations.Trim(),
            Verdict = Verdict,
            VerdictReason = VerdictReason.Trim(),
            MigrationState = MigrationState,
            Successor = Successor,
            Etag = Etag,
        };
        return modelState.IsValid ? system : null;
    }
}
