using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using MergeProgramme.Procurement.V1;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Procurement.Pages.Procurements;

/// <summary>What people write about a procurement. The amount stands as they write it.</summary>
internal sealed class CaseForm
{
    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public List<string> Needs { get; set; } = [];

    public ProcurementKind Kind { get; set; } = ProcurementKind.Services;

    public string EstimatedValue { get; set; } = "";

    public string EstimateBasis { get; set; } = "";

    public Procedure Procedure { get; set; }

    public string ProcedureReason { get; set; } = "";

    public string SubProject { get; set; } = "";

    public DateOnly? DeadlineDate { get; set; }

    /// <summary>Norwegian time of day, such as 12:00.</summary>
    public string DeadlineTime { get; set; } = "12:00";

    public int EvaluationDays { get; set; } = 30;

    public int ContractDays { get; set; } = 14;

    public int ImplementationDays { get; set; } = 180;

    public string EnvironmentReason { get; set; } = "";

    public string Etag { get; set; } = "";

    /// <summary>The form for a case as it stands.</summary>
    public static CaseForm From(ProcurementCase procurement)
    {
        var deadline = procurement.TenderDeadlineTime is { } time
            ? TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), NorwegianTime.Zone)
            : (DateTimeOffset?)null;
        return new()
        {
            Title = procurement.Title,
            Description = procurement.Description,
            Needs = [.. procurement.Needs],
            Kind = procurement.Kind,
            EstimatedValue = Formats.AmountInField(procurement.EstimatedValue),
            EstimateBasis = procurement.EstimateBasis,
            Procedure = procurement.Procedure,
            ProcedureReason = procurement.ProcedureReason,
            SubProject = procurement.SubProject,
            DeadlineDate = deadline is { } day ? DateOnly.FromDateTime(day.DateTime) : null,
            DeadlineTime = deadline is { } at ? at.ToString("HH:mm", CultureInfo.InvariantCulture) : "12:00",
            EvaluationDays = procurement.EvaluationDays,
            ContractDays = procurement.ContractDays,
            ImplementationDays = procurement.ImplementationDays,
            EnvironmentReason = procurement.EnvironmentReason,
            Etag = procurement.Etag,
        };
    }

    /// <summary>The case that the form says; what cannot be read is said at its field.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public ProcurementCase ToCase(string name, ModelStateDictionary modelState, IStringLocalizer<Texts> texts)
    {
        var procurement = new ProcurementCase
        {
            Name = name,
            Title = Title.Trim(),
            Description = Description.Trim(),
            Needs = { Needs },
            Kind = Kind,
            EstimateBasis = EstimateBasis.Trim(),
            Procedure = Procedure,
            ProcedureReason = ProcedureReason.Trim(),
            SubProject = SubProject,
            EvaluationDays = EvaluationDays,
            ContractDays = ContractDays,
            ImplementationDays = ImplementationDays,
            EnvironmentReason = EnvironmentReason.Trim(),
            Etag = Etag,
        };
        if (EstimatedValue.Trim().Length > 0)
        {
            if (Formats.TryReadAmount(EstimatedValue, out var value))
                procurement.EstimatedValue = value;
            else
                modelState.AddModelError(nameof(EstimatedValue), texts["AmountUnreadable"]);
        }
        if (DeadlineDate is not { } date)
            return procurement;
        if (TimeOnly.TryParse(DeadlineTime, CultureInfo.InvariantCulture, out var time))
            procurement.TenderDeadlineTime = Instant(date, time);
        else
            modelState.AddModelError(nameof(DeadlineTime), texts["TimeUnreadable"]);
        return procurement;
    }

    /// <summary>Fields whose names in the form are not those of the contract.</summary>
    public static string? FieldOf(string path) =>
        path == "procurement_case.tender_deadline_time" ? nameof(DeadlineDate) : RefusalExtensions.FormField(path);

    private static Timestamp Instant(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time, DateTimeKind.Unspecified);
        return Timestamp.FromDateTimeOffset(new(local, NorwegianTime.Zone.GetUtcOffset(local)));
    }
}
