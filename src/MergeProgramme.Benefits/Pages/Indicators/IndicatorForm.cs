using MergeProgramme.Benefits.V1;
using MergeProgramme.Platform.Calendar;
using MergeProgramme.Platform.Web;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Benefits.Pages.Indicators;

/// <summary>What people write about an indicator. Numbers stand as they write them.</summary>
internal sealed class IndicatorForm
{
    public string Title { get; set; } = "";

    public string Code { get; set; } = "";

    public string Unit { get; set; } = "";

    public int? Decimals { get; set; } = 0;

    public IndicatorDirection? Direction { get; set; }

    public IndicatorPeriodKind? PeriodKind { get; set; }

    public IndicatorKind Kind { get; set; } = IndicatorKind.Measure;

    public string Benefit { get; set; } = "";

    public string Owner { get; set; } = "";

    public string Description { get; set; } = "";

    public string Municipality { get; set; } = "";

    public string BaselineValue { get; set; } = "";

    public DateOnly? BaselineDate { get; set; }

    public string BaselineSource { get; set; } = "";

    public string TargetValue { get; set; } = "";

    public DateOnly? TargetDate { get; set; }

    public int PerInhabitantFactor { get; set; }

    public string Etag { get; set; } = "";

    public static List<SelectListItem> Factors(IStringLocalizer texts) =>
        [
            new(texts["Indicator.PerInhabitant.0"], "0"),
            new(texts["Indicator.PerInhabitant.1"], "1"),
            new(texts["Indicator.PerInhabitant.1000"], "1000"),
            new(texts["Indicator.PerInhabitant.10000"], "10000"),
        ];

    /// <summary>The form for an indicator as it stands.</summary>
    public static IndicatorForm From(Indicator indicator) =>
        new()
        {
            Title = indicator.Title,
            Code = indicator.Code,
            Unit = indicator.Unit,
            Decimals = indicator.Decimals,
            Direction = indicator.Direction,
            PeriodKind = indicator.PeriodKind,
            Kind = indicator.Kind,
            Benefit = indicator.Benefit,
            Owner = indicator.Owner,
            Description = indicator.Description,
            Municipality = indicator.Municipality,
            BaselineValue = Formats.ExactInField(indicator.BaselineValue),
            BaselineDate = indicator.BaselineDate.ToDateOnly(),
            BaselineSource = indicator.BaselineSource,
            TargetValue = Formats.ExactInField(indicator.TargetValue),
            TargetDate = indicator.TargetDate.ToDateOnly(),
            PerInhabitantFactor = indicator.PerInhabitantFactor,
            Etag = indicator.Etag,
        };

    /// <summary>The indicator that the form says; null where something cannot be read, which then stands at its field.</summary>
    /// <param name="name">Its name; empty for a new one.</param>
    public Indicator? ToIndicator(string name, ModelStateDictionary modelState, IStringLocalizer texts)
    {
        var indicator = new Indicator
        {
            Name = name,
            Title = Title.Trim(),
            Code = Code.Trim(),
            Unit = Unit.Trim(),
            Decimals = Decimals ?? 0,
            Direction = Direction ?? default,
            PeriodKind = PeriodKind ?? default,
            Kind = Kind,
            Benefit = Benefit,
            Owner = Owner.Trim(),
            Description = Description.Trim(),
            Municipality = Municipality.Trim(),
            BaselineValue = NumberField.Read(BaselineValue, Decimals ?? 0, nameof(BaselineValue), modelState, texts),
            BaselineDate = BaselineDate.ToDate(),
            BaselineSource = BaselineSource.Trim(),
            TargetValue = NumberField.Read(TargetValue, Decimals ?? 0, nameof(TargetValue), modelState, texts),
            TargetDate = TargetDate.ToDate(),
            PerInhabitantFactor = PerInhabitantFactor,
            Etag = Etag,
        };
        return modelState.IsValid ? indicator : null;
    }
}
