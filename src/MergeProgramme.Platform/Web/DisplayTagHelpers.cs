using System.Globalization;
using Google.Type;
using MergeProgramme.Common.V1;
using MergeProgramme.Platform.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace MergeProgramme.Platform.Web;

/// <summary>An amount in the reader's format, with the exact figure in its <c>data</c> element. Nothing for null.</summary>
[HtmlTargetElement("mp-amount", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class AmountTagHelper : TagHelper
{
    /// <summary>The amount.</summary>
    public Money? Value { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Value is null)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "data";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "mp-amount");
        output.Attributes.SetAttribute("value", Formats.ToDecimal(Value).ToString("0.##", CultureInfo.InvariantCulture));
        output.Content.Append(Formats.Amount(Value));
    }
}

/// <summary>A date in the reader's format, and with <c>relative</c> how far it is from today. Nothing for null.</summary>
/// <param name="clock">The time that the system goes by.</param>
[HtmlTargetElement("mp-date", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateTagHelper(TimeProvider clock) : TagHelper
{
    /// <summary>A <see cref="Google.Type.Date"/>, a <see cref="DateOnly"/> or null.</summary>
    public object? Value { get; set; }

    /// <summary>Whether "om 12 dager" follows.</summary>
    public bool Relative { get; set; }

    /// <summary>The day that the distance is counted from; today in Norway where it is not stated.</summary>
    public DateOnly? Today { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        DateOnly? date = Value switch
        {
            null => null,
            DateOnly day => day,
            Date message => Formats.ToDateOnly(message),
            _ => throw new InvalidOperationException($"mp-date shows a google.type.Date or a DateOnly, not a {Value.GetType()}."),
        };
        if (date is not { } shown)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "mp-date");
        output.Attributes.SetAttribute("datetime", shown.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        output.Content.Append(Formats.Date(shown));
        if (Relative)
        {
            var distance = new TagBuilder("span");
            distance.AddCssClass("mp-subtle");
            distance.InnerHtml.Append($"({Formats.Relative(shown, Today ?? TodayInNorway())})");
            output.Content.Append(" ").AppendHtml(distance);
        }
    }

    private DateOnly TodayInNorway() =>
        DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo")).DateTime
        );
}

/// <summary>A period in the words that people wrote, with the days that it stands for behind it. Nothing for null.</summary>
/// <param name="shared">The words that all modules share.</param>
[HtmlTargetElement("mp-period", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PeriodTagHelper(IStringLocalizer<SharedTexts> shared) : TagHelper
{
    /// <summary>The period.</summary>
    public Period? Value { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var days = Formats.Days(Value);
        if (Value is null || (Value.Label.Length == 0 && days.Length == 0))
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "mp-period");
        if (Value.Label.Length == 0)
        {
            output.Content.Append(days);
            return;
        }

        output.Content.Append(Value.Label);
        var behind =
            days.Length > 0 ? days
            : Value.Resolution == PeriodResolution.Unreadable ? shared["Period.Unreadable"].Value
            : "";
        if (behind.Length > 0 && behind != Value.Label)
        {
            var note = new TagBuilder("span");
            note.AddCssClass("mp-subtle");
            note.InnerHtml.Append($"({behind})");
            output.Content.Append(" ").AppendHtml(note);
        }
    }
}
